import { errorName } from '../../base/kinds.ts';
import { loadPart } from '../../base/load-part.ts';
import { isAbortError } from '../../base/xray-error.ts';
import type { Naming } from '../../export/result-names.ts';
import { asXrayError } from '../as-xray-error.ts';
import type { Measurements } from '../measurements/measurements.ts';
import type { Clock } from '../patience.ts';
import type { FileEntry } from '../files/file-entry.ts';
import type { FileTable } from '../files/file-table.ts';
import type { SavedResults } from '../files/saved-results.ts';
import type { Notify } from '../notices.ts';
import type { Report, Tell } from '../reports.ts';
import type { ResultAccess } from '../results/result-access.ts';
import type { Track } from '../work-count.ts';
import { FolderContents, type MeasuredEntry } from './folder-contents.ts';

/** What saving to a folder needs of its surroundings. */
export interface FolderSaverNeeds extends Clock {
  readonly files: Pick<FileTable, 'all' | 'count' | 'get' | 'size' | 'withResults'>;
  readonly access: Pick<ResultAccess, 'resultOf' | 'snapshot'>;
  readonly saved: Pick<SavedResults, 'add'>;
  readonly measurements: Pick<Measurements, 'writable'>;
  readonly naming: () => Naming;
  /** Whether files are at work. */
  readonly processing: () => boolean;
  readonly track: Track;
  readonly notify: Notify;
  readonly tell: Tell;
}

/** How far the results are in the folder. */
export interface FolderProgress {
  readonly folder: string;
  readonly written: number;
  readonly total: number;
  readonly failed: number;
}

/**
 * How many images may be in the folder and not in its manifest while more are written: so many, and of thousands a tenth, as
 * the manifest is written anew as a whole.
 */
const MOST_UNLISTED = 25;
const MOST_UNLISTED_PART = 0.1;

/** What ends the saving: every further file would meet it too. */
const FINAL: readonly string[] = [
  'NotAllowedError',
  'NotFoundError',
  'SecurityError',
  'InvalidStateError',
  'TimeoutError',
];

/** Writes results into a folder: those there are when it is opened, then each as soon as it is made. */
export class FolderSaver {
  private contents: FolderContents | null = null;
  /** How many runs of writing there are; one, or two where a folder follows a stopped one. */
  private runs = 0;
  private measuring: ReturnType<typeof setTimeout> | undefined;
  private readonly changes = new Map<number, ReturnType<typeof setTimeout>>();

  constructor(
    private readonly needs: FolderSaverNeeds,
    /** How long a result that follows a slider must have stayed the same, in milliseconds. */
    private readonly quiet = 1000,
  ) {}

  /** Whether images or the manifest that lists them are still on their way. */
  get writing(): boolean {
    return this.runs > 0;
  }

  get isOpen(): boolean {
    return this.contents !== null;
  }

  /** Null while no folder is open. */
  get progress(): FolderProgress | null {
    const { contents } = this;
    if (!contents) return null;
    const { files } = this.needs;
    const out = files.count('failed') + files.count('cancelled');
    const left = out === 0 ? [] : files.all.filter(({ state: { kind } }) => kind === 'failed' || kind === 'cancelled');
    const count = (ids: Pick<ReadonlySet<number>, 'has' | 'size'>): number =>
      ids.size - left.filter(({ id }) => ids.has(id)).length;
    const { name: folder, written, failed } = contents;
    return { folder, written: count(written), total: files.size - out, failed: count(failed) };
  }

  /** Begins to save into `directory`, which may be written to, until {@link stop}. */
  open(directory: FileSystemDirectoryHandle): void {
    this.stop();
    this.contents = new FolderContents(directory, this.needs.naming(), this.needs.after);
    for (const { id } of this.needs.files.withResults) this.contents.queue.add(id);
    this.start(this.contents);
  }

  /** Hears what happens in the session. */
  hear(report: Report): void {
    if (report.kind === 'results') this.resultMade(report.id);
    if (report.kind === 'measured') this.measured(report.id);
    if (report.kind === 'left') this.contents?.forget(report.id);
    // With the last file of a batch, written or failed, the manifest is made whole.
    if (report.kind === 'processed' && this.contents) this.finish(this.contents);
  }

  /** Ends the saving: the manifest is made whole, what is not written yet stays unwritten. */
  stop(): void {
    const { contents: folder } = this;
    if (!folder) return;
    this.contents = null;
    for (const timer of this.changes.values()) clearTimeout(timer);
    this.changes.clear();
    clearTimeout(this.measuring);
    folder.queue.clear();
    folder.ending.abort();
    this.start(folder);
    this.needs.tell({ kind: 'changed' });
  }

  /** What was measured on a file is another: it is written when it has rested, as what follows a slider is. */
  private measured(id: number): void {
    const { contents: folder } = this;
    if (!folder?.has(id)) return;
    folder.stale = true;
    clearTimeout(this.measuring);
    this.measuring = setTimeout(() => this.finish(folder), this.quiet);
  }

  /** A file's results are there, or there anew. */
  private resultMade(id: number): void {
    const { contents: folder } = this;
    if (!folder) return;
    clearTimeout(this.changes.get(id));
    const write = (): void => {
      this.changes.delete(id);
      folder.queue.add(id);
      this.start(folder);
    };
    // What was written before changes with a slider, many times a second.
    if (folder.has(id)) this.changes.set(id, setTimeout(write, this.quiet));
    else write();
  }

  /** Begins to write what there is to write; what comes meanwhile is written too. */
  private start(folder: FolderContents): void {
    if (folder.running) return;
    folder.running = true;
    this.runs++;
    void this.needs.track(this.run(folder)).finally(() => {
      folder.running = false;
      this.runs--;
      this.needs.tell({ kind: 'changed' });
      // A file may have come, or the batch have ended, between the last look and now.
      this.finish(folder);
    });
  }

  /** Writes what is left; the manifest is made whole where no more files are about to come. */
  private finish(folder: FolderContents): void {
    if (folder.queue.size > 0 || (folder.stale && !this.expectsMore(folder))) this.start(folder);
  }

  private expectsMore(folder: FolderContents): boolean {
    return folder === this.contents && this.needs.processing();
  }

  private async run(folder: FolderContents): Promise<void> {
    let unlisted = 0;
    do {
      for (const id of folder.queue) {
        folder.queue.delete(id);
        await this.write(folder, id);
        this.needs.tell({ kind: 'changed' });
        if (++unlisted < Math.max(MOST_UNLISTED, folder.size * MOST_UNLISTED_PART)) continue;
        unlisted = 0;
        await this.writeManifest(folder);
      }
      if (folder.stale && !this.expectsMore(folder)) await this.writeManifest(folder);
    } while (folder.queue.size > 0);
  }

  private async write(folder: FolderContents, id: number): Promise<void> {
    const entry = this.needs.files.get(id);
    // Of one whose results are being made again, what there was is written first.
    if (!entry || !this.needs.access.resultOf(entry)) return;
    const source = this.needs.access.snapshot(entry);
    if (folder.isCurrent(entry, source.parameters)) return;
    try {
      await folder.write(entry, source);
      this.needs.saved.add(id, source.parameters, entry.frame);
    } catch (error) {
      this.failed(folder, entry, error);
    } finally {
      await source.dispose();
    }
  }

  private async writeManifest(folder: FolderContents): Promise<void> {
    try {
      await folder.writeManifest(await this.measuredIn(folder));
    } catch (error) {
      this.failed(folder, null, error);
    }
  }

  /** Of all images in the folder whose files are listed. */
  private async measuredIn(folder: FolderContents): Promise<MeasuredEntry[]> {
    const { access, files, measurements } = this.needs;
    const entries = files.withResults.filter(({ id }) => folder.has(id));
    const written = measurements.writable(entries.map((entry) => ({ entry, name: entry.name })));
    const of = async (entry: FileEntry): Promise<MeasuredEntry> => {
      const measured = written.find((one) => one.entry === entry);
      if (!measured) return { entry, image: null };
      const { readableImage, withStatistics } = await loadPart(
        'export-failed',
        () => import('../measurements/measurement-files.ts'),
      );
      const source = access.snapshot(entry);
      try {
        return { entry, image: await withStatistics(readableImage(measured.image, entry, source)) };
      } finally {
        await source.dispose();
      }
    };
    const measured: MeasuredEntry[] = [];
    for (const entry of entries) measured.push(await of(entry));
    return measured;
  }

  private failed(folder: FolderContents, entry: FileEntry | null, error: unknown): void {
    if (isAbortError(error)) return;
    if (entry) folder.failed.add(entry.id);
    const told = asXrayError(error, entry?.name ?? folder.name);
    this.needs.notify(told);
    if (FINAL.includes(errorName(told.cause))) {
      folder.stale = false;
      if (folder === this.contents) this.stop();
    }
  }
}
