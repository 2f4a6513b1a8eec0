import type { MedianPlan } from '../../operators/median.ts';
import type { CpuOperator } from './cpu-operator.ts';

export const median: CpuOperator<MedianPlan> = {
  create:
    ([{ data: source }], { width, height, data: target }) =>
    ({ radius }, slices) => {
      const counts = new Uint16Array(256);
      return slices.overRows(height, width, (from, to) => {
        for (let y = from; y < to; y++) medianRow(source, target, width, height, y, radius, counts);
      });
    },
};

/**
 * The medians of row `y` from counts of the values around each pixel, which move along the row: a column comes, another goes,
 * and the median moves by a few values (Huang 1979).
 */
function medianRow(
  source: Uint8Array,
  target: Uint8Array,
  width: number,
  height: number,
  y: number,
  radius: number,
  counts: Uint16Array,
): void {
  const last = width - 1;
  const rows: number[] = [];
  for (let dy = -radius; dy <= radius; dy++) rows.push(width * Math.max(0, Math.min(height - 1, y + dy)));
  const half = ((2 * radius + 1) * (2 * radius + 1)) >> 1;
  counts.fill(0);
  for (let x = -radius; x < radius; x++) {
    for (const row of rows) counts[source[row + Math.max(0, Math.min(last, x))]]++;
  }
  let value = 0;
  /** Of those around the pixel that are less than `value`. */
  let less = 0;
  for (let x = 0; x < width; x++) {
    const coming = Math.min(last, x + radius);
    for (const row of rows) {
      const come = source[row + coming];
      counts[come]++;
      if (come < value) less++;
    }
    if (x === 0) less = 0;
    while (less > half) less -= counts[--value];
    while (less + counts[value] <= half) less += counts[value++];
    target[y * width + x] = value;
    const going = Math.max(0, x - radius);
    for (const row of rows) {
      const gone = source[row + going];
      counts[gone]--;
      if (gone < value) less--;
    }
  }
}
