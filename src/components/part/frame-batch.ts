/** Longest wait where frames are held back: a hidden tab gets none. */
const LONGEST_WAIT_MS = 200;

/** Calls `action` once a frame, however often it is asked. */
export class FrameBatch {
  private frame: number | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly action: () => void) {}

  request(): void {
    if (this.frame !== null) return;
    const run = (): void => {
      this.cancel();
      this.action();
    };
    this.frame = requestAnimationFrame(run);
    this.timer = setTimeout(run, LONGEST_WAIT_MS);
  }

  cancel(): void {
    if (this.frame !== null) cancelAnimationFrame(this.frame);
    clearTimeout(this.timer);
    this.frame = null;
  }
}
