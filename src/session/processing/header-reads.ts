import { SILENCE_MS } from '../../base/listen-to.ts';
import type { FileLimits } from '../file-limits.ts';
import type { FileEntry } from '../files/file-entry.ts';
import { SHORT_TURN_MS, TURN_MS, type Clock } from '../patience.ts';
import { inspectFile, type Inspected } from './open-file.ts';

interface Reading {
  readonly inspected: Promise<Inspected>;
  readonly ending: AbortController;
}

/** What reading headers needs of its surroundings. */
export interface HeaderReadsNeeds extends Clock {
  readonly limits: () => FileLimits;
}

/**
 * Headers that are being read, each once at a time. It is here that a file says nothing which is not to be had: what waits
 * for it takes nobody's turn.
 */
export class HeaderReads {
  private readonly readings = new Map<number, Reading>();
  private late = 0;

  constructor(private readonly needs: HeaderReadsNeeds) {}

  /** @throws as {@link inspectFile}; AbortError when it is stopped. */
  of(entry: FileEntry): Promise<Inspected> {
    const known = this.readings.get(entry.id);
    if (known) return known.inspected;
    const { after, limits } = this.needs;
    const ending = new AbortController();
    const inspected = inspectFile(entry, limits(), { signal: ending.signal, patience: SILENCE_MS, after }).finally(
      () => this.readings.get(entry.id) === reading && this.readings.delete(entry.id),
    );
    const reading = { inspected, ending };
    this.readings.set(entry.id, reading);
    return inspected;
  }

  /** `inspected`, when its file answers again. @throws as {@link inspectFile}; AbortError. */
  async again(inspected: Inspected, signal: AbortSignal): Promise<Inspected> {
    await inspected.opened.answers({ signal, patience: SILENCE_MS, after: this.needs.after });
    return inspected;
  }

  /** Whether a reading has ended, well or not, while others could wait for it. */
  inTime(reading: Promise<unknown>): Promise<boolean> {
    return new Promise((resolve) => {
      let late = false;
      const callOff = this.needs.after(this.late > 0 ? SHORT_TURN_MS : TURN_MS, () => {
        late = true;
        this.late++;
        resolve(false);
      });
      const end = (): void => {
        callOff();
        if (late) this.late--;
        else resolve(true);
      };
      reading.then(end, end);
    });
  }

  stop(id: number): void {
    this.readings.get(id)?.ending.abort();
    this.readings.delete(id);
  }

  clear(): void {
    for (const id of [...this.readings.keys()]) this.stop(id);
  }
}
