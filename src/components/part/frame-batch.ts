/** Longest wait where frames are held back: a hidden tab gets none. */
const LONGEST_WAIT_MS = 200;

type FrameSource = Pick<Window, 'requestAnimationFrame' | 'cancelAnimationFrame'>;

/** Calls `action` once a frame, however often it is asked. */
export class FrameBatch {
  private frame: { readonly view: FrameSource; readonly id: number } | null = null;
  /** The script's own: the window that gives frames may be closed. */
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly action: () => void,
    /** Whose frames: another window's, where that shows what is drawn. */
    private readonly source: () => FrameSource = () => globalThis as unknown as FrameSource,
  ) {}

  request(): void {
    if (this.frame !== null) return;
    const run = (): void => {
      this.cancel();
      this.action();
    };
    const view = this.source();
    this.frame = { view, id: view.requestAnimationFrame(run) };
    this.timer = setTimeout(run, LONGEST_WAIT_MS);
  }

  cancel(): void {
    this.frame?.view.cancelAnimationFrame(this.frame.id);
    clearTimeout(this.timer);
    this.frame = null;
  }
}
