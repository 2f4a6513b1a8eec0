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
   * The stages to compute, in order: those that are wanted and do not hold what they should; the given image too, where it is to
   * be made of its samples. They hold nothing from here on. To be asked again by whoever begins anew because planes were lost.
   */
  begin(): readonly StageIdOf<G>[];
  /** Tells that the plane of `stage` holds what this run makes of it; means nothing once the run is not wanted. */
  finished(stage: StageIdOf<G>): void;
}

/** What an engine does for its image. */
export interface StageComputer<G extends AnyGraph> {
  /** Computes what `run` says. Rejects with AbortError soon after the run is no longer wanted. */
  compute(run: Run<G>): Promise<void>;
  /** @throws what calls are to reject with when nothing can be computed any more. */
  assertUsable(): void;
}

/** How the given image is made of its samples. */
export interface GivenMaking<G extends AnyGraph> {
  /** What its plane holds as soon as the samples are there; null for nothing. */
  readonly first: string | null;
  /** What `params` make of it: of equal texts the same. */
  keyOf(params: ParamsOf<G>): string;
}

/** It is there as it is. */
const AS_IT_IS: GivenMaking<AnyGraph> = { first: '', keyOf: () => '' };

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
  private readonly making: GivenMaking<G>;
  /** What the plane of the given image holds. */
  private given: string | null;
  private finishedParams: ParamsOf<G>;
  /** The parameters that each finished plane was made with; an unfinished or overwritten one has no entry. */
  private readonly madeWith = new Map<string, ParamsOf<G>>();
  private job: Job<G> | null = null;
  private runs = 0;
  /** Called when a stage gets ready or the job ends. */
  private waiting: (() => void)[] = [];
  private disposed = false;

  constructor(graph: G, computer: StageComputer<G>, making: GivenMaking<G> = AS_IT_IS) {
    this.graph = graph;
    this.computer = computer;
    this.making = making;
    this.given = making.first;
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
    await this.start(this.graph.computed as readonly StageIdOf<G>[], params, options);
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
      else await this.computeUpTo(stage);
      this.assertUsable();
    }
  }

  /** For an engine whose planes are gone, all of them; the samples come again. */
  forgetPlanes(): void {
    this.madeWith.clear();
    this.given = this.making.first;
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
    return this.holds(stage, this.wantedParams);
  }

  private holds(stage: string, params: ParamsOf<G>): boolean {
    if (stage === this.graph.given) return this.given === this.making.keyOf(params);
    const madeWith = this.madeWith.get(stage);
    if (madeWith === undefined) return false;
    return !this.differs(stage, madeWith, params);
  }

  private differs(stage: string, first: ParamsOf<G>, second: ParamsOf<G>): boolean {
    if (first === second) return false;
    const another = this.making.keyOf(first) !== this.making.keyOf(second);
    if (stage === this.graph.given) return another;
    return (staleStages(this.graph, first, second, another) as string[]).includes(stage);
  }

  private async computeUpTo(stage: StageIdOf<G>): Promise<void> {
    try {
      await this.start(stagesUpTo(this.graph, stage as ComputedStageIdOf<G>), this.finishedParams, {});
    } catch (error) {
      // An update that supersedes this computation makes the stage ready in its stead.
      if (!isAbortError(error)) throw error;
    }
  }

  /** Computes those of `stages`, and of what is given, that are not as `params` want them; ends the job under way. */
  private async start(
    stages: readonly StageIdOf<G>[],
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
        const stale = [this.graph.given as StageIdOf<G>, ...stages].filter((stage) => !this.holds(stage, params));
        for (const stage of stale) this.hold(stage, null);
        return stale;
      },
      finished: (stage) => {
        if (controller.signal.aborted) return;
        this.hold(stage, params);
        this.notify();
        onStage?.(stage);
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

  /** Notes what a plane holds now: what `params` make of it, or nothing. */
  private hold(stage: string, params: ParamsOf<G> | null): void {
    if (stage === this.graph.given) this.given = params && this.making.keyOf(params);
    else if (params) this.madeWith.set(stage, params);
    else this.madeWith.delete(stage);
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
