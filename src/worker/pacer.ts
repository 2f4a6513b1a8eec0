import { nextTask } from '../base/next-task.ts';
import { throwIfAborted } from '../base/xray-error.ts';

/** Work between two pauses, in milliseconds: half a frame, so that a page without workers stays alive. */
const STRETCH = 8;

/** Tells a long task when to pause, and ends it with an AbortError when its result is no longer wanted. */
export class Pacer {
  private readonly signal: AbortSignal | undefined;
  private since = performance.now();

  constructor(signal?: AbortSignal) {
    this.signal = signal;
  }

  /** Cheap enough to ask for every row. */
  get due(): boolean {
    return performance.now() - this.since >= STRETCH;
  }

  /** Does work that comes in steps of about a millisecond, and rests in between when it is due. */
  async inSteps<Result>(steps: Generator<undefined, Result>): Promise<Result> {
    for (;;) {
      const step = steps.next();
      if (step.done) return step.value;
      if (this.due) await this.rest();
    }
  }

  async restWhenDue(): Promise<void> {
    if (this.due) await this.rest();
  }

  async rest(): Promise<void> {
    await nextTask();
    throwIfAborted(this.signal);
    this.since = performance.now();
  }
}
