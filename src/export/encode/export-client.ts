import type { RasterImage } from '../../image/raster-image.ts';
import { spawnWorker } from '../../worker/spawn-worker.ts';
import { WorkerPool } from '../../worker/worker-pool.ts';
import type { EncodedPng, ExportTasks } from './export-tasks.ts';

/** Started lazily and shared by every export of the page. */
const pool = new WorkerPool<ExportTasks>({
  spawn: () => spawnWorker(new URL('./export.worker.ts', import.meta.url), { type: 'module' }),
  loadHandlers: async () => (await import('./export-tasks.ts')).exportTasks,
});

/** How many images are encoded at a time. */
export const EXPORT_LANES = pool.size;

/** `image` as a PNG file, encoded in a worker. `image` itself stays the caller's. */
export function encodeInWorker(
  image: RasterImage,
  { digest, signal }: { digest: boolean; signal?: AbortSignal },
): Promise<EncodedPng> {
  return pool.run('encodePng', { image: withOwnBuffer(image), digest }, signal ? { signal } : {});
}

/** The bytes and the digest of a PNG file that is one already. */
export function digestInWorker(file: Blob, signal: AbortSignal): Promise<EncodedPng> {
  return pool.run('digestPng', { file }, { signal });
}

/** For tests: ends the export workers at once, which end by themselves when idle. Exports that run reject with AbortError. */
export function releaseExporters(): void {
  pool.dispose();
}

/** Posting a view copies the whole buffer beneath it, which may hold far more than this image. */
function withOwnBuffer(image: RasterImage): RasterImage {
  if (image.data.byteLength === image.data.buffer.byteLength) return image;
  return image.bitDepth === 8 ? { ...image, data: image.data.slice() } : { ...image, data: image.data.slice() };
}
