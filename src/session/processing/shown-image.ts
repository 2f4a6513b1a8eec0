import { isAbortError, XrayError } from '../../base/xray-error.ts';
import type { DrawOptions, ImagePipeline } from '../../pipeline/engine.ts';
import type { StageId } from '../../pipeline/standard-graph.ts';
import { asXrayError } from '../as-xray-error.ts';
import type { FileEntry } from '../files/file-entry.ts';
import { FrameBatch } from './frame-batch.ts';
import type { LabController, LabHost } from '../session.ts';
import type { LiveImage } from '../files/live-image.ts';

/** How often an image is opened again within ten seconds. */
const MOST_RECOVERIES = 3;
const RECOVERY_MS = 10_000;

/** The image on show: which one it is, its pipeline, and how it follows the parameters. */
export class ShownImage {
  id: number | null = null;
  /** Null while it is not open yet. */
  live: LiveImage | null = null;
  private readonly changes = new FrameBatch(() => void this.lab.track(this.recompute()));
  /** How many images are being opened again; only the last one stays. */
  opening = 0;
  private selection = new AbortController();
  /** The newest computation, and when it began. */
  private running: { readonly done: Promise<unknown>; readonly since: number } | null = null;
  private waits = false;
  /** How many computations were begun. */
  private turn = 0;
  /** The image whose engine is being replaced: all that fails on it meanwhile fails for that. */
  private recovering: LiveImage | null = null;
  /** When the image was opened again lately because its engine was lost. */
  private recoveries: { readonly id: number; readonly at: number }[] = [];

  constructor(
    private readonly host: LabHost,
    private readonly lab: LabController,
    /** How long a computation may keep newer parameters waiting, in milliseconds. */
    private readonly patience = 250,
  ) {}

  get entry(): FileEntry | null {
    return this.lab.files.get(this.id);
  }

  /** Puts an image on show; `null` for one that is not open yet, or for none. */
  show(id: number | null, live: LiveImage | null): void {
    // One that the queue still works on is the queue's to free.
    if (this.live && live !== this.live && this.entry?.state.kind !== 'working') {
      if (id === null || id === this.id) this.live.dispose();
      else this.lab.keeper.retire(this.live);
    }
    if (id !== this.id || live === null) {
      this.selection.abort();
      this.selection = new AbortController();
    }
    this.id = id;
    this.live = live;
    // It may have been computed behind another one, while the parameters changed.
    if (live?.wanted && live.wanted !== this.host.params) this.changes.request();
    this.host.requestUpdate();
  }

  /** Takes the image off show. Settles when its results are kept. */
  async putAway(): Promise<void> {
    const { live, lab } = this;
    if (!live) return;
    lab.keeper.retire(live);
    this.live = null;
    this.clear();
    await lab.keeper.settled(live.entryId);
  }

  clear(): void {
    this.changes.cancel();
    this.show(null, null);
  }

  /** Computes an entry that was done before and puts it on show. Without an engine what is on show stays. */
  async reopen(entry: FileEntry): Promise<void> {
    const { lab } = this;
    const progress = lab.progress.start();
    this.opening++;
    try {
      const engines = lab.useEngines();
      // No wait where none is needed: there would be nothing on show meanwhile.
      if (!engines.isUp) await engines.ready();
      if (lab.files.get(entry.id)?.state.kind !== 'done') return;
      this.show(entry.id, null);
      const { selection } = this;
      const live = await lab.compute(entry, {
        progress,
        signal: selection.signal,
        onOpened: (opened) => this.show(entry.id, opened),
      });
      lab.files.patch(entry.id, { state: { kind: 'done', computed: live.computed } });
      lab.tellNewResults(entry.id);
    } catch (error) {
      if (!isAbortError(error)) {
        // What is kept stays.
        await lab.keeper.settled(entry.id);
        lab.fail(entry, asXrayError(error, entry.name));
      }
    } finally {
      this.opening--;
      lab.progress.finish(progress);
      this.host.requestUpdate();
    }
  }

  /** Computes with the element's new parameters, at most once a frame. */
  paramsChanged(): void {
    if (this.live) this.changes.request();
  }

  /** Settles when `live` was computed with the element's parameters, those of the coming frame included. */
  async caughtUp(live: LiveImage): Promise<void> {
    if (live.wanted !== this.host.params) await live.update(this.host.params, this.selection.signal);
    await live.settled();
  }

  /** Draws a stage. Resolves to whether that was done: not where the image is gone meanwhile. */
  async draw(live: LiveImage, stage: StageId, canvas: HTMLCanvasElement, size: DrawOptions): Promise<boolean> {
    return (await this.use(live, (pipeline) => pipeline.draw(stage, canvas, size).then(() => true))) ?? false;
  }

  /** What `work` gets of an image; null where the image is gone meanwhile. */
  async use<Result>(live: LiveImage, work: (pipeline: ImagePipeline) => Promise<Result>): Promise<Result | null> {
    try {
      return await work(live.pipeline);
    } catch (error) {
      if (!isAbortError(error)) void this.lab.track(this.recover(live, error));
      return null;
    }
  }

  /** After `live` failed: opened again where its engine was lost and is replaced, else the reader is told. */
  async recover(live: LiveImage, error: unknown): Promise<void> {
    const { entry } = this;
    if (live !== this.live || live === this.recovering || !entry) return;
    const replaced = this.lab.useEngines().replace(live.engine, error);
    // An engine takes all that is under way with it: those who work on the image begin again, or tell why they cannot.
    if (entry.state.kind === 'working' && error instanceof XrayError && error.code === 'engine-lost') return;
    if (replaced && entry.state.kind === 'done' && this.mayRecover(entry)) {
      this.recovering = live;
      await this.reopen(entry);
      if (this.recovering === live) this.recovering = null;
    } else if (!replaced || entry.state.kind === 'done') this.lab.notify(asXrayError(error, entry.name));
  }

  /** An engine that fails each time would have it go on for ever. */
  private mayRecover({ id }: FileEntry): boolean {
    const now = performance.now();
    this.recoveries = this.recoveries.filter((recovery) => recovery.id === id && now - recovery.at < RECOVERY_MS);
    if (this.recoveries.length >= MOST_RECOVERIES) return false;
    this.recoveries.push({ id, at: now });
    return true;
  }

  /**
   * Computes with the newest parameters. While a slider moves they change with every frame: what is being computed is let
   * finish, so that something is seen on the way, unless that takes long; what came in between is never computed.
   */
  private async recompute(): Promise<void> {
    if (this.waits) return;
    if (this.running) {
      this.waits = true;
      await Promise.race([this.running.done, after(this.running.since + this.patience - performance.now())]);
      this.waits = false;
    }
    const { live, lab } = this;
    if (!live) return;
    const turn = ++this.turn;
    try {
      await this.begin(live.update(this.host.params, this.selection.signal));
      // One that was superseded settles with the newest, which tells.
      if (turn !== this.turn) return;
      if (live !== this.live || lab.files.get(live.entryId)?.state.kind !== 'done') return;
      // Newer parameters are on their way.
      if (live.wanted !== this.host.params) return;
      lab.files.patch(live.entryId, { state: { kind: 'done', computed: live.computed } });
      lab.tellResults(live.entryId);
    } catch (error) {
      if (turn === this.turn && !isAbortError(error)) await this.recover(live, error);
    }
  }

  private begin(work: Promise<void>): Promise<void> {
    const end = (): void => {
      if (this.running === running) this.running = null;
    };
    const running = { done: work.then(end, end), since: performance.now() };
    this.running = running;
    return work;
  }
}

function after(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
