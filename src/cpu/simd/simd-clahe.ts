import { claheAxis } from '../../operators/clahe-axis.ts';
import type { ClahePlan } from '../../operators/clahe.ts';
import { KeptCounts, mirrored, quadTables } from '../kernels/clahe.ts';
import type { Computation, Slices } from '../kernels/cpu-operator.ts';
import { countInTables } from './count-values.ts';
import type { SimdMemory } from './simd-memory.ts';
import type { SimdInstance, SimdOperands } from './simd-instance.ts';

/** What assembly/clahe.ts has in its memory before tables, in bytes, and of tables at most. */
const BOUNDS_BYTES = 128;
const QUADS = 256 * 17 * 17;

export function clahe(kernels: SimdInstance, memory: SimdMemory, operands: SimdOperands): Computation<ClahePlan> {
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
    for (let y = 0; y < height; y++) ofRows.set([down.before[y], down.share[y]], 2 * y);
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
  kernels: SimdInstance,
  { width, height, sources: [source] }: SimdOperands,
  { columns, rows, tileWidth, tileHeight }: ClahePlan,
  counts: Uint32Array,
  slices: Slices,
): Promise<void> {
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const tile = row * columns + column;
      const bins = counts.subarray(256 * tile, 256 * (tile + 1));
      const left = column * tileWidth;
      const end = left + tileWidth;
      const inside = Math.min(end, width) - left;
      await slices.overRows(tileHeight, tileWidth, (from, to) => {
        countInTables(kernels, bins, () => {
          for (let y = row * tileHeight + from; y < row * tileHeight + to; y++) {
            const line = source + mirrored(y, height) * width;
            if (inside > 0) kernels.addToHistogram(line + left, inside);
          }
        });
        const bytes = new Uint8Array(kernels.memory.buffer, source, width * height);
        for (let y = row * tileHeight + from; y < row * tileHeight + to; y++) {
          const line = mirrored(y, height) * width;
          for (let x = Math.max(left, width); x < end; x++) bins[bytes[line + mirrored(x, width)]]++;
        }
      });
    }
  }
}
