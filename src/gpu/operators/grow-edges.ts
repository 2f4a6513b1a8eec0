import { nextTask } from '../../base/next-task.ts';

/** Tiles worked on between two pauses: a few milliseconds. */
const TILES_PER_SLICE = 20_000;

/**
 * Finishes hysteresis on bit masks where the GPU would need thousands of passes (one edge that winds through the whole
 * image): a work list of tiles, each grown to its fixpoint, its neighbours listed again when it changed. The result
 * does not depend on the order, so it equals any number of further GPU passes.
 *
 * @param candidates four words a tile, one a row of 32 pixels, bit 0 leftmost; tiles in row-major order
 * @param edges as `candidates`; grows in place
 * @param check throws when the result is no longer wanted; asked after every pause
 */
export async function growEdges(
  candidates: Uint32Array,
  edges: Uint32Array,
  columns: number,
  rows: number,
  check: () => void,
): Promise<void> {
  const listed = new Uint8Array(columns * rows);
  const list: number[] = [];
  const add = (tile: number): void => {
    if (listed[tile]) return;
    listed[tile] = 1;
    list.push(tile);
  };
  for (let tile = 0; tile < columns * rows; tile++) if (isOpen(candidates, edges, tile)) add(tile);

  for (let done = 1; list.length > 0; done++) {
    const tile = list.pop() as number;
    listed[tile] = 0;
    if (growTile(candidates, edges, tile, columns, rows)) {
      forEachNeighbour(tile, columns, rows, (neighbour) => {
        if (isOpen(candidates, edges, neighbour)) add(neighbour);
      });
    }
    if (done % TILES_PER_SLICE !== 0) continue;
    await nextTask();
    check();
  }
}

/** Whether a tile has candidates that are not edges yet. */
function isOpen(candidates: Uint32Array, edges: Uint32Array, tile: number): boolean {
  const i = tile * 4;
  return (
    candidates[i] !== edges[i] ||
    candidates[i + 1] !== edges[i + 1] ||
    candidates[i + 2] !== edges[i + 2] ||
    candidates[i + 3] !== edges[i + 3]
  );
}

function forEachNeighbour(tile: number, columns: number, rows: number, visit: (tile: number) => void): void {
  const row = Math.floor(tile / columns);
  const column = tile - row * columns;
  for (let y = Math.max(row - 1, 0); y <= Math.min(row + 1, rows - 1); y++) {
    for (let x = Math.max(column - 1, 0); x <= Math.min(column + 1, columns - 1); x++) {
      if (x !== column || y !== row) visit(y * columns + x);
    }
  }
}

/** Grows one tile from itself and its neighbours to its fixpoint; says whether it changed. */
function growTile(candidates: Uint32Array, edges: Uint32Array, tile: number, columns: number, rows: number): boolean {
  const row = Math.floor(tile / columns);
  const column = tile - row * columns;
  const hasLeft = column > 0;
  const hasRight = column < columns - 1;
  /** Row `y` (−1…4) of this tile, widened by a pixel to either side. */
  const reach = (y: number): number => {
    const tileRow = y < 0 ? row - 1 : y > 3 ? row + 1 : row;
    if (tileRow < 0 || tileRow >= rows) return 0;
    const i = (tileRow * columns + column) * 4 + (y & 3);
    const own = edges[i];
    const left = hasLeft ? edges[i - 4] >>> 31 : 0;
    const right = hasRight ? edges[i + 4] << 31 : 0;
    return own | (own << 1) | (own >>> 1) | left | right;
  };
  const first = tile * 4;
  let grew = false;
  for (let changed = true; changed;) {
    changed = false;
    for (let y = 0; y < 4; y++) {
      const open = candidates[first + y];
      const before = edges[first + y];
      let after = (before | ((reach(y - 1) | reach(y) | reach(y + 1)) & open)) >>> 0;
      for (let filled = fill(after, open); filled !== after; filled = fill(after, open)) after = filled;
      if (after !== before) {
        edges[first + y] = after;
        changed = true;
        grew = true;
      }
    }
  }
  return grew;
}

/** One step along the runs of `open` in both directions. */
function fill(row: number, open: number): number {
  return (row | (((row << 1) | (row >>> 1)) & open)) >>> 0;
}
