import { damagedError } from '../../source/decode-errors.ts';
import type { PixelLayout } from '../layout/pixel-layout.ts';

/** How cells lie in a file that does not compress them. */
export interface NativeOrder {
  readonly littleEndian: boolean;
  /** The element's; null where it does not say. */
  readonly vr: string | null;
}

const hostIsLittle = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/**
 * Cells of a frame that is not compressed (PS3.5, 8.2 and annex D). 16-bit cells in big endian have the high byte first; so have words
 * (OW) of two 8-bit cells, of which the second is the high one. Throws `decode-failed` where there are too few.
 * @param bytes of the frame
 */
export function nativeCells(
  bytes: Uint8Array,
  layout: PixelLayout,
  { littleEndian, vr }: NativeOrder,
): Uint8Array | Uint16Array {
  if (layout.bitsAllocated === 16) return wordsOf(bytes, littleEndian);
  const cells = !littleEndian && vr === 'OW' ? swappedPairs(bytes) : bytes;
  if (layout.photometric === 'YBR_FULL_422') return fromHalvedColours(cells, layout);
  return cells;
}

/** Interleaves samples that come plane by plane (PS3.3, C.7.6.3.1.3). */
export function interleaved<Cells extends Uint8Array | Uint16Array>(planes: Cells, pixels: number): Cells {
  if (planes.length !== 3 * pixels) throw damagedError();
  const cells = planes.slice() as Cells;
  for (let c = 0; c < 3; c++) {
    const from = c * pixels;
    for (let i = 0, to = c; i < pixels; i++, to += 3) cells[to] = planes[from + i];
  }
  return cells;
}

function wordsOf(bytes: Uint8Array, littleEndian: boolean): Uint16Array {
  const isAsHere = littleEndian === hostIsLittle;
  // Most files' pixels lie at even places, and need not be moved.
  if (isAsHere && bytes.byteOffset % 2 === 0) return new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.length >> 1);
  const own = bytes.slice(0, bytes.length & ~1);
  const words = new Uint16Array(own.buffer);
  if (!isAsHere) for (let i = 0; i < words.length; i++) words[i] = (words[i] << 8) | (words[i] >> 8);
  return words;
}

function swappedPairs(bytes: Uint8Array): Uint8Array {
  const swapped = new Uint8Array(bytes.length);
  for (let i = 0; i < bytes.length; i++) swapped[i] = bytes[i ^ 1];
  return swapped;
}

/** C.7.6.3.1.2: two pixels of a row share the blue and the red difference. */
function fromHalvedColours(packed: Uint8Array, { rows, columns }: PixelLayout): Uint8Array {
  const pairs = Math.ceil(columns / 2);
  const cells = new Uint8Array(3 * rows * columns);
  let to = 0;
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++, to += 3) {
      const pair = 4 * (y * pairs + (x >> 1));
      cells[to] = packed[pair + (x & 1)];
      cells[to + 1] = packed[pair + 2];
      cells[to + 2] = packed[pair + 3];
    }
  }
  return cells;
}
