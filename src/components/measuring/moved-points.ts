import type { ImagePoint, Measurement } from '../../measure/measurement.ts';
import { asStored, UPRIGHT, type Orientation } from '../pane/orientation.ts';
import type { Point } from '../pane/view-transform.ts';

/** The middle of the pixel at a place. */
export function middle({ x, y }: Point): ImagePoint {
  return { x: Math.floor(x) + 0.5, y: Math.floor(y) + 0.5 };
}

/** A measurement with one of its points, or all of them where that is null, moved by so much. */
export function moveOf(measurement: Measurement, point: number | null, { x, y }: Point): Measurement {
  const points = measurement.points.map((at, index) =>
    point === null || point === index ? { x: at.x + x, y: at.y + y } : at,
  );
  return { ...measurement, points };
}

/** In pixels, with Shift. */
const LONG_STEP = 10;
const ARROWS: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/** How far an arrow key moves, along the image's axes as they are seen; null for other keys. */
export function wayOf(
  { key, shiftKey }: Pick<KeyboardEvent, 'key' | 'shiftKey'>,
  orientation: Orientation = UPRIGHT,
): Point | null {
  const way = ARROWS[key] as Point | undefined;
  if (!way) return null;
  const { x, y } = asStored(orientation, way);
  const steps = shiftKey ? LONG_STEP : 1;
  return { x: x * steps, y: y * steps };
}
