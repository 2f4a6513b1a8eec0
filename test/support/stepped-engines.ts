import { abortError, XrayError } from '../../src/base/xray-error.ts';
import type { CreateEngineOptions } from '../../src/engines/create-engine.ts';
import { isInFile, type ImageInFile } from '../../src/image/image-in-file.ts';
import { grayRaster, type RasterImage } from '../../src/image/raster-image.ts';
import type { Backend, Engine, ImagePipeline, OpenOptions, UpdateOptions } from '../../src/pipeline/engine.ts';
import { DEFAULT_PARAMS, resolveParams, type DeepPartial, type PipelineParams } from '../../src/pipeline/params.ts';
import { STAGE_IDS, type StageId } from '../../src/pipeline/standard-graph.ts';

/** A stage that waits for the test's word. */
interface Waiting {
  readonly seed: number;
  readonly go: () => void;
  readonly fail: (error: unknown) => void;
}

/** What a stage is made of: which image, which stage, and the parameters. Any engine gives the same. */
export function stepPixels(seed: number, stage: StageId, { window, blur, canny }: PipelineParams): number[] {
  const seen = window.source === 'manual' ? window.center : 0;
  return [seed, STAGE_IDS.indexOf(stage), blur.kernelSize, (canny.lowThreshold + seen) % 256];
}

/**
 * Engines whose images are computed stage by stage, when the test says so: at once, or while they are {@link hold held} one
 * at a {@link step}. An image is known by its first value. The pixels of a stage are {@link stepPixels}.
 */
export class SteppedEngines {
  readonly made: Backend[] = [];
  readonly disposed: Backend[] = [];
  /** First values of the images that are open now. */
  readonly open: number[] = [];
  /** Engines of these kinds cannot be had. */
  readonly missing = new Set<Backend>();
  /** Every reading of these stages fails. */
  readonly unreadable = new Set<StageId>();
  private readonly engines = new Set<SteppedEngine>();
  private readonly waiting: Waiting[] = [];
  private held = false;
  private readsHeld: Promise<void> | null = null;
  private goOnReading: () => void = () => undefined;

  readonly create = async ({ backend = 'auto' }: CreateEngineOptions = {}): Promise<Engine> => {
    const kind: Backend = backend === 'cpu' ? 'cpu' : 'webgl2';
    if (this.missing.has(kind)) throw new XrayError('engine-unavailable', `There is no ${kind}.`);
    this.made.push(kind);
    const engine = new SteppedEngine(kind, this);
    this.engines.add(engine);
    return engine;
  };

  /** From now on stages wait. */
  hold(): void {
    this.held = true;
  }

  /** Lets all that wait go on, and does not hold any longer. */
  release(): void {
    this.held = false;
    for (const { go } of this.waiting.splice(0)) go();
  }

  /** From now on what is read is read only when the function that is returned is called. */
  holdReads(): () => void {
    this.readsHeld = new Promise((resolve) => (this.goOnReading = resolve));
    return () => {
      this.readsHeld = null;
      this.goOnReading();
    };
  }

  /** @internal */
  async waitToRead(): Promise<void> {
    await this.readsHeld;
  }

  /** How many stages wait. */
  get atWork(): number {
    return this.waiting.length;
  }

  /** First values of the images whose stages wait. */
  get working(): number[] {
    return this.waiting.map(({ seed }) => seed);
  }

  /** Lets the stage that has waited longest be done. */
  step(): void {
    this.waiting.shift()?.go();
  }

  /** All engines of the kind are lost, with what is under way on them. */
  lose(kind: Backend = 'webgl2'): void {
    for (const engine of this.engines) if (engine.backend === kind) engine.lose();
  }

  /**
   * What is under way on engines of the kind fails, as when a worker stops and stops again, or by `reason`; what comes next is
   * done.
   */
  stop(kind: Backend = 'cpu', reason?: Error): void {
    for (const engine of this.engines) if (engine.backend === kind) engine.stop(reason);
  }

  /** @internal */
  async wait(pipeline: SteppedPipeline, signal: AbortSignal | undefined): Promise<void> {
    if (!this.held) return;
    await new Promise<void>((resolve, reject) => {
      const onAbort = (): void => waiting.fail(abortError());
      const end = (settle: () => void): void => {
        signal?.removeEventListener('abort', onAbort);
        const at = this.waiting.indexOf(waiting);
        if (at >= 0) this.waiting.splice(at, 1);
        settle();
      };
      const waiting: Waiting = {
        seed: pipeline.seed,
        go: () => end(resolve),
        fail: (error) => end(() => reject(error)),
      };
      this.waiting.push(waiting);
      pipeline.interrupt = (error) => waiting.fail(error);
      signal?.addEventListener('abort', onAbort, { once: true });
    });
  }
}

class SteppedEngine implements Engine {
  readonly description: string;
  lost = false;
  private readonly pipelines = new Set<SteppedPipeline>();

  constructor(
    readonly backend: Backend,
    readonly owner: SteppedEngines,
  ) {
    this.description = backend;
  }

  /** Of the standard graph, which is all that a session opens. */
  readonly open = (async (given: RasterImage | ImageInFile, { signal }: OpenOptions = {}): Promise<ImagePipeline> => {
    this.assertThere();
    const image = isInFile(given) ? await given.decode(signal) : given;
    this.assertThere();
    const pipeline = new SteppedPipeline(image, this);
    this.pipelines.add(pipeline);
    this.owner.open.push(pipeline.seed);
    return pipeline;
  }) as Engine['open'];

  dispose(): void {
    this.owner.disposed.push(this.backend);
    for (const pipeline of this.pipelines) pipeline.dispose();
  }

  lose(): void {
    this.lost = true;
    this.stop();
  }

  stop(reason: Error = lostError()): void {
    for (const pipeline of this.pipelines) pipeline.interrupt(reason);
  }

  forget(pipeline: SteppedPipeline): void {
    this.pipelines.delete(pipeline);
  }

  assertThere(): void {
    if (this.lost) throw lostError();
  }
}

class SteppedPipeline implements ImagePipeline {
  readonly timings = {};
  readonly width: number;
  readonly height: number;
  readonly seed: number;
  params: PipelineParams = DEFAULT_PARAMS;
  /** Ends what waits. */
  interrupt: (error: unknown) => void = () => undefined;
  /** The newest update, while it is under way. */
  private atWork: Promise<void> | null = null;
  private turn = 0;
  private disposed = false;

  constructor(
    private readonly image: RasterImage,
    private readonly engine: SteppedEngine,
  ) {
    [this.seed] = image.data;
    this.width = image.width;
    this.height = image.height;
  }

  async update(params?: DeepPartial<PipelineParams>, options: UpdateOptions = {}): Promise<void> {
    const run = this.run(params, options);
    const ended = run.then(
      () => undefined,
      () => undefined,
    );
    this.atWork = ended;
    await run.finally(() => {
      if (this.atWork === ended) this.atWork = null;
    });
  }

  private async run(params?: DeepPartial<PipelineParams>, { signal, onStage }: UpdateOptions = {}): Promise<void> {
    const turn = ++this.turn;
    this.interrupt(abortError());
    for (const stage of STAGE_IDS.slice(1)) {
      await this.engine.owner.wait(this, signal);
      this.assertWanted(turn === this.turn && !signal?.aborted);
      onStage?.(stage);
    }
    this.params = resolveParams(params, this.params);
  }

  async read(stage: StageId): Promise<RasterImage> {
    await this.engine.owner.waitToRead();
    // As engines do: what is being computed is waited for.
    while (this.atWork && stage !== 'original') await this.atWork;
    this.assertWanted();
    if (this.engine.owner.unreadable.has(stage)) throw new XrayError('engine-lost', 'It cannot be read.');
    if (stage === 'original') return this.image;
    return grayRaster(4, 1, Uint8Array.from(stepPixels(this.seed, stage, this.params)));
  }

  async histogram(): Promise<Uint32Array> {
    await Promise.resolve();
    this.assertWanted();
    return new Uint32Array(256);
  }

  async draw(): Promise<void> {
    await Promise.resolve();
    this.assertWanted();
  }

  dispose(): void {
    if (this.disposed) return;
    this.disposed = true;
    const { open } = this.engine.owner;
    open.splice(open.indexOf(this.seed), 1);
    this.interrupt(abortError());
    // Errors hold on to those in whose work they were made.
    this.interrupt = () => undefined;
    this.engine.forget(this);
  }

  private assertWanted(wanted = true): void {
    if (this.disposed || !wanted) throw abortError();
    this.engine.assertThere();
  }
}

function lostError(): XrayError {
  return new XrayError('engine-lost', 'The GPU is gone.', { reason: 'gpu-lost' });
}
