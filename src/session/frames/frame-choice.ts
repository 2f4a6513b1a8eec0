import type { After } from '../../base/listen-to.ts';
import { isAbortError } from '../../base/xray-error.ts';
import { asXrayError } from '../as-xray-error.ts';
import type { FileEntry } from '../files/file-entry.ts';
import type { FileTable } from '../files/file-table.ts';
import type { LiveImage } from '../files/live-image.ts';
import type { Notify } from '../notices.ts';
import { openedReport, type FileComputer } from '../processing/compute-file.ts';
import type { ShownImage } from '../processing/shown-image.ts';
import type { Reports, Tell } from '../reports.ts';
import type { Track } from '../work-count.ts';

/** What the choice of a frame needs of its surroundings. */
export interface FrameChoiceNeeds {
  readonly files: Pick<FileTable, 'done' | 'get' | 'patch'>;
  readonly shown: Pick<ShownImage, 'entry' | 'leaving' | 'live' | 'show'>;
  readonly computer: Pick<FileComputer, 'compute'>;
  /** Aborted when all is given up. */
  readonly givenUp: () => AbortSignal;
  /** Makes a file's images again. */
  readonly redo: (id: number) => Promise<void>;
  readonly reports: Pick<Reports, 'listen'>;
  readonly after: After;
  readonly track: Track;
  readonly notify: Notify;
  readonly tell: Tell;
}

interface Wish {
  readonly id: number;
  readonly frame: number;
}

/** So many choices in a row may be overtaken before their frame was made: the next one is waited for, so that scrubbing shows something. */
const MOST_OVERTAKEN = 4;
/** But not longer than that, in milliseconds. */
const OVERTAKEN_MS = 250;

/**
 * Brings the chosen frame of the file on show: one at a time, of which the newest wins. What is on show stays until the other is there as a
 * whole; then file, image and results are that one's in one step.
 */
export class FrameChoice {
  /** What was chosen and is not there yet. */
  private wish: Wish | null = null;
  private following: Promise<void> | null = null;
  /** Ends the work on a frame that is not wanted any longer. */
  private ending = new AbortController();
  private overtaken = 0;
  /** Frames by the SHA-256 of their file, and the files that were looked at. */
  private expected: ReadonlyMap<string, number> = new Map();
  private readonly lookedAt = new Set<number>();

  constructor(private readonly needs: FrameChoiceNeeds) {
    needs.reports.listen((report) => {
      if (report.kind === 'results' && this.expected.size > 0) this.lookFor(needs.files.get(report.id));
    });
  }

  /** As `Frames` has it. */
  expect(frames: ReadonlyMap<string, number>): void {
    this.expected = frames;
    this.lookedAt.clear();
    for (const entry of this.needs.files.done) this.lookFor(entry);
  }

  /** Which frame of `entry` is to be seen: the one that is on its way, or is there. */
  chosenOf({ id, frame }: FileEntry): number {
    return this.wish?.id === id ? this.wish.frame : frame;
  }

  /** Settles when it is there, or another in its place. */
  async choose(frame: number): Promise<void> {
    const { shown, tell, track } = this.needs;
    const { entry, live } = shown;
    if (!entry || !live || entry.state.kind !== 'done') return;
    const last = (entry.opened?.header.frames ?? 1) - 1;
    const chosen = Math.max(0, Math.min(last, Math.round(frame)));
    if (chosen !== this.chosenOf(entry)) {
      this.wish = { id: entry.id, frame: chosen };
      if (this.following) this.overtake();
      else this.following = track(this.follow());
      tell({ kind: 'changed' });
    }
    await this.following;
  }

  private lookFor(entry: FileEntry | null): void {
    const { files, redo, shown, track } = this.needs;
    const { frames = 1, frame } = entry?.source ?? {};
    if (!entry || this.lookedAt.has(entry.id) || entry.state.kind !== 'done') return;
    this.lookedAt.add(entry.id);
    const wanted = this.expected.get(entry.source?.sha256 ?? '') ?? frame;
    if (wanted === frame || wanted === undefined || wanted >= frames) return;
    if (shown.entry?.id === entry.id && shown.live) return void this.choose(wanted);
    files.patch(entry.id, { frame: wanted, kept: null });
    void track(redo(entry.id));
  }

  private overtake(): void {
    const { ending, overtaken } = this;
    this.overtaken++;
    if (overtaken < MOST_OVERTAKEN) ending.abort();
    if (overtaken !== MOST_OVERTAKEN) return;
    this.needs.after(OVERTAKEN_MS, () => {
      ending.abort();
      this.overtaken = 0;
    });
  }

  private async follow(): Promise<void> {
    while (this.wish) await this.bring(this.wish);
    this.following = null;
    this.overtaken = 0;
  }

  private async bring(wish: Wish): Promise<void> {
    const { files, shown, notify, tell } = this.needs;
    const entry = files.get(wish.id);
    try {
      if (entry?.state.kind === 'done' && entry.frame !== wish.frame) await this.make(entry, wish.frame);
    } catch (error) {
      if (!isAbortError(error) && entry && shown.entry?.id === wish.id) notify(asXrayError(error, entry.name));
      // Overtaken, or the file is not on show any longer.
    }
    if (this.wish === wish) this.wish = null;
    tell({ kind: 'changed' });
  }

  private async make(entry: FileEntry, frame: number): Promise<void> {
    const { computer, files, givenUp, shown } = this.needs;
    const ending = (this.ending = new AbortController());
    const { leaving } = shown;
    const end = (): void => ending.abort();
    leaving.addEventListener('abort', end);
    try {
      const live = await computer.compute(entry, {
        frame,
        // Counted by nobody: what is there can be used meanwhile.
        progress: { ready: 0 },
        signal: ending.signal,
        givenUp: givenUp(),
        onOpened: () => undefined,
      });
      const isFree = !leaving.aborted && !live.freed && files.get(entry.id)?.state.kind === 'done';
      if (isFree) this.take(live);
      else live.dispose();
    } finally {
      leaving.removeEventListener('abort', end);
    }
  }

  /** Puts it on show, in the place of another frame. */
  private take(live: LiveImage): void {
    const { files, shown, tell } = this.needs;
    const { computed, entryId: id, frame } = live;
    const { source = null } = files.get(id) ?? {};
    files.patch(id, { frame, source: source && { ...source, frame }, kept: null, state: { kind: 'done', computed } });
    shown.show(id, live);
    this.overtaken = 0;
    const entry = files.get(id);
    if (entry) tell(openedReport(entry, live));
    tell({ kind: 'results', id });
  }
}
