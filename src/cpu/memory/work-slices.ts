import { nextTask } from '../../base/next-task.ts';
import { throwIfAborted } from '../../base/xray-error.ts';

/** Milliseconds of work between two pauses: half a frame, as the same code may run on the page's own thread. */
const SLICE_MS = 8;

/** How many pixels are worked on between two looks at the clock: about a millisecond's work in most kernels. */
const PIXELS_A_STEP = 1 << 17;

/** Divides a task into slices, so that its thread can draw a frame or hear of an abort in between. */
export class WorkSlices {
  private readonly signal: AbortSignal;
  private since = performance.now();

  constructor(signal: AbortSignal) {
    this.signal = signal;
  }

  /**
   * Runs `work` on the bands of 0…`rows` − 1 one after the other.
   * @throws AbortError as soon as the task is aborted: nothing is written after that.
   */
  async overRows(rows: number, width: number, work: (from: number, to: number) => void): Promise<void> {
    const step = Math.max(1, Math.floor(PIXELS_A_STEP / width));
    for (let from = 0; from < rows; from += step) {
      await this.pauseWhenDue();
      work(from, Math.min(rows, from + step));
    }
  }

  /** Runs `work` on the ranges of 0…`pixels` − 1 one after the other; each starts at a multiple of 4. */
  overPixels(pixels: number, work: (from: number, to: number) => void): Promise<void> {
    return this.overRows(pixels, 1, work);
  }

  /** Calls `advance`, with a number of pixels to look at, until it returns false. */
  async untilDone(advance: (pixels: number) => boolean): Promise<void> {
    do await this.pauseWhenDue();
    while (advance(PIXELS_A_STEP));
  }

  private async pauseWhenDue(): Promise<void> {
    // Before the first step too: on the calling thread the report of the last stage can lead straight to an abort.
    throwIfAborted(this.signal);
    if (performance.now() - this.since < SLICE_MS) return;
    await nextTask();
    throwIfAborted(this.signal);
    this.since = performance.now();
  }
}
