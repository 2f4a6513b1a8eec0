import { unlessAborted } from '../../base/unless-aborted.ts';
import { throwIfAborted } from '../../base/xray-error.ts';

/** Runs tasks one after the other, so that memory holds one background file at a time. */
export class BatchQueue {
  private tail: Promise<void> = Promise.resolve();

  /**
   * What `task` gives; AbortError when `signal` is aborted, before its turn or in it: the next one is not to wait for what
   * ends late. Tasks handle their own errors.
   */
  add<T>(task: () => Promise<T>, signal: AbortSignal): Promise<T> {
    const run = this.tail.then(() => {
      throwIfAborted(signal);
      return unlessAborted(task(), signal);
    });
    const next = (): void => undefined;
    this.tail = run.then(next, next);
    return unlessAborted(run, signal);
  }
}
