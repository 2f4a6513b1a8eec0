import type { Tell } from '../reports.ts';
import type { FileEntry, FileState } from './file-entry.ts';

/**
 * The files in the order in which they came. Entries are never changed, only replaced, so that views can compare. How many
 * there are of a kind is counted as they change: it is asked with every change, of thousands.
 */
export class FileTable {
  private readonly entries = new Map<number, FileEntry>();
  private readonly counts: Record<FileState['kind'], number> = {
    waiting: 0,
    cancelled: 0,
    working: 0,
    done: 0,
    failed: 0,
  };
  private listed: readonly FileEntry[] | null = null;
  private nextId = 1;
  /** How many have results. */
  resultCount = 0;
  /** How many of these come of files that say that their pixels hold writing, which may tell who the patient is. */
  burnedInCount = 0;

  constructor(private readonly tell: Tell) {}

  /** The same list until something changes. */
  get all(): readonly FileEntry[] {
    return (this.listed ??= [...this.entries.values()]);
  }

  get size(): number {
    return this.entries.size;
  }

  get waiting(): FileEntry[] {
    return this.all.filter(({ state }) => state.kind === 'waiting');
  }

  get done(): FileEntry[] {
    return this.all.filter(({ state }) => state.kind === 'done');
  }

  get firstDone(): FileEntry | null {
    if (this.counts.done === 0) return null;
    return this.all.find(({ state }) => state.kind === 'done') ?? null;
  }

  /** Those that are done, and the ones whose results are being made again. */
  get withResults(): FileEntry[] {
    return this.all.filter(hasResults);
  }

  count(kind: FileState['kind']): number {
    return this.counts[kind];
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
      frame: 0,
      state: { kind: 'waiting' },
      kept: null,
    };
    this.put(entry, null);
    this.tell({ kind: 'changed' });
    return entry;
  }

  /** Lays `changes` over an entry; one that was removed meanwhile stays removed. */
  patch(
    id: number,
    changes: Partial<Pick<FileEntry, 'facts' | 'opened' | 'source' | 'frame' | 'state' | 'kept'>>,
  ): void {
    const entry = this.entries.get(id);
    if (!entry) return;
    this.put({ ...entry, ...changes }, entry);
    this.tell({ kind: 'changed' });
  }

  remove(id: number): void {
    const entry = this.entries.get(id);
    if (!entry) return;
    this.entries.delete(id);
    this.reckon(entry, -1);
    this.tell({ kind: 'left', id });
    this.tell({ kind: 'changed' });
  }

  clear(): void {
    this.letGo(this.setAside());
    this.tell({ kind: 'changed' });
  }

  /** Takes all out, which are kept by who gets them until they {@link bringBack are brought back} or {@link letGo let go}. */
  setAside(): readonly FileEntry[] {
    const entries = this.all;
    this.entries.clear();
    for (const entry of entries) this.reckon(entry, -1);
    return entries;
  }

  bringBack(entries: readonly FileEntry[]): void {
    for (const entry of entries) this.put(entry, null);
    this.tell({ kind: 'changed' });
  }

  letGo(entries: readonly FileEntry[]): void {
    for (const { id } of entries) this.tell({ kind: 'left', id });
  }

  private put(entry: FileEntry, before: FileEntry | null): void {
    this.entries.set(entry.id, entry);
    if (before) this.reckon(before, -1);
    this.reckon(entry, 1);
  }

  private reckon(entry: FileEntry, by: 1 | -1): void {
    this.listed = null;
    this.counts[entry.state.kind] += by;
    if (!hasResults(entry)) return;
    this.resultCount += by;
    if (entry.facts?.burnedIn) this.burnedInCount += by;
  }
}

function hasResults({ state, kept }: FileEntry): boolean {
  return state.kind === 'done' || kept !== null;
}

/** Empty for a Blob. */
export function fileNameOf(file: Blob): string {
  const { name } = file as Partial<File>;
  return typeof name === 'string' ? name : '';
}
