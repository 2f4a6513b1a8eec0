import type { FileEntry } from './file-entry.ts';

/** The files in the order in which they came. Entries are never changed, only replaced, so that views can compare. */
export class FileTable {
  private readonly entries = new Map<number, FileEntry>();
  private nextId = 1;

  constructor(private readonly onChange: () => void) {}

  get all(): FileEntry[] {
    return [...this.entries.values()];
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
      source: null,
      state: { kind: 'waiting' },
      thumbnail: null,
      kept: null,
    };
    this.entries.set(entry.id, entry);
    this.onChange();
    return entry;
  }

  /** Lays `changes` over an entry; one that was removed meanwhile stays removed. */
  patch(id: number, changes: Partial<Pick<FileEntry, 'facts' | 'source' | 'state' | 'thumbnail' | 'kept'>>): void {
    const entry = this.entries.get(id);
    if (!entry) return;
    this.entries.set(id, { ...entry, ...changes });
    this.onChange();
  }

  remove(id: number): void {
    if (this.entries.delete(id)) this.onChange();
  }

  clear(): void {
    this.entries.clear();
    this.onChange();
  }
}

/** Empty for a Blob. */
export function fileNameOf(file: Blob): string {
  const { name } = file as Partial<File>;
  return typeof name === 'string' ? name : '';
}
