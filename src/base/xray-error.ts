/** Every way in which xray-lab fails on purpose. */
export type XrayErrorCode =
  | 'unsupported-type'
  | 'file-too-large'
  | 'file-empty'
  | 'image-too-large'
  | 'decode-failed'
  | 'invalid-params'
  | 'engine-unavailable'
  | 'engine-lost'
  | 'export-failed';

/** Which of a code's cases it is, where one code has several that a person should tell apart. */
export type XrayErrorReason =
  | 'address'
  | 'codec-unavailable'
  | 'device-limit'
  | 'dicom-kind'
  | 'file-changed'
  | 'frame'
  | 'gpu-faulty'
  | 'gpu-lost'
  | 'jpeg-kind'
  | 'manifest-size'
  | 'no-answer'
  | 'no-frame'
  | 'no-results'
  | 'no-room'
  | 'not-a-manifest'
  | 'not-loaded'
  | 'not-measurements'
  | 'not-readable'
  | 'not-written'
  | 'other-format'
  | 'part-missing'
  | 'side-limit'
  | 'too-many-scans'
  | 'type-not-accepted'
  | 'unexpected'
  | 'work-stopped'
  | 'wrong-argument'
  | 'zip-limit';

/** What `message` is put together from, for those who word it in another language. */
export interface XrayErrorValues {
  /** The file's name. */
  readonly file?: string;
  /** The kind of JPEG or DICOM, the other format, the parameter, and the like. */
  readonly subject?: string;
  /** The file of xray-lab's own that could not be loaded, and what of the page's policy does not allow something. */
  readonly part?: string;
  readonly policy?: string;
  readonly width?: number;
  readonly height?: number;
  /** What there is, and what is allowed: bytes of files, pixels of images or of their sides, files beside the one that is named. */
  readonly actual?: number;
  readonly limit?: number;
}

export interface XrayErrorOptions {
  /** What the person can do about it, where `message` does not say so already. */
  hint?: string;
  /** The error beneath, for developers; never shown to a person. */
  cause?: unknown;
  reason?: XrayErrorReason;
  values?: XrayErrorValues;
}

/** An error with a stable `code`, a `message` written for the person who meets it, and sometimes a `hint`. */
export class XrayError extends Error {
  override readonly name = 'XrayError';
  readonly code: XrayErrorCode;
  readonly hint?: string;
  /** The error beneath, where there is one (declared here: ES2020's Error has no `cause`). */
  readonly cause?: unknown;
  readonly reason?: XrayErrorReason;
  readonly values: XrayErrorValues;

  constructor(code: XrayErrorCode, message: string, options: XrayErrorOptions = {}) {
    super(message);
    this.code = code;
    if (options.hint !== undefined) this.hint = options.hint;
    if (options.cause !== undefined) this.cause = options.cause;
    if (options.reason !== undefined) this.reason = options.reason;
    this.values = options.values ?? {};
    // Until it is asked for, V8 keeps the functions on the stack with all that they see, for as long as the error is told of.
    void this.stack;
  }
}

/** `error` with the name of the file it is about in front of its message. */
export function withFileName(error: XrayError, file: string): XrayError {
  const { code, message, hint, cause, reason, values } = error;
  return new XrayError(code, `${file}: ${message}`, { hint, cause, reason, values: { ...values, file } });
}

/** The rejection of everything that was aborted or superseded. */
export function abortError(message = 'The operation was aborted.'): DOMException {
  return new DOMException(message, 'AbortError');
}

/** Of whichever window: what was asked of a file, a signal or a folder of another one is rejected by an error of that. */
export function isAbortError(error: unknown): boolean {
  return (error as { readonly name?: unknown } | null | undefined)?.name === 'AbortError';
}

/** Throws an AbortError when `signal` is aborted. */
export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw abortError();
}
