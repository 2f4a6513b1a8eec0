import type { ColourSpace } from '../stream/colour-space.ts';
import type { PlacedRow, SampleKernels } from './sample-kernels.ts';
import { areTwelveBit, type Samples } from './strip.ts';

/** Writes a row of `width` pixels to `target` from `to` on, of the rows that were made of each component. */
export type RowWriter = (rows: readonly PlacedRow[], target: Samples, to: number, width: number) => void;

/**
 * Null where there is none: inks have 8 bits, as OpenCV makes colours of them.
 * @param precision bits a sample: 8 or 12
 */
export function rowWriterOf(space: ColourSpace, precision: number, kernels: SampleKernels): RowWriter | null {
  switch (space) {
    case 'gray':
      return writeGray;
    case 'rgb':
      return writeRgb;
    case 'ycc':
      return (rows, target, to, width) => {
        if (areTwelveBit(target)) writeTwelveBitYcc(rows, target, to, width);
        else kernels.writeYcc(rows, target, to, width);
      };
    default:
      return precision === 8 ? inkWriter(space === 'ycck') : null;
  }
}

function writeGray([gray]: readonly PlacedRow[], target: Samples, to: number, width: number): void {
  target.set(gray.row.subarray(gray.at, gray.at + width), to);
}

function writeRgb(rows: readonly PlacedRow[], target: Samples, to: number, width: number): void {
  for (let c = 0; c < 3; c++) {
    const { row, at } = rows[c];
    for (let x = 0; x < width; x++) target[to + 3 * x + c] = row[at + x];
  }
}

/**
 * What Cb and Cr add to Y (T.871, clause 7), as libjpeg's jdcolor.c rounds it: 16 bits behind the point, and half of the last one added before
 * these are left out.
 */
const CR_RED = 91881;
const CB_BLUE = 116130;
const CR_GREEN = 46802;
const CB_GREEN = 22554;
const HALF = 1 << 15;

const redOf = (cr: number): number => (Math.imul(CR_RED, cr) + HALF) >> 16;
const blueOf = (cb: number): number => (Math.imul(CB_BLUE, cb) + HALF) >> 16;
const greenOf = (cb: number, cr: number): number => (HALF - Math.imul(CB_GREEN, cb) - Math.imul(CR_GREEN, cr)) >> 16;

export function writeEightBitYcc(
  [luma, blue, red]: readonly PlacedRow[],
  target: Uint8ClampedArray,
  to: number,
  width: number,
): void {
  const { row: yRow, at: yAt } = luma;
  const { row: cbRow, at: cbAt } = blue;
  const { row: crRow, at: crAt } = red;
  for (let x = 0; x < width; x++, to += 3) {
    const y = yRow[yAt + x];
    const cb = cbRow[cbAt + x] - 128;
    const cr = crRow[crAt + x] - 128;
    target[to] = y + redOf(cr);
    target[to + 1] = y + greenOf(cb, cr);
    target[to + 2] = y + blueOf(cb);
  }
}

function writeTwelveBitYcc(rows: readonly PlacedRow[], target: Uint16Array, to: number, width: number): void {
  const clamped = (value: number): number => Math.max(0, Math.min(4095, value));
  for (let x = 0; x < width; x++, to += 3) {
    const [y, cb, cr] = rows.map(({ row, at }, c) => row[at + x] - (c > 0 ? 2048 : 0));
    target[to] = clamped(y + redOf(cr));
    target[to + 1] = clamped(y + greenOf(cb, cr));
    target[to + 2] = clamped(y + blueOf(cb));
  }
}

/** Inks become colours as in OpenCV's `icvCvt_CMYK2BGR_8u_C4C3R`, which takes all for Adobe's: 255 is none. */
function inkWriter(isYcck: boolean): RowWriter {
  const inks = new Uint8ClampedArray(3);
  return (rows, target, to, width) => {
    for (let x = 0; x < width; x++, to += 3) {
      const [first, second, third, black] = rows.map(({ row, at }) => row[at + x]);
      if (isYcck) {
        const [cb, cr] = [second - 128, third - 128];
        inks[0] = 255 - (first + redOf(cr));
        inks[1] = 255 - (first + greenOf(cb, cr));
        inks[2] = 255 - (first + blueOf(cb));
      } else {
        inks[0] = first;
        inks[1] = second;
        inks[2] = third;
      }
      for (let c = 0; c < 3; c++) target[to + c] = black - (((255 - inks[c]) * black) >> 8);
    }
  };
}
