import { alternatives } from '../../base/alternatives.ts';
import { withFileName, XrayError } from '../../base/xray-error.ts';
import { FORMAT_NAMES } from './formats.ts';

/** The file is of a format that is read, and broken. */
export function damagedError(cause?: unknown): XrayError {
  return new XrayError('decode-failed', 'the image could not be read. The file may be damaged.', { cause });
}

/** What is read is not what was chosen: another read gave something else, or the browser refuses one. */
export function changedError(cause?: unknown): XrayError {
  return new XrayError('decode-failed', 'the file is no longer as it was chosen: it was changed, moved or deleted.', {
    hint: 'Choose it again.',
    reason: 'file-changed',
    cause,
  });
}

/** Nothing has come of a read for a long time. */
export function noAnswerError(): XrayError {
  return new XrayError('decode-failed', 'the file does not answer. Its drive or network may be away.', {
    hint: 'Try again when it can be reached.',
    reason: 'no-answer',
  });
}

/** Whatever the file is, the work on it ended two workers, as a lack of memory does. */
export function stoppedError(cause: unknown): XrayError {
  return new XrayError('decode-failed', 'the image could not be read: the work on it stopped, also when repeated.', {
    hint: 'Close other tabs or applications if memory is short, then choose it again.',
    reason: 'work-stopped',
    cause,
  });
}

export function unsupportedTypeError(): XrayError {
  return new XrayError(
    'unsupported-type',
    `invalid file type. Please choose a ${alternatives(FORMAT_NAMES, 'or')} image.`,
  );
}

/**
 * A sound JPEG of a kind that OpenCV does not decode either. The code is `unsupported-type`: nothing is damaged, and saving the
 * image in another way helps.
 */
export function unsupportedJpegError(kind: string): XrayError {
  return new XrayError(
    'unsupported-type',
    `${kind} images are not supported. Please save it as an 8-bit RGB or grayscale JPG or PNG.`,
    { reason: 'jpeg-kind', values: { subject: kind } },
  );
}

/** The file may be sound, but decoding it could take minutes. */
export function tooManyScansError(): XrayError {
  return new XrayError('decode-failed', 'this JPG is stored in too many scans: it would take too long to read.', {
    hint: 'Save it again, as a baseline JPG or as PNG.',
    reason: 'too-many-scans',
  });
}

/** What a person calls `source`: its file name where it has one. */
export function sourceName(source: Blob): string {
  const name = (source as Partial<File>).name;
  return typeof name === 'string' && name !== '' ? name : 'The image';
}

/** `error` with the name of the file it is about in front of its message; anything but an XrayError stays as it is. */
export function withSourceName(source: Blob, error: unknown): unknown {
  return error instanceof XrayError ? withFileName(error, sourceName(source)) : error;
}
