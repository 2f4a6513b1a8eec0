import { abortError, isAbortError, XrayError, type XrayErrorCode, type XrayErrorOptions } from '../base/xray-error.ts';

/** What the page sends to a worker. */
export type Request =
  | { kind: 'run'; id: number; name: string; input: unknown }
  | { kind: 'abort'; id: number }
  /** To what a task asked: `question` counts its questions. */
  | { kind: 'answer'; id: number; question: number; answer: unknown; error: SentError | null };

/** What a worker sends back. `ready` is its first message: the script was allowed to run. */
export type Response =
  | { kind: 'ready' }
  | { kind: 'report'; id: number; value: unknown }
  | { kind: 'ask'; id: number; question: number; value: unknown }
  | { kind: 'done'; id: number; output: unknown }
  | { kind: 'failed'; id: number; error: SentError };

/** An error in a form that survives the trip between threads in every browser. */
export interface SentError {
  readonly name: string;
  readonly message: string;
  readonly code?: XrayErrorCode;
  readonly options?: Omit<XrayErrorOptions, 'cause'>;
}

export function packError(error: unknown): SentError {
  if (error instanceof XrayError) {
    const { name, message, code, hint, reason, values } = error;
    return { name, message, code, options: { hint, reason, values } };
  }
  if (isAbortError(error)) return { name: 'AbortError', message: (error as DOMException).message };
  if (error instanceof Error) return { name: error.name, message: error.message };
  return { name: 'Error', message: String(error) };
}

export function unpackError({ name, message, code, options }: SentError): Error {
  if (code) return new XrayError(code, message, options);
  if (name === 'AbortError') return abortError(message);
  const error = new Error(message);
  error.name = name;
  return error;
}
