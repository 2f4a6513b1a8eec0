import { nextTask as newTask } from '../../base/next-task.ts';

/** How many files are taken in in one task. */
export const SLICE = 500;

/**
 * Takes in what is brought, thousands in several tasks, so that the page answers meanwhile. What is brought first comes first:
 * all of it, before anything of what is brought then.
 */
export class Slices {
  private taking = false;
  /** Those whose turn comes when what was brought before is taken in. */
  private readonly waiting: (() => void)[] = [];

  constructor(private readonly nextTask = newTask) {}

  /**
   * Gives `items` to `take` in their order: {@link SLICE} at most in one task, the first ones at once unless others are being
   * taken in, and none any more when `signal` is aborted. Settles when none is left to be taken.
   */
  async take<Item>(items: readonly Item[], take: (item: Item) => void, signal: AbortSignal): Promise<void> {
    if (this.taking) {
      await new Promise<void>((resolve) => this.waiting.push(resolve));
      await this.nextTask();
    }
    this.taking = true;
    for (let at = 0; at < items.length; at++) {
      if (at > 0 && at % SLICE === 0) await this.nextTask();
      if (signal.aborted) break;
      take(items[at]);
    }
    const next = this.waiting.shift();
    if (next) next();
    else this.taking = false;
  }
}
