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

export interface XrayErrorOptions {
  /** What the person can do about it, where `message` does not say so already. */
  hint?: string;
  /** The error beneath, for developers; never shown to a person. */
  cause?: unknown;
}

/** An error with a stable `code`, a `message` written for the person who meets it, and sometimes a `hint`. */
export class XrayError extends Error {
  override readonly name = 'XrayError';
  readonly code: XrayErrorCode;
  readonly hint?: string;
  /** The error beneath, where there is one (declared here: ES2020's Error has no `cause`). */
  readonly cause?: unknown;

  constructor(code: XrayErrorCode, message: string, options: XrayErrorOptions = {}) {
    super(message);
    this.code = code;
    if (options.hint !== undefined) this.hint = options.hint;
    if (options.cause !== undefined) this.cause = options.cause;
  }
}

/** The rejection of everything that was aborted or superseded. */
export function abortError(message = 'The operation was aborted.'): DOMException {
  return new DOMException(message, 'AbortError');
}

export function isAbortError(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}

/** Throws an AbortError when `signal` is aborted. */
export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw abortError();
}
