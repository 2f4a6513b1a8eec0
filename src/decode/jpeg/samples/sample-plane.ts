import type { FrameComponent } from '../stream/frame.ts';
import type { SampleKernels } from './sample-kernels.ts';
import { areTwelveBit, type Samples, type Strip } from './strip.ts';
import { twelveBitTransform } from './twelve-bit-transform.ts';

/** Samples of a component, of which the last two rows of units are kept. */
export class SamplePlane {
  readonly samples: Samples;
  private readonly stride: number;
  private readonly keptRows: number;

  constructor(
    readonly component: FrameComponent,
    precision: number,
    private readonly kernels: SampleKernels,
  ) {
    this.stride = component.blockColumns * 8;
    this.keptRows = 16 * component.v;
    const length = this.stride * this.keptRows;
    this.samples = precision === 8 ? kernels.allocate(length) : new Uint16Array(length);
  }

  /** Where a row begins; of those in front of the first and behind the last that one. */
  rowAt(row: number): number {
    const inside = Math.max(0, Math.min(this.component.rows - 1, row));
    return (inside % this.keptRows) * this.stride;
  }

  /** Transforms the blocks of the row of units `unitRow`. */
  transform(strip: Strip, unitRow: number): void {
    const { component, samples, stride } = this;
    const first = unitRow * component.v;
    const rows = Math.min(component.v, component.blockRows - first);
    for (let row = 0; row < rows; row++) {
      const to = (((first + row) * 8) % this.keptRows) * stride;
      const from = row * strip.columns;
      const count = component.blockColumns;
      if (areTwelveBit(samples)) transformTwelveBits(strip.coefficients, from, count, samples, to, stride);
      else this.kernels.transformBlocks(strip, from, count, samples, to, stride);
    }
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
