import type { Tell } from './reports.ts';

/** Counts work as being busy, and gives on what it gives. */
export type Track = <Result>(work: Promise<Result>) => Promise<Result>;

/** How much is under way: loading, processing, giving out. */
export class WorkCount {
  private running = 0;

  constructor(private readonly tell: Tell) {}

  get busy(): boolean {
    return this.running > 0;
  }

  readonly track: Track = async (work) => {
    this.running++;
    this.tell({ kind: 'changed' });
    try {
      return await work;
    } finally {
      this.running--;
      this.tell({ kind: 'changed' });
      if (!this.busy) this.tell({ kind: 'idle' });
    }
  };
}
