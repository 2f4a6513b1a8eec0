import { isInFile, type DecodeReport, type InFile } from '../../image/image-in-file.ts';
import type { RasterImage } from '../../image/raster-image.ts';
import type { TaskRunner } from '../../worker/tasks.ts';
import type { CpuTasks } from './cpu-tasks.ts';
import { sendSamples } from './send-samples.ts';

/**
 * Fills the plane of the given image `id`, which is open: from the samples that the caller has and keeps, or from its file,
 * of which nothing is kept on this thread.
 */
export async function bringSamples(
  runner: TaskRunner<CpuTasks>,
  id: number,
  given: RasterImage | InFile<RasterImage>,
  signal: AbortSignal | undefined,
): Promise<void> {
  if (!isInFile(given)) return sendSamples(runner, id, given.data, signal);
  const came = new AbortController();
  // Without what there is to do meanwhile, only time is lost.
  runner.run('touch', { id }, { signal: came.signal }).catch(() => undefined);
  try {
    await bringDecoded(runner, id, given, signal, () => came.abort());
  } finally {
    came.abort();
  }
}

/** A file that the worker cannot decode itself is decoded elsewhere, and its samples are handed over as they are. */
async function bringDecoded(
  runner: TaskRunner<CpuTasks>,
  id: number,
  { decode, decodeThere }: InFile<RasterImage>,
  signal: AbortSignal | undefined,
  onRead: () => void,
): Promise<void> {
  if (decodeThere) {
    return decodeThere((file, ending, tell) => {
      const onReport = (report: DecodeReport): void => {
        if (report === false) onRead();
        tell(report);
      };
      return runner.run('decode', { id, file }, { signal: ending, onReport });
    }, signal);
  }
  const { buffer, byteOffset, byteLength } = (await decode(signal)).data;
  onRead();
  const samples = new Uint8Array(buffer, byteOffset, byteLength);
  await runner.run('take', { id, samples }, { signal, transfer: [buffer as ArrayBuffer] });
}
