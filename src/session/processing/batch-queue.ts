/** Runs tasks one after the other, so that memory holds one background file at a time. */
export class BatchQueue {
  private tail: Promise<void> = Promise.resolve();
  private controller = new AbortController();

  /** Settles when `task` has; a task that was cleared before its turn is skipped. Tasks handle their own errors. */
  add(task: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const { signal } = this.controller;
    const run = this.tail.then(() => (signal.aborted ? undefined : task(signal)));
    this.tail = run.catch(() => undefined);
    return run;
  }

  /** Aborts the running task and skips those that wait. */
  clear(): void {
    this.controller.abort();
    this.controller = new AbortController();
  }
}
