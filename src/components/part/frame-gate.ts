import { FrameBatch } from './frame-batch.ts';

/** Lets one through a frame: the first at once, who comes after it in the same frame with the next one. */
export class FrameGate {
  private closed: Promise<void> | null = null;

  /** Does `action` when it is let through; a promise of that where it has to wait. */
  pass(action: () => void): Promise<void> | undefined {
    if (this.closed) return this.closed.then(() => this.pass(action));
    this.closed = new Promise((resolve) => {
      new FrameBatch(() => {
        this.closed = null;
        resolve();
      }).request();
    });
    action();
    return undefined;
  }
}
