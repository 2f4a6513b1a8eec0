import { isAbortError, XrayError } from '../base/xray-error.ts';
import { spawnWorker } from '../worker/spawn-worker.ts';
import { WorkerPool } from '../worker/worker-pool.ts';
import { stoppedError } from './source/decode-errors.ts';
import type { DecodeInput, DecodeTasks } from './decode-tasks.ts';

/** One worker: files are decoded one after the other, so that memory holds the tables and rows of one. */
const pool = new WorkerPool<DecodeTasks>(
  {
    spawn: () => spawnWorker(new URL('./decode.worker.ts', import.meta.url), { type: 'module' }),
    loadHandlers: async () => (await import('./decode-tasks.ts')).decodeTasks,
  },
  { size: 1 },
);

/** Runs a decoding task in the decoding worker, which is started when it is wanted and ends some time after. */
export async function runDecodeTask<Name extends keyof DecodeTasks>(
  name: Name,
  input: DecodeInput,
  signal?: AbortSignal,
): Promise<DecodeTasks[Name]['output']> {
  try {
    return await pool.run(name, input, signal ? { signal } : {});
  } catch (error) {
    if (error instanceof XrayError || isAbortError(error)) throw error;
    // The tasks fail only in the two ways above: two workers are gone, and the next call starts a new one.
    throw stoppedError(error);
  }
}

/** For tests: ends the decoding worker at once, which ends by itself when idle. Calls under way reject with AbortError. */
export function releaseDecoder(): void {
  pool.dispose();
}
