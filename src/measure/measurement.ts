/**
 * A place in an image, in its pixels as stored: 0, 0 is the upper left corner of the upper left pixel, whose middle is
 * 0.5, 0.5. x goes along the rows, y down the columns. How the image is turned, enlarged or shown changes nothing of it.
 */
export interface ImagePoint {
  readonly x: number;
  readonly y: number;
}

/** What can be measured, with how many points each has. */
export const MEASUREMENT_POINTS = {
  /** From the first point to the second. */
  length: 2,
  /** At the second point, between the ways to the first and the third. */
  angle: 3,
  /** Between the line of the first two points and that of the others: 0 to 90 degrees. */
  cobb: 4,
  /** Two corners opposite each other, its sides along rows and columns. */
  rectangle: 2,
  /** Two corners of the rectangle around it, its axes along rows and columns. */
  ellipse: 2,
  /** The values from the first point to the second. */
  profile: 2,
  /** A place with a text. */
  point: 1,
  /** From a text, at the first point, to what it tells of, at the second. */
  arrow: 2,
} as const;

export type MeasurementKind = keyof typeof MEASUREMENT_POINTS;

export const MEASUREMENT_KINDS = Object.keys(MEASUREMENT_POINTS) as readonly MeasurementKind[];

/** Something drawn on an image. Never changed, only replaced. */
export interface Measurement {
  /** Which one of its image's: a whole number from 1. */
  readonly id: number;
  readonly kind: MeasurementKind;
  /** As many as {@link MEASUREMENT_POINTS} says. */
  readonly points: readonly ImagePoint[];
  /** What a person wrote to it. */
  readonly text?: string;
}

/** Kinds that have statistics: they hold pixels. */
export function isRegion(kind: MeasurementKind): kind is 'rectangle' | 'ellipse' {
  return kind === 'rectangle' || kind === 'ellipse';
}

/** What Cornerstone3D's annotation tools call the same; null where it has nothing like it. */
export const CORNERSTONE_TOOLS: Readonly<Record<MeasurementKind, string | null>> = {
  length: 'Length',
  angle: 'Angle',
  cobb: 'CobbAngle',
  rectangle: 'RectangleROI',
  ellipse: 'EllipticalROI',
  profile: null,
  point: 'Probe',
  arrow: 'ArrowAnnotate',
};
