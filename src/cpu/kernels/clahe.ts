import { claheAxis, claheScale, tilesBeside, type ClaheAxis } from '../../operators/clahe-axis.ts';
import type { ClahePlan } from '../../operators/clahe.ts';
import type { ImageSize } from '../../operators/operator.ts';
import { roundHalfToEven } from '../../operators/round-half-to-even.ts';
import type { CpuOperator, Slices } from './cpu-operator.ts';

export const clahe: CpuOperator<ClahePlan> = {
  create: ([{ data: source }], { width, height, data: target }) => {
    const tiles = new KeptCounts();
    return async (plan, slices, { unchanged }) => {
      const count = (counts: Uint32Array): Promise<void> => countTiles(source, { width, height }, plan, counts, slices);
      const quads = quadTables(await tiles.of(plan, unchanged, count), plan);
      const across = claheAxis(width, plan.tileWidth);
      const down = claheAxis(height, plan.tileHeight);
      await slices.overRows(height, width, (from, to) => {
        for (let y = from; y < to; y++) interpolateRow(source, target, y, quads, plan, across, down);
      });
    };
  },
};

/** The tiles' counts of the values, 256 a tile, as long as neither image nor tiles change: the limit works on them. */
export class KeptCounts {
  private counts: Uint32Array | null = null;
  private tiles = '';

  /** @param unchanged whether the image is that of the last call */
  async of(plan: ClahePlan, unchanged: boolean, count: (counts: Uint32Array) => Promise<void>): Promise<Uint32Array> {
    const { columns, rows, tileWidth, tileHeight } = plan;
    const tiles = [columns, rows, tileWidth, tileHeight].join();
    if (!unchanged || tiles !== this.tiles) this.counts = null;
    if (this.counts) return this.counts;
    const counts = new Uint32Array(256 * columns * rows);
    await count(counts);
    this.tiles = tiles;
    this.counts = counts;
    return counts;
  }
}

/** Counts the values of every tile; what of a tile lies outside is reflected into the image (BORDER_REFLECT_101). */
async function countTiles(
  source: Uint8Array,
  { width, height }: ImageSize,
  { columns, rows, tileWidth, tileHeight }: ClahePlan,
  counts: Uint32Array,
  slices: Slices,
): Promise<void> {
  await slices.overRows(rows * tileHeight, columns * tileWidth, (from, to) => {
    for (let y = from; y < to; y++) {
      const line = source.subarray(mirrored(y, height) * width, (mirrored(y, height) + 1) * width);
      let bins = 256 * columns * Math.floor(y / tileHeight);
      for (let column = 0; column < columns; column++, bins += 256) {
        const end = (column + 1) * tileWidth;
        for (let x = column * tileWidth; x < end; x++) counts[bins + line[x < width ? x : mirrored(x, width)]]++;
      }
    }
  });
}

/** The place in 0…`size` − 1 that stands in for `position`, which may lie several sizes outside. */
export function mirrored(position: number, size: number): number {
  if (position < size) return position;
  const period = Math.max(1, 2 * (size - 1));
  const folded = position % period;
  return size === 1 ? 0 : Math.min(folded, period - folded);
}

/**
 * Tables of what a pixel's value becomes in the four tiles around it, a byte each: upper left lowest, upper right, lower left,
 * lower right. One of 256 entries for each place between tiles, (columns + 1) · (rows + 1) of them.
 */
export function quadTables(counts: Uint32Array, plan: ClahePlan): Uint32Array {
  const { columns, rows } = plan;
  const tables = new Uint8Array(counts.length);
  for (let first = 0; first < counts.length; first += 256) {
    claheTable(counts.subarray(first, first + 256), plan, tables.subarray(first, first + 256));
  }
  const quads = new Uint32Array(256 * (columns + 1) * (rows + 1));
  let entry = 0;
  for (let row = 0; row <= rows; row++) {
    const [above, below] = tilesBeside(row, rows).map((tile) => 256 * columns * tile);
    for (let column = 0; column <= columns; column++) {
      const [left, right] = tilesBeside(column, columns).map((tile) => 256 * tile);
      for (let value = 0; value < 256; value++, entry++) {
        quads[entry] =
          tables[above + left + value] |
          (tables[above + right + value] << 8) |
          (tables[below + left + value] << 16) |
          (tables[below + right + value] << 24);
      }
    }
  }
  return quads;
}

/**
 * What each value becomes in a tile (OpenCV clahe.cpp): what is beyond the limit is cut off and spread over all values, the rest
 * of that over some of them at equal distances; then as in an equalisation.
 */
function claheTable(counts: Uint32Array, { limit, tileWidth, tileHeight }: ClahePlan, table: Uint8Array): void {
  const scale = claheScale(tileWidth * tileHeight);
  const most = limit > 0 ? limit : Infinity;
  let excess = 0;
  for (const count of counts) excess += Math.max(0, count - most);
  const each = Math.floor(excess / 256);
  let rest = excess % 256;
  const step = Math.max(1, Math.floor(256 / rest));
  let sum = 0;
  for (let value = 0; value < 256; value++) {
    sum += Math.min(counts[value], most) + each;
    if (rest > 0 && value % step === 0) {
      sum++;
      rest--;
    }
    table[value] = Math.min(255, roundHalfToEven(Math.fround(Math.fround(sum) * scale)));
  }
}

const { fround } = Math;

function interpolateRow(
  source: Uint8Array,
  target: Uint8Array,
  y: number,
  quads: Uint32Array,
  { columns }: ClahePlan,
  across: ClaheAxis,
  down: ClaheAxis,
): void {
  const tables = 256 * (columns + 1) * down.after[y];
  const below = down.share[y];
  const above = down.before[y];
  const width = across.after.length;
  for (let x = 0, pixel = y * width; x < width; x++, pixel++) {
    const right = across.share[x];
    const left = across.before[x];
    const four = quads[tables + 256 * across.after[x] + source[pixel]];
    const upper = fround(fround((four & 255) * left) + fround(((four >>> 8) & 255) * right));
    const lower = fround(fround(((four >>> 16) & 255) * left) + fround((four >>> 24) * right));
    target[pixel] = roundHalfToEven(fround(fround(upper * above) + fround(lower * below)));
  }
}
