import type { Tell } from '../reports.ts';
import type { FileEntry } from './file-entry.ts';

/** The files in the order in which they came. Entries are never changed, only replaced, so that views can compare. */
export class FileTable {
  private readonly entries = new Map<number, FileEntry>();
  private nextId = 1;

  constructor(private readonly tell: Tell) {}

  get all(): FileEntry[] {
    return [...this.entries.values()];
  }

  get waiting(): FileEntry[] {
    return this.all.filter(({ state }) => state.kind === 'waiting');
  }

  get done(): FileEntry[] {
    return this.all.filter(({ state }) => state.kind === 'done');
  }

  /** Those, and the ones whose results are being made again. */
  get withResults(): FileEntry[] {
    return this.all.filter(({ state, kept }) => state.kind === 'done' || kept !== null);
  }

  get(id: number | null): FileEntry | null {
    return (id !== null && this.entries.get(id)) || null;
  }

  add(file: Blob, name: string): FileEntry {
    const entry: FileEntry = {
      id: this.nextId++,
      name,
      file,
      facts: null,
      opened: null,
      source: null,
      state: { kind: 'waiting' },
      kept: null,
    };
    this.entries.set(entry.id, entry);
    this.tell({ kind: 'changed' });
    return entry;
  }

  /** Lays `changes` over an entry; one that was removed meanwhile stays removed. */
  patch(id: number, changes: Partial<Pick<FileEntry, 'facts' | 'opened' | 'source' | 'state' | 'kept'>>): void {
    const entry = this.entries.get(id);
    if (!entry) return;
    this.entries.set(id, { ...entry, ...changes });
    this.tell({ kind: 'changed' });
  }

  remove(id: number): void {
    if (!this.entries.delete(id)) return;
    this.tell({ kind: 'left', id });
    this.tell({ kind: 'changed' });
  }

  clear(): void {
    const ids = [...this.entries.keys()];
    this.entries.clear();
    for (const id of ids) this.tell({ kind: 'left', id });
    this.tell({ kind: 'changed' });
  }
}

/** Empty for a Blob. */
export function fileNameOf(file: Blob): string {
  const { name } = file as Partial<File>;
  return typeof name === 'string' ? name : '';
}
