import type { Samples, Strip } from './strip.ts';

/** Where a row of samples lies. */
export interface PlacedRow {
  readonly row: Samples;
  readonly at: number;
}

/** What takes the time in making rows of samples. Columns are those of the component; samples are what was allocated here. */
export interface SampleKernels {
  /** Zeros, which the kernels can work on. */
  allocate(length: number): Uint8ClampedArray;
  /** Transforms `count` blocks of a strip, from the block `from` on, to samples from `to` on, `stride` from row to row. */
  transformBlocks(
    strip: Strip,
    from: number,
    count: number,
    samples: Uint8ClampedArray,
    to: number,
    stride: number,
  ): void;
  /** 2:1 across: three quarters of the nearer sample, one of the other; halves go down and up in turns. */
  interpolateAcross(samples: Samples, from: number, columns: number, row: Samples): void;
  /** 2:1 down. */
  interpolateDown(samples: Samples, near: number, next: number, columns: number, row: Samples, bias: number): void;
  /** Both: 9, 3, 3 and 1 sixteenths of the four samples around. */
  interpolateBoth(samples: Samples, near: number, next: number, columns: number, row: Samples): void;
  /** Writes pixels of Y, Cb and Cr as R, G and B. */
  writeYcc(rows: readonly PlacedRow[], target: Uint8ClampedArray, to: number, width: number): void;
}
