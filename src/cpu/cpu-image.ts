import { grayRaster, type Raster8, type RasterImage } from '../image/raster-image.ts';
import { abortError, isAbortError, throwIfAborted } from '../base/xray-error.ts';
import { assertDrawable, type DrawOptions, type ImagePipeline, type UpdateOptions } from '../pipeline/engine.ts';
import { DEFAULT_PARAMS, resolveParams, type DeepPartial, type PipelineParams } from '../pipeline/params.ts';
import { staleStages } from '../pipeline/stale-stages.ts';
import {
  COMPUTED_STAGE_IDS,
  STAGES,
  STANDARD,
  type ComputedStageId,
  type StageId,
} from '../pipeline/standard-graph.ts';
import { unlessAborted } from '../base/unless-aborted.ts';
import type { ComputedStage } from './worker/cpu-tasks.ts';
import type { CpuWorkers } from './worker/cpu-workers.ts';
import { putPixels } from './put-pixels.ts';
import { WorkerImage } from './worker/worker-image.ts';

/** A computation under way: the only one of its image. */
interface Job {
  readonly params: PipelineParams;
  readonly controller: AbortController;
}

/** One image in the worker. Keeps account of which planes there hold what. */
export class CpuPipeline implements ImagePipeline {
  readonly width: number;
  readonly height: number;
  private readonly workers: CpuWorkers;
  private readonly image: WorkerImage;
  private readonly original: Raster8;
  private readonly onDispose: () => void;
  private readonly disposal = new AbortController();
  private finishedParams: PipelineParams = DEFAULT_PARAMS;
  /** The parameters that each finished plane was computed with; an unfinished or overwritten one has no entry. */
  private readonly computedWith = new Map<ComputedStageId, PipelineParams>();
  private readonly stageTimes: Partial<Record<StageId, number>> = {};
  private job: Job | null = null;
  /** Called when a stage gets ready or the job ends. */
  private waiting: (() => void)[] = [];

  constructor(workers: CpuWorkers, id: number, original: Raster8, onDispose: () => void) {
    this.width = original.width;
    this.height = original.height;
    this.workers = workers;
    this.image = new WorkerImage(workers, id, original, () => this.computedWith.clear());
    this.original = original;
    this.onDispose = onDispose;
  }

  get params(): PipelineParams {
    return this.finishedParams;
  }

  get timings(): Readonly<Partial<Record<StageId, number>>> {
    return { ...this.stageTimes };
  }

  /** Copies the image to the worker. */
  open(signal: AbortSignal | undefined): Promise<void> {
    const opened = this.workers.repeatedWhenStopped(this, () => this.image.settle(signal));
    return unlessAborted(opened, signal);
  }

  async update(changes?: DeepPartial<PipelineParams>, { signal, onStage }: UpdateOptions = {}): Promise<void> {
    this.throwIfDisposed();
    const params = resolveParams(changes, this.wantedParams);
    throwIfAborted(signal);
    await this.compute(params, COMPUTED_STAGE_IDS, signal, onStage);
  }

  async read(stage: StageId): Promise<RasterImage> {
    this.throwIfDisposed();
    if (stage === 'original') return this.original;
    const data = await this.inWorker(async (signal) => {
      await this.whenReady(stage);
      return this.image.run('read', { stage }, { signal });
    });
    return grayRaster(this.width, this.height, data);
  }

  async histogram(stage: StageId): Promise<Uint32Array> {
    this.throwIfDisposed();
    const counted = stage === 'original' ? 'grayscale' : stage;
    return this.inWorker(async (signal) => {
      await this.whenReady(counted);
      return this.image.run('histogram', { stage: counted }, { signal });
    });
  }

  async draw(stage: StageId, canvas: HTMLCanvasElement, options: DrawOptions = {}): Promise<void> {
    this.throwIfDisposed();
    const { width = this.width, height = this.height, part = { x: 0, y: 0, width, height } } = options;
    assertDrawable(width, height, part);
    const rgba = await this.inWorker(async (signal) => {
      if (stage !== 'original') await this.whenReady(stage);
      return this.image.run('render', { stage, width, height, part }, { signal });
    });
    await putPixels(canvas, rgba, part.width);
  }

  dispose(): void {
    if (this.disposal.signal.aborted) return;
    this.disposal.abort();
    this.job?.controller.abort();
    this.notify();
    this.onDispose();
    this.image.close();
  }

  /** Those of the computation under way, or else of the last finished update. */
  private get wantedParams(): PipelineParams {
    return this.job && !this.job.controller.signal.aborted ? this.job.params : this.finishedParams;
  }

  /** Computes those of `stages` that are not as `params` want them; ends the job under way. */
  private async compute(
    params: PipelineParams,
    stages: readonly ComputedStageId[],
    signal?: AbortSignal,
    onStage?: (stage: StageId) => void,
  ): Promise<void> {
    this.job?.controller.abort();
    const controller = new AbortController();
    const job: Job = { params, controller };
    this.job = job;
    const abort = (): void => controller.abort();
    signal?.addEventListener('abort', abort, { once: true });

    const onReport = ({ stage, ms }: ComputedStage): void => {
      if (controller.signal.aborted) return;
      this.computedWith.set(stage, params);
      this.stageTimes[stage] = ms;
      this.notify();
      onStage?.(stage);
    };
    try {
      await this.inWorker(async () => {
        throwIfAborted(controller.signal);
        const stale = stages.filter((stage) => !this.isComputed(stage, params));
        for (const stage of stale) this.computedWith.delete(stage);
        if (stale.length === 0) return;
        await this.image.run('compute', { stages: stale, params }, { signal: controller.signal, onReport });
      }, controller.signal);
      throwIfAborted(controller.signal);
      this.finishedParams = params;
    } finally {
      signal?.removeEventListener('abort', abort);
      if (this.job === job) this.job = null;
      this.notify();
    }
  }

  /** Resolves when `stage` holds what is wanted. */
  private async whenReady(stage: ComputedStageId): Promise<void> {
    for (;;) {
      this.throwIfDisposed();
      if (this.isComputed(stage, this.wantedParams)) return;
      if (this.job) await new Promise<void>((resolve) => this.waiting.push(resolve));
      else await this.computeUpTo(stage);
    }
  }

  private async computeUpTo(stage: ComputedStageId): Promise<void> {
    try {
      await this.compute(this.finishedParams, chainUpTo(stage));
    } catch (error) {
      // An update that supersedes this computation makes the stage ready in its stead.
      if (!isAbortError(error)) throw error;
    }
  }

  private isComputed(stage: ComputedStageId, params: PipelineParams): boolean {
    const computedWith = this.computedWith.get(stage);
    return computedWith !== undefined && !staleStages(STANDARD, computedWith, params).includes(stage);
  }

  /**
   * Does `work` with the image in a worker; again, in another one, when that one stops. When `ended` is aborted it is not
   * waited for, nor what comes before it: another image's repetition, the way to another worker.
   */
  private inWorker<Result>(
    work: (signal: AbortSignal) => Promise<Result>,
    ended = this.disposal.signal,
  ): Promise<Result> {
    const { signal } = this.disposal;
    const done = this.workers.repeatedWhenStopped(this, async () => {
      this.throwIfDisposed();
      await this.image.settle(signal);
      return work(signal);
    });
    return unlessAborted(done, ended);
  }

  private notify(): void {
    const waiting = this.waiting;
    this.waiting = [];
    for (const resolve of waiting) resolve();
  }

  private throwIfDisposed(): void {
    if (this.disposal.signal.aborted) throw abortError('The image was disposed of.');
  }
}

/** `stage` and the computed stages that it depends on, in the order in which they are computed. */
function chainUpTo(stage: ComputedStageId): ComputedStageId[] {
  const needed = new Set<StageId>();
  for (let id: StageId | null = stage; id !== null; id = STAGES[id].input) needed.add(id);
  return COMPUTED_STAGE_IDS.filter((id) => needed.has(id));
}
