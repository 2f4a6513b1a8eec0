import { assertRasterImage, toEightBit, type RasterImage } from '../image/raster-image.ts';
import { abortError, throwIfAborted } from '../image/xray-error.ts';
import type { Engine, ImagePipeline } from '../pipeline/engine.ts';
import type { TaskRunner } from '../worker/tasks.ts';
import type { KernelChoice } from './choose-kernels.ts';
import { CpuPipeline } from './cpu-pipeline.ts';
import { createCpuRunner } from './cpu-runner.ts';
import type { CpuTasks } from './cpu-tasks.ts';
import { sendSamples } from './send-samples.ts';

export interface CpuEngineOptions {
  /** `auto` (default) takes the SIMD kernels where they can run, else the plain ones; the bytes are the same. */
  kernels?: KernelChoice;
}

/**
 * An engine that computes in a worker; where none can be had, as in Node, on the calling thread in short slices.
 * @throws XrayError `engine-unavailable` when SIMD is insisted on and cannot be had.
 */
export async function createCpuEngine({ kernels = 'auto' }: CpuEngineOptions = {}): Promise<Engine> {
  const runner = await createCpuRunner();
  try {
    const kind = await runner.run('start', { kernels });
    return new CpuEngine(runner, kind === 'simd' ? 'CPU (SIMD)' : 'CPU');
  } catch (error) {
    runner.dispose();
    throw error;
  }
}

class CpuEngine implements Engine {
  readonly backend = 'cpu';
  readonly description: string;
  private readonly runner: TaskRunner<CpuTasks>;
  private readonly pipelines = new Set<CpuPipeline>();
  private nextId = 1;
  private disposed = false;

  constructor(runner: TaskRunner<CpuTasks>, description: string) {
    this.runner = runner;
    this.description = description;
  }

  async open(image: RasterImage, { signal }: { signal?: AbortSignal } = {}): Promise<ImagePipeline> {
    if (this.disposed) throw abortError('The engine was disposed of.');
    assertRasterImage(image);
    throwIfAborted(signal);
    const original = toEightBit(image);
    const { width, height, channels } = original;
    const id = this.nextId++;
    const pipeline = new CpuPipeline(this.runner, id, original, () => this.pipelines.delete(pipeline));
    this.pipelines.add(pipeline);
    try {
      await this.runner.run('open', { id, shape: { width, height, channels } }, { signal });
      await sendSamples(this.runner, id, original.data, signal);
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
    this.runner.dispose();
  }
}
