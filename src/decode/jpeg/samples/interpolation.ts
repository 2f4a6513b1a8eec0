import type { Samples } from './strip.ts';

/** Three quarters of the nearer sample, one of the other; halves go down and up in turns. */
export function interpolateAcross(samples: Samples, from: number, columns: number, row: Samples): void {
  const last = columns - 1;
  let left = samples[from];
  let sample = left;
  row[0] = sample;
  for (let x = 0; x < last; x++) {
    const right = samples[from + x + 1];
    if (x > 0) row[2 * x] = (3 * sample + left + 1) >> 2;
    row[2 * x + 1] = (3 * sample + right + 2) >> 2;
    left = sample;
    sample = right;
  }
  row[2 * last] = (3 * sample + left + 1) >> 2;
  row[2 * last + 1] = sample;
}

/** The same of a row and the next, with what is added before it is divided. */
export function interpolateDown(
  samples: Samples,
  near: number,
  next: number,
  columns: number,
  row: Samples,
  bias: number,
): void {
  for (let x = 0; x < columns; x++) row[x] = (3 * samples[near + x] + samples[next + x] + bias) >> 2;
}

/** 9, 3, 3 and 1 sixteenths of the four samples around. */
export function interpolateBoth(samples: Samples, near: number, next: number, columns: number, row: Samples): void {
  const last = columns - 1;
  let sum = 3 * samples[near] + samples[next];
  let left = sum;
  row[0] = (4 * sum + 8) >> 4;
  for (let x = 0; x < last; x++) {
    const right = 3 * samples[near + x + 1] + samples[next + x + 1];
    if (x > 0) row[2 * x] = (3 * sum + left + 8) >> 4;
    row[2 * x + 1] = (3 * sum + right + 7) >> 4;
    left = sum;
    sum = right;
  }
  row[2 * last] = (3 * sum + left + 8) >> 4;
  row[2 * last + 1] = (4 * sum + 7) >> 4;
}
