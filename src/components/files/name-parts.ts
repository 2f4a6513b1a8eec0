/** A name in parts, which make the whole of it: those that stay in sight where it is too long, and those that may be cut. */
export interface NameParts {
  /** The beginning; may be cut at its end. */
  readonly head: string;
  /** What tells it from names like it; in sight. */
  readonly middle: string;
  /** May be cut at its end. */
  readonly rest: string;
  /** The end, with what kind of file it is; in sight. */
  readonly end: string;
  /** Which one it is of those that are called just so, from 1; 0 where it is the only one. */
  readonly copy: number;
}

/** Characters at the end that stay in sight. */
const END = 7;
/** Of what tells names apart: one that they share, and some more. */
const MIDDLE = 6;
/** Shorter names are not cut. */
const SHORT = 14;
/** So much of the beginning is seen in the narrowest list. */
const SEEN = 3;

/** Names of files in a list, each so that it is another one than all others where there is room for a part only. */
export function namePartsOf(names: readonly string[]): readonly NameParts[] {
  const split = splitsOf(new Set(names));
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  const seen = new Map<string, number>();
  return names.map((name) => {
    const place = (seen.get(name) ?? 0) + 1;
    seen.set(name, place);
    return { ...partsOf(name, split.get(name) ?? null), copy: counts.get(name) === 1 ? 0 : place };
  });
}

/** Where names begin to differ from those that look like them when they are cut. */
function splitsOf(names: ReadonlySet<string>): ReadonlyMap<string, number> {
  const alike = new Map<string, string[]>();
  for (const name of names) {
    const characters = [...name];
    if (characters.length <= SHORT) continue;
    const look = `${characters.slice(0, SEEN).join('')}…${characters.slice(-END).join('')}`;
    alike.set(look, [...(alike.get(look) ?? []), name]);
  }
  const splits = new Map<string, number>();
  for (const group of alike.values()) {
    // Those that share most stand beside each other.
    const sorted = [...group].sort();
    sorted.forEach((name, at) => {
      const neighbours = [sorted[at - 1], sorted[at + 1]].filter((one) => one !== undefined);
      if (neighbours.length > 0) splits.set(name, Math.max(...neighbours.map((one) => sharedBy(name, one))));
    });
  }
  return splits;
}

/** How many characters two names begin with alike. */
function sharedBy(one: string, other: string): number {
  const [a, b] = [[...one], [...other]];
  let count = 0;
  while (count < a.length && a[count] === b[count]) count++;
  return count;
}

function partsOf(name: string, split: number | null): Omit<NameParts, 'copy'> {
  const characters = [...name];
  const part = (from: number, to?: number): string => characters.slice(from, to).join('');
  if (characters.length <= SHORT) return { head: '', middle: '', rest: '', end: name };
  const last = characters.length - END;
  if (split === null) return { head: part(0, last), middle: '', rest: '', end: part(last) };
  const from = Math.max(0, Math.min(split - 1, last));
  const to = Math.min(from + MIDDLE, last);
  return { head: part(0, from), middle: part(from, to), rest: part(to, last), end: part(last) };
}
