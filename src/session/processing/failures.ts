import type { XrayError } from '../../base/xray-error.ts';
import type { FileEntry } from '../files/file-entry.ts';
import { failureOf } from '../files/failure.ts';
import type { FileTable } from '../files/file-table.ts';
import type { Notify } from '../notices.ts';
import type { Tell } from '../reports.ts';
import type { ShownImage } from './shown-image.ts';

/** What the treatment of failures needs of its surroundings. */
export interface FailuresNeeds {
  readonly files: Pick<FileTable, 'get' | 'patch' | 'remove'>;
  readonly shown: () => Pick<ShownImage, 'endPreview' | 'id' | 'live' | 'show'>;
  /** Puts the first file with results on show. */
  readonly showFirst: () => void;
  readonly notify: Notify;
  readonly tell: Tell;
}

/** A file could not be processed: what becomes of it, and who is told. */
export class Failures {
  constructor(private readonly needs: FailuresNeeds) {}

  readonly fail = ({ id, file }: FileEntry, error: XrayError): void => {
    const { files, notify, tell } = this.needs;
    // As it is now: it may have been removed, or have got results meanwhile.
    const entry = files.get(id);
    if (!entry) return;
    const { fate, noticed, own } = failureOf(entry, error);
    if (fate === 'fails') files.patch(id, { state: { kind: 'failed', error } });
    else if (fate === 'leaves') files.remove(id);
    else if (entry.kept) files.patch(id, { state: { kind: 'done', computed: entry.kept.computed } });
    if (noticed) notify(error, own ? file : null);
    else tell({ kind: 'failed', error, file });
    this.clearShow(id, fate === 'keeps');
  };

  private clearShow(id: number, keeps: boolean): void {
    const { showFirst } = this.needs;
    const shown = this.needs.shown();
    shown.endPreview(id);
    if (keeps) {
      // None takes its place on show, which might meet the same.
      if (shown.live?.disposed) shown.show(shown.id, null);
    } else if (shown.id === id) {
      shown.show(null, null);
      showFirst();
    }
  }
}
