import { SILENCE_MS } from '../../base/listen-to.ts';
import { unlessAborted } from '../../base/unless-aborted.ts';
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
import { Slices } from './slices.ts';
import { Way } from './way.ts';

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
  readonly engines: () => { ready(): Promise<void> };
  readonly limits: () => FileLimits;
  /** Aborted when all is given up. */
  readonly givenUp: () => AbortSignal;
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

/** Puts an item that is to be processed into the list. */
export type List<Item> = (item: Item) => FileEntry;

/** What is in the list already needs no listing. */
export const asListed = (entry: FileEntry): FileEntry => entry;

/** What a file waits for that gave its turn back. */
interface Aside {
  readonly until: Promise<unknown>;
}

/** Files at work, one after the other. */
export class Batches {
  private readonly queue = new BatchQueue();
  private readonly slices = new Slices();
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
    for (const way of this.ways.values()) way.stop();
    this.ways.clear();
    this.headers.clear();
    this.followed = null;
  }

  /** Stops the work on a file that was removed or cancelled. */
  stop(id: number): void {
    this.ways.get(id)?.stop();
    this.ways.delete(id);
    this.headers.stop(id);
  }

  /**
   * Has `items` listed, and reads what the headers say; the first one gives the frames their shape. None waits for one that
   * says nothing.
   */
  async inspect<Item>(items: readonly Item[], list: List<Item>): Promise<void> {
    const entries: FileEntry[] = [];
    await this.slices.take(items, (item) => void entries.push(list(item)), this.needs.givenUp());
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

  /**
   * Has `items` listed and processes them. Settles with what was listed when every file of it is done, failed or given up;
   * never rejects.
   */
  async process<Item>(
    items: readonly Item[],
    list: List<Item>,
    { follow = true }: BatchOptions = {},
  ): Promise<readonly FileEntry[]> {
    const { engines, shown, progress: tally, showFirst, track, givenUp } = this.needs;
    const batch = this.next++;
    // It comes up while headers are read; that it cannot is told when a file wants it.
    if (items.length > 0)
      engines()
        .ready()
        .catch(() => undefined);
    if (follow) this.followed = batch;
    // Those that are not listed yet count from the start: where the first ones are through before, it is not all.
    const counted = items.map(() => tally.start());
    const entries: FileEntry[] = [];
    const work: Promise<void>[] = [];
    const take = (item: Item): void => {
      const entry = list(item);
      const progress = counted[entries.push(entry) - 1];
      work.push(this.through(entry, batch, progress));
    };
    const taking = this.slices.take(items, take, givenUp()).then(() => {
      for (const progress of counted.slice(entries.length)) tally.finish(progress);
      return Promise.all(work);
    });
    await track(taking);
    if (this.followed === batch) this.followed = null;
    if (shown.id === null) showFirst();
    return entries;
  }

  /** Settles when a file is through, and counts it. */
  private async through({ id }: FileEntry, batch: number, progress: FileProgress): Promise<void> {
    const { files, progress: tally, tell } = this.needs;
    // What was listed before may have been given up, or removed, before its turn to be taken in came.
    if (files.get(id)?.state.kind === 'waiting') await this.wayOf(id, batch, progress).done;
    tally.finish(progress);
    tell({ kind: 'changed' });
  }

  /** A file that is in the queue already has no second turn. */
  private wayOf(id: number, batch: number, progress: FileProgress): Way {
    const known = this.ways.get(id);
    if (known && !known.begun) return known;
    const way = new Way(batch, progress);
    this.ways.set(id, way);
    this.takePlace(id, way, (turn) =>
      way.follow(
        this.go(id, way, turn).finally(() => {
          if (this.ways.get(id) === way) this.ways.delete(id);
        }),
      ),
    );
    return way;
  }

  /** The next one is not to wait for what ends late, nor for one that was given up before its turn. */
  private takePlace(id: number, way: Way, onTurn: (turn: Promise<Aside | null>) => void): void {
    this.queue.add(async () => {
      if (way.stopped) return;
      const turn = unlessAborted(this.takeTurn(id, way), way.signal);
      onTurn(turn);
      await turn;
    });
  }

  /** Turn after turn, as long as it gives them back. */
  private async go(id: number, way: Way, turn: Promise<Aside | null>): Promise<void> {
    const { signal } = way;
    for (;;) {
      const aside = await turn;
      if (!aside) return;
      this.putAside(way, true);
      const end = (): void => this.putAside(way, false);
      await unlessAborted(aside.until.then(end, end), signal);
      turn = unlessAborted(new Promise((resolve) => this.takePlace(id, way, resolve)), signal);
    }
  }

  private putAside({ progress }: Way, waits: boolean): void {
    this.needs.progress.putAside(progress, waits);
    this.needs.tell({ kind: 'changed' });
  }

  /** Null when the file is through; what it waits for where it gives its turn back. */
  private async takeTurn(id: number, way: Way): Promise<Aside | null> {
    const { files, shown, failures, tell } = this.needs;
    const { signal } = way;
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
    { batch, progress, patient, signal }: Way,
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
