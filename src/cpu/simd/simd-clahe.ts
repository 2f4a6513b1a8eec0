import { claheAxis } from '../../operators/clahe-axis.ts';
import type { ClahePlan } from '../../operators/clahe.ts';
import { KeptCounts, mirrored, quadTables } from '../kernels/clahe.ts';
import type { Computation, Slices } from '../kernels/cpu-operator.ts';
import type { SimdKernels } from './kernels.generated.ts';
import { TABLES_BYTES, takeCounts } from './count-values.ts';
import type { SimdMemory } from './simd-memory.ts';
import { addressOf } from './simd-module.ts';
import type { SimdOperands } from './simd-operator.ts';

/** What assembly/clahe.ts has in its memory before tables, in bytes, and of tables at most. */
const BOUNDS_BYTES = 128;
const QUADS = 256 * 17 * 17;
const BINS = 256;

export function clahe(kernels: SimdKernels, memory: SimdMemory, operands: SimdOperands): Computation<ClahePlan> {
  const {
    width,
    height,
    sources: [source],
    target,
  } = operands;
  const scratch = memory.share('clahe', kernels.claheScratchBytes(width, height));
  const tiles = new KeptCounts();
  return async (plan, slices, { unchanged }) => {
    const { columns, tileWidth, tileHeight } = plan;
    const counts = await tiles.of(plan, unchanged, (empty) => countTiles(kernels, operands, plan, empty, slices));
    const { buffer } = kernels.memory;
    const across = claheAxis(width, tileWidth);
    const down = claheAxis(height, tileHeight);
    const bounds = new Int32Array(buffer, scratch, columns + 2);
    bounds[columns + 1] = width;
    for (let place = columns; place >= 0; place--) {
      const first = across.after.indexOf(place);
      // A place without pixels begins where the next one does.
      bounds[place] = first < 0 ? bounds[place + 1] : first;
    }
    new Uint32Array(buffer, scratch + BOUNDS_BYTES, QUADS).set(quadTables(counts, plan));
    const shares = scratch + BOUNDS_BYTES + 4 * QUADS;
    const shareBytes = kernels.claheShareBytes(width);
    new Float32Array(buffer, shares, width).set(across.before);
    new Float32Array(buffer, shares + shareBytes, width).set(across.share);
    const ofRows = new Float32Array(buffer, shares + 2 * shareBytes, 2 * height);
    for (let y = 0; y < height; y++) {
      ofRows[2 * y] = down.before[y];
      ofRows[2 * y + 1] = down.share[y];
    }
    kernels.startClahe(source, target, width, scratch);
    await slices.overRows(height, width, (from, to) => {
      for (let first = from; first < to;) {
        const row = down.after[first];
        let end = first + 1;
        while (end < to && down.after[end] === row) end++;
        kernels.claheRows(first, end, columns + 1, row);
        first = end;
      }
    });
  };
}

/** Counts the values of every tile; what of a tile lies outside is reflected into the image (BORDER_REFLECT_101). */
async function countTiles(
  kernels: SimdKernels,
  { width, height, sources: [source] }: SimdOperands,
  { columns, rows, tileWidth, tileHeight }: ClahePlan,
  counts: Uint32Array,
  slices: Slices,
): Promise<void> {
  const paddedWidth = columns * tileWidth;
  // Those after an image's own, which nobody else makes use of: what is counted may stay there from slice to slice.
  const tables = addressOf(kernels.COUNT_TABLES) + TABLES_BYTES;
  for (let row = 0; row < rows; row++) {
    const firstBin = BINS * columns * row;
    const bins = counts.subarray(firstBin, firstBin + BINS * columns);
    // What was given up in the middle may have left something.
    new Uint8Array(kernels.memory.buffer, tables, columns * TABLES_BYTES).fill(0);
    await slices.overRows(tileHeight, width, (from, to) => {
      const first = row * tileHeight + from;
      const end = row * tileHeight + to;
      const outside = Math.max(first, Math.min(end, height));
      kernels.addRowsToTiles(source + first * width, width, outside - first, tileWidth, tables);
      for (let y = outside; y < end; y++) {
        kernels.addRowsToTiles(source + mirrored(y, height) * width, width, 1, tileWidth, tables);
      }
      if (paddedWidth === width) return;
      const bytes = new Uint8Array(kernels.memory.buffer, source, width * height);
      for (let y = first; y < end; y++) {
        const line = mirrored(y, height) * width;
        for (let x = width; x < paddedWidth; x++) {
          bins[BINS * Math.floor(x / tileWidth) + bytes[line + mirrored(x, width)]]++;
        }
      }
    });
    for (let tile = 0; tile < columns; tile++) {
      takeCounts(kernels, tables + TABLES_BYTES * tile, bins.subarray(BINS * tile, BINS * (tile + 1)));
    }
  }
}
