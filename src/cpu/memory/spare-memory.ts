/** Milliseconds for which the memory of a closed image waits for the next one. */
const SPARE_MS = 2000;

/**
 * The memory of the image closed last. It serves the next one when that comes soon, as in a batch: having new pages
 * mapped takes as long as computing in them, and freed memory waits for the garbage collector.
 */
export class SpareMemory<T> {
  private spare: T | null = null;

  keep(memory: T): void {
    this.spare = memory;
    const timer: { unref?(): void } | number = setTimeout(() => {
      if (this.spare === memory) this.spare = null;
    }, SPARE_MS);
    // In Node a timer keeps the process from ending.
    if (typeof timer === 'object') timer.unref?.();
  }

  /** The memory, when there is some that `fits`; in any case there is none left afterwards. */
  take(fits: (memory: T) => boolean): T | null {
    const { spare } = this;
    this.spare = null;
    return spare !== null && fits(spare) ? spare : null;
  }
}
