import { crc32 } from '../../base/checksums/crc32.ts';
import type { BlobReader } from '../source/blob-reader.ts';
import { damagedError } from '../source/decode-errors.ts';
import { hasTiffByteOrder, readOrientation, swapsSides } from '../source/exif-orientation.ts';
import type { ImageHeader, SourceColorType } from '../source/image-header.ts';
import { FORMATS } from '../source/formats.ts';
import { assertSides } from '../source/limits.ts';

type PngColorType = Exclude<SourceColorType, 'cmyk'>;

/** The IHDR chunk: how the picture is stored, before orientation. */
export interface PngLayout {
  readonly width: number;
  readonly height: number;
  readonly bitDepth: 1 | 2 | 4 | 8 | 16;
  readonly colorType: PngColorType;
  /** Adam7 order instead of row after row. */
  readonly interlaced: boolean;
}

/** The first chunk follows it. */
export const PNG_SIGNATURE_LENGTH = FORMATS.png.signature.bytes.length;
/** Length and type in front of a chunk's data. */
export const CHUNK_HEAD = 8;
/** The checksum behind it. */
export const CHUNK_TAIL = 4;
/** A chunk longer than this breaks the format. */
export const MAX_CHUNK_LENGTH = 0x7fffffff;
/** What libpng takes unless told otherwise (`PNG_USER_WIDTH_MAX` and `…HEIGHT_MAX`), and OpenCV does not. */
const MAX_SIDE = 1_000_000;

const IHDR_LENGTH = 13;
/** Chunk types as numbers, for walking past very many chunks. */
const IEND = 0x49454e44;
const EXIF = 0x65584966;

const COLOR_TYPES: readonly (readonly [type: number, name: PngColorType, depths: readonly number[]])[] = [
  [0, 'gray', [1, 2, 4, 8, 16]],
  [2, 'rgb', [8, 16]],
  [3, 'palette', [1, 2, 4, 8]],
  [4, 'gray-alpha', [8, 16]],
  [6, 'rgba', [8, 16]],
];

/** Reads the IHDR and, for the orientation, an eXIf chunk wherever it stands; data chunks are stepped over unread. */
export async function readPngHeader(
  reader: BlobReader,
  checkSides: (w: number, h: number) => void,
): Promise<ImageHeader> {
  const head = await reader.read(PNG_SIGNATURE_LENGTH, CHUNK_HEAD + IHDR_LENGTH + CHUNK_TAIL);
  if (head.length < CHUNK_HEAD + IHDR_LENGTH + CHUNK_TAIL) throw damagedError();
  const view = viewOf(head);
  if (view.getUint32(0) !== IHDR_LENGTH || chunkType(head, 0) !== 'IHDR') throw damagedError();
  if (view.getUint32(CHUNK_HEAD + IHDR_LENGTH) !== crc32(head.subarray(4, CHUNK_HEAD + IHDR_LENGTH))) {
    throw damagedError();
  }
  const ihdr = head.slice(CHUNK_HEAD, CHUNK_HEAD + IHDR_LENGTH);
  // The sides first: of a file that claims four billion rows, people should read that it is too large.
  const [columns, rows] = [view.getUint32(CHUNK_HEAD), view.getUint32(CHUNK_HEAD + 4)];
  checkSides(columns, rows);
  assertSides(columns, rows, MAX_SIDE);
  const { width, height, bitDepth, colorType } = parseIhdr(ihdr);
  const swapped = await readsSideways(reader, PNG_SIGNATURE_LENGTH + head.length);
  return {
    format: 'png',
    width: swapped ? height : width,
    height: swapped ? width : height,
    bitDepth,
    colorType,
  };
}

/** Throws `decode-failed` for what the PNG specification does not allow. */
export function parseIhdr(data: Uint8Array): PngLayout {
  if (data.length !== IHDR_LENGTH) throw damagedError();
  const view = viewOf(data);
  const width = view.getUint32(0);
  const height = view.getUint32(4);
  const [bitDepth, colorCode, compression, filter, interlace] = data.subarray(8);
  const color = COLOR_TYPES.find(([code, , depths]) => code === colorCode && depths.includes(bitDepth));
  if (!isSide(width) || !isSide(height) || !color || compression !== 0 || filter !== 0 || interlace > 1) {
    throw damagedError();
  }
  return {
    width,
    height,
    bitDepth: bitDepth as PngLayout['bitDepth'],
    colorType: color[1],
    interlaced: interlace === 1,
  };
}

/** The four letters of the chunk that begins at `offset`. */
export function chunkType(bytes: Uint8Array, offset: number): string {
  return String.fromCharCode(...bytes.subarray(offset + 4, offset + 8));
}

export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function isSide(value: number): boolean {
  return value >= 1 && value <= MAX_SIDE;
}

/** Damage further on is left for the decoder to find: here it only ends the search. */
async function readsSideways(reader: BlobReader, firstChunk: number): Promise<boolean> {
  let offset = firstChunk;
  while (offset + CHUNK_HEAD + CHUNK_TAIL <= reader.size) {
    const bytes = await reader.readAhead(offset, CHUNK_HEAD);
    const view = viewOf(bytes);
    let at = 0;
    while (at + CHUNK_HEAD <= bytes.length) {
      const length = view.getUint32(at);
      const type = view.getUint32(at + 4);
      if (type === IEND) return false;
      if (type === EXIF) {
        const chunk = await reader.read(offset + at, CHUNK_HEAD + length + CHUNK_TAIL);
        const exif = validExif(chunk, length);
        if (exif) return swapsSides(readOrientation(exif));
      }
      at += CHUNK_HEAD + length + CHUNK_TAIL;
    }
    offset += at;
  }
  return false;
}

/** The data of a whole eXIf chunk, or null where it is damaged and so, being optional, ignored. */
function validExif(chunk: Uint8Array, length: number): Uint8Array | null {
  if (chunk.length < CHUNK_HEAD + length + CHUNK_TAIL) return null;
  const data = chunk.subarray(CHUNK_HEAD, CHUNK_HEAD + length);
  const sum = viewOf(chunk).getUint32(CHUNK_HEAD + length);
  return hasTiffByteOrder(data) && sum === crc32(chunk.subarray(4, CHUNK_HEAD + length)) ? data : null;
}
