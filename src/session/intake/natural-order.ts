const COLLATOR = new Intl.Collator(undefined, { numeric: true });

/** Orders names as people count: `hand 2.png` before `hand 10.png`. No two different names are equal. */
export function compareNames(a: string, b: string): number {
  return COLLATOR.compare(a, b) || (a < b ? -1 : Number(a > b));
}

/** Orders paths folder by folder, each by {@link compareNames}. */
export function comparePaths(a: string, b: string): number {
  const [left, right] = [a.split('/'), b.split('/')];
  for (let i = 0; i < left.length && i < right.length; i++) {
    const order = compareNames(left[i], right[i]);
    if (order !== 0) return order;
  }
  return left.length - right.length;
}
