import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Naming } from '../export/result-names.ts';
import { warnOnce } from '../base/warn-once.ts';
import { isAbortError, XrayError } from '../base/xray-error.ts';
import type { PipelineParams } from '../pipeline/params.ts';
import { STAGE_IDS } from '../pipeline/standard-graph.ts';
import { asXrayError } from './as-xray-error.ts';
import { AutoSaver } from './saving/auto-saver.ts';
import { BatchProcessor, type RunOptions } from './processing/batches.ts';
import type { FolderNote } from './intake/brought-files.ts';
import type { BackendChoice, EngineHolder } from '../engines/engine-supply.ts';
import { errorWords } from '../components/words/error-words.ts';
import { isUnderWay, type FileEntry, type Notice } from './files/file-entry.ts';
import { processEntry } from './processing/compute-file.ts';
import { fileNameOf, FileTable } from './files/file-table.ts';
import { FolderSaver } from './saving/folder-saver.ts';
import { ImageLoader } from './intake/image-loader.ts';
import { LabEngines } from '../engines/engine-choice.ts';
import { emit } from '../components/lab/lab-events.ts';
import type { LiveImage } from './files/live-image.ts';
import type { Messages } from '../components/words/messages.ts';
import type { FileLimits } from './processing/open-file.ts';
import { ProgressTally, type FileProgress } from './files/progress-tally.ts';
import { ResultAccess } from './results/result-access.ts';
import { ResultExport } from './saving/result-export.ts';
import { ResultKeeper } from './files/result-keeper.ts';
import { SavedResults } from './files/saved-results.ts';
import { ShownImage } from './processing/shown-image.ts';

/** What the controller asks of its element. */
export interface LabHost extends ReactiveControllerHost, EventTarget {
  readonly backend: BackendChoice;
  readonly limits: FileLimits;
  readonly params: PipelineParams;
  readonly naming: Naming;
  readonly autoSave: boolean;
  readonly noDownload: boolean;
  readonly words: Messages;
  readonly isConnected: boolean;
}

/** How one file is computed for the interface. */
export interface ComputeOptions {
  readonly progress: FileProgress;
  readonly signal: AbortSignal;
  /** The original can be drawn. */
  readonly onOpened: (live: LiveImage) => void;
  readonly onComputed?: (live: LiveImage) => Promise<void>;
}

/** Files, the image on show, and the engines behind them. Views read its fields; it asks for updates. */
export class LabController implements ReactiveController {
  readonly files = new FileTable(() => this.host.requestUpdate());
  readonly progress = new ProgressTally(STAGE_IDS.length);
  readonly loader = new ImageLoader(this);
  readonly keeper = new ResultKeeper(this);
  readonly saved = new SavedResults();
  readonly access: ResultAccess;
  readonly exports: ResultExport;
  readonly folder: FolderSaver;
  readonly shown: ShownImage;
  /** Problems that are no file's own. */
  notices: readonly Notice[] = [];
  /** What is to be said of files that were brought and are not in the list. */
  note: FolderNote | null = null;
  /** The newest sentence for people who hear the interface. */
  announcement = '';

  private readonly batches: BatchProcessor;
  private readonly autoSaver: AutoSaver;
  private readonly engines: LabEngines;
  /** The parameters of the results that were told last, by file. */
  private readonly told = new Map<number, PipelineParams>();
  private nextNotice = 1;
  private running = 0;
  private removal: ReturnType<typeof setTimeout> | undefined;
  private rest: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly host: LabHost) {
    this.access = new ResultAccess(host, this);
    this.exports = new ResultExport(host, this);
    this.folder = new FolderSaver(host, this);
    this.autoSaver = new AutoSaver(host, this);
    this.shown = new ShownImage(host, this);
    this.batches = new BatchProcessor(host, this);
    this.engines = new LabEngines(
      () => host.backend,
      (error) => this.tellLoss(error),
    );
    host.addController(this);
  }

  get busy(): boolean {
    return this.running > 0;
  }

  /** Whether files are at work: a changed parameter alone is no reason to hold back what is there. */
  get processing(): boolean {
    return this.progress.total > 0;
  }

  get live(): LiveImage | null {
    return this.shown.live;
  }

  get selected(): FileEntry | null {
    return this.shown.entry;
  }

  get done(): FileEntry[] {
    return this.files.all.filter(({ state }) => state.kind === 'done');
  }

  /** Those, and the ones whose results are being made again. */
  get withResults(): FileEntry[] {
    return this.files.all.filter(({ state, kept }) => state.kind === 'done' || kept !== null);
  }

  get waiting(): FileEntry[] {
    return this.files.all.filter(({ state }) => state.kind === 'waiting');
  }

  hostConnected(): void {
    clearTimeout(this.removal);
    clearTimeout(this.rest);
    // What was processed while it was in no document.
    if (this.shown.id === null) this.showFirst();
  }

  /** Moving an element removes and adds it within one task: only what stays out gives everything back. */
  hostDisconnected(): void {
    this.removal = setTimeout(() => this.release());
  }

  /** Takes files in without processing them. */
  async hold(files: readonly Blob[]): Promise<void> {
    await this.batches.hold(this.add(files));
  }

  /** Processes files, one after the other. Settles when every one is done or failed; never rejects. */
  async process(files: readonly Blob[]): Promise<void> {
    await this.run(this.add(files));
  }

  /** Processes what {@link hold} took in. */
  async processHeld(): Promise<void> {
    await this.run(this.waiting);
  }

  /** Files that can be processed again: cancelled ones, and those whose results were made with other parameters. */
  get redoable(): FileEntry[] {
    const outdated = new Set(this.access.outdated);
    return this.files.all.filter((entry) => entry.state.kind === 'cancelled' || outdated.has(entry));
  }

  /** Processes one file again, or all that can be, with the parameters of now. */
  async redo(only: number | null = null): Promise<void> {
    // Until new results are there, the old ones are what is kept.
    await this.track(this.keeper.allSettled());
    const entries = this.redoable.filter(({ id }) => only === null || id === only);
    for (const { id } of entries) this.files.patch(id, { state: { kind: 'waiting' } });
    await this.run(entries, { follow: false });
  }

  /** Puts another file on show. */
  async select(id: number): Promise<void> {
    const entry = this.files.get(id);
    if (!entry || entry.state.kind === 'failed' || entry.state.kind === 'cancelled') return;
    // What could not be opened may be by now.
    const missing = entry.state.kind === 'done' && !this.live && this.shown.opening === 0;
    if (id === this.shown.id && !missing) return;
    this.batches.unfollow();
    // One that waits or is at work is shown when the queue has it.
    if (entry.state.kind === 'done') await this.track(this.shown.reopen(entry));
    else this.shown.show(id, null);
  }

  /** Puts the first file with results on show, unless a batch is about to show one of its own. */
  showFirst(): void {
    const [first] = this.done;
    if (first && !this.batches.leads) void this.select(first.id);
  }

  /** Removes a file, in whatever state it is. */
  removeFile(id: number): void {
    this.files.remove(id);
    this.batches.stop(id);
    if (this.shown.id !== id) return;
    this.shown.show(null, null);
    this.showFirst();
  }

  /** Gives up the work on one file, or on all. They stay in the list; results that were to be made again stay too. */
  cancel(only: number | null = null): void {
    const { files, shown } = this;
    const given = files.all.filter(({ id, state }) => isUnderWay(state) && (only === null || id === only));
    const wasShown = given.some(({ id }) => id === shown.id);
    // As long as it is at work its image is the queue's to free.
    if (wasShown) shown.show(null, null);
    for (const { id, kept } of given) {
      files.patch(id, { state: kept ? { kind: 'done', computed: kept.computed } : { kind: 'cancelled' } });
      this.batches.stop(id);
    }
    if (wasShown) this.showFirst();
  }

  dismissNotice(id: number): void {
    this.notices = this.notices.filter((notice) => notice.id !== id);
    this.host.requestUpdate();
  }

  tellNote(note: FolderNote | null): void {
    this.note = note;
    this.host.requestUpdate();
  }

  /** Tells of a problem that is no file's own. */
  notify(error: XrayError, file: Blob | null = null): void {
    if (!this.notices.some((notice) => notice.error.message === error.message)) {
      this.notices = [...this.notices, { id: this.nextNotice++, error }];
    }
    this.tellError(error, file);
    this.host.requestUpdate();
  }

  /** A file could not be processed. */
  fail({ id, file }: FileEntry, error: XrayError): void {
    const entry = this.files.get(id);
    if (!entry) return;
    const { shown } = this;
    const { kept, state } = entry;
    // No file's own problem: told once, not for every file.
    const unavailable = error.code === 'engine-unavailable';
    if (kept || (unavailable && state.kind === 'done')) {
      // Results that were there before stay, and none takes their place on show, which might meet the same.
      if (kept) this.files.patch(id, { state: { kind: 'done', computed: kept.computed } });
      this.notify(error, unavailable ? null : file);
      if (shown.live?.disposed) shown.show(shown.id, null);
      return;
    }
    if (unavailable) {
      this.files.remove(id);
      this.notify(error);
    } else {
      this.files.patch(id, { state: { kind: 'failed', error } });
      this.tellError(error, file);
    }
    if (shown.id !== id) return;
    shown.show(null, null);
    this.showFirst();
  }

  paramsChanged(): void {
    this.shown.paramsChanged();
  }

  /** Opens the image on show on the engine that is asked for now; without one, it stays where it is. */
  async backendChanged(): Promise<void> {
    if (!this.engines.used) return;
    if (this.files.all.length === 0) {
      this.engines.dispose();
      return;
    }
    try {
      if (!(await this.track(this.engines.change()))) return;
    } catch (error) {
      if (!isAbortError(error)) this.notify(asXrayError(error, ''));
      return;
    }
    const { selected } = this;
    if (selected?.state.kind === 'done') await this.track(this.shown.reopen(selected));
  }

  /** Clears everything but the parameters and the engine. */
  reset(): void {
    this.loader.abort();
    this.folder.stop();
    this.access.abort();
    this.saved.clear();
    this.batches.clear();
    this.keeper.clear();
    this.shown.clear();
    this.notices = [];
    this.note = null;
    this.progress.clear();
    this.told.clear();
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
      this.host.requestUpdate();
      // In no document, nothing but the end of its work is there to give engines back.
      if (!this.host.isConnected) {
        clearTimeout(this.rest);
        this.rest = setTimeout(() => void this.restOutside());
      }
    }
  }

  useEngines(): EngineHolder {
    return this.engines.use();
  }

  announce(sentence: string): void {
    this.announcement = sentence;
    this.host.requestUpdate();
  }

  /** One file from bytes to five images, told of as it goes. @throws XrayError named for a person; AbortError. */
  compute(entry: FileEntry, { progress, signal, onOpened, onComputed }: ComputeOptions): Promise<LiveImage> {
    const step = (): void => {
      if (!this.progress.step(progress)) return;
      if (this.files.get(entry.id)?.state.kind === 'working') {
        this.files.patch(entry.id, { state: { kind: 'working', ready: progress.ready } });
      }
      emit(this.host, 'xray-progress', { done: this.progress.done, total: this.progress.total, file: entry.file });
      this.host.requestUpdate();
    };
    return processEntry(entry, {
      engines: this.useEngines(),
      limits: this.host.limits,
      params: () => this.host.params,
      kept: () => this.keeper.keptOf(entry),
      signal,
      observer: {
        onFacts: (facts) => {
          this.files.patch(entry.id, { facts });
          if (this.shown.id === null && this.files.get(entry.id)) this.shown.show(entry.id, null);
        },
        onSource: (source) => this.files.patch(entry.id, { source }),
        onOpened: (live) => {
          const { width, height } = live.pipeline;
          const bitDepth = this.files.get(entry.id)?.facts?.bitDepth ?? 8;
          emit(this.host, 'xray-load', { file: entry.file, name: entry.name, width, height, bitDepth });
          onOpened(live);
          step();
        },
        onStage: (live, first) => {
          if (first) step();
          if (live === this.live) this.host.requestUpdate();
        },
        onComputed,
      },
    });
  }

  /** Tells of a file's results. */
  tellResults(id: number): void {
    const entry = this.files.get(id);
    const result = entry && this.access.resultOf(entry);
    if (!result) return;
    this.told.set(id, result.params);
    this.folder.resultMade(id);
    emit(this.host, 'xray-results', { result, results: this.access.results });
  }

  /** Tells of a file's results unless those with the same parameters were told last. */
  tellNewResults(id: number): void {
    if (this.told.get(id) !== this.host.params) this.tellResults(id);
  }

  private async run(entries: readonly FileEntry[], options?: RunOptions): Promise<void> {
    await this.batches.run(entries, options);
    this.autoSaver.save(entries);
  }

  private add(files: readonly Blob[]): FileEntry[] {
    return files.map((file) => this.files.add(file, fileNameOf(file) || this.host.words.unnamed));
  }

  private tellError(error: XrayError, file: Blob | null): void {
    emit(this.host, 'xray-error', { code: error.code, ...errorWords(error, this.host.words), file });
  }

  /** A GPU was lost and another engine goes on: nothing for a reader to do, but to be known to the page. */
  private tellLoss(error: XrayError): void {
    warnOnce(error);
    // What is insisted on may not be had again.
    const hint = this.host.backend === 'auto' ? 'The CPU takes its place.' : 'It is tried again.';
    this.tellError(new XrayError('engine-lost', error.message, { hint, reason: 'gpu-lost', cause: error }), null);
  }

  private release(): void {
    this.reset();
    this.engines.dispose();
  }

  /** Gives the engines back, and keeps the results as files. */
  private async restOutside(): Promise<void> {
    const isOver = (): boolean => this.running === 0 && !this.host.isConnected;
    if (!isOver()) return;
    await this.shown.putAway();
    if (isOver()) this.engines.dispose();
  }
}
