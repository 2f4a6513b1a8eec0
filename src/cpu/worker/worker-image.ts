import { throwIfAborted } from '../../base/xray-error.ts';
import type { InFile } from '../../image/image-in-file.ts';
import type { RasterImage } from '../../image/raster-image.ts';
import type { CallOptionsOf } from '../../worker/tasks.ts';
import { WorkerStopped } from '../../worker/worker-stopped.ts';
import type { ImageLayout } from '../memory/image-planes.ts';
import { bringSamples } from './bring-samples.ts';
import type { CpuTasks } from './cpu-tasks.ts';
import type { CpuWorker, CpuWorkers } from './cpu-workers.ts';

/** Tasks on an open image. */
type ImageTask = 'compute' | 'counts' | 'range' | 'read' | 'rows' | 'sample' | 'histogram' | 'render';

/** An image in a worker's memory; when that worker stops, the image goes to the next one, without its stages. */
export class WorkerImage {
  private home: CpuWorker | null = null;
  private moving: Promise<void> | null = null;

  constructor(
    private readonly workers: CpuWorkers,
    private readonly id: number,
    private readonly layout: ImageLayout,
    private readonly given: RasterImage | InFile<RasterImage>,
    /** Called when the stages that were computed are gone. */
    private readonly onLost: () => void,
  ) {}

  /**
   * Settles when the image lies in a worker that has not stopped.
   * @throws WorkerStopped when that one stops meanwhile; XrayError `image-too-large`; AbortError.
   */
  async settle(signal: AbortSignal | undefined): Promise<void> {
    if (this.home && !this.home.runner.stopped) return;
    if (this.home) {
      this.home = null;
      this.onLost();
    }
    this.moving ??= this.move(signal).finally(() => (this.moving = null));
    await this.moving;
  }

  /** @throws WorkerStopped when the worker has stopped, or stops meanwhile. */
  async run<Name extends ImageTask>(
    name: Name,
    input: Omit<CpuTasks[Name]['input'], 'id'>,
    options: CallOptionsOf<CpuTasks[Name]>,
  ): Promise<CpuTasks[Name]['output']> {
    if (!this.home) throw new WorkerStopped('The image’s worker has stopped.');
    return this.home.runner.run(name, { ...input, id: this.id } as CpuTasks[Name]['input'], options);
  }

  /** Gives the memory back. */
  close(): void {
    if (this.home) closeIn(this.home, this.id);
    this.home = null;
  }

  private async move(signal: AbortSignal | undefined): Promise<void> {
    throwIfAborted(signal);
    const { id, layout, given } = this;
    const worker = await this.workers.current();
    try {
      await worker.runner.run('open', { id, layout }, { signal });
      await bringSamples(worker.runner, id, given, signal);
      throwIfAborted(signal);
    } catch (error) {
      closeIn(worker, id);
      throw error;
    }
    this.home = worker;
  }
}

function closeIn({ runner }: CpuWorker, id: number): void {
  // A worker that cannot answer any more has taken the image's memory with it.
  runner.run('close', { id }).catch(() => undefined);
}
