import type { BlobReader } from './blob-reader.ts';
import { damagedError, unsupportedJpegError } from './decode-errors.ts';
import { readOrientation, swapsSides, type Orientation } from './exif-orientation.ts';
import type { ImageHeader } from './image-header.ts';
import { isFrameHeader, isStandalone, MARKER } from './jpeg-markers.ts';

const EXIF_NAME = [0x45, 0x78, 0x69, 0x66, 0, 0];
/** Length, precision, height, width and number of components. */
const FRAME_FIELDS = 8;
/** Real files have a few dozen segments. A file of nothing but empty ones would keep the page busy for seconds. */
const MAX_SEGMENTS = 20_000;

/** Walks the segments up to the frame header (SOFn); the picture's data are not read. Throws `decode-failed`. */
export async function readJpegHeader(
  reader: BlobReader,
  checkSides: (width: number, height: number) => void,
): Promise<ImageHeader> {
  let orientation: Orientation | null = null;
  let offset = 2;
  for (let segments = 0; segments < MAX_SEGMENTS; segments++) {
    const { marker, end } = await findMarker(reader, offset);
    offset = end;
    if (isStandalone(marker)) continue;
    if (marker === MARKER.startOfScan || marker === MARKER.endOfImage) throw damagedError();
    const length = await readLength(reader, offset);
    if (marker === MARKER.app1 && orientation === null) {
      orientation = exifOrientation(await reader.read(offset + 2, length - 2));
    }
    if (isFrameHeader(marker)) {
      const frame = await reader.read(offset, FRAME_FIELDS);
      if (length < FRAME_FIELDS || frame.length < FRAME_FIELDS) throw damagedError();
      return describeFrame(marker, frame, orientation ?? 1, checkSides);
    }
    offset += length;
  }
  throw damagedError();
}

function describeFrame(
  marker: number,
  frame: Uint8Array,
  orientation: Orientation,
  checkSides: (width: number, height: number) => void,
): ImageHeader {
  const bitDepth = frame[2];
  const rows = (frame[3] << 8) | frame[4];
  const columns = (frame[5] << 8) | frame[6];
  const components = frame[7];
  if (rows === 0 || columns === 0) throw damagedError();
  checkSides(columns, rows);
  assertDecodable(marker, bitDepth, components);
  const swapped = swapsSides(orientation);
  return {
    format: 'jpeg',
    width: swapped ? rows : columns,
    height: swapped ? columns : rows,
    bitDepth,
    colorType: components === 1 ? 'gray' : 'rgb',
  };
}

function assertDecodable(marker: number, bitDepth: number, components: number): void {
  if (marker === MARKER.jpegLs) throw unsupportedJpegError('JPEG-LS');
  // Lossless (SOF3, SOF11) and hierarchical (SOF5…7, SOF13…15) frames.
  if (marker === 0xc3 || marker === 0xcb) throw unsupportedJpegError('Lossless JPEG');
  if ((marker & 4) !== 0) throw unsupportedJpegError('Hierarchical JPEG');
  if (bitDepth === 12) throw unsupportedJpegError('12-bit JPEG');
  if (bitDepth !== 8) throw damagedError();
  // How four inks become three colours is the decoder's own choice: browsers' differ from OpenCV's.
  if (components === 4) throw unsupportedJpegError('CMYK JPEG');
  if (components !== 1 && components !== 3) throw damagedError();
}

/** The first marker at or behind `offset`; bytes that belong to no segment are skipped, as JPEG decoders do. */
async function findMarker(reader: BlobReader, offset: number): Promise<{ marker: number; end: number }> {
  for (let at = offset; ;) {
    const bytes = await reader.read(at, 1024);
    const start = bytes.indexOf(0xff);
    if (bytes.length < 2) throw damagedError();
    if (start === -1) {
      at += bytes.length;
      continue;
    }
    const value = bytes[start + 1];
    if (value === undefined) at += start;
    else if (value === 0xff) at += start + 1;
    else if (value === 0) at += start + 2;
    else return { marker: value, end: at + start + 2 };
  }
}

async function readLength(reader: BlobReader, offset: number): Promise<number> {
  const bytes = await reader.read(offset, 2);
  const length = (bytes[0] << 8) | bytes[1];
  if (bytes.length < 2 || length < 2) throw damagedError();
  return length;
}

/** Null where the segment is no EXIF (APP1 holds XMP too). */
function exifOrientation(content: Uint8Array): Orientation | null {
  const isExif = EXIF_NAME.every((value, i) => content[i] === value);
  return isExif ? readOrientation(content.subarray(EXIF_NAME.length)) : null;
}
