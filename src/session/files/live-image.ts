import { isAbortError } from '../../base/xray-error.ts';
import type { Engine, ImagePipeline } from '../../pipeline/engine.ts';
import { DEFAULT_PARAMS, type PipelineParams } from '../../pipeline/params.ts';
import { GIVEN } from '../../pipeline/stage-roles.ts';
import { STAGE_IDS, type StageId } from '../../pipeline/standard-graph.ts';
import type { OpenedImage } from '../../engines/engine-supply.ts';
import type { Computation } from './computation.ts';

/** How often each stage was computed; 0 = it cannot be drawn yet. */
export type StageVersions = Readonly<Record<StageId, number>>;

export const NOTHING_COMPUTED = Object.fromEntries(STAGE_IDS.map((stage) => [stage, 0])) as StageVersions;

/** A file's image on an engine: knows which stages can be drawn and lets newer parameters supersede older ones. */
export class LiveImage {
  versions: StageVersions = { ...NOTHING_COMPUTED, [GIVEN]: 1 };
  /** The parameters last asked for, and whether that is still to be had: not before the first, or after a failure. */
  private asked = DEFAULT_PARAMS;
  private standing = false;
  private newest: Promise<void> | null = null;
  private turn = 0;
  /** Whether it was freed. */
  disposed = false;
  private milliseconds = 0;

  constructor(
    readonly entryId: number,
    private readonly opened: OpenedImage,
    /** Called when a stage becomes drawable; `first` unless it was so before. */
    private readonly onStage: (first: boolean) => void,
    /** Which of its file's frames it is, from 0. */
    readonly frame = 0,
  ) {}

  get pipeline(): ImagePipeline {
    return this.opened.pipeline;
  }

  get computed(): Computation {
    const { engine, fallback, pipeline } = this.opened;
    const { asked: params, frame, milliseconds } = this;
    const { values } = pipeline;
    return {
      params,
      backend: engine.backend,
      fallback,
      milliseconds,
      ...(frame > 0 && { frame }),
      ...(values && (values.bitsStored > 8 || values.transferSyntax) && { values }),
    };
  }

  /** The parameters last asked for; null where they could not be computed with. */
  get wanted(): PipelineParams | null {
    return this.standing ? this.asked : null;
  }

  get engine(): Engine {
    return this.opened.engine;
  }

  /** Whether its engine was given back, and it with it. */
  get freed(): boolean {
    return this.opened.freed?.() ?? false;
  }

  /** Whether all stages can be drawn. */
  get complete(): boolean {
    return STAGE_IDS.every((stage) => this.versions[stage] > 0);
  }

  /**
   * Computes with `params`. When a newer call supersedes this one, it settles with the newer one.
   * @throws XrayError as the engine does; AbortError once disposed of or aborted.
   */
  update(params: PipelineParams, signal?: AbortSignal): Promise<void> {
    const turn = ++this.turn;
    this.asked = params;
    this.standing = true;
    this.newest = this.run(params, turn, signal);
    return this.newest;
  }

  /** Settles when the newest update has. */
  async settled(): Promise<void> {
    await this.newest;
  }

  dispose(): void {
    this.disposed = true;
    this.pipeline.dispose();
  }

  private async run(params: PipelineParams, turn: number, signal?: AbortSignal): Promise<void> {
    const start = performance.now();
    try {
      await this.pipeline.update(params, { signal, onStage: (stage) => this.markReady(stage) });
      this.milliseconds = performance.now() - start;
    } catch (error) {
      const superseded = isAbortError(error) && turn !== this.turn && !this.disposed && !signal?.aborted;
      // Asked for again, it is tried again.
      if (turn === this.turn) this.standing = false;
      if (!superseded || !this.newest) throw error;
      await this.newest;
    }
  }

  private markReady(stage: StageId): void {
    if (this.disposed) return;
    this.versions = { ...this.versions, [stage]: this.versions[stage] + 1 };
    this.onStage(this.versions[stage] === 1);
  }
}
