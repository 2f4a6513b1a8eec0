import { isAbortError, XrayError } from '../base/xray-error.ts';
import { spawnWorker } from '../worker/spawn-worker.ts';
import { WorkerPool } from '../worker/worker-pool.ts';
import { stoppedError } from './source/decode-errors.ts';
import type { DecodeInput } from './source/decode-input.ts';
import type { DecodedPixels, DecodeTasks } from './decode-tasks.ts';

/** One worker: files are decoded one after the other, so that memory holds the tables and rows of one. */
const pool = new WorkerPool<DecodeTasks>(
  {
    spawn: () => spawnWorker(new URL('./decode.worker.ts', import.meta.url), { type: 'module' }),
    loadHandlers: async () => (await import('./decode-tasks.ts')).decodeTasks,
  },
  { size: 1 },
);

/** Decodes in the decoding worker, which is started when it is wanted and ends some time after; tells how it goes. */
export async function decodeInWorker(
  input: DecodeInput,
  signal?: AbortSignal,
  onReport?: (report: DecodeTasks['decode']['report']) => void,
): Promise<DecodedPixels> {
  try {
    return await pool.run('decode', input, { signal, onReport });
  } catch (error) {
    if (error instanceof XrayError || isAbortError(error)) throw error;
    // The task fails only in the two ways above: two workers are gone, and the next call starts a new one.
    throw stoppedError(error);
  }
}

/** For tests: ends the decoding worker at once, which ends by itself when idle. Calls under way reject with AbortError. */
export function releaseDecoder(): void {
  pool.dispose();
}
