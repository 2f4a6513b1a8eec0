import type { FileEntry } from '../files/file-entry.ts';
import type { LabController, LabHost } from '../session.ts';

/** Downloads what each batch made when it is finished, where the element is told to. */
export class AutoSaver {
  /** One archive at a time: batches may finish faster than they are saved. */
  private tail: Promise<void> = Promise.resolve();

  constructor(
    private readonly host: LabHost,
    private readonly lab: LabController,
  ) {}

  /** A batch is finished. */
  save(batch: readonly FileEntry[]): void {
    if (!this.host.autoSave || this.host.noDownload) return;
    this.tail = this.lab.track(this.tail.then(() => this.download(batch)));
  }

  private async download(batch: readonly FileEntry[]): Promise<void> {
    const { files, exports } = this.lab;
    const made = batch.map(({ id }) => files.get(id)).filter((entry) => entry?.state.kind === 'done') as FileEntry[];
    if (made.length > 0) await exports.download(made);
  }
}
