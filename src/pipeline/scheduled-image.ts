import { throwIfAborted, abortError, isAbortError } from '../base/xray-error.ts';
import type { UpdateOptions } from './engine.ts';
import type { AnyGraph, ComputedStageIdOf, ParamsOf, StageIdOf } from './graph.ts';
import { defaultParams, resolveParamsOf, type DeepPartial } from './params.ts';
import { stagesUpTo, staleStages } from './stale-stages.ts';

/** A computation under way: the only one of its image. */
export interface Run<G extends AnyGraph> {
  /** Counts the runs of the image. */
  readonly number: number;
  readonly params: ParamsOf<G>;
  /** Aborted when a newer run takes this one's place, its caller aborts it, or the image is closed. */
  readonly signal: AbortSignal;
  /** @throws AbortError when the run is no longer wanted. */
  check(): void;
  /**
   * The stages to compute, in order: those that are wanted and do not hold what they should. They hold nothing from here
   * on. To be asked again by whoever begins anew because planes were lost.
   */
  begin(): readonly ComputedStageIdOf<G>[];
  /** Tells that the plane of `stage` holds what this run makes of it; means nothing once the run is not wanted. */
  finished(stage: ComputedStageIdOf<G>): void;
}

/** What an engine does for its image. */
export interface StageComputer<G extends AnyGraph> {
  /** Computes what `run` says. Rejects with AbortError soon after the run is no longer wanted. */
  compute(run: Run<G>): Promise<void>;
  /** @throws what calls are to reject with when nothing can be computed any more. */
  assertUsable(): void;
}

interface Job<G extends AnyGraph> {
  readonly params: ParamsOf<G>;
  readonly controller: AbortController;
}

/**
 * One image's planes: which of them are good for what, and what is computed next. The newest update wins, only what is
 * stale is computed, and whoever wants a stage waits until it holds what was asked for last.
 */
export class ScheduledImage<G extends AnyGraph> {
  private readonly graph: G;
  private readonly computer: StageComputer<G>;
  private finishedParams: ParamsOf<G>;
  /** The parameters that each finished plane was made with; an unfinished or overwritten one has no entry. */
  private readonly madeWith = new Map<string, ParamsOf<G>>();
  private job: Job<G> | null = null;
  private runs = 0;
  /** Called when a stage gets ready or the job ends. */
  private waiting: (() => void)[] = [];
  private disposed = false;

  constructor(graph: G, computer: StageComputer<G>) {
    this.graph = graph;
    this.computer = computer;
    this.finishedParams = defaultParams(graph);
  }

  /** Those of the last update that was finished. */
  get params(): ParamsOf<G> {
    return this.finishedParams;
  }

  /** As `ImagePipeline.update`. */
  async update(changes: DeepPartial<ParamsOf<G>> = {}, options: UpdateOptions<StageIdOf<G>> = {}): Promise<void> {
    this.assertUsable();
    const params = resolveParamsOf(this.graph, changes, this.wantedParams);
    throwIfAborted(options.signal);
    await this.start(this.graph.computed as readonly ComputedStageIdOf<G>[], params, options);
  }

  /**
   * Waits for, or starts, what makes `stage` hold what is wanted; then does `use` at once: a moment later the image may be
   * closed, or another update may write into the stage.
   * @param made what was wanted earlier: the stage is to hold what it held then. @throws AbortError when it does not
   */
  async whenValid<T>(stage: StageIdOf<G>, use: () => T | Promise<T>, made?: ParamsOf<G>): Promise<T> {
    this.assertUsable();
    for (;;) {
      if (made && this.differs(stage, made, this.wantedParams)) throw abortError('The stage is made anew.');
      if (this.isValid(stage)) return use();
      if (this.job) await new Promise<void>((resolve) => this.waiting.push(resolve));
      else await this.computeUpTo(stage as ComputedStageIdOf<G>);
      this.assertUsable();
    }
  }

  /** For an engine whose planes are gone, all of them. */
  forgetPlanes(): void {
    this.madeWith.clear();
  }

  /** Ends what is under way; what waits and what comes rejects with AbortError. Safe to call twice. */
  dispose(): void {
    this.disposed = true;
    this.job?.controller.abort();
    this.notify();
  }

  /** Those of the computation under way, or else of the last finished update: what an aborted one asked for is dropped. */
  get wantedParams(): ParamsOf<G> {
    return this.job && !this.job.controller.signal.aborted ? this.job.params : this.finishedParams;
  }

  private isValid(stage: string): boolean {
    return stage === this.graph.given || this.holds(stage, this.wantedParams);
  }

  private holds(stage: string, params: ParamsOf<G>): boolean {
    const madeWith = this.madeWith.get(stage);
    if (madeWith === undefined) return false;
    return !this.differs(stage, madeWith, params);
  }

  private differs(stage: string, first: ParamsOf<G>, second: ParamsOf<G>): boolean {
    return first !== second && (staleStages(this.graph, first, second) as string[]).includes(stage);
  }

  private async computeUpTo(stage: ComputedStageIdOf<G>): Promise<void> {
    try {
      await this.start(stagesUpTo(this.graph, stage), this.finishedParams, {});
    } catch (error) {
      // An update that supersedes this computation makes the stage ready in its stead.
      if (!isAbortError(error)) throw error;
    }
  }

  /** Computes those of `stages` that are not as `params` want them; ends the job under way. */
  private async start(
    stages: readonly ComputedStageIdOf<G>[],
    params: ParamsOf<G>,
    { signal, onStage }: UpdateOptions<StageIdOf<G>>,
  ): Promise<void> {
    this.job?.controller.abort();
    const controller = new AbortController();
    const job: Job<G> = { params, controller };
    this.job = job;
    const abort = (): void => controller.abort();
    signal?.addEventListener('abort', abort, { once: true });

    const run: Run<G> = {
      number: ++this.runs,
      params,
      signal: controller.signal,
      check: () => {
        if (!controller.signal.aborted) return;
        this.assertOpen();
        throw abortError(this.job === job ? undefined : 'A newer update took its place.');
      },
      begin: () => {
        const stale = stages.filter((stage) => !this.holds(stage, params));
        for (const stage of stale) this.madeWith.delete(stage);
        return stale;
      },
      finished: (stage) => {
        if (controller.signal.aborted) return;
        this.madeWith.set(stage, params);
        this.notify();
        onStage?.(stage as StageIdOf<G>);
      },
    };
    try {
      await this.computer.compute(run);
      run.check();
      this.finishedParams = params;
    } finally {
      signal?.removeEventListener('abort', abort);
      if (this.job === job) this.job = null;
      this.notify();
    }
  }

  private notify(): void {
    const { waiting } = this;
    this.waiting = [];
    for (const resolve of waiting) resolve();
  }

  private assertOpen(): void {
    if (this.disposed) throw abortError('The image was closed.');
  }

  private assertUsable(): void {
    this.assertOpen();
    this.computer.assertUsable();
  }
}
