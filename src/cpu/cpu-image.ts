import { abortError } from '../base/xray-error.ts';
import { unlessAborted } from '../base/unless-aborted.ts';
import { isInFile } from '../image/image-in-file.ts';
import { grayRaster, type Raster8, type RasterImage } from '../image/raster-image.ts';
import type { RowSource } from '../image/row-source.ts';
import type { SampleValues } from '../image/sample-values.ts';
import type { FoundParams } from '../operators/operator.ts';
import { assertDrawable, type DrawOptions, type ImagePipeline, type UpdateOptions } from '../pipeline/engine.ts';
import type { Given } from '../pipeline/given.ts';
import { GivenWindow } from '../pipeline/given-window.ts';
import type { AnyGraph, ParamsOf, StageIdOf } from '../pipeline/graph.ts';
import type { DeepPartial } from '../pipeline/params.ts';
import { ScheduledImage, type Run } from '../pipeline/scheduled-image.ts';
import { grayOfGiven, planOf, reductionOf } from '../pipeline/stage-plan.ts';
import { layoutOf } from './memory/graph-layout.ts';
import { putPixels } from './put-pixels.ts';
import type { ComputedStage } from './worker/cpu-tasks.ts';
import type { CpuWorkers } from './worker/cpu-workers.ts';
import { WorkerImage } from './worker/worker-image.ts';

/** One image in the worker. */
export class CpuPipeline<G extends AnyGraph> implements ImagePipeline<G> {
  readonly width: number;
  readonly height: number;
  private readonly graph: G;
  private readonly workers: CpuWorkers;
  private readonly image: WorkerImage;
  private readonly channels: 1 | 3;
  private readonly window: GivenWindow<G>;
  /** Where a picture was given, and not its file. */
  private readonly original: Raster8 | null;
  private readonly onDispose: () => void;
  private readonly disposal = new AbortController();
  private readonly schedule: ScheduledImage<G>;
  private readonly foundParams = new Map<string, FoundParams | null>();
  private readonly stageTimes: Partial<Record<string, number>> = {};

  /** @throws TypeError when `graph` has an operator that is not in the list */
  constructor(graph: G, workers: CpuWorkers, id: number, given: Given, onDispose: () => void) {
    this.width = given.width;
    this.height = given.height;
    this.channels = given.channels;
    this.graph = graph;
    this.workers = workers;
    this.window = new GivenWindow(graph, given, given.values);
    const computer = { compute: (run: Run<G>) => this.compute(run), assertUsable: () => this.assertOpen() };
    this.schedule = new ScheduledImage(graph, computer, this.window);
    const onLost = (): void => this.schedule.forgetPlanes();
    this.image = new WorkerImage(workers, id, layoutOf(graph, given), given.image, onLost);
    const { image } = given;
    this.original = !isInFile(image) && image.bitDepth === 8 ? image : null;
    this.onDispose = onDispose;
  }

  get params(): ParamsOf<G> {
    return this.schedule.params;
  }

  get values(): SampleValues | null {
    return this.window.samples?.values ?? null;
  }

  get timings(): Readonly<Partial<Record<StageIdOf<G>, number>>> {
    return { ...this.stageTimes } as Partial<Record<StageIdOf<G>, number>>;
  }

  /** Brings the image to the worker. */
  open(signal: AbortSignal | undefined): Promise<void> {
    const opened = this.workers.repeatedWhenStopped(this, async () => {
      await this.image.settle(signal);
      await this.measured(signal);
    });
    return unlessAborted(opened, signal);
  }

  update(changes?: DeepPartial<ParamsOf<G>>, options?: UpdateOptions<StageIdOf<G>>): Promise<void> {
    return this.schedule.update(changes, options);
  }

  async read(stage: StageIdOf<G>): Promise<RasterImage> {
    this.assertOpen();
    const isGiven = stage === this.graph.given;
    if (isGiven && this.original && this.window.keyOf(this.schedule.wantedParams) === '') return this.original;
    const data = await this.inWorker((signal) =>
      this.schedule.whenValid(stage, () => this.image.run('read', { stage }, { signal })),
    );
    const { width, height, channels } = this;
    return isGiven ? { width, height, channels, bitDepth: 8, data } : grayRaster(width, height, data);
  }

  async rows(stage: StageIdOf<G>): Promise<RowSource> {
    this.assertOpen();
    const { schedule, width, height } = this;
    const made = await this.inWorker(() => schedule.whenValid(stage, () => schedule.wantedParams));
    return {
      width,
      height,
      channels: stage === this.graph.given ? this.channels : 1,
      bitDepth: 8,
      read: ({ ranges, memory }) => {
        const { byteLength } = memory;
        const ask = (signal: AbortSignal): Promise<Uint8Array<ArrayBuffer>> => {
          // A worker that has stopped has taken it along.
          if (memory.byteLength < byteLength) memory = new ArrayBuffer(byteLength);
          return this.image.run('rows', { stage, ranges, memory }, { signal, transfer: [memory] });
        };
        return this.inWorker((signal) => schedule.whenValid(stage, () => ask(signal), made));
      },
    };
  }

  async found(stage: StageIdOf<G>): Promise<FoundParams | null> {
    this.assertOpen();
    return this.inWorker(() => this.schedule.whenValid(stage, () => this.foundParams.get(stage) ?? null));
  }

  async sample(x: number, y: number): Promise<number | null> {
    this.assertOpen();
    if (!this.window.samples) return null;
    return this.inWorker((signal) => this.image.run('sample', { at: y * this.width + x }, { signal }));
  }

  async histogram(stage: StageIdOf<G>): Promise<Uint32Array> {
    this.assertOpen();
    const counted = stage === this.graph.given ? (grayOfGiven(this.graph) as StageIdOf<G>) : stage;
    return this.inWorker((signal) =>
      this.schedule.whenValid(counted, () => this.image.run('histogram', { stage: counted }, { signal })),
    );
  }

  async sampleCounts(): Promise<Uint32Array | null> {
    this.assertOpen();
    return this.values && this.inWorker((signal) => this.image.run('counts', {}, { signal }));
  }

  async draw(stage: StageIdOf<G>, canvas: HTMLCanvasElement, options: DrawOptions = {}): Promise<void> {
    this.assertOpen();
    const { width = this.width, height = this.height, part = { x: 0, y: 0, width, height } } = options;
    assertDrawable(width, height, part);
    const picture = { stage, width, height, part, reduction: reductionOf(this.graph, stage) };
    const rgba = await this.inWorker((signal) =>
      this.schedule.whenValid(stage, () => this.image.run('render', picture, { signal })),
    );
    await putPixels(canvas, rgba, part.width);
  }

  dispose(): void {
    if (this.disposal.signal.aborted) return;
    this.disposal.abort();
    this.schedule.dispose();
    this.onDispose();
    this.image.close();
  }

  private compute(run: Run<G>): Promise<void> {
    const onReport = ({ stage, ms, found }: ComputedStage): void => {
      if (run.signal.aborted) return;
      this.foundParams.set(stage, found);
      this.stageTimes[stage] = ms;
      run.finished(stage as StageIdOf<G>);
    };
    return this.inWorker(async () => {
      await this.measured(run.signal, run.params);
      run.check();
      const { width, height, window } = this;
      const image = { width, height, samples: window.samples };
      const stages = run.begin().map((id) => ({ id, plan: planOf(this.graph, id, run.params, image) }));
      if (stages.length > 0) await this.image.run('compute', { stages }, { signal: run.signal, onReport });
    }, run.signal);
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
      this.assertOpen();
      await this.image.settle(signal);
      return work(signal);
    });
    return unlessAborted(done, ended);
  }

  /** Has what a window goes by known. */
  private measured(signal: AbortSignal | undefined, params?: ParamsOf<G>): Promise<void> {
    return this.window.measured(() => this.image.run('range', {}, { signal }), params);
  }

  private assertOpen(): void {
    if (this.disposal.signal.aborted) throw abortError('The image was disposed of.');
  }
}
