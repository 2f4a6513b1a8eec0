import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { isAbortError, XrayError } from '../image/xray-error.ts';
import type { DrawOptions } from '../pipeline/engine.ts';
import type { PipelineParams } from '../pipeline/params.ts';
import { STAGE_IDS, type StageId } from '../pipeline/stages.ts';
import { asXrayError } from './as-xray-error.ts';
import { BatchQueue } from './batch-queue.ts';
import { EngineHolder, type BackendChoice } from './engine-holder.ts';
import type { FileEntry, Notice } from './file-entry.ts';
import { processEntry } from './file-processor.ts';
import { FileTable } from './file-table.ts';
import { FrameBatch } from './frame-batch.ts';
import { emit } from './lab-events.ts';
import type { LiveImage } from './live-image.ts';
import { MESSAGES } from './messages.ts';
import { readFacts, type FileLimits } from './open-file.ts';
import { ProgressTally } from './progress-tally.ts';
import { ResultAccess } from './result-access.ts';
import { drawThumbnail } from './thumbnail.ts';

/** What the controller asks of its element. */
export interface LabHost extends ReactiveControllerHost, EventTarget {
  readonly backend: BackendChoice;
  readonly limits: FileLimits;
  readonly params: PipelineParams;
}

/** Files, the image on show, and the engines behind them. Views read its fields; it asks for updates. */
export class LabController implements ReactiveController {
  readonly files = new FileTable(() => this.host.requestUpdate());
  readonly access: ResultAccess;
  readonly progress = new ProgressTally(STAGE_IDS.length);
  /** Problems that are no file's own. */
  notices: readonly Notice[] = [];
  selectedId: number | null = null;
  /** The image on show; null while it is not open yet. */
  live: LiveImage | null = null;
  /** The newest sentence for people who hear the interface. */
  announcement = '';

  private engines: EngineHolder | null = null;
  private readonly queue = new BatchQueue();
  private readonly changes = new FrameBatch(() => void this.track(this.recompute()));
  private selection = new AbortController();
  /** The batch whose first good file takes the place of what is on show. */
  private followedBatch: number | null = null;
  private nextBatch = 1;
  private nextNotice = 1;
  private running = 0;
  private removal: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly host: LabHost) {
    this.access = new ResultAccess(host, this);
    host.addController(this);
  }

  get busy(): boolean {
    return this.running > 0;
  }

  /** Whether files are at work: a changed parameter alone is no reason to hold back what is there. */
  get processing(): boolean {
    return this.progress.total > 0;
  }

  get selected(): FileEntry | null {
    return this.files.get(this.selectedId);
  }

  get done(): FileEntry[] {
    return this.files.all.filter(({ state }) => state.kind === 'done');
  }

  get waiting(): FileEntry[] {
    return this.files.all.filter(({ state }) => state.kind === 'waiting');
  }

  hostConnected(): void {
    clearTimeout(this.removal);
  }

  /** Moving an element removes and adds it within one task: only what stays out gives everything back. */
  hostDisconnected(): void {
    this.removal = setTimeout(() => this.release());
  }

  /** Takes files in without processing them; the first one's header gives the frames their shape. */
  async hold(files: readonly Blob[]): Promise<void> {
    const entries = files.map((file) => this.files.add(file, nameOf(file)));
    for (const entry of entries) {
      try {
        this.files.patch(entry.id, { facts: await readFacts(entry.file, entry.name, this.host.limits) });
        if (this.selectedId === null && this.files.get(entry.id)) this.show(entry.id, null);
      } catch (error) {
        this.fail(entry, asXrayError(error, entry.name));
      }
    }
  }

  /** Processes files, one after the other. Settles when every one is done or failed; never rejects. */
  async process(files: readonly Blob[]): Promise<void> {
    await this.run(files.map((file) => this.files.add(file, nameOf(file))));
  }

  /** Processes what {@link hold} took in. */
  async processHeld(): Promise<void> {
    await this.run(this.waiting);
  }

  /** Puts another file on show. */
  async select(id: number): Promise<void> {
    const entry = this.files.get(id);
    if (!entry || id === this.selectedId || entry.state.kind === 'failed') return;
    this.followedBatch = null;
    this.show(id, null);
    // One that waits or is at work is shown when the queue has it.
    if (entry.state.kind === 'done') await this.track(this.reopen(entry));
  }

  /** Removes a failed file or a notice. */
  dismissFile(id: number): void {
    this.files.remove(id);
  }

  dismissNotice(id: number): void {
    this.notices = this.notices.filter((notice) => notice.id !== id);
    this.host.requestUpdate();
  }

  /** Tells of a problem that is no file's own. */
  notify(error: XrayError): void {
    if (!this.notices.some((notice) => notice.error.message === error.message)) {
      this.notices = [...this.notices, { id: this.nextNotice++, error }];
    }
    this.tellError(error, null);
    this.host.requestUpdate();
  }

  /** Computes the image on show with the element's new parameters, at most once a frame. */
  paramsChanged(): void {
    if (this.live) this.changes.request();
  }

  /** Settles when `live` was computed with the element's parameters, those of the coming frame included. */
  async caughtUp(live: LiveImage): Promise<void> {
    if (live.wanted !== this.host.params) await live.update(this.host.params, this.selection.signal);
    await live.settled();
  }

  /** Opens the image on show on the engine that is asked for now. */
  async backendChanged(): Promise<void> {
    if (!this.engines) return;
    this.engines.dispose();
    this.engines = null;
    const { selected } = this;
    if (selected?.state.kind === 'done') await this.track(this.reopen(selected));
  }

  /** Draws a stage of the image on show. Resolves to whether that was done: not where the image is gone meanwhile. */
  async draw(live: LiveImage, stage: StageId, canvas: HTMLCanvasElement, size: DrawOptions): Promise<boolean> {
    try {
      await live.draw(stage, canvas, size);
      return true;
    } catch (error) {
      if (!isAbortError(error) && live === this.live) void this.track(this.recover(error));
      return false;
    }
  }

  /** Clears everything but the parameters and the engine. */
  reset(): void {
    this.access.abort();
    this.queue.clear();
    this.changes.cancel();
    this.show(null, null);
    this.followedBatch = null;
    this.notices = [];
    this.progress.clear();
    this.announcement = '';
    this.files.clear();
  }

  /** Counts `work` as being busy. */
  async track<Result>(work: Promise<Result>): Promise<Result> {
    this.running++;
    this.host.requestUpdate();
    try {
      return await work;
    } finally {
      this.running--;
      if (this.running === 0) this.progress.clear();
      this.host.requestUpdate();
    }
  }

  /** The engines, made when they are first wanted. */
  useEngines(): EngineHolder {
    this.engines ??= new EngineHolder(this.host.backend);
    return this.engines;
  }

  announce(sentence: string): void {
    this.announcement = sentence;
    this.host.requestUpdate();
  }

  private async run(entries: readonly FileEntry[]): Promise<void> {
    const batch = this.nextBatch++;
    this.followedBatch = batch;
    for (const { id } of entries) this.progress.start(id);
    const work = entries.map((entry) => this.queue.add((signal) => this.processOne(entry, batch, signal)));
    await this.track(Promise.all(work));
    if (this.followedBatch === batch) this.followedBatch = null;
    const [first] = this.done;
    if (this.selectedId === null && first) void this.select(first.id);
  }

  private async processOne(entry: FileEntry, batch: number, signal: AbortSignal): Promise<void> {
    const { id, name } = entry;
    if (this.files.get(id)?.state.kind !== 'waiting') return;
    const follows = (): boolean => this.followedBatch === batch || this.selectedId === id;
    this.files.patch(id, { state: { kind: 'working' } });
    this.announce(MESSAGES.announceProcessing(name));
    let live: LiveImage | null = null;
    try {
      live = await this.compute(entry, signal, (opened) => {
        if (!follows()) return;
        this.followedBatch = this.followedBatch === batch ? null : this.followedBatch;
        this.show(id, opened);
      });
      this.files.patch(id, { state: { kind: 'done', computed: live.computed }, thumbnail: await thumbnailOf(live) });
      // It may have been chosen while it was computed.
      if (this.selectedId === id && !this.live) this.show(id, live);
      this.announce(MESSAGES.announceReady(name));
      this.tellResults(id);
    } catch (error) {
      if (!isAbortError(error)) this.fail(entry, error as XrayError);
      else if (!signal.aborted) await this.processAgain(entry, batch, signal);
    } finally {
      if (live && live !== this.live) live.dispose();
      this.progress.finish(id);
      this.host.requestUpdate();
    }
  }

  /** The engine was replaced, or another image was put on show, in the middle of the work. */
  private async processAgain(entry: FileEntry, batch: number, signal: AbortSignal): Promise<void> {
    this.files.patch(entry.id, { state: { kind: 'waiting' } });
    this.progress.start(entry.id);
    await this.processOne(entry, batch, signal);
  }

  /** Computes an entry that was done before and puts it on show. */
  private async reopen(entry: FileEntry): Promise<void> {
    this.show(entry.id, null);
    this.progress.start(entry.id);
    try {
      const live = await this.compute(entry, this.selection.signal, (opened) => this.show(entry.id, opened));
      this.files.patch(entry.id, { state: { kind: 'done', computed: live.computed } });
    } catch (error) {
      if (!isAbortError(error)) this.fail(entry, error as XrayError);
    } finally {
      this.progress.finish(entry.id);
      this.host.requestUpdate();
    }
  }

  private compute(entry: FileEntry, signal: AbortSignal, onOpened: (live: LiveImage) => void): Promise<LiveImage> {
    return processEntry(entry, {
      engines: this.useEngines(),
      limits: this.host.limits,
      params: () => this.host.params,
      signal,
      observer: {
        onFacts: (facts) => {
          this.files.patch(entry.id, { facts });
          if (this.selectedId === null && this.files.get(entry.id)) this.show(entry.id, null);
        },
        onOpened: (live) => {
          const { width, height } = live.pipeline;
          const bitDepth = this.files.get(entry.id)?.facts?.bitDepth ?? 8;
          emit(this.host, 'xray-load', { file: entry.file, name: entry.name, width, height, bitDepth });
          onOpened(live);
          this.stepProgress(entry);
        },
        onStage: (live, first) => {
          if (first) this.stepProgress(entry);
          if (live === this.live) this.host.requestUpdate();
        },
      },
    });
  }

  /** The newest parameters on the image on show. */
  private async recompute(): Promise<void> {
    const { live } = this;
    if (!live) return;
    try {
      await live.update(this.host.params, this.selection.signal);
      if (live !== this.live || this.files.get(live.entryId)?.state.kind !== 'done') return;
      this.files.patch(live.entryId, { state: { kind: 'done', computed: live.computed } });
      this.tellResults(live.entryId);
    } catch (error) {
      if (!isAbortError(error) && live === this.live) await this.recover(error);
    }
  }

  /** After the image on show failed: again on the CPU where the GPU was lost, else the reader is told. */
  private async recover(error: unknown): Promise<void> {
    const entry = this.selected;
    const lost = error instanceof XrayError && error.code === 'engine-lost';
    if (entry && lost && this.engines?.takeOver()) await this.reopen(entry);
    else this.notify(asXrayError(error, entry?.name ?? MESSAGES.unnamed));
  }

  private show(id: number | null, live: LiveImage | null): void {
    // One that the queue still works on is the queue's to free.
    if (live !== this.live && this.selected?.state.kind !== 'working') this.live?.dispose();
    if (id !== this.selectedId || live === null) {
      this.selection.abort();
      this.selection = new AbortController();
    }
    this.selectedId = id;
    this.live = live;
    this.host.requestUpdate();
  }

  private fail(entry: FileEntry, error: XrayError): void {
    if (!this.files.get(entry.id)) return;
    const shown = this.selectedId === entry.id;
    if (error.code === 'engine-unavailable') {
      // No file's own problem: told once, not for every file.
      this.files.remove(entry.id);
      this.notify(error);
    } else {
      this.files.patch(entry.id, { state: { kind: 'failed', error } });
      this.tellError(error, entry.file);
    }
    if (!shown) return;
    this.show(null, null);
    const [first] = this.done;
    if (first && this.followedBatch === null) void this.select(first.id);
  }

  private tellError({ code, message, hint }: XrayError, file: Blob | null): void {
    emit(this.host, 'xray-error', { code, message, hint: hint ?? null, file });
  }

  private tellResults(id: number): void {
    const entry = this.files.get(id);
    const result = entry && this.access.resultOf(entry);
    if (result) emit(this.host, 'xray-results', { result, results: this.access.results });
  }

  private stepProgress(entry: FileEntry): void {
    this.progress.step(entry.id);
    emit(this.host, 'xray-progress', { done: this.progress.done, total: this.progress.total, file: entry.file });
    this.host.requestUpdate();
  }

  private release(): void {
    this.reset();
    this.engines?.dispose();
    this.engines = null;
  }
}

/** A picture of the image for the list of files; a missing one stops nothing. */
async function thumbnailOf(live: LiveImage): Promise<HTMLCanvasElement | null> {
  try {
    return await drawThumbnail(live.pipeline);
  } catch (error) {
    if (!isAbortError(error)) console.warn(error);
    return null;
  }
}

function nameOf(file: Blob): string {
  const { name } = file as Partial<File>;
  return typeof name === 'string' && name !== '' ? name : MESSAGES.unnamed;
}
