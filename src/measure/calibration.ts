import { pixelShape } from '../image/pixel-shape.ts';
import type { SampleValues } from '../image/sample-values.ts';
import type { ImagePoint } from './measurement.ts';

/** How large a pixel is in what was X-rayed, and how that is known. */
export interface Calibration {
  /** Between the middles of two rows, in millimetres. */
  readonly row: number;
  /** Between the middles of two columns, in millimetres. */
  readonly column: number;
  /**
   * `file`: as the file says, without saying how; `calibrated`: as the file says, by geometry or something of known size; `detector`: at the
   * detector, where things are larger than they are; `corrected`: that, divided by the {@link magnification} that the file estimates;
   * `known-length`: by a length that a person knows, {@link known}.
   */
  readonly by: 'file' | 'calibrated' | 'detector' | 'corrected' | 'known-length';
  /** By which `corrected` sizes were divided. */
  readonly magnification?: number;
  /** The length that was told, in millimetres. */
  readonly known?: number;
}

/** What of an image's values tells how large its pixels are. */
export type PixelSize = Pick<SampleValues, 'spacing' | 'pixelAspect'>;

/** What a file says of its pixels' size; null where it does not: then there are no millimetres. */
export function calibrationOf({ spacing }: PixelSize): Calibration | null {
  if (!spacing) return null;
  const { row, column, at, magnification } = spacing;
  if (at !== 'detector') return { row, column, by: at === 'calibrated' ? 'calibrated' : 'file' };
  if (magnification === undefined) return { row, column, by: 'detector' };
  return { row: row / magnification, column: column / magnification, by: 'corrected', magnification };
}

/**
 * By a length that is known: a ball of 25 mm, say. Pixels that are not square stay so.
 * @param points its two ends
 * @param millimetres more than 0
 * @returns null where the ends are one place, or the length is none
 */
export function calibrationByLength(
  [from, to]: readonly ImagePoint[],
  millimetres: number,
  size: PixelSize = {},
): Calibration | null {
  const { x, y } = unitOf(null, size);
  const length = Math.hypot((to.x - from.x) * x, (to.y - from.y) * y);
  const scale = millimetres / length;
  if (!(millimetres > 0) || !Number.isFinite(scale)) return null;
  return { row: scale * y, column: scale * x, by: 'known-length', known: millimetres };
}

/** How far it is from one pixel to the next, along the rows and down the columns. */
export interface Unit {
  readonly x: number;
  readonly y: number;
  readonly name: 'mm' | 'px';
}

/**
 * In millimetres where they are known, else in pixels: of pixels that are not square, in their shorter side, so that angles are as they are.
 */
export function unitOf(calibration: Calibration | null, size: PixelSize = {}): Unit {
  if (calibration) return { x: calibration.column, y: calibration.row, name: 'mm' };
  const { row, column } = size.spacing ?? {};
  const { x, y } = pixelShape(row && column ? { pixelAspect: row / column } : size);
  return { x, y, name: 'px' };
}
