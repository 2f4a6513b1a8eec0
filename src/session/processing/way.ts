import { untilEnded } from '../../base/unless-aborted.ts';
import type { FileProgress } from '../files/progress-tally.ts';
import type { Inspected } from './open-file.ts';

/**
 * A file's way through the queue, of one turn or several. Of thousands that wait each has little more than its promise:
 * what a turn needs is made when the turn comes.
 */
export class Way {
  /** Settles when the file is through, or given up. */
  readonly done: Promise<void>;
  begun = false;
  header: Promise<Inspected> | null = null;
  /** Whether it gave its turn back already because its content did not come. */
  patient = false;
  /** Whether it was given up. */
  stopped = false;
  private ending: AbortController | null = null;
  private settle!: (work?: Promise<void>) => void;

  constructor(
    readonly batch: number,
    readonly progress: FileProgress,
  ) {
    this.done = new Promise((resolve) => (this.settle = resolve));
  }

  /** Aborted when it is given up. */
  get signal(): AbortSignal {
    this.ending ??= new AbortController();
    return this.ending.signal;
  }

  /** Its first turn has come: it is through when `work` is, or when that ends because it was given up. */
  follow(work: Promise<void>): void {
    this.settle(untilEnded(work));
  }

  stop(): void {
    this.stopped = true;
    if (this.ending) this.ending.abort();
    else this.settle();
  }
}
