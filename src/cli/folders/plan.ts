import { basename } from 'node:path';
import { resultFileName, uniqueStems } from '../../export/result-names.ts';
import type { FrameChoice } from '../film/frames.ts';
import type { ResultKind } from '../film/film.ts';
import type { FoundFile } from './find-files.ts';

/** A film, and what its results are called. */
export interface PlannedFilm extends FoundFile {
  readonly name: string;
  readonly stem: string;
  /** Among all films, also of other shards; from 0. */
  readonly position: number;
}

/** A stem that looks like that of a frame of another film. */
const FRAME = /_frame\d+$/i;

/**
 * All films with the names of their results, which do not hang on what becomes of other films, nor on the shard: as the page
 * names those of as many files, all of which it could read.
 */
export function planFilms(files: readonly FoundFile[], frames: FrameChoice | null): PlannedFilm[] {
  const names = files.map(({ path }) => basename(path));
  const first = uniqueStems(names);
  const stems = frames && first.some((stem) => FRAME.test(stem)) ? uniqueStems(first.map(apartFromFrames)) : first;
  return files.map((file, position) => ({ ...file, name: names[position], stem: stems[position], position }));
}

/** Every `count`th film from the `index`th on, which counts from 1. */
export function shardOf<Film>(films: readonly Film[], { index, count }: { index: number; count: number }): Film[] {
  return films.filter((_, position) => position % count === index - 1);
}

/** The first of `names`, of files in the folder of results, that a result would be written over; null where there is none. */
export function overwritten(
  films: readonly PlannedFilm[],
  names: readonly string[],
  { kinds, frames }: { readonly kinds: readonly ResultKind[]; readonly frames: FrameChoice | null },
): string | null {
  const stems = new Set(films.map(({ stem }) => stem.toLowerCase()));
  const ends = kinds.map((kind) => resultFileName('', kind));
  const isResult = (name: string): boolean => {
    const end = ends.find((each) => name.endsWith(each));
    if (end === undefined) return false;
    const stem = name.slice(0, -end.length);
    return stems.has(stem) || (frames !== null && stems.has(stem.replace(FRAME, '')));
  };
  return names.find((name) => isResult(name.toLowerCase())) ?? null;
}

/** Stems have no extension: what stands behind a dot is not to be taken for one. */
function apartFromFrames(stem: string): string {
  return `${FRAME.test(stem) ? `${stem}_` : stem}.png`;
}
