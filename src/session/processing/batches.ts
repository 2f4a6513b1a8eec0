import { isAbortError, XrayError } from '../../base/xray-error.ts';
import { asXrayError } from '../as-xray-error.ts';
import { BatchQueue } from './batch-queue.ts';
import type { FileEntry } from '../files/file-entry.ts';
import { keepResults, type KeptResults } from '../files/kept-results.ts';
import type { LabController, LabHost } from '../session.ts';
import type { LiveImage } from '../files/live-image.ts';
import { readFacts } from './open-file.ts';
import type { FileProgress } from '../files/progress-tally.ts';
import { drawThumbnail } from '../../components/files/thumbnail.ts';

export interface RunOptions {
  /** Whether the first good file takes the place of what is on show. Default true. */
  readonly follow?: boolean;
}

/** What is made of a file while its pixels are there. */
interface Made {
  thumbnail: HTMLCanvasElement | null;
  kept: KeptResults | null;
}

/** Files at work, one after the other. */
export class BatchProcessor {
  private readonly queue = new BatchQueue();
  /** The batch whose first good file takes the place of what is on show. */
  private followed: number | null = null;
  private next = 1;
  private readonly atWork = new Map<number, AbortController>();

  constructor(
    private readonly host: LabHost,
    private readonly lab: LabController,
  ) {}

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
  async hold(entries: readonly FileEntry[]): Promise<void> {
    const { files, shown } = this.lab;
    for (const { id, file, name } of entries) {
      try {
        files.patch(id, { facts: await readFacts(file, name, this.host.limits) });
        if (shown.id === null && files.get(id)) shown.show(id, null);
      } catch (error) {
        const entry = files.get(id);
        // Work that began meanwhile has met, and told, the same.
        if (entry?.state.kind === 'waiting') this.lab.fail(entry, asXrayError(error, name));
      }
    }
  }

  /** Settles when every file is done or failed; never rejects. */
  async run(entries: readonly FileEntry[], { follow = true }: RunOptions = {}): Promise<void> {
    const { lab } = this;
    const batch = this.next++;
    if (follow) this.followed = batch;
    const work = entries
      .map((entry) => ({ entry, progress: lab.progress.start() }))
      .map(({ entry, progress }) =>
        this.queue.add(async (signal) => {
          await this.processStoppable(entry, batch, progress, signal);
          lab.progress.finish(progress);
          this.host.requestUpdate();
        }),
      );
    await lab.track(Promise.all(work));
    if (this.followed === batch) this.followed = null;
    if (lab.shown.id === null) lab.showFirst();
  }

  private async processStoppable(
    entry: FileEntry,
    batch: number,
    progress: FileProgress,
    signal: AbortSignal,
  ): Promise<void> {
    const own = new AbortController();
    const onAbort = (): void => own.abort();
    signal.addEventListener('abort', onAbort, { once: true });
    this.atWork.set(entry.id, own);
    try {
      await this.process(entry, batch, progress, own.signal);
    } finally {
      this.atWork.delete(entry.id);
      signal.removeEventListener('abort', onAbort);
    }
  }

  private async process({ id }: FileEntry, batch: number, progress: FileProgress, signal: AbortSignal): Promise<void> {
    const { lab } = this;
    const { files, shown } = lab;
    const entry = files.get(id);
    if (entry?.state.kind !== 'waiting') return;
    files.patch(id, { state: { kind: 'working', ready: 0 } });
    lab.announce(this.host.words.announceProcessing(entry.name));
    let live: LiveImage | null = null;
    const made: Made = { thumbnail: null, kept: null };
    try {
      live = await lab.compute(entry, {
        progress,
        signal,
        onOpened: (opened) => {
          if (this.followed !== batch && shown.id !== id) return;
          if (this.followed === batch) this.followed = null;
          shown.show(id, opened);
        },
        onComputed: async (computed) => {
          made.thumbnail = await thumbnailOf(computed);
          // What is on show is kept when it leaves.
          made.kept = computed === shown.live ? null : await keepResults(computed, signal);
        },
      });
      files.patch(id, {
        state: { kind: 'done', computed: live.computed },
        thumbnail: made.thumbnail,
        ...(made.kept ? { kept: made.kept } : {}),
      });
      // It may have been chosen while it was computed.
      if (shown.id === id && !shown.live) shown.show(id, live);
      lab.announce(this.host.words.announceReady(entry.name));
      lab.tellResults(id);
    } catch (error) {
      // One that was cancelled may wait for its next turn already.
      if (signal.aborted) return;
      if (!isAbortError(error)) lab.fail(entry, error as XrayError);
      else await this.processAgain(id, batch, progress, signal);
    } finally {
      if (live && live !== shown.live) live.dispose();
    }
  }

  /** The engine was replaced, or another image was put on show, in the middle of the work. */
  private async processAgain(id: number, batch: number, progress: FileProgress, signal: AbortSignal): Promise<void> {
    const { files } = this.lab;
    files.patch(id, { state: { kind: 'waiting' } });
    const entry = files.get(id);
    if (entry) await this.process(entry, batch, progress, signal);
  }
}

/** A picture of the image for the list of files; one that cannot be drawn stops nothing. */
async function thumbnailOf(live: LiveImage): Promise<HTMLCanvasElement | null> {
  try {
    return await drawThumbnail(live.pipeline);
  } catch (error) {
    if (isAbortError(error) || (error instanceof XrayError && error.code === 'engine-lost')) throw error;
    console.warn(error);
    return null;
  }
}
