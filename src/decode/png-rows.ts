import { damagedError } from './decode-errors.ts';
import type { PngLayout } from './png-header.ts';

/** A set of rows that follow each other in the file, and where their pixels belong in the picture. */
export interface PngPass {
  readonly left: number;
  readonly top: number;
  readonly stepX: number;
  readonly stepY: number;
  /** Pixels a row of the pass. */
  readonly columns: number;
  readonly rows: number;
}

/** Left, top, horizontal and vertical step of Adam7's seven passes. */
const ADAM7 = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

const SAMPLES = { gray: 1, palette: 1, 'gray-alpha': 2, rgb: 3, rgba: 4 } as const;

/** Samples a pixel in the file, alpha among them. */
export function samplesPerPixel({ colorType }: PngLayout): number {
  return SAMPLES[colorType];
}

/** The passes of a picture that hold any pixel, in file order. */
export function listPasses({ width, height, interlaced }: PngLayout): PngPass[] {
  const steps = interlaced ? ADAM7 : ([[0, 0, 1, 1]] as const);
  return steps
    .map(([left, top, stepX, stepY]) => ({
      left,
      top,
      stepX,
      stepY,
      columns: Math.ceil((width - left) / stepX),
      rows: Math.ceil((height - top) / stepY),
    }))
    .filter(({ columns, rows }) => columns > 0 && rows > 0);
}

/**
 * Undoes a row's filter in place (PNG specification, clause 9). `above` is the row before it in the same pass, zeros
 * for the first; `distance` is the bytes of a whole pixel, at least 1.
 */
export function unfilterRow(filter: number, row: Uint8Array, above: Uint8Array, distance: number): void {
  const { length } = row;
  switch (filter) {
    case 0:
      return;
    case 1:
      for (let i = distance; i < length; i++) row[i] += row[i - distance];
      return;
    case 2:
      for (let i = 0; i < length; i++) row[i] += above[i];
      return;
    case 3:
      for (let i = 0; i < Math.min(distance, length); i++) row[i] += above[i] >> 1;
      for (let i = distance; i < length; i++) row[i] += (row[i - distance] + above[i]) >> 1;
      return;
    case 4:
      for (let i = 0; i < Math.min(distance, length); i++) row[i] += above[i];
      for (let i = distance; i < length; i++) row[i] += paeth(row[i - distance], above[i], above[i - distance]);
      return;
    default:
      throw damagedError();
  }
}

/** Of left, above and upper left, the one closest to left + above − upper left. */
function paeth(left: number, above: number, corner: number): number {
  const toLeft = Math.abs(above - corner);
  const toAbove = Math.abs(left - corner);
  const toCorner = Math.abs(left + above - 2 * corner);
  if (toLeft <= toAbove && toLeft <= toCorner) return left;
  return toAbove <= toCorner ? above : corner;
}
