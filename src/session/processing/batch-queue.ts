/**
 * Turns one after the other, so that memory holds one background file at a time. Thousands may wait: all that a waiting one
 * costs is its place.
 */
export class BatchQueue {
  private readonly waiting: (() => Promise<unknown>)[] = [];
  private running = false;

  /** Has `turn` called when what those before it gave has settled. Whoever waits for what it gives handles its errors. */
  add(turn: () => Promise<unknown>): void {
    this.waiting.push(turn);
    if (!this.running) void this.run();
  }

  private async run(): Promise<void> {
    this.running = true;
    // Whoever adds one is done with what he was about.
    await null;
    const next = (): void => undefined;
    for (let turn = this.waiting.shift(); turn; turn = this.waiting.shift()) await turn().then(next, next);
    this.running = false;
  }
}
