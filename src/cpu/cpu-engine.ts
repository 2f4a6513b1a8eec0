import { assertRasterImage, eightBitSteps, type RasterImage } from '../image/raster-image.ts';
import { abortError, throwIfAborted } from '../base/xray-error.ts';
import type { Engine, ImagePipeline } from '../pipeline/engine.ts';
import { Pacer } from '../worker/pacer.ts';
import type { KernelChoice } from './worker/choose-kernels.ts';
import { CpuPipeline } from './cpu-image.ts';
import { CpuWorkers } from './worker/cpu-workers.ts';

export interface CpuEngineOptions {
  /** `auto` (default) takes the SIMD kernels where they can run, else the plain ones; the bytes are the same. */
  kernels?: KernelChoice;
}

/**
 * An engine that computes in a worker; where none can be had, as in Node, on the calling thread in short slices. When the
 * worker crashes, a new one takes its place and what was under way is done again, once.
 * @throws XrayError `engine-unavailable` when SIMD is insisted on and cannot be had.
 */
export async function createCpuEngine({ kernels = 'auto' }: CpuEngineOptions = {}): Promise<Engine> {
  const workers = new CpuWorkers(kernels);
  const worker = await workers.repeatedWhenStopped(workers, () => workers.current());
  return new CpuEngine(workers, worker.kernels === 'simd' ? 'CPU (SIMD)' : 'CPU');
}

class CpuEngine implements Engine {
  readonly backend = 'cpu';
  readonly description: string;
  private readonly workers: CpuWorkers;
  private readonly pipelines = new Set<CpuPipeline>();
  private nextId = 1;
  private disposed = false;

  constructor(workers: CpuWorkers, description: string) {
    this.workers = workers;
    this.description = description;
  }

  async open(image: RasterImage, { signal }: { signal?: AbortSignal } = {}): Promise<ImagePipeline> {
    if (this.disposed) throw abortError('The engine was disposed of.');
    assertRasterImage(image);
    throwIfAborted(signal);
    const eightBit = await new Pacer(signal).inSteps(eightBitSteps(image));
    throwIfAborted(signal);
    if (this.disposed) throw abortError('The engine was disposed of.');
    const onDispose = (): void => void this.pipelines.delete(pipeline);
    const pipeline: CpuPipeline = new CpuPipeline(this.workers, this.nextId++, eightBit, onDispose);
    this.pipelines.add(pipeline);
    try {
      await pipeline.open(signal);
    } catch (error) {
      pipeline.dispose();
      throw error;
    }
    return pipeline;
  }

  dispose(): void {
    if (this.disposed) return;
    this.disposed = true;
    for (const pipeline of this.pipelines) pipeline.dispose();
    this.workers.dispose();
  }
}
