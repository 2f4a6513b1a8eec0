import { damagedError } from '../../source/decode-errors.ts';
import type { Frame, FrameComponent } from '../stream/frame.ts';
import type { PlacedRow, SampleKernels } from './sample-kernels.ts';
import type { SamplePlane } from './sample-plane.ts';
import type { Samples } from './strip.ts';

/** How a component gets as many samples as the picture has pixels, by libjpeg's names (jdsample.c). */
export type Upsampling =
  | 'full-size'
  /** Linear between the centres of samples: 2:1 across, 2:1 down, both. */
  | 'h2v1-fancy'
  | 'h1v2-fancy'
  | 'h2v2-fancy'
  /** Samples repeated. */
  | 'box';

/** Throws `decode-failed` where factors do not divide the largest: libjpeg has no way for these. */
export function upsamplingOf({ h, v, columns }: FrameComponent, { hMost, vMost }: Frame): Upsampling {
  if (h === hMost && v === vMost) return 'full-size';
  // Of two columns and less there is no inner one.
  const fancyAcross = 2 * h === hMost && columns > 2;
  if (fancyAcross && v === vMost) return 'h2v1-fancy';
  if (h === hMost && 2 * v === vMost) return 'h1v2-fancy';
  if (fancyAcross && 2 * v === vMost) return 'h2v2-fancy';
  if (hMost % h !== 0 || vMost % v !== 0) throw damagedError();
  return 'box';
}

/** Whether rows above and below are looked at. */
export function needsNeighbours(upsampling: Upsampling): boolean {
  return upsampling === 'h1v2-fancy' || upsampling === 'h2v2-fancy';
}

/** Rows of a component, as wide as the picture's. */
export class UpsampledRows implements PlacedRow {
  /** Where the last row asked for lies. */
  row: Samples;
  at = 0;
  private readonly across: number;
  private readonly down: number;

  constructor(
    private readonly plane: SamplePlane,
    readonly upsampling: Upsampling,
    { hMost, vMost, precision }: Frame,
    private readonly kernels: SampleKernels,
  ) {
    const { component, samples } = plane;
    this.across = hMost / component.h;
    this.down = vMost / component.v;
    const width = component.columns * this.across;
    if (upsampling === 'full-size') this.row = samples;
    else this.row = precision === 8 ? kernels.allocate(width) : new Uint16Array(width);
  }

  /** Makes row `y` of the picture. */
  make(y: number): void {
    const { plane, row, across, kernels } = this;
    const { samples, component } = plane;
    const { columns } = component;
    const near = Math.floor(y / this.down);
    const from = plane.rowAt(near);
    // Of two rows the first lies nearer to the one above.
    const first = y % 2 === 0;
    const next = plane.rowAt(first ? near - 1 : near + 1);
    switch (this.upsampling) {
      case 'full-size':
        this.at = from;
        return;
      case 'h2v1-fancy':
        return kernels.interpolateAcross(samples, from, columns, row);
      case 'h1v2-fancy':
        return kernels.interpolateDown(samples, from, next, columns, row, first ? 1 : 2);
      case 'h2v2-fancy':
        return kernels.interpolateBoth(samples, from, next, columns, row);
      case 'box':
        return repeat(samples, from, columns, row, across);
    }
  }
}

function repeat(samples: Samples, from: number, columns: number, row: Samples, across: number): void {
  for (let x = 0, to = 0; x < columns; x++) {
    const sample = samples[from + x];
    for (let i = 0; i < across; i++) row[to++] = sample;
  }
}
