import type { RasterImage } from '../image/raster-image.ts';
import type { ImagePoint } from './measurement.ts';

/** The most places of a profile: more than a screen is wide, or an image long. */
const MOST_PLACES = 65536;

/**
 * The values along a line, from its first point to its second, both included: at places at most a pixel apart, equally far from each other.
 * Between the middles of four pixels they are weighted by how near these are (bilinear); outside the image its border goes on.
 * @param plane of one channel
 * @param valueOf what a sample stands for, before it is weighted; default: itself
 * @throws RangeError for a plane of colours
 */
export function lineProfile(
  { width, height, channels, data }: RasterImage,
  [from, to]: readonly ImagePoint[],
  valueOf: (sample: number) => number = Number,
): Float64Array {
  if (channels !== 1) throw new RangeError('A profile is of a plane of one channel.');
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const steps = Math.min(MOST_PLACES - 1, Math.max(1, Math.ceil(length)));
  const at = (column: number, row: number): number =>
    valueOf(data[Math.min(height - 1, Math.max(0, row)) * width + Math.min(width - 1, Math.max(0, column))]);
  return Float64Array.from({ length: steps + 1 }, (_, step) => {
    const x = from.x + ((to.x - from.x) * step) / steps - 0.5;
    const y = from.y + ((to.y - from.y) * step) / steps - 0.5;
    const [column, row] = [Math.floor(x), Math.floor(y)];
    const [right, below] = [x - column, y - row];
    const mix = (a: number, b: number, part: number): number => (part === 0 ? a : a * (1 - part) + b * part);
    return mix(
      mix(at(column, row), at(column + 1, row), right),
      mix(at(column, row + 1), at(column + 1, row + 1), right),
      below,
    );
  });
}
