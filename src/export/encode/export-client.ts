import type { RasterShape, RowRequest, RowSource } from '../../image/row-source.ts';
import { spawnWorker } from '../../worker/spawn-worker.ts';
import { WorkerPool } from '../../worker/worker-pool.ts';
import type { EncodedPng, ExportTasks } from './export-tasks.ts';

/** Started lazily and shared by every export of the page. */
const pool = new WorkerPool<ExportTasks>({
  spawn: () => spawnWorker(new URL('./export.worker.ts', import.meta.url), { type: 'module' }),
  loadHandlers: async () => (await import('./export-tasks.ts')).exportTasks,
});

/** The PNG file of `source`, encoded in a worker that asks for its rows. @throws what `source` throws; AbortError. */
export async function encodeInWorker(
  source: RowSource,
  { digest, signal }: { digest: boolean; signal?: AbortSignal },
): Promise<EncodedPng> {
  const { width, height, channels, bitDepth } = source;
  const shape: RasterShape = { width, height, channels, bitDepth };
  // As it was thrown: a worker knows of errors only what can be posted.
  let failure: unknown;
  const onAsk = async (request: RowRequest, transfer: Transferable[]): Promise<Uint8Array<ArrayBuffer>> => {
    try {
      const rows = await source.read(request);
      transfer.push(rows.buffer);
      return rows;
    } catch (error) {
      failure = error;
      throw error;
    }
  };
  try {
    return await pool.run('encodePng', { shape, digest }, { onAsk, ...(signal ? { signal } : {}) });
  } catch (error) {
    throw failure ?? error;
  }
}

/** A copy of a PNG file that is one already, and what is to be known of it. */
export function digestInWorker(file: Blob, signal: AbortSignal): Promise<EncodedPng> {
  return pool.run('digestPng', { file }, { signal });
}

/** For tests: ends the export workers at once, which end by themselves when idle. Exports that run reject with AbortError. */
export function releaseExporters(): void {
  pool.dispose();
}
