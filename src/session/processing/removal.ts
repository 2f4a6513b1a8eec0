import { isUnderWay, type FileEntry } from '../files/file-entry.ts';
import type { FileTable } from '../files/file-table.ts';
import type { LiveImage } from '../files/live-image.ts';
import type { Notice, Notices } from '../notices.ts';
import type { Clock } from '../patience.ts';
import type { Tell } from '../reports.ts';
import type { ShownImage } from './shown-image.ts';

/** How long a removal of all files can be taken back, in milliseconds. */
export const UNDO_MS = 10_000;

/** What a removal of all files needs of its surroundings. */
export interface RemovalNeeds extends Clock {
  readonly files: Pick<FileTable, 'all' | 'bringBack' | 'firstDone' | 'letGo' | 'setAside'>;
  readonly shown: Pick<ShownImage, 'id' | 'paramsChanged' | 'show' | 'takeOff'>;
  readonly notices: Pick<Notices, 'all' | 'bringBack'>;
  /** Whether files are at work. */
  readonly processing: () => boolean;
  /** Ends all that is under way, with nothing on show. */
  readonly stop: () => void;
  /** Nothing is known of the files any longer. */
  readonly forget: () => void;
  readonly select: (id: number) => Promise<void>;
  /** Goes on with files that wait: with the work on them where `atWork`. */
  readonly goOn: (waiting: readonly FileEntry[], atWork: boolean) => Promise<void>;
  readonly tell: Tell;
}

/** All that there was. */
interface Removed {
  readonly entries: readonly FileEntry[];
  readonly notices: readonly Notice[];
  readonly shown: number | null;
  /** The image that was on show, open as it was. */
  readonly live: LiveImage | null;
  readonly atWork: boolean;
}

/** Removes all files at once; for a while nothing of them is freed, so that it can be taken back as if nothing had been. */
export class Removal {
  private removed: Removed | null = null;
  private callOff = (): void => undefined;

  constructor(private readonly needs: RemovalNeeds) {}

  /** How many files can be brought back. */
  get count(): number {
    return this.removed?.entries.length ?? 0;
  }

  /** Work on them ends, and goes on when they are brought back. */
  begin(): void {
    const { after, files, notices, processing, shown, stop } = this.needs;
    this.letGo();
    const { all: entries } = files;
    const removed = { entries, notices: notices.all, shown: shown.id, atWork: processing(), live: shown.takeOff() };
    if (entries.length > 0) {
      this.removed = removed;
      this.callOff = after(UNDO_MS, () => this.letGo());
    }
    files.setAside();
    stop();
    this.needs.tell({ kind: 'changed' });
  }

  /** Brings them back. */
  async undo(): Promise<void> {
    const { files, goOn, notices, select, shown } = this.needs;
    const removed = this.take();
    if (!removed) return;
    const { live, atWork } = removed;
    files.bringBack(removed.entries.map(calmed));
    notices.bringBack(removed.notices);
    if (live && !live.freed) {
      shown.show(live.entryId, live);
      // They may have been set anew meanwhile.
      shown.paramsChanged();
    } else {
      live?.dispose();
      const there = files.all.find(({ id, state }) => id === removed.shown && state.kind !== 'failed');
      const wanted = there ?? files.firstDone;
      if (wanted) void select(wanted.id);
    }
    await goOn(
      files.all.filter(({ state }) => state.kind === 'waiting'),
      atWork,
    );
  }

  /** Lets them go, before anything else comes in their place. */
  letGo(): void {
    const removed = this.take();
    if (!removed) return;
    removed.live?.dispose();
    this.needs.files.letGo(removed.entries);
    this.needs.forget();
    this.needs.tell({ kind: 'changed' });
  }

  private take(): Removed | null {
    const { removed } = this;
    this.removed = null;
    this.callOff();
    this.callOff = () => undefined;
    return removed;
  }
}

/** As it stands when the work on it was stopped. */
function calmed(entry: FileEntry): FileEntry {
  const { kept, state } = entry;
  if (!isUnderWay(state)) return entry;
  return { ...entry, state: kept ? { kind: 'done', computed: kept.computed } : { kind: 'waiting' } };
}
