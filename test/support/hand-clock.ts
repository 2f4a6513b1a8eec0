import type { After } from '../../src/base/listen-to.ts';

interface Alarm {
  readonly at: number;
  readonly milliseconds: number;
  readonly action: () => void;
}

/** A clock that goes on when the test says so. */
export class HandClock {
  private now = 0;
  private readonly alarms = new Map<number, Alarm>();
  private next = 1;

  readonly after: After = (milliseconds, action) => {
    const id = this.next++;
    this.alarms.set(id, { at: this.now + milliseconds, milliseconds, action });
    return () => void this.alarms.delete(id);
  };

  /** How much is waited for. */
  get waiting(): number {
    return this.alarms.size;
  }

  /** Tells how many of the waits of `least` milliseconds and more that there are now have come about since. */
  watch(least: number): () => number {
    let rung = 0;
    for (const [id, { at, milliseconds, action }] of this.alarms) {
      if (milliseconds < least) continue;
      const ring = (): void => {
        rung++;
        action();
      };
      this.alarms.set(id, { at, milliseconds, action: ring });
    }
    return () => rung;
  }

  pass(milliseconds: number): void {
    this.now += milliseconds;
    for (const [id, { at, action }] of [...this.alarms]) {
      if (at > this.now || !this.alarms.delete(id)) continue;
      action();
    }
  }
}
