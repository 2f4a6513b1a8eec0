/** A name in the pieces that it is compared by: numbers, and what stands between them. */
const PIECES = /\d+|\D+/g;

/**
 * Orders paths folder by folder, names as people count: `hand 2.png` before `hand 10.png`, `a.png` before `B.png`. It is
 * the same on every machine, whatever its language: several of them divide a list by it. No two different paths are equal.
 */
export function comparePaths(a: string, b: string): number {
  const left = a.split('/');
  const right = b.split('/');
  for (let i = 0; i < left.length && i < right.length; i++) {
    const order = compareNames(left[i], right[i]);
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

function compareNames(a: string, b: string): number {
  if (a === b) return 0;
  const left = a.toLowerCase().match(PIECES) ?? [];
  const right = b.toLowerCase().match(PIECES) ?? [];
  for (let i = 0; i < left.length && i < right.length; i++) {
    const order = comparePieces(left[i], right[i]);
    if (order !== 0) return order;
  }
  return left.length - right.length || compareUnits(a, b);
}

function comparePieces(a: string, b: string): number {
  if (!isNumber(a) || !isNumber(b)) return compareUnits(a, b);
  const left = a.replace(/^0+/, '');
  const right = b.replace(/^0+/, '');
  return left.length - right.length || compareUnits(left, right);
}

function isNumber(piece: string): boolean {
  return /^\d/.test(piece);
}

function compareUnits(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
