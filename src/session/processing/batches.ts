import { SILENCE_MS } from '../../base/listen-to.ts';
import { unlessAborted, untilEnded } from '../../base/unless-aborted.ts';
import { abortError, isAbortError, throwIfAborted, XrayError } from '../../base/xray-error.ts';
import type { ImagePipeline } from '../../pipeline/engine.ts';
import { asXrayError } from '../as-xray-error.ts';
import { endsWork, isUnanswered } from '../files/failure.ts';
import type { FileEntry } from '../files/file-entry.ts';
import type { FileLimits } from '../file-limits.ts';
import type { FileTable } from '../files/file-table.ts';
import { keepResults } from '../files/keep-results.ts';
import type { KeptResults } from '../files/kept-results.ts';
import type { LiveImage } from '../files/live-image.ts';
import type { FileProgress, ProgressTally } from '../files/progress-tally.ts';
import { TURN_MS, type Clock } from '../patience.ts';
import type { Tell } from '../reports.ts';
import type { Track } from '../work-count.ts';
import { BatchQueue } from './batch-queue.ts';
import type { FileComputer } from './compute-file.ts';
import type { Failures } from './failures.ts';
import { HeaderReads } from './header-reads.ts';
import type { Inspected } from './open-file.ts';
import type { ShownImage } from './shown-image.ts';

/**
 * Looks at a file's image while its pixels are there, as for a thumbnail. Waited for; what it fails with stops nothing,
 * unless the image's engine is gone.
 */
export type LookAt = (id: number, pipeline: Pick<ImagePipeline, 'width' | 'height' | 'draw'>) => Promise<void>;

/** What batches need of their surroundings. */
export interface BatchesNeeds extends Clock {
  readonly files: Pick<FileTable, 'get' | 'patch'>;
  readonly shown: Pick<ShownImage, 'id' | 'live' | 'show' | 'offer'>;
  readonly progress: Pick<ProgressTally, 'start' | 'finish' | 'putAside'>;
  readonly computer: Pick<FileComputer, 'compute'>;
  readonly failures: Pick<Failures, 'fail'>;
  readonly limits: () => FileLimits;
  /** Puts the first file with results on show. */
  readonly showFirst: () => void;
  readonly lookAt: LookAt;
  readonly track: Track;
  readonly tell: Tell;
}

export interface BatchOptions {
  /** Whether the first good file takes the place of what is on show. Default true. */
  readonly follow?: boolean;
}

/** A file's way through the queue, of one turn or several. */
interface Way {
  readonly batch: number;
  readonly progress: FileProgress;
  readonly ending: AbortController;
  readonly done: Promise<void>;
  begun: boolean;
  header: Promise<Inspected> | null;
  /** Whether it gave its turn back already because its content did not come. */
  patient: boolean;
}

/** What a file waits for that gave its turn back. */
interface Aside {
  readonly until: Promise<unknown>;
}

/** Files at work, one after the other. */
export class Batches {
  private readonly queue = new BatchQueue();
  /** The batch whose first good file takes the place of what is on show. */
  private followed: number | null = null;
  private next = 1;
  private readonly ways = new Map<number, Way>();
  private readonly headers: HeaderReads;

  constructor(private readonly needs: BatchesNeeds) {
    this.headers = new HeaderReads(needs);
  }

  /** Whether a batch is about to put its first good file on show. */
  get leads(): boolean {
    return this.followed !== null;
  }

  /** The reader chose what is to be on show. */
  unfollow(): void {
    this.followed = null;
  }

  clear(): void {
    for (const { ending } of this.ways.values()) ending.abort();
    this.headers.clear();
    this.followed = null;
  }

  /** Stops the work on a file that was removed or cancelled. */
  stop(id: number): void {
    this.ways.get(id)?.ending.abort();
    this.headers.stop(id);
  }

  /** Reads what the headers say; the first one gives the frames their shape. None waits for one that says nothing. */
  async inspect(entries: readonly FileEntry[]): Promise<void> {
    const late: Promise<void>[] = [];
    for (const entry of entries) {
      const reading = this.inspectOne(entry);
      if (!(await this.headers.inTime(reading))) late.push(reading);
    }
    await Promise.all(late);
  }

  private async inspectOne(entry: FileEntry): Promise<void> {
    const { files, shown, failures } = this.needs;
    const { id, name } = entry;
    try {
      files.patch(id, await this.headers.of(entry));
      shown.offer(id);
    } catch (error) {
      const now = files.get(id);
      // Work that began meanwhile has met, and told, the same.
      if (!isAbortError(error) && now?.state.kind === 'waiting') failures.fail(now, asXrayError(error, name));
    }
  }

  /** Settles when every file is done, failed or given up; never rejects. */
  async process(entries: readonly FileEntry[], { follow = true }: BatchOptions = {}): Promise<void> {
    const { shown, progress: tally, showFirst, track, tell } = this.needs;
    const batch = this.next++;
    if (follow) this.followed = batch;
    const work = entries
      .map((entry) => ({ entry, progress: tally.start() }))
      .map(async ({ entry: { id }, progress }) => {
        await this.wayOf(id, batch, progress).done;
        tally.finish(progress);
        tell({ kind: 'changed' });
      });
    await track(Promise.all(work));
    if (this.followed === batch) this.followed = null;
    if (shown.id === null) showFirst();
  }

  /** A file that is in the queue already has no second turn. */
  private wayOf(id: number, batch: number, progress: FileProgress): Way {
    const known = this.ways.get(id);
    if (known && !known.begun && !known.ending.signal.aborted) return known;
    const ending = new AbortController();
    const done = untilEnded(Promise.resolve().then(() => this.go(id, way))).finally(() => {
      if (this.ways.get(id) === way) this.ways.delete(id);
    });
    const way: Way = { batch, progress, ending, done, begun: false, header: null, patient: false };
    this.ways.set(id, way);
    return way;
  }

  /** Turn after turn, as long as it gives them back. */
  private async go(id: number, way: Way): Promise<void> {
    const { signal } = way.ending;
    for (;;) {
      const aside = await this.queue.add(() => this.takeTurn(id, way), signal);
      if (!aside) return;
      this.putAside(way, true);
      const end = (): void => this.putAside(way, false);
      await unlessAborted(aside.until.then(end, end), signal);
    }
  }

  private putAside({ progress }: Way, waits: boolean): void {
    this.needs.progress.putAside(progress, waits);
    this.needs.tell({ kind: 'changed' });
  }

  /** Null when the file is through; what it waits for where it gives its turn back. */
  private async takeTurn(id: number, way: Way): Promise<Aside | null> {
    const { files, shown, failures, tell } = this.needs;
    const { signal } = way.ending;
    const entry = files.get(id);
    if (!entry || entry.state.kind !== (way.begun ? 'working' : 'waiting')) return null;
    if (!way.begun) {
      way.begun = true;
      files.patch(id, { state: { kind: 'working', ready: 0 } });
      tell({ kind: 'began', id, name: entry.name });
    }
    let live: LiveImage | null = null;
    let inspected: Inspected | null = null;
    try {
      way.header ??= this.headers.of(entry);
      if (!(await this.headers.inTime(way.header))) return { until: way.header };
      inspected = await way.header;
      throwIfAborted(signal);
      if (!entry.opened) files.patch(id, inspected);
      const made = await this.make(entry, way);
      live = made.live;
      // Its engine may have been given back after the last that was asked of it.
      if (live.freed) throw abortError();
      const state = { kind: 'done', computed: live.computed } as const;
      files.patch(id, made.kept ? { state, kept: made.kept } : { state });
      // It may have been chosen while it was computed.
      if (shown.id === id && !shown.live) shown.show(id, live);
      tell({ kind: 'done', id, name: entry.name });
      tell({ kind: 'results', id });
    } catch (error) {
      // One that was cancelled may wait for its next turn already.
      if (signal.aborted) return null;
      // The engine was replaced, or another image was put on show, in the middle of the work.
      if (isAbortError(error)) {
        way.begun = false;
        way.header = null;
        files.patch(id, { state: { kind: 'waiting' } });
        return await this.takeTurn(id, way);
      }
      if (inspected && !way.patient && error instanceof XrayError && isUnanswered(error)) {
        way.patient = true;
        way.header = this.headers.again(inspected, signal);
        return { until: way.header };
      }
      failures.fail(entry, asXrayError(error, entry.name));
    } finally {
      if (live && live !== shown.live) live.dispose();
    }
    return null;
  }

  /** The images of a file, and what is kept of them. */
  private async make(
    entry: FileEntry,
    { batch, progress, patient, ending: { signal } }: Way,
  ): Promise<{ readonly live: LiveImage; readonly kept: KeptResults | null }> {
    const { shown, computer } = this.needs;
    let kept: KeptResults | null = null;
    const live = await computer.compute(entry, {
      progress,
      signal,
      patience: patient ? SILENCE_MS : TURN_MS,
      onOpened: (opened) => {
        if (this.followed !== batch && shown.id !== entry.id) return;
        if (this.followed === batch) this.followed = null;
        shown.show(entry.id, opened);
      },
      onComputed: async (computed) => {
        await this.lookAt(computed);
        // What is on show is kept when it leaves.
        kept = computed === shown.live ? null : await keepResults(computed, signal);
      },
    });
    return { live, kept };
  }

  private async lookAt({ entryId, pipeline }: LiveImage): Promise<void> {
    try {
      await this.needs.lookAt(entryId, pipeline);
    } catch (error) {
      if (endsWork(error)) throw error;
      console.warn(error);
    }
  }
}
