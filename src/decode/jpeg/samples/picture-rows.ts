import { unsupportedJpegError } from '../../source/decode-errors.ts';
import type { ColourSpace } from '../stream/colour-space.ts';
import type { Frame } from '../stream/frame.ts';
import { rowWriterOf, type RowWriter } from './colour.ts';
import { PLAIN_KERNELS } from './plain-kernels.ts';
import type { SampleKernels } from './sample-kernels.ts';
import { SamplePlane } from './sample-plane.ts';
import type { Samples, Strip } from './strip.ts';
import { needsNeighbours, UpsampledRows, upsamplingOf } from './upsampling.ts';

/** Makes a picture's rows of the rows of units of a frame, as these are decoded. */
export class PictureRows {
  readonly channels: 1 | 3;
  /** Rows that are done. */
  done = 0;
  private readonly planes: readonly SamplePlane[];
  private readonly rows: readonly UpsampledRows[];
  private readonly write: RowWriter;
  /** Rows that wait for the next row of units: those of the last row of samples of the component that has the fewest. */
  private readonly waiting: number;

  /** Throws `decode-failed` for factors of sampling, or `unsupported-type` for colours, that nothing can be made of. */
  constructor(
    private readonly frame: Frame,
    space: ColourSpace,
    kernels: SampleKernels = PLAIN_KERNELS,
  ) {
    const { components, precision, vMost } = frame;
    const write = rowWriterOf(space, precision, kernels);
    if (!write) throw unsupportedJpegError('12-bit JPEG');
    this.write = write;
    this.channels = space === 'gray' ? 1 : 3;
    const ways = components.map((component) => upsamplingOf(component, frame));
    this.planes = components.map((component) => new SamplePlane(component, precision, kernels));
    this.rows = this.planes.map((plane, i) => new UpsampledRows(plane, ways[i], frame, kernels));
    this.waiting = ways.some(needsNeighbours) ? vMost : 0;
  }

  /**
   * Takes the next row of units; writes what rows it completes.
   * @param strips of each component
   * @param target the picture
   */
  take(strips: readonly Strip[], unitRow: number, target: Samples): void {
    const { frame, planes, rows } = this;
    const { width, height, vMost, mcuRows } = frame;
    for (let c = 0; c < planes.length; c++) planes[c].transform(strips[c], unitRow);
    const end = unitRow === mcuRows - 1 ? height : (unitRow + 1) * 8 * vMost - this.waiting;
    for (; this.done < end; this.done++) {
      for (const row of rows) row.make(this.done);
      this.write(rows, target, this.done * width * this.channels, width);
    }
  }
}
