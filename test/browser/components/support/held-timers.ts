import { WAITS } from '../../../../src/base/listen-to.ts';
import { TURN_MS } from '../../../../src/session/patience.ts';

/** From those on that a file is waited for. */
const LEAST_MS = TURN_MS / WAITS;

/** Long timers, which end when the test says so. To be given back. */
export class HeldTimers {
  private readonly held = new Map<number, () => void>();
  private next = -1;
  private readonly set = window.setTimeout;
  private readonly clear = window.clearTimeout;

  constructor() {
    const hold = (action: () => void, milliseconds = 0): number => {
      if (milliseconds < LEAST_MS) return Number(this.set.call(window, action, milliseconds));
      this.held.set(--this.next, action);
      return this.next;
    };
    window.setTimeout = hold as typeof window.setTimeout;
    const letGo = (timer?: number): void => {
      if (timer === undefined || !this.held.delete(timer)) this.clear.call(window, timer);
    };
    window.clearTimeout = letGo as typeof window.clearTimeout;
  }

  /** All that is waited for now comes about: what consists of several waits as well. */
  pass(): void {
    for (let wait = 0; wait < WAITS; wait++) {
      const actions = [...this.held.values()];
      this.held.clear();
      for (const action of actions) action();
    }
  }

  giveBack(): void {
    window.setTimeout = this.set;
    window.clearTimeout = this.clear;
  }
}
