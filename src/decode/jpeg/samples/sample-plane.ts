import { BLOCK } from '../entropy/block-decoder.ts';
import type { FrameComponent } from '../stream/frame.ts';
import { flatBlock, inverseTransform } from './inverse-transform.ts';
import { twelveBitTransform } from './twelve-bit-transform.ts';
import { wideTransform } from './wide-transform.ts';

/** Samples of 8 bits, clamped when they are written, or of 12. */
export type Samples = Uint8ClampedArray | Uint16Array;

export function areTwelveBit(samples: Samples): samples is Uint16Array {
  return samples.BYTES_PER_ELEMENT === 2;
}

/** Dequantized blocks of a component that stand in a row of interleaved units: as many rows of blocks as its factor Vi. */
export class Strip {
  readonly coefficients: Int16Array;
  /** One of {@link BLOCK} for each block. */
  readonly kinds: Uint8Array;
  /** Blocks a row. */
  readonly columns: number;

  constructor({ paddedColumns, v }: FrameComponent) {
    this.columns = paddedColumns;
    this.coefficients = new Int16Array(paddedColumns * v * 64);
    this.kinds = new Uint8Array(paddedColumns * v);
  }
}

/** Samples of a component, of which the last two rows of units are kept. */
export class SamplePlane {
  readonly samples: Samples;
  private readonly stride: number;
  private readonly keptRows: number;

  constructor(
    readonly component: FrameComponent,
    precision: number,
  ) {
    this.stride = component.blockColumns * 8;
    this.keptRows = 16 * component.v;
    const length = this.stride * this.keptRows;
    this.samples = precision === 8 ? new Uint8ClampedArray(length) : new Uint16Array(length);
  }

  /** Where a row begins; of those in front of the first and behind the last that one. */
  rowAt(row: number): number {
    const inside = Math.max(0, Math.min(this.component.rows - 1, row));
    return (inside % this.keptRows) * this.stride;
  }

  /** Transforms the blocks of the row of units `unitRow`. */
  transform({ coefficients, kinds, columns }: Strip, unitRow: number): void {
    const { component, samples, stride } = this;
    const first = unitRow * component.v;
    const rows = Math.min(component.v, component.blockRows - first);
    for (let row = 0; row < rows; row++) {
      const to = (((first + row) * 8) % this.keptRows) * stride;
      const from = row * columns;
      const count = component.blockColumns;
      if (areTwelveBit(samples)) transformTwelveBits(coefficients, from, count, samples, to, stride);
      else transformBlocks(coefficients, kinds, from, count, samples, to, stride);
    }
  }
}

function transformBlocks(
  coefficients: Int16Array,
  kinds: Uint8Array,
  from: number,
  count: number,
  samples: Uint8ClampedArray,
  to: number,
  stride: number,
): void {
  for (let i = 0; i < count; i++) {
    const kind = kinds[from + i];
    const at = (from + i) * 64;
    if (kind === BLOCK.flat) flatBlock(coefficients[at], samples, to + 8 * i, stride);
    else if (kind === BLOCK.usual) inverseTransform(coefficients, at, samples, to + 8 * i, stride);
    else wideTransform(coefficients, at, samples, to + 8 * i, stride);
  }
}

function transformTwelveBits(
  coefficients: Int16Array,
  from: number,
  count: number,
  samples: Uint16Array,
  to: number,
  stride: number,
): void {
  for (let i = 0; i < count; i++) twelveBitTransform(coefficients, (from + i) * 64, samples, to + 8 * i, stride);
}
