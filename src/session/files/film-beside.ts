import type { FileEntry } from './file-entry.ts';

/** A film in the list, and which of those that can be seen it is, from 1. */
export interface ListedFilm {
  readonly entry: FileEntry;
  readonly place: number;
  readonly count: number;
}

/**
 * The next film in the order of the list, or the one before by −1, from that of `id`; the first where that is none of them. Null at the
 * list's ends. What cannot be seen, or not yet, is passed over: the reader is looking at pictures.
 */
export function filmBeside(files: readonly FileEntry[], id: number | null, by: 1 | -1): ListedFilm | null {
  // The one on show counts whatever became of it.
  const films = files.filter((entry) => entry.id === id || canBeSeen(entry));
  const index = films.findIndex((entry) => entry.id === id);
  const next = index < 0 ? 0 : index + by;
  const entry = films[next] as FileEntry | undefined;
  return entry ? { entry, place: next + 1, count: films.length } : null;
}

function canBeSeen({ state, facts }: FileEntry): boolean {
  return facts !== null && state.kind !== 'failed' && state.kind !== 'cancelled';
}
