import { isAbortError, XrayError } from '../../base/xray-error.ts';
import { WorkerStopped } from '../../worker/worker-stopped.ts';

/** Said of a PNG file that could not be made. */
export const NOT_SAVED = 'The image could not be saved as PNG.';

/** What is told as it is, also of an export: it is the source that is wrong, not the saving. */
const OF_SOURCES: readonly (string | undefined)[] = ['file-changed', 'no-answer'];

/**
 * What a failed export rejects with: an abort, or an `export-failed` that tells why already, as it is; anything else as
 * `export-failed` with `message`, unless the source is to blame, whose own words are kept.
 */
export function exportFailure(message: string, error: unknown): unknown {
  if (isAbortError(error) || (error instanceof XrayError && error.code === 'export-failed')) return error;
  if (error instanceof XrayError && OF_SOURCES.includes(error.reason)) {
    const { message: told, hint, reason, values } = error;
    return new XrayError('export-failed', told, { hint, reason, values, cause: error });
  }
  // What a script did wrong is said whole.
  const said =
    error instanceof XrayError && error.reason === 'wrong-argument' ? `${message} ${error.message}` : message;
  const hint = 'Close other tabs or applications if memory is short, then try again.';
  return new XrayError('export-failed', said, { cause: error, ...(error instanceof WorkerStopped ? { hint } : {}) });
}
