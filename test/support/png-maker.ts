import { deflateSync } from 'node:zlib';
import { crc32 } from '../../src/base/checksums/crc32.ts';

export const PNG_SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

const SAMPLES: Record<number, number> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

/** Left, top, horizontal and vertical step of Adam7's seven passes. */
export const PASSES = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
];

export interface PngRecipe {
  width: number;
  height: number;
  /** PNG's code: 0 gray, 2 RGB, 3 palette, 4 gray + alpha, 6 RGBA. */
  colorType: 0 | 2 | 3 | 4 | 6;
  bitDepth: 1 | 2 | 4 | 8 | 16;
  /** All samples of the pixel, in the range of the bit depth. */
  pixel: (x: number, y: number) => number[];
  interlaced?: boolean;
  /** Filter of the nth row; 0 unless told. */
  filter?: (row: number) => number;
  palette?: readonly number[];
  /** Chunks between IHDR (and PLTE) and IDAT. */
  beforeData?: Uint8Array[];
  /** Chunks between IDAT and IEND. */
  afterData?: Uint8Array[];
  /** Cuts the compressed data into IDATs of this many bytes. */
  pieceLength?: number;
  /** Replaces the compressed data. */
  compress?: (rows: Uint8Array) => Uint8Array;
}

/** A PNG written the plain way, so that decoding has something independent to be compared with. */
export function makePng(recipe: PngRecipe): Uint8Array<ArrayBuffer> {
  const { palette, beforeData = [], afterData = [], pieceLength = 1 << 20, compress = deflateSync } = recipe;
  const data = compress(filteredRows(recipe));
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < data.length; at += pieceLength) pieces.push(chunk('IDAT', data.subarray(at, at + pieceLength)));
  return pngOf(
    ihdr(recipe),
    ...(palette ? [chunk('PLTE', Uint8Array.from(palette))] : []),
    ...beforeData,
    ...pieces,
    ...afterData,
    chunk('IEND'),
  );
}

export function pngOf(...chunks: Uint8Array[]): Uint8Array<ArrayBuffer> {
  return concat([PNG_SIGNATURE, ...chunks]);
}

export function ihdr(
  layout: Pick<PngRecipe, 'width' | 'height' | 'interlaced'> & Record<'colorType' | 'bitDepth', number>,
): Uint8Array {
  const data = new Uint8Array(13);
  const view = new DataView(data.buffer);
  view.setUint32(0, layout.width);
  view.setUint32(4, layout.height);
  data.set([layout.bitDepth, layout.colorType, 0, 0, layout.interlaced ? 1 : 0], 8);
  return chunk('IHDR', data);
}

export function chunk(type: string, data: Uint8Array = new Uint8Array(0)): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(12 + data.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, data.length);
  bytes.set(Buffer.from(type, 'latin1'), 4);
  bytes.set(data, 8);
  view.setUint32(8 + data.length, crc32(bytes.subarray(4, 8 + data.length)));
  return bytes;
}

/** An EXIF block that holds nothing but an orientation. */
export function exifBlock(orientation: number, littleEndian = false): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(26);
  const view = new DataView(bytes.buffer);
  bytes.fill(littleEndian ? 0x49 : 0x4d, 0, 2);
  view.setUint16(2, 42, littleEndian);
  view.setUint32(4, 8, littleEndian);
  view.setUint16(8, 1, littleEndian);
  view.setUint16(10, 0x0112, littleEndian);
  view.setUint16(12, 3, littleEndian);
  view.setUint32(14, 1, littleEndian);
  view.setUint16(18, orientation, littleEndian);
  return bytes;
}

export function concat(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

function filteredRows(recipe: PngRecipe): Uint8Array {
  const { width, height, colorType, bitDepth, pixel, interlaced, filter = () => 0 } = recipe;
  const distance = Math.max(1, (SAMPLES[colorType] * bitDepth) >> 3);
  const rows: Uint8Array[] = [];
  for (const [left, top, stepX, stepY] of interlaced ? PASSES : [[0, 0, 1, 1]]) {
    let above: Uint8Array | null = null;
    for (let y = top; y < height; y += stepY) {
      const bits: string[] = [];
      for (let x = left; x < width; x += stepX) {
        for (const sample of pixel(x, y)) bits.push(sample.toString(2).padStart(bitDepth, '0'));
      }
      const row = packBits(bits.join(''));
      if (row.length === 0) break;
      rows.push(applyFilter(filter(rows.length), row, above ?? new Uint8Array(row.length), distance));
      above = row;
    }
  }
  return concat(rows);
}

function packBits(bits: string): Uint8Array {
  const bytes = new Uint8Array(Math.ceil(bits.length / 8));
  for (let i = 0; i < bytes.length; i++) bytes[i] = parseInt(bits.slice(i * 8, i * 8 + 8).padEnd(8, '0'), 2);
  return bytes;
}

function applyFilter(type: number, row: Uint8Array, above: Uint8Array, distance: number): Uint8Array {
  const predicted = (i: number): number => {
    const a = row[i - distance] ?? 0;
    const b = above[i];
    const c = above[i - distance] ?? 0;
    const nearest = (): number => {
      const p = a + b - c;
      const [pa, pb, pc] = [a, b, c].map((value) => Math.abs(p - value));
      return pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
    };
    return [0, a, b, (a + b) >> 1, nearest()][type] ?? 0;
  };
  return Uint8Array.from([type, ...row.map((value, i) => value - predicted(i))]);
}
