import { nextTask } from '../../base/next-task.ts';

const COLLATOR = new Intl.Collator(undefined, { numeric: true });

/** How many are sorted, or laid together, in one task: to compare as people count takes its time. */
const SLICE = 1000;

/** Orders names as people count: `hand 2.png` before `hand 10.png`. No two different names are equal. */
function compareNames(a: string, b: string): number {
  if (a === b) return 0;
  return COLLATOR.compare(a, b) || (a < b ? -1 : Number(a > b));
}

/** `items` folder by folder, each by the names in it; thousands in several tasks. */
export async function sortedByPath<Item>(items: readonly Item[], pathOf: (item: Item) => string): Promise<Item[]> {
  const all = items.map((item) => ({ item, path: pathOf(item).split('/') }));
  let runs: Pathed<Item>[][] = [];
  for (let from = 0; from < all.length; from += SLICE) {
    if (from > 0) await nextTask();
    runs.push(all.slice(from, from + SLICE).sort(comparePaths));
  }
  while (runs.length > 1) {
    const merged: Pathed<Item>[][] = [];
    for (let at = 0; at < runs.length; at += 2) merged.push(await merge(runs[at], runs[at + 1] ?? []));
    runs = merged;
  }
  return (runs[0] ?? []).map(({ item }) => item);
}

interface Pathed<Item> {
  readonly item: Item;
  readonly path: readonly string[];
}

async function merge<Item>(left: readonly Pathed<Item>[], right: readonly Pathed<Item>[]): Promise<Pathed<Item>[]> {
  const merged: Pathed<Item>[] = [];
  for (let [l, r] = [0, 0]; l < left.length || r < right.length;) {
    if (merged.length % SLICE === 0) await nextTask();
    const takesLeft = r >= right.length || (l < left.length && comparePaths(left[l], right[r]) <= 0);
    merged.push(takesLeft ? left[l++] : right[r++]);
  }
  return merged;
}

function comparePaths({ path: a }: Pathed<unknown>, { path: b }: Pathed<unknown>): number {
  for (let i = 0; i < a.length && i < b.length; i++) {
    const order = compareNames(a[i], b[i]);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}
