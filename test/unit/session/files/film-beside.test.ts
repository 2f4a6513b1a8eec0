import { describe, expect, it } from 'vitest';
import type { FileEntry } from '../../../../src/session/files/file-entry.ts';
import { filmBeside } from '../../../../src/session/files/film-beside.ts';

function file(id: number, kind: FileEntry['state']['kind'], read = true): FileEntry {
  return { id, facts: read ? {} : null, state: { kind } } as FileEntry;
}

const files = [
  file(1, 'done'),
  file(2, 'failed'),
  file(3, 'working'),
  file(4, 'waiting', false),
  file(5, 'cancelled'),
  file(6, 'done'),
];
const beside = (id: number | null, by: 1 | -1): unknown => {
  const film = filmBeside(files, id, by);
  return film && [film.entry.id, film.place, film.count];
};

describe('the film beside the one on show', () => {
  it('is the next that can be seen, in the order of the list', () => {
    expect([beside(1, 1), beside(3, 1), beside(6, -1)]).toEqual([
      [3, 2, 3],
      [6, 3, 3],
      [3, 2, 3],
    ]);
  });

  it('is none past the ends', () => {
    expect([beside(6, 1), beside(1, -1), filmBeside([], null, 1)]).toEqual([null, null, null]);
  });

  it('is counted from one that cannot be seen any more, and the first from none', () => {
    expect([beside(5, 1), beside(5, -1), beside(null, 1)]).toEqual([
      [6, 4, 4],
      [3, 2, 4],
      [1, 1, 3],
    ]);
  });
});
