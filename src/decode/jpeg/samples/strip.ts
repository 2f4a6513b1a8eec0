import type { FrameComponent } from '../stream/frame.ts';

/** Samples of 8 bits, clamped when they are written, or of 12. */
export type Samples = Uint8ClampedArray | Uint16Array;

export function areTwelveBit(samples: Samples): samples is Uint16Array {
  return samples.BYTES_PER_ELEMENT === 2;
}

/** Blocks of a component that stand in a row of interleaved units: as many rows of blocks as its factor Vi. */
export interface Strip {
  readonly coefficients: Int16Array;
  /** Blocks a row. */
  readonly columns: number;
  /** One of `BLOCK` for each block, of those that plain code decoded. */
  readonly kinds: Uint8Array;
  /** What the blocks are still to be multiplied with, row by row; none where they have been dequantized. */
  readonly quantizers: Int16Array;
}

const NONE = new Int16Array(0);

/** A strip whose blocks are dequantized as they are put there. */
export function plainStrip({ paddedColumns, v }: FrameComponent): Strip {
  const blocks = paddedColumns * v;
  return {
    coefficients: new Int16Array(blocks * 64),
    columns: paddedColumns,
    kinds: new Uint8Array(blocks),
    quantizers: NONE,
  };
}
