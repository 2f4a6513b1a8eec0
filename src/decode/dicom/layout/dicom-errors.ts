import { XrayError } from '../../../base/xray-error.ts';

/** A sound DICOM file of a kind that is not read. */
export function unsupportedDicomError(kind: string): XrayError {
  return new XrayError(
    'unsupported-type',
    `DICOM files of this kind are not supported: ${kind}. Please export it as uncompressed DICOM, or as JPG or PNG.`,
    { reason: 'dicom-kind', values: { subject: kind } },
  );
}

/** What the file is coded by is known, and what decodes it is not at hand. */
export function codecUnavailableError(syntax: string): XrayError {
  return new XrayError(
    'unsupported-type',
    `the decoder of ${syntax} is not available. Please export it as uncompressed DICOM, or as JPG or PNG.`,
    { reason: 'codec-unavailable', values: { subject: syntax } },
  );
}

/** @param frame from 0 */
export function noFrameError(frame: number, frames: number): XrayError {
  return new XrayError('decode-failed', `there is no frame ${frame + 1}: the file has ${frames}.`, {
    reason: 'no-frame',
    values: { actual: frame + 1, limit: frames },
  });
}
