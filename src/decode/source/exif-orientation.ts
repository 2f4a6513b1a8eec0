import type { RasterImage } from '../../image/raster-image.ts';
import type { Pacer } from '../../worker/pacer.ts';

/** The eight values of EXIF's Orientation tag; 1 is upright. From 5 on, rows and columns change places. */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

const ORIENTATION_TAG = 0x0112;
const ENTRY_SIZE = 12;
/** Texts that OpenCV reads as it meets them, and gives up where one lies outside: description, make, model and so on. */
const TEXT_TAGS = [0x010e, 0x010f, 0x0110, 0x0131, 0x0132, 0x8298];
/** `Exif` and two zeros. */
const EXIF_NAME_LENGTH = 6;

/** Whether a byte-order mark begins `tiff`; without one the block is not EXIF. */
export function hasTiffByteOrder(tiff: Uint8Array): boolean {
  return tiff.length >= 4 && tiff[0] === tiff[1] && (tiff[0] === 0x49 || tiff[0] === 0x4d);
}

/**
 * The orientation that the content of a JPEG's first APP1 segment asks for. As OpenCV does it takes that segment for EXIF,
 * whatever its name, and looks at no other one.
 */
export function jpegOrientation(content: Uint8Array): Orientation {
  return readOrientation(content.subarray(EXIF_NAME_LENGTH));
}

/**
 * The orientation an EXIF block (from its TIFF header on) asks for. A block that is damaged, or names no valid
 * orientation, asks for none: 1. Only the first directory is read, so no chain of directories can loop. As OpenCV does it
 * takes the first two bytes of the value, whatever the type and count of the entry are.
 */
export function readOrientation(tiff: Uint8Array): Orientation {
  if (!hasTiffByteOrder(tiff)) return 1;
  const littleEndian = tiff[0] === 0x49;
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength);
  if (tiff.length < 8 || view.getUint16(2, littleEndian) !== 42) return 1;
  const directory = view.getUint32(4, littleEndian);
  if (directory + 2 > tiff.length) return 1;
  const entries = view.getUint16(directory, littleEndian);
  for (let i = 0; i < entries; i++) {
    const entry = directory + 2 + i * ENTRY_SIZE;
    if (entry + ENTRY_SIZE > tiff.length) return 1;
    const tag = view.getUint16(entry, littleEndian);
    if (TEXT_TAGS.includes(tag)) {
      const size = view.getUint32(entry + 4, littleEndian);
      if (size > 4 && view.getUint32(entry + 8, littleEndian) + size > tiff.length) return 1;
    }
    if (tag === ORIENTATION_TAG) {
      return toOrientation(view.getUint16(entry + 8, littleEndian));
    }
  }
  return 1;
}

export function swapsSides(orientation: Orientation): boolean {
  return orientation >= 5;
}

/**
 * The image turned and mirrored so that it stands upright. An upright image is returned as it is.
 * @param into as many samples, to put a turned one in
 */
export async function applyOrientation<Image extends RasterImage>(
  image: Image,
  orientation: Orientation,
  pacer: Pacer,
  into?: Image['data'],
): Promise<Image> {
  if (orientation === 1) return image;
  const { width: columns, height: rows, channels, data } = image;
  const [width, height] = swapsSides(orientation) ? [rows, columns] : [columns, rows];
  const [start, stepX, stepY] = sourceSteps(orientation, columns, rows);
  const upright = into ?? (image.bitDepth === 8 ? new Uint8Array(data.length) : new Uint16Array(data.length));
  let to = 0;
  for (let y = 0; y < height; y++) {
    let from = (start + y * stepY) * channels;
    for (let x = 0; x < width; x++) {
      for (let c = 0; c < channels; c++) upright[to++] = data[from + c];
      from += stepX * channels;
    }
    if (pacer.due) await pacer.rest();
  }
  return { ...image, width, height, data: upright };
}

/** The stored pixel of the upright image's first one, and how far its right and lower neighbours lie from it. */
function sourceSteps(orientation: Orientation, columns: number, rows: number): [number, number, number] {
  const last = columns * rows - 1;
  const right = columns - 1;
  const bottom = columns * (rows - 1);
  switch (orientation) {
    case 1:
      return [0, 1, columns];
    case 2:
      return [right, -1, columns];
    case 3:
      return [last, -1, -columns];
    case 4:
      return [bottom, 1, -columns];
    case 5:
      return [0, columns, 1];
    case 6:
      return [bottom, -columns, 1];
    case 7:
      return [last, -columns, -1];
    case 8:
      return [right, columns, -1];
  }
}

function toOrientation(value: number): Orientation {
  return value >= 1 && value <= 8 ? (value as Orientation) : 1;
}
