import { isAbortError, XrayError } from '../../base/xray-error.ts';
import type { PipelineParams } from '../../pipeline/params.ts';
import { isMadeOf } from './computation.ts';
import type { FileEntry, FileState } from './file-entry.ts';
import type { FileTable } from './file-table.ts';
import { keepResults } from './keep-results.ts';
import type { KeptResults } from './kept-results.ts';
import type { LiveImage } from './live-image.ts';
import type { Tell } from '../reports.ts';

/** An image that left the show and is being kept. */
interface Leaving {
  /** What it was made with. */
  readonly params: PipelineParams;
  readonly frame: number;
  readonly done: Promise<void>;
}

/** Sees to it that images which leave the show are kept as PNG files before they are freed. */
export class ResultKeeper {
  private readonly leaving = new Map<number, Leaving>();
  private stop = new AbortController();

  constructor(
    private readonly files: Pick<FileTable, 'get' | 'patch'>,
    private readonly tell: Tell = () => undefined,
  ) {}

  /** Keeps what `live` shows, then frees it. */
  keepAndFree(live: LiveImage): void {
    const { entryId: id, wanted: params, frame } = live;
    if (!params || !this.isNew(live)) {
      live.dispose();
      return;
    }
    const { signal } = this.stop;
    const done = this.settled(id)
      .then(() => this.keep(live, signal))
      .finally(() => {
        live.dispose();
        if (this.leaving.get(id) === leaving) this.leaving.delete(id);
      });
    const leaving: Leaving = { params, frame, done };
    this.leaving.set(id, leaving);
  }

  /** Keeps what is on show, which stays open, and all that is being kept: for engines that are about to be given back. */
  async keepAll(onShow: () => LiveImage | null): Promise<void> {
    let last: LiveImage | null = null;
    let params: PipelineParams | null = null;
    // Another may come on show meanwhile, and parameters may change; what cannot be kept is tried once.
    for (;;) {
      await this.allSettled();
      const live = onShow();
      if (!live || !this.isNew(live) || (live === last && live.wanted === params)) return;
      last = live;
      params = live.wanted;
      await this.keep(live, this.stop.signal);
    }
  }

  /** The parameters of a file's images that are being kept; null where none are. */
  paramsOf(id: number): PipelineParams | null {
    return this.leaving.get(id)?.params ?? null;
  }

  /** Settles when nothing more is to be kept of a file. */
  async settled(id: number): Promise<void> {
    await this.leaving.get(id)?.done;
  }

  /** Settles when nothing more is to be kept of any file. */
  async allSettled(): Promise<void> {
    while (this.leaving.size > 0) await Promise.all([...this.leaving.values()].map(({ done }) => done));
  }

  /** What is kept of a file, once all is; of one that was removed meanwhile, what there was. */
  async keptOf({ id, kept }: FileEntry): Promise<KeptResults | null> {
    await this.settled(id);
    return this.files.get(id)?.kept ?? kept;
  }

  /** Nothing is wanted any longer. */
  clear(): void {
    this.stop.abort();
    this.stop = new AbortController();
    this.leaving.clear();
  }

  /** Whether `live` has images, and other ones than are kept of its file. */
  private isNew({ entryId: id, wanted, frame, complete }: LiveImage): boolean {
    const last = this.leaving.get(id) ?? this.files.get(id)?.kept?.computed;
    return wanted !== null && complete && !(last && isMadeOf(last, frame, wanted));
  }

  private async keep(live: LiveImage, signal: AbortSignal): Promise<void> {
    const before = this.files.get(live.entryId)?.state;
    try {
      const kept = await keepResults(live, signal);
      if (kept && !signal.aborted) this.take(live.entryId, kept, before);
    } catch (error) {
      // What cannot be kept is computed again when it is wanted.
      if (!isAbortError(error) && !(error instanceof XrayError)) throw error;
    }
  }

  private take(id: number, kept: KeptResults, before: FileState | undefined): void {
    const { files, tell } = this;
    const { params, frame = 0 } = kept.computed;
    // Another frame may have been chosen since.
    if (files.get(id)?.frame !== frame) return;
    files.patch(id, { kept });
    const state = files.get(id)?.state;
    if (state?.kind !== 'done' || state !== before || isMadeOf(state.computed, frame, params)) return;
    // It left the show before anybody was told of what it was made with last.
    files.patch(id, { state: { kind: 'done', computed: kept.computed } });
    tell({ kind: 'results', id });
  }
}
