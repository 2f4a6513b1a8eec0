import { roundHalfToEven } from '../../operators/round-half-to-even.ts';
import type { CpuOperator } from './cpu-operator.ts';
import { histogramOf } from './histogram.ts';

export const equalize: CpuOperator<null> = {
  create:
    ([{ data: source }], { data: target }) =>
    async (_plan, slices) => {
      const table = equalizationTable(await histogramOf(source, slices));
      await slices.overPixels(target.length, (from, to) => applyTable(source, target, table, from, to));
    },
};

/**
 * The table with which OpenCV's `equalizeHist` replaces each value (modules/imgproc/src/histogram.cpp): the first value
 * that occurs becomes 0, the last 255, the others `round(sum · scale)` in between, `sum` leaving the first one's pixels
 * out. An image of one value stays as it is.
 *
 * OpenCV works in single precision, where whole numbers above 2²⁴ are rounded too; `Math.fround` repeats each rounding.
 * An exact quotient gives other bytes for a few histograms in a hundred thousand.
 */
export function equalizationTable(counts: Uint32Array): Uint8Array {
  const table = new Uint8Array(256);
  let total = 0;
  for (const count of counts) total += count;
  const first = counts.findIndex((count) => count > 0);
  const spread = total - counts[first];
  if (spread === 0) return table.fill(first);

  const scale = Math.fround(255 / Math.fround(spread));
  let sum = 0;
  for (let value = first + 1; value < 256; value++) {
    sum += counts[value];
    table[value] = Math.min(255, roundHalfToEven(Math.fround(Math.fround(sum) * scale)));
  }
  return table;
}

/**
 * Replaces the values of the pixels `from`…`to` − 1 by what `table` (256 entries) says, four at a time.
 * Both planes start on a word, as every plane that is a buffer of its own does.
 */
export function applyTable(source: Uint8Array, target: Uint8Array, table: Uint8Array, from: number, to: number): void {
  const sourceWords = new Int32Array(source.buffer, source.byteOffset, source.length >> 2);
  const targetWords = new Int32Array(target.buffer, target.byteOffset, target.length >> 2);
  const firstWord = (from + 3) >> 2;
  const endWord = Math.max(firstWord, to >> 2);
  for (let i = from; i < Math.min(4 * firstWord, to); i++) target[i] = table[source[i]];
  for (let i = firstWord; i < endWord; i++) {
    const word = sourceWords[i];
    targetWords[i] =
      table[word & 255] |
      (table[(word >>> 8) & 255] << 8) |
      (table[(word >>> 16) & 255] << 16) |
      (table[word >>> 24] << 24);
  }
  for (let i = 4 * endWord; i < to; i++) target[i] = table[source[i]];
}
