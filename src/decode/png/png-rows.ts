import { damagedError } from '../source/decode-errors.ts';
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

/** Bits of a pixel in the file. */
export function bitsOfPixel(layout: PngLayout): number {
  return samplesPerPixel(layout) * layout.bitDepth;
}

/** Bytes of a row in the file, without its filter. */
export function bytesOfRow({ columns }: PngPass, layout: PngLayout): number {
  return Math.ceil((columns * bitsOfPixel(layout)) / 8);
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
 *
 * Bytes of a kind are taken one after the other, because the left neighbour then stays in a register: reading back what
 * was just written takes twice as long.
 */
export function unfilterRow(filter: number, row: Uint8Array, above: Uint8Array, distance: number): void {
  const { length } = row;
  switch (filter) {
    case 0:
      return;
    case 1:
      for (let first = 0; first < distance; first++) {
        for (let i = first, left = 0; i < length; i += distance) row[i] = left = (row[i] + left) & 0xff;
      }
      return;
    case 2:
      for (let i = 0; i < length; i++) row[i] += above[i];
      return;
    case 3:
      for (let first = 0; first < distance; first++) {
        for (let i = first, left = 0; i < length; i += distance) {
          row[i] = left = (row[i] + ((left + above[i]) >> 1)) & 0xff;
        }
      }
      return;
    case 4:
      if (distance === 3) unfilterPaethRgb(row, above);
      else for (let first = 0; first < distance; first++) unfilterPaeth(row, above, first, distance);
      return;
    default:
      throw damagedError();
  }
}

function unfilterPaeth(row: Uint8Array, above: Uint8Array, first: number, distance: number): void {
  for (let i = first, left = 0, corner = 0; i < row.length; i += distance) {
    const up = above[i];
    row[i] = left = (row[i] + paeth(left, up, corner)) & 0xff;
    corner = up;
  }
}

/** All three at once, since none of them waits for another: a third less time for the most common files. */
function unfilterPaethRgb(row: Uint8Array, above: Uint8Array): void {
  let [red, green, blue, redCorner, greenCorner, blueCorner] = [0, 0, 0, 0, 0, 0];
  for (let i = 0; i + 2 < row.length; i += 3) {
    const redUp = above[i];
    const greenUp = above[i + 1];
    const blueUp = above[i + 2];
    row[i] = red = (row[i] + paeth(red, redUp, redCorner)) & 0xff;
    row[i + 1] = green = (row[i + 1] + paeth(green, greenUp, greenCorner)) & 0xff;
    row[i + 2] = blue = (row[i + 2] + paeth(blue, blueUp, blueCorner)) & 0xff;
    redCorner = redUp;
    greenCorner = greenUp;
    blueCorner = blueUp;
  }
}

/**
 * Of left, above and upper left, the one closest to left + above − upper left, the earlier one of equally close ones.
 * In noise the outcome cannot be foreseen, so there are no branches: a difference's sign, spread over 32 bits, selects.
 */
function paeth(left: number, above: number, corner: number): number {
  const fromLeft = above - corner;
  const fromAbove = left - corner;
  const toLeft = magnitude(fromLeft);
  const toAbove = magnitude(fromAbove);
  const toCorner = magnitude(fromLeft + fromAbove);
  const aboveWins = (toAbove - toLeft) >> 31;
  const nearest = left ^ ((left ^ above) & aboveWins);
  const toNearest = toLeft ^ ((toLeft ^ toAbove) & aboveWins);
  const cornerWins = (toCorner - toNearest) >> 31;
  return nearest ^ ((nearest ^ corner) & cornerWins);
}

function magnitude(value: number): number {
  const sign = value >> 31;
  return (value ^ sign) - sign;
}
