/** A row of differences, those of a component `step` apart. */
export interface RowDifferences {
  readonly values: Int16Array;
  readonly from: number;
  readonly step: number;
}

/**
 * Makes a row of samples of its differences and the row above (T.81, H.1.1 and H.1.2.1), modulo 2^16. The first sample of a row is predicted
 * by that above it; of the first row of a scan or of a restart interval by `start`, and the others by the one on the left.
 * @param start null where there is a row above
 */
export function predictRow(
  row: Uint16Array,
  above: Uint16Array,
  { values, from, step }: RowDifferences,
  predictor: number,
  start: number | null,
): void {
  const width = row.length;
  let left = (start ?? above[0]) + values[from];
  row[0] = left;
  if (start !== null || predictor === 1) {
    for (let x = 1, i = from + step; x < width; x++, i += step) row[x] = left = (left + values[i]) & 0xffff;
    return;
  }
  left &= 0xffff;
  for (let x = 1, i = from + step; x < width; x++, i += step) {
    const up = above[x];
    const upLeft = above[x - 1];
    row[x] = left = (predicted(predictor, left, up, upLeft) + values[i]) & 0xffff;
  }
}

/** Table H.1: Ra, Rb and Rc are the samples on the left, above, and between the two. */
function predicted(predictor: number, a: number, b: number, c: number): number {
  switch (predictor) {
    case 2:
      return b;
    case 3:
      return c;
    case 4:
      return a + b - c;
    case 5:
      return a + ((b - c) >> 1);
    case 6:
      return b + ((a - c) >> 1);
    default:
      return (a + b) >> 1;
  }
}
