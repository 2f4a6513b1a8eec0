import type { FileEntry } from '../files/file-entry.ts';
import type { FileTable } from '../files/file-table.ts';
import type { Track } from '../work-count.ts';

/** What saving by itself needs of its surroundings. */
export interface AutoSaverNeeds {
  readonly files: Pick<FileTable, 'get'>;
  /** Whether batches are to be saved. */
  readonly wanted: () => boolean;
  /** Gives out the results of `entries`; tells of failures itself. */
  readonly save: (entries: readonly FileEntry[]) => Promise<void>;
  readonly track: Track;
}

/** Saves what each batch made when it is finished, where that is wanted. */
export class AutoSaver {
  /** One archive at a time: batches may finish faster than they are saved. */
  private tail: Promise<void> = Promise.resolve();

  constructor(private readonly needs: AutoSaverNeeds) {}

  /** A batch is finished. */
  batchEnded(batch: readonly FileEntry[]): void {
    const { wanted, track } = this.needs;
    if (wanted()) this.tail = track(this.tail.then(() => this.save(batch)));
  }

  private async save(batch: readonly FileEntry[]): Promise<void> {
    const { files, save } = this.needs;
    const made = batch.flatMap(({ id }) => files.get(id) ?? []).filter(({ state }) => state.kind === 'done');
    if (made.length > 0) await save(made);
  }
}
