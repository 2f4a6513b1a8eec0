/** Timers of a second and more, which end when the test says so. To be given back. */
export class HeldTimers {
  private readonly held = new Map<number, () => void>();
  private next = -1;
  private readonly set = window.setTimeout;
  private readonly clear = window.clearTimeout;

  constructor() {
    const hold = (action: () => void, milliseconds = 0): number => {
      if (milliseconds < 1000) return Number(this.set.call(window, action, milliseconds));
      this.held.set(--this.next, action);
      return this.next;
    };
    window.setTimeout = hold as typeof window.setTimeout;
    const letGo = (timer?: number): void => {
      if (timer === undefined || !this.held.delete(timer)) this.clear.call(window, timer);
    };
    window.clearTimeout = letGo as typeof window.clearTimeout;
  }

  pass(): void {
    const actions = [...this.held.values()];
    this.held.clear();
    for (const action of actions) action();
  }

  giveBack(): void {
    window.setTimeout = this.set;
    window.clearTimeout = this.clear;
  }
}
