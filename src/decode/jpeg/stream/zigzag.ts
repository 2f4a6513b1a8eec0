/** Indices that runs of a damaged stream may lead to: 15 beyond the last. */
const INDICES = 64 + 16;

/**
 * Where the coefficient of each index of the zig-zag sequence stands in its block, row by row (T.81, figure A.6). Those beyond the
 * 64th all stand in the last place, as in libjpeg.
 */
export const NATURAL_ORDER: Uint8Array = zigzag();

function zigzag(): Uint8Array {
  const order = new Uint8Array(INDICES).fill(63);
  let index = 0;
  for (let diagonal = 0; diagonal < 15; diagonal++) {
    const first = Math.max(0, diagonal - 7);
    const last = Math.min(7, diagonal);
    for (let i = first; i <= last; i++) {
      // Even diagonals go up, odd ones down.
      const column = diagonal % 2 === 0 ? i : diagonal - i;
      order[index++] = (diagonal - column) * 8 + column;
    }
  }
  return order;
}
