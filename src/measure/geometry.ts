import type { Calibration, PixelSize, Unit } from './calibration.ts';
import { unitOf } from './calibration.ts';
import type { ImagePoint, Measurement } from './measurement.ts';

/** A size, and how far it may be off: each point is known to half a pixel to every side. */
export interface Quantity {
  readonly value: number;
  readonly uncertainty: number;
  readonly unit: 'mm' | 'px' | 'mm²' | 'px²' | '°';
}

/** What the shape of a measurement tells, whatever the pixels hold. */
export interface Sizes {
  /** Of a length, a profile, an arrow. */
  readonly length?: Quantity;
  /** Of an angle, 0 to 180 degrees; of a Cobb angle, 0 to 90. */
  readonly angle?: Quantity;
  /** Of a rectangle, an ellipse: of the shape as it is drawn. */
  readonly area?: Quantity;
  readonly width?: Quantity;
  readonly height?: Quantity;
}

const DEGREES = 180 / Math.PI;

/** The sizes of a measurement. Without a calibration they are in pixels, never in millimetres. */
export function sizesOf(
  { kind, points }: Pick<Measurement, 'kind' | 'points'>,
  calibration: Calibration | null = null,
  size: PixelSize = {},
): Sizes {
  const unit = unitOf(calibration, size);
  const [a, b, c, d] = points;
  switch (kind) {
    case 'length':
    case 'profile':
    case 'arrow':
      return { length: lengthOf(way(a, b, unit), unit) };
    case 'angle':
      return { angle: angleOf(way(b, a, unit), way(b, c, unit), unit, 180) };
    case 'cobb':
      return { angle: angleOf(way(a, b, unit), way(c, d, unit), unit, 90) };
    case 'rectangle':
      return areaOf(way(a, b, unit), unit, 1);
    case 'ellipse':
      return areaOf(way(a, b, unit), unit, Math.PI / 4);
    case 'point':
      return {};
  }
}

/** From one place to another, in the unit. */
function way(from: ImagePoint, to: ImagePoint, unit: Unit): ImagePoint {
  return { x: (to.x - from.x) * unit.x, y: (to.y - from.y) * unit.y };
}

/** Half a pixel at both ends, along the line. */
function lengthOf({ x, y }: ImagePoint, unit: Unit): Quantity {
  const value = Math.hypot(x, y);
  const uncertainty = value > 0 ? (Math.abs(x) * unit.x + Math.abs(y) * unit.y) / value : Math.hypot(unit.x, unit.y);
  return { value, uncertainty, unit: unit.name };
}

/** Half a pixel at the ends of both lines, across them. */
function angleOf(first: ImagePoint, second: ImagePoint, unit: Unit, most: 90 | 180): Quantity {
  const cross = first.x * second.y - first.y * second.x;
  const along = first.x * second.x + first.y * second.y;
  // Of no length: 0 degrees, and not the 180 of a zero with a sign.
  const angle = Math.atan2(Math.abs(cross), along + 0) * DEGREES;
  const value = most === 90 && angle > 90 ? 180 - angle : angle;
  const turn = ({ x, y }: ImagePoint): number =>
    (Math.abs(y) * unit.x + Math.abs(x) * unit.y) / Math.max(x * x + y * y, Number.MIN_VALUE);
  return { value, uncertainty: Math.min(most, (turn(first) + turn(second)) * DEGREES), unit: '°' };
}

/** Half a pixel at each of the four sides. */
function areaOf({ x, y }: ImagePoint, unit: Unit, share: number): Sizes {
  const width = Math.abs(x);
  const height = Math.abs(y);
  return {
    area: {
      value: width * height * share,
      uncertainty: (width * unit.y + height * unit.x) * share,
      unit: `${unit.name}²`,
    },
    width: { value: width, uncertainty: unit.x, unit: unit.name },
    height: { value: height, uncertainty: unit.y, unit: unit.name },
  };
}
