import { totalmem } from 'node:os';
import { unlessAborted } from '../base/unless-aborted.ts';

/** The part of the machine's memory, or of the container's, that films may take together. */
const SHARE = 0.5;

/** What films may take together unless told, in bytes. */
export function usualBudget(): number {
  // Of a container without a limit it is some number beyond any memory.
  const limit = process.constrainedMemory();
  return SHARE * Math.min(totalmem(), limit > 0 ? limit : Infinity);
}

/** Memory that is given out in the order in which it is asked for. What is larger than all of it is had by one alone. */
export class MemoryBudget {
  private used = 0;
  private readonly waiting: { readonly bytes: number; take(): void }[] = [];

  constructor(private readonly bytes: number) {}

  /** Settles with what gives it back, once. @throws AbortError */
  async take(bytes: number, signal: AbortSignal): Promise<() => void> {
    const taken = new Promise<() => void>((resolve) => {
      const take = (): void => {
        this.used += bytes;
        let given = false;
        resolve(() => {
          if (given) return;
          given = true;
          this.used -= bytes;
          this.next();
        });
      };
      this.waiting.push({ bytes, take });
    });
    this.next();
    return unlessAborted(taken, signal, (giveBack) => giveBack());
  }

  private next(): void {
    for (let first = this.waiting[0]; first; first = this.waiting[0]) {
      if (this.used > 0 && this.used + first.bytes > this.bytes) return;
      this.waiting.shift();
      first.take();
    }
  }
}
