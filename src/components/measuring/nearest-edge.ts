import type { RasterImage } from '../../image/raster-image.ts';
import type { ImagePoint } from '../../measure/measurement.ts';

/** The middle of the edge's pixel that is nearest to a place, within so many pixels; null where there is none. */
export function nearestEdge(
  { width, height, data }: RasterImage,
  { x, y }: ImagePoint,
  reach: number,
): ImagePoint | null {
  let best: ImagePoint | null = null;
  let least = reach;
  const [left, right] = [Math.max(0, Math.floor(x - reach)), Math.min(width - 1, Math.floor(x + reach))];
  const [top, bottom] = [Math.max(0, Math.floor(y - reach)), Math.min(height - 1, Math.floor(y + reach))];
  for (let row = top; row <= bottom; row++) {
    for (let column = left; column <= right; column++) {
      if (data[row * width + column] === 0) continue;
      const away = Math.hypot(column + 0.5 - x, row + 0.5 - y);
      if (away > least) continue;
      least = away;
      best = { x: column + 0.5, y: row + 0.5 };
    }
  }
  return best;
}
