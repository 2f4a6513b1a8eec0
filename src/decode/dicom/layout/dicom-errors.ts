import { XrayError } from '../../../base/xray-error.ts';

/** A sound DICOM file of a kind that is not read. */
export function unsupportedDicomError(kind: string): XrayError {
  return new XrayError(
    'unsupported-type',
    `DICOM files of this kind are not supported: ${kind}. Please export it as uncompressed DICOM, or as JPG or PNG.`,
    { reason: 'dicom-kind', values: { subject: kind } },
  );
}

/** What a codec is wanting: a file of xray-lab's own, by its name; what the page's policy would have to allow; both where it may be either. */
export interface CodecWant {
  readonly part?: string;
  readonly policy?: 'connect-src' | "'wasm-unsafe-eval'";
}

/** What the file is coded by is known, and what decodes it is not at hand. Without a want it is WebAssembly that the browser lacks. */
export function codecUnavailableError(syntax: string, { part, policy }: CodecWant = {}, cause?: unknown): XrayError {
  const why = part
    ? policy
      ? `${part} could not be fetched. The network may be away, or this page's policy refuses it (${policy}).`
      : `${part} of this version is not beside xray-lab's other files.`
    : policy
      ? `it takes WebAssembly, which this page's policy refuses (script-src without ${policy}).`
      : 'it takes WebAssembly, which this browser lacks.';
  return new XrayError(
    'unsupported-type',
    `the decoder of ${syntax} is not available: ${why} Please export it as uncompressed DICOM, or as JPG or PNG.`,
    { reason: 'codec-unavailable', values: { subject: syntax, part, policy }, cause },
  );
}

/** @param frame from 0 */
export function noFrameError(frame: number, frames: number): XrayError {
  return new XrayError('decode-failed', `there is no frame ${frame + 1}: the file has ${frames}.`, {
    reason: 'no-frame',
    values: { actual: frame + 1, limit: frames },
  });
}
