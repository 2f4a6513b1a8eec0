import { unlessAborted, untilEnded } from '../../base/unless-aborted.ts';
import { isAbortError, XrayError } from '../../base/xray-error.ts';
import type { EngineSupply } from '../../engines/engine-supply.ts';
import { MOST_REOPENINGS, REOPENING_MS } from '../../engines/retries.ts';
import type { DrawOptions, ImagePipeline } from '../../pipeline/engine.ts';
import { sameParams } from '../../pipeline/parameter-paths.ts';
import type { PipelineParams } from '../../pipeline/params.ts';
import type { StageId } from '../../pipeline/standard-graph.ts';
import { asXrayError } from '../as-xray-error.ts';
import { isUnread } from '../files/failure.ts';
import { isUnderWay, type FileEntry } from '../files/file-entry.ts';
import { isUnanswered } from '../files/failure.ts';
import type { FileTable } from '../files/file-table.ts';
import type { LiveImage } from '../files/live-image.ts';
import type { ProgressTally } from '../files/progress-tally.ts';
import type { ResultKeeper } from '../files/result-keeper.ts';
import type { Notify } from '../notices.ts';
import type { Tell } from '../reports.ts';
import type { Track } from '../work-count.ts';
import type { ShowPicture } from '../../decode/source/decode-input.ts';
import type { FileComputer } from './compute-file.ts';
import { LiveRuns } from './live-runs.ts';
import { byTimer, type MakeSoon, type Soon } from './soon.ts';

/** What the image on show needs of its surroundings. */
export interface ShownImageNeeds {
  readonly files: Pick<FileTable, 'get' | 'patch'>;
  readonly keeper: Pick<ResultKeeper, 'keepAndFree' | 'settled'>;
  readonly progress: Pick<ProgressTally, 'start' | 'finish'>;
  readonly computer: Pick<FileComputer, 'compute'>;
  readonly engines: () => Pick<EngineSupply, 'isUp' | 'ready' | 'reportLoss'>;
  readonly params: () => PipelineParams;
  /** Aborted when all is given up. */
  readonly givenUp: () => AbortSignal;
  readonly track: Track;
  readonly fail: (entry: FileEntry, error: XrayError) => void;
  readonly notify: Notify;
  readonly tell: Tell;
}

export interface ShownImageOptions {
  /** How a computation is put off, so that parameters that change many times a frame are computed with once. */
  readonly soon?: MakeSoon;
  /** How long a computation may keep newer parameters waiting, in milliseconds. */
  readonly patience?: number;
}

/** The image on show: which one it is, its pipeline, and how it follows the parameters. */
export class ShownImage {
  id: number | null = null;
  /** Null while it is not open yet. */
  live: LiveImage | null = null;
  /** A picture of it before it is open, for people to look at: its values are not the file's. */
  early: ImageBitmap | null = null;
  /** How many images are being opened again; only the last one stays. */
  opening = 0;
  private readonly changes: Soon;
  private readonly runs: LiveRuns;
  private selection = new AbortController();
  /** Aborted when nothing is to be on show any longer. */
  private closing = new AbortController();
  /** The file for whose sake an engine is waited for. */
  private asking: { readonly id: number; readonly ending: AbortController } | null = null;
  private waits = false;
  /** How many computations were begun. */
  private turn = 0;
  /** The image whose engine is being replaced: all that fails on it meanwhile fails for that. */
  private recovering: LiveImage | null = null;
  /** When the image was opened again lately because its engine was lost. */
  private recoveries: { readonly id: number; readonly at: number }[] = [];

  constructor(
    private readonly needs: ShownImageNeeds,
    { soon = byTimer, patience = 250 }: ShownImageOptions = {},
  ) {
    this.changes = soon(() => void this.needs.track(this.recompute()));
    this.runs = new LiveRuns(patience);
  }

  get entry(): FileEntry | null {
    return this.needs.files.get(this.id);
  }

  /** Aborted when another file is put on show, or this one is opened anew. */
  get leaving(): AbortSignal {
    return this.selection.signal;
  }

  /** Puts a file on show, whose image is not open yet, where there is none. */
  offer(id: number): void {
    const entry = this.needs.files.get(id);
    // Its header may come when it was cancelled already.
    if (this.id === null && entry && isUnderWay(entry.state)) this.show(id, null);
  }

  /** What takes an early picture of a file: nothing, where it is not on show or can be drawn. */
  previewOf(id: number): ShowPicture | undefined {
    if (id !== this.id || this.live) return undefined;
    const { signal } = this.selection;
    return (picture) => {
      if (signal.aborted || this.live) return picture.close();
      this.setEarly(picture);
      this.needs.tell({ kind: 'changed' });
    };
  }

  /** A file failed: its early picture goes. */
  endPreview(id: number): void {
    if (id === this.id) this.setEarly(null);
  }

  /** Puts an image on show; `null` for one that is not open yet, or for none. */
  show(id: number | null, live: LiveImage | null): void {
    // One that the queue still works on is the queue's to free.
    if (this.live && live !== this.live && this.entry?.state.kind !== 'working') {
      if (id === null || id === this.id) this.live.dispose();
      else this.needs.keeper.keepAndFree(this.live);
    }
    if (id !== this.id || live === null) {
      this.selection.abort();
      this.selection = new AbortController();
    }
    this.id = id;
    this.live = live;
    this.setEarly(null);
    // It may have been computed behind another one, while the parameters changed.
    if (live?.wanted && !this.isCurrent(live)) this.changes.request();
    this.needs.tell({ kind: 'changed' });
  }

  /** Takes the image off show. Settles when its results are kept. */
  async putAway(): Promise<void> {
    const { live } = this;
    const { keeper } = this.needs;
    if (!live) return;
    keeper.keepAndFree(live);
    this.live = null;
    this.clear();
    await keeper.settled(live.entryId);
  }

  /** Takes the image off show, open as it is, for who frees it; null where there is none, or it is the queue's to free. */
  takeOff(): LiveImage | null {
    const live = this.entry?.state.kind === 'working' ? null : this.live;
    if (live) this.live = null;
    this.clear();
    return live;
  }

  clear(): void {
    this.changes.cancel();
    this.closing.abort();
    this.closing = new AbortController();
    this.leave();
    this.show(null, null);
  }

  /** No engine is waited for any longer: for the sake of one file, or of any. */
  leave(id: number | null = null): void {
    if (id === null || id === this.asking?.id) this.asking?.ending.abort();
  }

  /** Computes an entry that was done before and puts it on show. Without an engine what is on show stays. */
  async reopen(entry: FileEntry): Promise<void> {
    const { files, computer, tell } = this.needs;
    const progress = this.needs.progress.start();
    this.opening++;
    const { signal: closed } = this.closing;
    const givenUp = this.needs.givenUp();
    try {
      const engines = this.needs.engines();
      // No wait where none is needed: there would be nothing on show meanwhile.
      if (!engines.isUp) await this.untilReady(entry.id, engines);
      if (files.get(entry.id)?.state.kind !== 'done') return;
      this.show(entry.id, null);
      const { signal } = this.selection;
      const computing = computer.compute(entry, {
        progress,
        signal,
        givenUp,
        onOpened: (opened) => this.show(entry.id, opened),
      });
      const live = await unlessAborted(computing, signal);
      const before = files.get(entry.id)?.state;
      const { computed } = live;
      files.patch(entry.id, { state: { kind: 'done', computed } });
      // Those with the same parameters were told of when they were made.
      const known = before?.kind === 'done' && sameParams(before.computed.params, computed.params);
      if (!known) tell({ kind: 'results', id: entry.id });
    } catch (error) {
      if (!isAbortError(error)) await this.failToReopen(entry, asXrayError(error, entry.name), { closed, givenUp });
    } finally {
      this.opening--;
      this.needs.progress.finish(progress);
      tell({ kind: 'changed' });
    }
  }

  /** A newer one takes the place of what is asked for. */
  private async untilReady(id: number, engines: Pick<EngineSupply, 'ready'>): Promise<void> {
    this.leave();
    const asking = (this.asking = { id, ending: new AbortController() });
    try {
      await unlessAborted(engines.ready(), asking.ending.signal);
    } finally {
      if (this.asking === asking) this.asking = null;
    }
  }

  private async failToReopen(
    entry: FileEntry,
    error: XrayError,
    { closed, givenUp }: { readonly closed: AbortSignal; readonly givenUp: AbortSignal },
  ): Promise<void> {
    // A file that says nothing, and is not waited for any longer, is what it was.
    if (givenUp.aborted && isUnanswered(error)) return;
    // What is kept stays.
    await untilEnded(unlessAborted(this.needs.keeper.settled(entry.id), closed));
    if (!closed.aborted) this.needs.fail(entry, error);
  }

  /** Computes with the new parameters, at most once a frame. */
  paramsChanged(): void {
    if (this.live) this.changes.request();
  }

  /** Settles when `live` was computed with the parameters that are set, those of the coming frame included. */
  async caughtUp(live: LiveImage): Promise<void> {
    if (!this.isCurrent(live)) await live.update(this.needs.params());
    await live.settled();
  }

  /** Draws a stage. Resolves to whether that was done: not where the image is gone meanwhile. */
  async draw(live: LiveImage, stage: StageId, canvas: HTMLCanvasElement, size: DrawOptions): Promise<boolean> {
    const drawn = await this.use(live, (pipeline) => pipeline.draw(stage, canvas, size).then(() => true));
    if (drawn) this.runs.drawn(live, stage);
    return drawn ?? false;
  }

  /** What `work` gets of an image; null where the image is gone meanwhile. */
  async use<Result>(live: LiveImage, work: (pipeline: ImagePipeline) => Promise<Result>): Promise<Result | null> {
    try {
      return await work(live.pipeline);
    } catch (error) {
      if (!isAbortError(error)) void this.needs.track(this.recover(live, error));
      return null;
    }
  }

  /** After `live` failed: opened again where its engine was lost and is replaced, else the reader is told. */
  async recover(live: LiveImage, error: unknown): Promise<void> {
    const { entry } = this;
    if (live !== this.live || live === this.recovering || !entry) return;
    // What is kept of a file that cannot be read any more is opened, or the reader is told why it cannot.
    const replaced = this.needs.engines().reportLoss(live.engine, error) || isUnread(error);
    // An engine takes all that is under way with it: those who work on the image begin again, or tell why they cannot.
    if (entry.state.kind === 'working' && error instanceof XrayError && (replaced || error.code === 'engine-lost'))
      return;
    if (replaced && entry.state.kind === 'done' && this.mayRecover(entry)) {
      this.recovering = live;
      await this.reopen(entry);
      if (this.recovering === live) this.recovering = null;
    } else if (!replaced || entry.state.kind === 'done') this.needs.notify(asXrayError(error, entry.name));
  }

  private setEarly(picture: ImageBitmap | null): void {
    this.early?.close();
    this.early = picture;
  }

  /** An engine that fails each time would have it go on for ever. */
  private mayRecover({ id }: FileEntry): boolean {
    const now = performance.now();
    this.recoveries = this.recoveries.filter((recovery) => recovery.id === id && now - recovery.at < REOPENING_MS);
    if (this.recoveries.length >= MOST_REOPENINGS) return false;
    this.recoveries.push({ id, at: now });
    return true;
  }

  /** Computes with the newest parameters when it is their turn; what came in between is never computed. */
  private async recompute(): Promise<void> {
    if (this.waits) return;
    if (this.runs.busy) {
      this.waits = true;
      await this.runs.turn();
      this.waits = false;
    }
    const { live } = this;
    const { files, params, tell } = this.needs;
    if (!live || this.isTold(live)) return;
    const turn = ++this.turn;
    try {
      // When it leaves the show meanwhile this is still what is kept of it; what is freed ends it.
      await this.runs.begin(live, live.update(params()));
      // One that was superseded settles with the newest, which tells.
      if (turn !== this.turn) return;
      if (live !== this.live || files.get(live.entryId)?.state.kind !== 'done') return;
      // Newer parameters are on their way.
      if (!this.isCurrent(live)) return;
      files.patch(live.entryId, { state: { kind: 'done', computed: live.computed } });
      tell({ kind: 'results', id: live.entryId });
    } catch (error) {
      if (turn === this.turn && !isAbortError(error)) await this.recover(live, error);
    }
  }

  /** Whether `live` is what it should be by the parameters that are set, or is about to be. */
  private isCurrent({ wanted }: LiveImage): boolean {
    return wanted !== null && sameParams(wanted, this.needs.params());
  }

  /** Whether the results with the parameters that are set are there, and were told of. */
  private isTold(live: LiveImage): boolean {
    const state = this.needs.files.get(live.entryId)?.state;
    return this.isCurrent(live) && state?.kind === 'done' && sameParams(state.computed.params, this.needs.params());
  }
}
