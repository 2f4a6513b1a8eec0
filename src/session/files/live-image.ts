import { isAbortError } from '../../base/xray-error.ts';
import type { Engine, ImagePipeline } from '../../pipeline/engine.ts';
import type { PipelineParams } from '../../pipeline/params.ts';
import { STAGE_IDS, type StageId } from '../../pipeline/standard-graph.ts';
import type { OpenedImage } from '../../engines/engine-supply.ts';
import type { Computation } from './file-entry.ts';

/** How often each stage was computed; 0 = it cannot be drawn yet. */
export type StageVersions = Readonly<Record<StageId, number>>;

export const NOTHING_COMPUTED: StageVersions = { original: 0, grayscale: 0, enhanced: 0, blurred: 0, edges: 0 };

/** A file's image on an engine: knows which stages can be drawn and lets newer parameters supersede older ones. */
export class LiveImage {
  versions: StageVersions = { ...NOTHING_COMPUTED, original: 1 };
  /** The parameters last asked for; null where they could not be computed with. */
  wanted: PipelineParams | null = null;
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
  ) {}

  get pipeline(): ImagePipeline {
    return this.opened.pipeline;
  }

  get computed(): Computation {
    const { engine, fallback } = this.opened;
    return { backend: engine.backend, fallback, milliseconds: this.milliseconds };
  }

  get engine(): Engine {
    return this.opened.engine;
  }

  /** Whether all stages can be drawn. */
  get complete(): boolean {
    return STAGE_IDS.every((stage) => this.versions[stage] > 0);
  }

  /**
   * Computes with `params`. When a newer call supersedes this one, it settles with the newer one.
   * @throws XrayError as the engine does; AbortError once disposed of or aborted.
   */
  update(params: PipelineParams, signal: AbortSignal): Promise<void> {
    const turn = ++this.turn;
    this.wanted = params;
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

  private async run(params: PipelineParams, turn: number, signal: AbortSignal): Promise<void> {
    const start = performance.now();
    try {
      await this.pipeline.update(params, { signal, onStage: (stage) => this.markReady(stage) });
      this.milliseconds = performance.now() - start;
    } catch (error) {
      const superseded = isAbortError(error) && turn !== this.turn && !this.disposed && !signal.aborted;
      // Asked for again, it is tried again.
      if (turn === this.turn) this.wanted = null;
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
