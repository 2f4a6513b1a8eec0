import type { XrayError } from '../base/xray-error.ts';
import type { Tell } from './reports.ts';

/** A problem that is no file's own. */
export interface Notice {
  readonly id: number;
  readonly error: XrayError;
}

/** Tells of a problem that is no file's own; `file` is the one that met it. */
export type Notify = (error: XrayError, file?: Blob | null) => void;

/** Problems that are no file's own, until somebody puts them aside. */
export class Notices {
  all: readonly Notice[] = [];
  private readonly messages = new Set<string>();
  private nextId = 1;

  constructor(private readonly tell: Tell) {}

  /** The same problem stands there once, however often it is met. */
  readonly add: Notify = (error, file = null) => {
    if (!this.messages.has(error.message)) {
      this.messages.add(error.message);
      this.all = [...this.all, { id: this.nextId++, error }];
    }
    this.tell({ kind: 'failed', error, file });
    this.tell({ kind: 'changed' });
  };

  dismiss(id: number): void {
    const dismissed = this.all.find((notice) => notice.id === id);
    if (dismissed) this.messages.delete(dismissed.error.message);
    this.all = this.all.filter((notice) => notice !== dismissed);
    this.tell({ kind: 'changed' });
  }

  /** What was there before it was cleared. */
  bringBack(notices: readonly Notice[]): void {
    const missed = notices.filter(({ error }) => !this.messages.has(error.message));
    for (const { error } of missed) this.messages.add(error.message);
    this.all = [...missed, ...this.all];
    this.tell({ kind: 'changed' });
  }

  clear(): void {
    this.all = [];
    this.messages.clear();
  }
}
