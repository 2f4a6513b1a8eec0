import { byTimeout } from '../base/listen-to.ts';
import { warnOnce } from '../base/warn-once.ts';
import { ChosenEngines } from '../engines/engine-choice.ts';
import type { EngineSupply } from '../engines/engine-supply.ts';
import { limited, sameParams } from '../pipeline/parameter-paths.ts';
import type { PipelineParams } from '../pipeline/params.ts';
import { STAGE_IDS } from '../pipeline/standard-graph.ts';
import { canBegin } from './files/failure.ts';
import { isUnderWay, type FileEntry } from './files/file-entry.ts';
import { fileNameOf, FileTable } from './files/file-table.ts';
import type { LiveImage } from './files/live-image.ts';
import { ProgressTally } from './files/progress-tally.ts';
import { ResultKeeper } from './files/result-keeper.ts';
import { SavedResults } from './files/saved-results.ts';
import { Frames } from './frames/frames.ts';
import { FileIntake } from './intake/file-intake.ts';
import { ImageLoader } from './intake/image-loader.ts';
import { Measurements } from './measurements/measurements.ts';
import { Notices } from './notices.ts';
import { asListed, Batches, type BatchOptions, type List } from './processing/batches.ts';
import { changeEngines } from './processing/change-engines.ts';
import { FileComputer } from './processing/compute-file.ts';
import { Failures } from './processing/failures.ts';
import { redoFiles } from './processing/redo-files.ts';
import { Removal } from './processing/removal.ts';
import { ShownImage } from './processing/shown-image.ts';
import { Reports, type Tell } from './reports.ts';
import { ResultAccess } from './results/result-access.ts';
import { AutoSaver } from './saving/auto-saver.ts';
import { FolderSaver } from './saving/folder-saver.ts';
import { ResultExport } from './saving/result-export.ts';
import type { SessionHooks } from './session-hooks.ts';
import type { SessionSettings } from './session-settings.ts';
import { WorkCount } from './work-count.ts';

/** The application without an element: files, the image on show, results, and the engines behind them. */
export class Session {
  readonly reports = new Reports();
  readonly work: WorkCount;
  readonly notices: Notices;
  readonly files: FileTable;
  readonly progress: ProgressTally;
  readonly saved = new SavedResults();
  readonly shown: ShownImage;
  readonly access: ResultAccess;
  readonly exports: ResultExport;
  readonly folder: FolderSaver;
  readonly loader: ImageLoader;
  readonly intake: FileIntake;
  readonly frames: Frames;
  readonly measurements: Measurements;
  readonly removal: Removal;

  private readonly tell: Tell = this.reports.tell;
  private readonly keeper: ResultKeeper;
  private readonly batches: Batches;
  private readonly autoSaver: AutoSaver;
  private readonly engines: ChosenEngines;
  /** Aborted when all is given up: by a cancel of all, or a reset. */
  private givingUp = new AbortController();
  /** Aborted by a reset. */
  private resetting = new AbortController();

  constructor(
    private readonly settings: SessionSettings,
    private params: PipelineParams,
    hooks: SessionHooks = {},
  ) {
    const { tell } = this;
    const work = (this.work = new WorkCount(tell));
    const { track } = work;
    const files = (this.files = new FileTable(tell));
    const notices = (this.notices = new Notices(tell));
    const notify = notices.add;
    const keeper = (this.keeper = new ResultKeeper(files, tell));
    const progress = (this.progress = new ProgressTally(STAGE_IDS.length, () => tell({ kind: 'processed' })));
    this.engines = new ChosenEngines(
      () => settings.backend,
      (error) => {
        warnOnce(error);
        tell({ kind: 'engine-lost', error });
      },
      hooks.createEngine,
    );
    const after = hooks.after ?? byTimeout;
    const measurements = (this.measurements = new Measurements({ files, tell }));
    const surroundings = {
      after,
      measurements,
      files,
      progress,
      keeper,
      saved: this.saved,
      engines: (): EngineSupply => this.engines.use(),
      limits: () => settings.limits,
      naming: () => settings.naming,
      params: () => limited(this.params),
      showFirst: () => this.showFirst(),
      givenUp: () => this.givingUp.signal,
      track,
      notify,
      tell,
    };
    const computer = new FileComputer({ ...surroundings, shown: () => this.shown });
    const failures = new Failures({ ...surroundings, shown: () => this.shown });
    const shown = (this.shown = new ShownImage({ ...surroundings, computer, fail: failures.fail }, hooks));
    this.frames = new Frames({ ...surroundings, shown, computer, reports: this.reports, redo: (id) => this.redo(id) });
    const { lookAt = () => Promise.resolve(), save = () => Promise.resolve() } = hooks;
    this.batches = new Batches({ ...surroundings, shown, computer, failures, lookAt });
    const access = (this.access = new ResultAccess({ ...surroundings, shown }));
    this.exports = new ResultExport({
      ...surroundings,
      access,
      selected: () => shown.entry,
      mayExport: hooks.mayExport ?? (() => true),
    });
    this.folder = new FolderSaver({ ...surroundings, access, processing: () => this.processing }, hooks.quiet);
    this.autoSaver = new AutoSaver({ files, track, save, wanted: () => settings.autoSave });
    const loader = (this.loader = new ImageLoader({ track, notify, baseAddress: () => settings.baseAddress }));
    this.intake = new FileIntake({
      ...surroundings,
      settings,
      loader,
      frames: this.frames,
      process: (images) => this.process(images),
      list: (images) => this.list(images),
    });
    this.removal = new Removal({
      ...surroundings,
      shown,
      notices,
      processing: () => this.processing,
      stop: () => this.stop(),
      forget: () => this.saved.clear(),
      select: (id) => this.select(id),
      goOn: (waiting, atWork) =>
        atWork ? this.run(waiting, asListed, { follow: shown.id === null }) : this.batches.inspect(waiting, asListed),
    });
    this.reports.listen((report) => (this.folder.hear(report), measurements.hear(report)));
  }

  get busy(): boolean {
    return this.work.busy;
  }

  /**
   * Whether files are at work: a changed parameter alone is no reason to hold back what is there, nor is a file that does
   * not answer.
   */
  get processing(): boolean {
    return this.progress.active;
  }

  get live(): LiveImage | null {
    return this.shown.live;
  }

  get selected(): FileEntry | null {
    return this.shown.entry;
  }

  /** Files that can be processed again: cancelled ones, those that did not answer, and those made with other parameters. */
  get redoable(): FileEntry[] {
    return this.files.all.filter((entry) => canBegin(entry) || this.access.isOutdated(entry));
  }

  /** Sets all parameters: the image on show follows, others stay as they are until they are processed again. */
  setParams(params: PipelineParams): void {
    const changed = !sameParams(params, this.params);
    this.params = params;
    if (changed) this.shown.paramsChanged();
  }

  /** Takes files in without processing them. */
  async list(files: readonly Blob[]): Promise<void> {
    await this.batches.inspect(files, this.add);
  }

  /** Processes files, one after the other. Settles when every one is done or failed; never rejects. */
  async process(files: readonly Blob[]): Promise<void> {
    await this.run(files, this.add);
  }

  /** Processes what {@link list} took in. */
  async processWaiting(): Promise<void> {
    await this.run(this.files.waiting, asListed);
  }

  /** Processes one file again, or all that can be, with the parameters of now. */
  async redo(only: number | null = null): Promise<void> {
    const { batches, files, givingUp, keeper, settings, work } = this;
    await redoFiles(only, {
      batches,
      files,
      keeper,
      manual: settings.manual,
      signal: givingUp.signal,
      redoable: () => this.redoable,
      run: (entries) => this.run(entries, asListed, { follow: false }),
      track: work.track,
    });
  }

  /** Puts another file on show. */
  async select(id: number): Promise<void> {
    const { shown } = this;
    const entry = this.files.get(id);
    if (!entry || entry.state.kind === 'failed' || entry.state.kind === 'cancelled') return;
    // What could not be opened may be by now.
    const missing = entry.state.kind === 'done' && !shown.live && shown.opening === 0;
    if (id === shown.id && !missing) return;
    this.batches.unfollow();
    // One that waits or is at work is shown when the queue has it.
    if (entry.state.kind === 'done') await this.work.track(shown.reopen(entry));
    else shown.show(id, null);
  }

  /** Puts the first file with results on show, unless a batch is about to show one of its own. */
  showFirst(): void {
    const first = this.files.firstDone;
    if (first && !this.batches.leads) void this.select(first.id);
  }

  /** Removes a file, in whatever state it is. */
  removeFile(id: number): void {
    this.files.remove(id);
    this.batches.stop(id);
    this.shown.leave(id);
    if (this.shown.id !== id) return;
    this.shown.show(null, null);
    this.showFirst();
  }

  /** Gives up the work on one file, or on all. They stay in the list; results that were to be made again stay too. */
  cancel(only: number | null = null): void {
    const { files, shown } = this;
    if (only === null) {
      this.loader.abort();
      this.intake.abort();
      this.batches.unfollow();
    }
    const given = files.all.filter(({ id, state }) => isUnderWay(state) && (only === null || id === only));
    const wasShown = given.some(({ id }) => id === shown.id);
    // As long as it is at work its image is the queue's to free.
    if (wasShown) shown.show(null, null);
    for (const { id, kept } of given) {
      files.patch(id, { state: kept ? { kind: 'done', computed: kept.computed } : { kind: 'cancelled' } });
      this.batches.stop(id);
    }
    if (wasShown || (only === null && shown.id === null)) this.showFirst();
    // Last: what is put on show in its place is not waited for either.
    if (only === null) this.giveUp();
  }

  /** Opens the image on show on the engine that is asked for now; without one, it stays where it is. */
  async backendChanged(): Promise<void> {
    const { engines: chosen, files, keeper, shown, work, notices, givingUp, resetting } = this;
    const needs = { chosen, files, keeper, shown, track: work.track, notify: notices.add };
    await changeEngines(needs, { givenUp: givingUp.signal, reset: resetting.signal });
  }

  /** Clears everything but the parameters and the engine. */
  reset(): void {
    this.removal.letGo();
    this.stop();
    this.saved.clear();
    this.keeper.clear();
    this.files.clear();
    this.measurements.clear();
  }

  /** Clears everything and gives the engines back; what comes next gets new ones. */
  release(): void {
    this.reset();
    this.engines.dispose();
  }

  /** Gives the engines back where nothing is at work, and keeps the results as files, unless `isWanted` by then. */
  async rest(isWanted: () => boolean): Promise<void> {
    if (this.busy || isWanted()) return;
    await this.shown.putAway();
    await this.keeper.allSettled();
    // What was processed meanwhile tells of its own end.
    if (!this.busy && !isWanted() && !this.shown.live) this.engines.dispose();
  }

  /** Ends all that is under way, with nothing on show. */
  private stop(): void {
    this.giveUp();
    this.resetting.abort();
    this.resetting = new AbortController();
    this.loader.abort();
    this.intake.abort();
    this.folder.stop();
    this.access.abort();
    this.batches.clear();
    this.shown.clear();
    this.notices.clear();
    this.intake.note = null;
    this.progress.clear();
  }

  /** What is outside, and may never answer, is not waited for any longer. */
  private giveUp(): void {
    this.givingUp.abort();
    this.givingUp = new AbortController();
    this.shown.leave();
  }

  private async run<Item>(items: readonly Item[], list: List<Item>, options?: BatchOptions): Promise<void> {
    this.autoSaver.batchEnded(await this.batches.process(items, list, options));
  }

  private readonly add = (file: Blob): FileEntry => {
    this.removal.letGo();
    return this.files.add(file, fileNameOf(file) || this.settings.unnamed);
  };
}
