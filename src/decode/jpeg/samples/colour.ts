import type { ColourSpace } from '../stream/colour-space.ts';
import type { Samples } from './sample-plane.ts';
import type { UpsampledRows } from './upsampling.ts';

/** Writes a row of `width` pixels to `target` from `to` on, of the rows that were made of each component. */
export type RowWriter = (rows: readonly UpsampledRows[], target: Samples, to: number, width: number) => void;

/**
 * Null where there is none: inks have 8 bits, as OpenCV makes colours of them.
 * @param precision bits a sample: 8 or 12
 */
export function rowWriterOf(space: ColourSpace, precision: number): RowWriter | null {
  switch (space) {
    case 'gray':
      return writeGray;
    case 'rgb':
      return writeRgb;
    case 'ycc':
      return yccWriter(precision);
    default:
      return precision === 8 ? inkWriter(space === 'ycck') : null;
  }
}

function writeGray([gray]: readonly UpsampledRows[], target: Samples, to: number, width: number): void {
  target.set(gray.row.subarray(gray.at, gray.at + width), to);
}

function writeRgb(rows: readonly UpsampledRows[], target: Samples, to: number, width: number): void {
  for (let c = 0; c < 3; c++) {
    const { row, at } = rows[c];
    for (let x = 0; x < width; x++) target[to + 3 * x + c] = row[at + x];
  }
}

/** What Cb and Cr add to Y (T.871, clause 7), 16 bits behind the point in green, as libjpeg's jdcolor.c rounds it. */
interface YccTables {
  readonly crRed: Int32Array;
  readonly cbBlue: Int32Array;
  readonly crGreen: Int32Array;
  readonly cbGreen: Int32Array;
}

function yccTables(precision: number): YccTables {
  const length = 1 << precision;
  const half = 1 << 15;
  const table = (factor: number, round: number, shift: number): Int32Array =>
    Int32Array.from({ length }, (_, i) => (Math.round(factor * 65536) * (i - length / 2) + round) >> shift);
  return {
    crRed: table(1.402, half, 16),
    cbBlue: table(1.772, half, 16),
    crGreen: table(-0.71414, 0, 0),
    cbGreen: table(-0.34414, half, 0),
  };
}

function yccWriter(precision: number): RowWriter {
  const tables = yccTables(precision);
  return (rows, target, to, width) => {
    if (target instanceof Uint16Array) writeTwelveBitYcc(tables, rows, target, to, width);
    else writeYcc(tables, rows, target, to, width);
  };
}

function writeYcc(
  { crRed, cbBlue, crGreen, cbGreen }: YccTables,
  [luma, blue, red]: readonly UpsampledRows[],
  target: Uint8ClampedArray,
  to: number,
  width: number,
): void {
  const { row: yRow, at: yAt } = luma;
  const { row: cbRow, at: cbAt } = blue;
  const { row: crRow, at: crAt } = red;
  for (let x = 0; x < width; x++, to += 3) {
    const y = yRow[yAt + x];
    const cb = cbRow[cbAt + x];
    const cr = crRow[crAt + x];
    target[to] = y + crRed[cr];
    target[to + 1] = y + ((cbGreen[cb] + crGreen[cr]) >> 16);
    target[to + 2] = y + cbBlue[cb];
  }
}

function writeTwelveBitYcc(
  { crRed, cbBlue, crGreen, cbGreen }: YccTables,
  rows: readonly UpsampledRows[],
  target: Uint16Array,
  to: number,
  width: number,
): void {
  const clamped = (value: number): number => Math.max(0, Math.min(4095, value));
  for (let x = 0; x < width; x++, to += 3) {
    const [y, cb, cr] = rows.map(({ row, at }) => row[at + x]);
    target[to] = clamped(y + crRed[cr]);
    target[to + 1] = clamped(y + ((cbGreen[cb] + crGreen[cr]) >> 16));
    target[to + 2] = clamped(y + cbBlue[cb]);
  }
}

/** Inks become colours as in OpenCV's `icvCvt_CMYK2BGR_8u_C4C3R`, which takes all for Adobe's: 255 is none. */
function inkWriter(isYcck: boolean): RowWriter {
  const { crRed, cbBlue, crGreen, cbGreen } = yccTables(8);
  const inks = new Uint8ClampedArray(3);
  return (rows, target, to, width) => {
    for (let x = 0; x < width; x++, to += 3) {
      const [first, second, third, black] = rows.map(({ row, at }) => row[at + x]);
      if (isYcck) {
        inks[0] = 255 - (first + crRed[third]);
        inks[1] = 255 - (first + ((cbGreen[second] + crGreen[third]) >> 16));
        inks[2] = 255 - (first + cbBlue[second]);
      } else {
        inks[0] = first;
        inks[1] = second;
        inks[2] = third;
      }
      for (let c = 0; c < 3; c++) target[to + c] = black - (((255 - inks[c]) * black) >> 8);
    }
  };
}
