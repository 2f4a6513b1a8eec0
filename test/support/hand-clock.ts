import type { After } from '../../src/base/listen-to.ts';

/** A clock that goes on when the test says so. */
export class HandClock {
  private now = 0;
  private readonly alarms = new Map<number, { readonly at: number; readonly action: () => void }>();
  private next = 1;

  readonly after: After = (milliseconds, action) => {
    const id = this.next++;
    this.alarms.set(id, { at: this.now + milliseconds, action });
    return () => void this.alarms.delete(id);
  };

  /** How much is waited for. */
  get waiting(): number {
    return this.alarms.size;
  }

  pass(milliseconds: number): void {
    this.now += milliseconds;
    for (const [id, { at, action }] of [...this.alarms]) {
      if (at > this.now || !this.alarms.delete(id)) continue;
      action();
    }
  }
}
