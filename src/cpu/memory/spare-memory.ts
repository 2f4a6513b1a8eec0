import type { After } from '../../base/listen-to.ts';

/** Milliseconds after which the pixels of a closed image are wiped, and large memory is let go. In a batch the next one is there. */
export const WIPE_MS = 2000;

/** Milliseconds for which memory waits after that while no image is open. */
export const SPARE_MS = 60_000;

/** More is large. An image of 33 megapixels in colour takes less. */
export const MOST_BYTES = 256 * 2 ** 20;

/** By a timer; in Node one keeps the process from ending. */
const quietly: After = (milliseconds, action) => {
  const timer: { unref?(): void } | number = setTimeout(action, milliseconds);
  if (typeof timer === 'object') timer.unref?.();
  return () => clearTimeout(timer as number);
};

/**
 * The memory of the image closed last. It serves the next one: having new pages mapped takes longer than computing in them,
 * and freed memory waits for the garbage collector. It is kept as long as another image is open, as while somebody goes
 * through a list, and for a minute after that.
 */
export class SpareMemory<T> {
  private spare: T | null = null;
  private open = 0;
  private callOff = (): void => undefined;

  /**
   * @param wipe leaves zeros in it
   * @param after replaced in tests
   */
  constructor(
    private readonly wipe: (memory: T) => void,
    private readonly after: After = quietly,
  ) {}

  /** An image is open, until its memory is given to {@link keep}. */
  opened(): void {
    this.open++;
  }

  /** An image of so many bytes was closed. */
  keep(memory: T, bytes: number): void {
    this.open--;
    this.take(() => false);
    this.spare = memory;
    this.callOff = this.after(WIPE_MS, () => {
      if (bytes > MOST_BYTES) return this.letGo();
      this.wipe(memory);
      if (this.open === 0) this.callOff = this.after(SPARE_MS, this.letGo);
    });
  }

  /** The memory, when there is some that `fits`; in any case there is none left afterwards. */
  take(fits: (memory: T) => boolean): T | null {
    const { spare } = this;
    this.callOff();
    this.spare = null;
    return spare !== null && fits(spare) ? spare : null;
  }

  private readonly letGo = (): void => {
    this.spare = null;
  };
}
