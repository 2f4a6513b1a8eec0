import type { BlobReader } from '../source/blob-reader.ts';
import { damagedError, unsupportedJpegError } from '../source/decode-errors.ts';
import { jpegOrientation, swapsSides, type Orientation } from '../source/exif-orientation.ts';
import type { ImageHeader, SourceColorType } from '../source/image-header.ts';
import { isFrameHeader, isPassedOver, isStandalone, MARKER, MOST_SEGMENTS } from './jpeg-markers.ts';

/** Length, precision, height, width and number of components. */
const FRAME_FIELDS = 8;
/** By number of components. */
const COLOR_TYPES: Readonly<Record<number, SourceColorType>> = { 1: 'gray', 3: 'rgb', 4: 'cmyk' };
/** Real files have none, or a few fill bytes. Decoders skip any number; looking for the header is not to take long. */
const MAX_STRAY_BYTES = 1 << 16;

/**
 * Walks the segments up to the first scan, as the frame header and EXIF may stand in any order; the picture's data are not
 * read. Throws `decode-failed`.
 */
export async function readJpegHeader(
  reader: BlobReader,
  checkSides: (width: number, height: number) => void,
): Promise<ImageHeader> {
  let orientation: Orientation | null = null;
  let header: ImageHeader | null = null;
  let offset = 2;
  let strayBytes = 0;
  // A file of nothing but empty segments would keep the page busy for seconds.
  for (let segments = 0; segments < MOST_SEGMENTS; segments++) {
    const { marker, end } = await findMarker(reader, offset, MAX_STRAY_BYTES - strayBytes);
    strayBytes += end - offset - 2;
    offset = end;
    if (isStandalone(marker)) continue;
    if (marker === MARKER.startOfScan && header) return upright(header, orientation ?? 1);
    if (marker === MARKER.startOfScan || marker === MARKER.endOfImage) throw damagedError();
    const length = await readLength(reader, offset);
    if (length < 2) {
      if (!isPassedOver(marker)) throw damagedError();
      offset += 2;
      continue;
    }
    if (marker === MARKER.app1 && orientation === null) {
      orientation = jpegOrientation(await reader.read(offset + 2, length - 2));
    }
    if (isFrameHeader(marker)) {
      const frame = await reader.read(offset, FRAME_FIELDS);
      if (header || length < FRAME_FIELDS || frame.length < FRAME_FIELDS) throw damagedError();
      header = describeFrame(marker, frame, checkSides);
    }
    offset += length;
  }
  throw damagedError();
}

function describeFrame(
  marker: number,
  frame: Uint8Array,
  checkSides: (width: number, height: number) => void,
): ImageHeader {
  const bitDepth = frame[2];
  const rows = (frame[3] << 8) | frame[4];
  const columns = (frame[5] << 8) | frame[6];
  const components = frame[7];
  if (rows === 0 || columns === 0) throw damagedError();
  checkSides(columns, rows);
  assertDecodable(marker, bitDepth, components);
  return { format: 'jpeg', width: columns, height: rows, bitDepth, colorType: COLOR_TYPES[components] };
}

function upright(header: ImageHeader, orientation: Orientation): ImageHeader {
  const { width, height } = header;
  return swapsSides(orientation) ? { ...header, width: height, height: width } : header;
}

function assertDecodable(marker: number, bitDepth: number, components: number): void {
  if (marker === MARKER.jpegLs) throw unsupportedJpegError('JPEG-LS');
  // Lossless (SOF3, SOF11) and hierarchical (SOF5…7, SOF13…15) frames.
  if (marker === 0xc3 || marker === 0xcb) throw unsupportedJpegError('Lossless JPEG');
  if ((marker & 4) !== 0) throw unsupportedJpegError('Hierarchical JPEG');
  if (bitDepth === 12) throw unsupportedJpegError('12-bit JPEG');
  if (bitDepth !== 8) throw damagedError();
  if (!COLOR_TYPES[components]) throw damagedError();
}

/**
 * The first marker at or behind `offset`; bytes that belong to no segment are skipped, as JPEG decoders do, as many as
 * `most`. What the reader holds is looked through at once.
 */
async function findMarker(reader: BlobReader, offset: number, most: number): Promise<{ marker: number; end: number }> {
  for (let at = offset; at - offset <= most;) {
    const bytes = await reader.readAhead(at, 2);
    let start = bytes.indexOf(0xff);
    for (; start !== -1 && start + 1 < bytes.length; start = bytes.indexOf(0xff, start)) {
      const value = bytes[start + 1];
      if (value === 0xff) start += 1;
      else if (value === 0) start += 2;
      else return { marker: value, end: at + start + 2 };
    }
    if (bytes.length < 2) break;
    at += start === -1 ? bytes.length : start;
  }
  throw damagedError();
}

async function readLength(reader: BlobReader, offset: number): Promise<number> {
  const bytes = await reader.read(offset, 2);
  if (bytes.length < 2) throw damagedError();
  return (bytes[0] << 8) | bytes[1];
}
