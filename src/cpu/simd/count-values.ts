import type { Slices } from '../kernels/cpu-operator.ts';
import { addressOf } from './simd-module.ts';
import type { SimdInstance } from './simd-instance.ts';

/** Tables that the histogram's kernel counts in. */
const COUNT_TABLES = 8;

/** 256 counts of the values from `address` on. */
export async function countValues(
  kernels: SimdInstance,
  address: number,
  pixels: number,
  slices: Slices,
): Promise<Uint32Array<ArrayBuffer>> {
  const counts = new Uint32Array(256);
  await slices.overPixels(pixels, (from, to) =>
    countInTables(kernels, counts, () => kernels.addToHistogram(address + from, to - from)),
  );
  return counts;
}

/** Adds to the 256 `counts` what `add` has the kernel count. All at once: another task may count next. */
export function countInTables(kernels: SimdInstance, counts: Uint32Array, add: () => void): void {
  const tables = new Uint32Array(kernels.memory.buffer, addressOf(kernels.COUNT_TABLES), COUNT_TABLES * 256);
  tables.fill(0);
  add();
  for (let i = 0; i < tables.length; i++) counts[i & 255] += tables[i];
}
