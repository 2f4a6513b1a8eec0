import type { Slices } from './cpu-operator.ts';

/** 256 counts of a plane's values. */
export async function histogramOf(plane: Uint8Array, slices: Slices): Promise<Uint32Array<ArrayBuffer>> {
  const counts = new Uint32Array(256);
  const tables = new Uint32Array(4 * 256);
  await slices.overPixels(plane.length, (from, to) => addToHistogram(counts, plane, tables, from, to));
  return counts;
}

/**
 * Adds the values of the pixels `from`…`to` − 1 to `counts` (256 bins).
 *
 * Four `tables` of 256 entries take turns because counting equal neighbours in one makes each increment wait for the last.
 */
function addToHistogram(counts: Uint32Array, plane: Uint8Array, tables: Uint32Array, from: number, to: number): void {
  tables.fill(0);
  const end = from + ((to - from) & ~3);
  for (let i = from; i < end; i += 4) {
    tables[plane[i]]++;
    tables[256 + plane[i + 1]]++;
    tables[512 + plane[i + 2]]++;
    tables[768 + plane[i + 3]]++;
  }
  for (let i = end; i < to; i++) tables[plane[i]]++;
  for (let value = 0; value < 256; value++) {
    counts[value] += tables[value] + tables[256 + value] + tables[512 + value] + tables[768 + value];
  }
}
