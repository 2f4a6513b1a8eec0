import { isAbortError, XrayError } from '../../base/xray-error.ts';
import { WorkerStopped } from '../../worker/worker-stopped.ts';

/**
 * What a failed export rejects with: an abort, or an `export-failed` that tells why already, as it is; anything else as
 * `export-failed` with `message`.
 */
export function exportFailure(message: string, error: unknown): unknown {
  if (isAbortError(error) || (error instanceof XrayError && error.code === 'export-failed')) return error;
  const hint = 'Close other tabs or applications if memory is short, then try again.';
  return new XrayError('export-failed', message, { cause: error, ...(error instanceof WorkerStopped ? { hint } : {}) });
}
