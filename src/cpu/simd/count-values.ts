import type { Slices } from '../kernels/cpu-operator.ts';
import type { SimdKernels } from './kernels.generated.ts';
import { addressOf } from './simd-module.ts';

const BINS = 256;
/** Tables that the kernel counts in, of one image or tile, and their bytes. */
const COUNTS = 8 * BINS;
export const TABLES_BYTES = 4 * COUNTS;

/** 256 counts of the values from `address` on. */
export async function countValues(
  kernels: SimdKernels,
  address: number,
  pixels: number,
  slices: Slices,
): Promise<Uint32Array<ArrayBuffer>> {
  const counts = new Uint32Array(BINS);
  const tables = addressOf(kernels.COUNT_TABLES);
  await slices.overPixels(pixels, (from, to) => {
    // All at once: another task may count next.
    kernels.addRowsToTiles(address + from, to - from, 1, to - from, tables);
    takeCounts(kernels, tables, counts);
  });
  return counts;
}

/** Adds to the 256 `counts` what the tables at `address` hold, and empties them. */
export function takeCounts(kernels: SimdKernels, address: number, counts: Uint32Array): void {
  const tables = new Uint32Array(kernels.memory.buffer, address, COUNTS);
  for (let i = 0; i < COUNTS; i++) counts[i % BINS] += tables[i];
  tables.fill(0);
}
