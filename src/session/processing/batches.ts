import { isAbortError } from '../../base/xray-error.ts';
import type { ImagePipeline } from '../../pipeline/engine.ts';
import { asXrayError } from '../as-xray-error.ts';
import { endsWork } from '../files/failure.ts';
import type { FileEntry } from '../files/file-entry.ts';
import type { FileLimits } from '../file-limits.ts';
import type { FileTable } from '../files/file-table.ts';
import { keepResults } from '../files/keep-results.ts';
import type { KeptResults } from '../files/kept-results.ts';
import type { LiveImage } from '../files/live-image.ts';
import type { FileProgress, ProgressTally } from '../files/progress-tally.ts';
import type { Tell } from '../reports.ts';
import type { Track } from '../work-count.ts';
import { BatchQueue } from './batch-queue.ts';
import type { FileComputer } from './compute-file.ts';
import type { Failures } from './failures.ts';
import { inspectFile } from './open-file.ts';
import type { ShownImage } from './shown-image.ts';

/**
 * Looks at a file's image while its pixels are there, as for a thumbnail. Waited for; what it fails with stops nothing,
 * unless the image's engine is gone.
 */
export type LookAt = (id: number, pipeline: Pick<ImagePipeline, 'width' | 'height' | 'draw'>) => Promise<void>;

/** What batches need of their surroundings. */
export interface BatchesNeeds {
  readonly files: Pick<FileTable, 'get' | 'patch'>;
  readonly shown: Pick<ShownImage, 'id' | 'live' | 'show' | 'offer'>;
  readonly progress: Pick<ProgressTally, 'start' | 'finish'>;
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

/** A file's turn. */
interface Turn {
  readonly batch: number;
  readonly progress: FileProgress;
  readonly signal: AbortSignal;
}

/** Files at work, one after the other. */
export class Batches {
  private readonly queue = new BatchQueue();
  /** The batch whose first good file takes the place of what is on show. */
  private followed: number | null = null;
  private next = 1;
  private readonly atWork = new Map<number, AbortController>();

  constructor(private readonly needs: BatchesNeeds) {}

  /** Whether a batch is about to put its first good file on show. */
  get leads(): boolean {
    return this.followed !== null;
  }

  /** The reader chose what is to be on show. */
  unfollow(): void {
    this.followed = null;
  }

  clear(): void {
    this.queue.clear();
    this.followed = null;
  }

  /** Stops the work on a file that was removed or cancelled. */
  stop(id: number): void {
    this.atWork.get(id)?.abort();
  }

  /** Reads what the headers say; the first one gives the frames their shape. */
  async inspect(entries: readonly FileEntry[]): Promise<void> {
    const { files, shown, failures, limits } = this.needs;
    for (const entry of entries) {
      const { id, name } = entry;
      try {
        files.patch(id, await inspectFile(entry, limits()));
        shown.offer(id);
      } catch (error) {
        const now = files.get(id);
        // Work that began meanwhile has met, and told, the same.
        if (now?.state.kind === 'waiting') failures.fail(now, asXrayError(error, name));
      }
    }
  }

  /** Settles when every file is done or failed; never rejects. */
  async process(entries: readonly FileEntry[], { follow = true }: BatchOptions = {}): Promise<void> {
    const { shown, progress: tally, showFirst, track, tell } = this.needs;
    const batch = this.next++;
    if (follow) this.followed = batch;
    const work = entries
      .map((entry) => ({ entry, progress: tally.start() }))
      .map(({ entry, progress }) =>
        this.queue.add(async (signal) => {
          await this.processStoppable(entry, { batch, progress, signal });
          tally.finish(progress);
          tell({ kind: 'changed' });
        }),
      );
    await track(Promise.all(work));
    if (this.followed === batch) this.followed = null;
    if (shown.id === null) showFirst();
  }

  private async processStoppable(entry: FileEntry, turn: Turn): Promise<void> {
    const own = new AbortController();
    const onAbort = (): void => own.abort();
    turn.signal.addEventListener('abort', onAbort, { once: true });
    this.atWork.set(entry.id, own);
    try {
      await this.processOne(entry.id, { ...turn, signal: own.signal });
    } finally {
      this.atWork.delete(entry.id);
      turn.signal.removeEventListener('abort', onAbort);
    }
  }

  private async processOne(id: number, turn: Turn): Promise<void> {
    const { files, shown, failures, tell } = this.needs;
    const entry = files.get(id);
    if (entry?.state.kind !== 'waiting') return;
    files.patch(id, { state: { kind: 'working', ready: 0 } });
    tell({ kind: 'began', id, name: entry.name });
    let live: LiveImage | null = null;
    try {
      const made = await this.make(entry, turn);
      live = made.live;
      const state = { kind: 'done', computed: live.computed } as const;
      files.patch(id, made.kept ? { state, kept: made.kept } : { state });
      // It may have been chosen while it was computed.
      if (shown.id === id && !shown.live) shown.show(id, live);
      tell({ kind: 'done', id, name: entry.name });
      tell({ kind: 'results', id });
    } catch (error) {
      // One that was cancelled may wait for its next turn already.
      if (turn.signal.aborted) return;
      if (isAbortError(error)) await this.processAgain(id, turn);
      else failures.fail(entry, asXrayError(error, entry.name));
    } finally {
      if (live && live !== shown.live) live.dispose();
    }
  }

  /** The images of a file, and what is kept of them. */
  private async make(
    entry: FileEntry,
    { batch, progress, signal }: Turn,
  ): Promise<{ readonly live: LiveImage; readonly kept: KeptResults | null }> {
    const { shown, computer } = this.needs;
    let kept: KeptResults | null = null;
    const live = await computer.compute(entry, {
      progress,
      signal,
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

  /** The engine was replaced, or another image was put on show, in the middle of the work. */
  private async processAgain(id: number, turn: Turn): Promise<void> {
    this.needs.files.patch(id, { state: { kind: 'waiting' } });
    await this.processOne(id, turn);
  }
}
