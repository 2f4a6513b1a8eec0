import type { RasterImage } from '../image/raster-image.ts';
import type { ImagePoint, MeasurementKind } from './measurement.ts';

/** A rectangle or an ellipse of an image. */
export interface Region {
  readonly kind: Extract<MeasurementKind, 'rectangle' | 'ellipse'>;
  /** Two corners opposite each other, of the shape or of the rectangle around it. */
  readonly points: readonly ImagePoint[];
}

/** Pixels beside each other in one row: from column `from` to before `to`. */
export interface RowSpan {
  readonly row: number;
  readonly from: number;
  readonly to: number;
}

/**
 * The pixels of a region that lie in the image, row by row: those whose middle is inside. A middle on the left or upper side of a rectangle
 * is inside, on the right or lower side outside, so that one between whole numbers holds what `plane[y0:y1, x0:x1]` does. A middle on
 * an ellipse is inside.
 */
export function* rowSpans(
  { kind, points: [a, b] }: Region,
  { width, height }: Pick<RasterImage, 'width' | 'height'>,
): Generator<RowSpan, void, undefined> {
  const [left, right] = [Math.min(a.x, b.x), Math.max(a.x, b.x)];
  const [top, bottom] = [Math.min(a.y, b.y), Math.max(a.y, b.y)];
  const first = Math.max(0, Math.ceil(left - 0.5));
  const end = Math.min(width, Math.ceil(right - 0.5) + (kind === 'ellipse' ? 1 : 0));
  const lastRow = Math.min(height, Math.ceil(bottom - 0.5) + (kind === 'ellipse' ? 1 : 0));
  const middle = { x: (left + right) / 2, y: (top + bottom) / 2 };
  const half = { x: (right - left) / 2, y: (bottom - top) / 2 };
  for (let row = Math.max(0, Math.ceil(top - 0.5)); row < lastRow; row++) {
    let [from, to] = [first, end];
    if (kind === 'ellipse') {
      const down = (row + 0.5 - middle.y) / half.y;
      const inside = (column: number): boolean => {
        const across = (column + 0.5 - middle.x) / half.x;
        return across * across + down * down <= 1;
      };
      // From both ends, as the shape has no hollows: what is tested is what counts.
      while (from < to && !inside(from)) from++;
      while (from < to && !inside(to - 1)) to--;
    }
    if (from < to) yield { row, from, to };
  }
}

/** What the pixels of a region hold. */
export interface RegionStatistics {
  /** How many pixels it holds. All that follows is 0 where there are none. */
  readonly count: number;
  readonly mean: number;
  /** Of all pixels there are, as numpy's `std` has it: divided by their count. */
  readonly deviation: number;
  readonly min: number;
  readonly max: number;
  /** How often each sample is there, by sample: 256 or 65,536. */
  readonly histogram: Uint32Array;
}

/**
 * Statistics of a region of a gray plane: of its samples, or of what `valueOf` makes of each. Of samples they are of exact sums, rounded once at the end;
 * of values within 1e-12 of them.
 * @param plane of one channel
 * @throws RangeError for a plane of colours
 */
export function regionStatistics(
  plane: RasterImage,
  region: Region,
  valueOf?: (sample: number) => number,
): RegionStatistics {
  const { width, data, channels, bitDepth } = plane;
  if (channels !== 1) throw new RangeError('Statistics are of a plane of one channel.');
  const histogram = new Uint32Array(2 ** bitDepth);
  for (const { row, from, to } of rowSpans(region, plane)) {
    const end = row * width + to;
    for (let at = row * width + from; at < end; at++) histogram[data[at]]++;
  }
  return { ...(valueOf ? ofValues(histogram, valueOf) : ofSamples(histogram)), histogram };
}

type Moments = Omit<RegionStatistics, 'histogram'>;

/** n·Σv² − (Σv)² in whole numbers: 100 million samples of 16 bits leave those of doubles. */
function ofSamples(histogram: Uint32Array): Moments {
  let [count, sum, max] = [0, 0, 0];
  let min = Infinity;
  let squares = 0n;
  histogram.forEach((times, sample) => {
    if (times === 0) return;
    count += times;
    sum += times * sample;
    squares += BigInt(times * sample) * BigInt(sample);
    min = Math.min(min, sample);
    max = sample;
  });
  if (count === 0) return NONE;
  const spread = BigInt(count) * squares - BigInt(sum) ** 2n;
  return { count, mean: sum / count, deviation: Math.sqrt(Number(spread)) / count, min, max };
}

/** About the mean, which loses nothing where values are large beside their differences. */
function ofValues(histogram: Uint32Array, valueOf: (sample: number) => number): Moments {
  const bins = [...histogram].flatMap((times, sample) => (times ? [{ times, value: valueOf(sample) }] : []));
  if (bins.length === 0) return NONE;
  const count = bins.reduce((total, { times }) => total + times, 0);
  const [{ value: base }] = bins;
  const mean = base + bins.reduce((total, { times, value }) => total + times * (value - base), 0) / count;
  const squares = bins.reduce((total, { times, value }) => total + times * (value - mean) ** 2, 0);
  const values = bins.map(({ value }) => value);
  return {
    count,
    mean,
    deviation: Math.sqrt(squares / count),
    min: values.reduce((a, b) => Math.min(a, b)),
    max: values.reduce((a, b) => Math.max(a, b)),
  };
}

const NONE: Moments = { count: 0, mean: 0, deviation: 0, min: 0, max: 0 };
