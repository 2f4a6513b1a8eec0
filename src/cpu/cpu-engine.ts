import { assertRasterImage, toEightBit, type Raster8, type RasterImage } from '../image/raster-image.ts';
import { abortError, throwIfAborted } from '../image/xray-error.ts';
import type { Engine, ImagePipeline } from '../pipeline/engine.ts';
import { createTaskRunner } from '../worker/task-runner.ts';
import type { TaskRunner } from '../worker/tasks.ts';
import { CpuPipeline } from './cpu-pipeline.ts';
import type { CpuTasks } from './cpu-tasks.ts';

/** An engine that computes in a worker; where none can be had, as in Node, on the calling thread in short slices. */
export async function createCpuEngine(): Promise<Engine> {
  const runner = await createTaskRunner<CpuTasks>({
    spawn: () => new Worker(new URL('./cpu.worker.ts', import.meta.url), { type: 'module' }),
    loadHandlers: async () => (await import('./cpu-tasks.ts')).createCpuTasks(),
  });
  return new CpuEngine(runner);
}

class CpuEngine implements Engine {
  readonly backend = 'cpu';
  readonly description = 'CPU';
  private readonly runner: TaskRunner<CpuTasks>;
  private readonly pipelines = new Set<CpuPipeline>();
  private nextId = 1;
  private disposed = false;

  constructor(runner: TaskRunner<CpuTasks>) {
    this.runner = runner;
  }

  async open(image: RasterImage, { signal }: { signal?: AbortSignal } = {}): Promise<ImagePipeline> {
    if (this.disposed) throw abortError('The engine was disposed of.');
    assertRasterImage(image);
    throwIfAborted(signal);
    const original = toEightBit(image);
    const copy: Raster8 = { ...original, data: new Uint8Array(original.data) };
    const id = this.nextId++;
    const pipeline = new CpuPipeline(this.runner, id, original, () => this.pipelines.delete(pipeline));
    this.pipelines.add(pipeline);
    try {
      await this.runner.run('open', { id, image: copy }, { signal, transfer: [copy.data.buffer as ArrayBuffer] });
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
