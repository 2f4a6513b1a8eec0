import { isAbortError, XrayError } from '../image/xray-error.ts';

/** What a failed export rejects with: an abort as it is, anything else as `export-failed` with `message`. */
export function exportFailure(message: string, error: unknown): unknown {
  return isAbortError(error) ? error : new XrayError('export-failed', message, { cause: error });
}
