import { XrayError } from '../../base/xray-error.ts';
import { FORMATS, type Format, type FormatId } from './formats.ts';

/** How large a file and its picture may be. */
export interface DecodeLimits {
  /** Bytes of the file; unless told 20 MiB, of a DICOM file 128 MiB. */
  readonly maxFileSize?: number;
  /** Width × height; 100 million unless told. */
  readonly maxPixels?: number;
}

export const DEFAULT_MAX_FILE_SIZE = 20 * 1024 * 1024;
export const DEFAULT_MAX_PIXELS = 100e6;

const KILOBYTE = 1024;
const MEGABYTE = 1024 * 1024;
const MEGAPIXEL = 1e6;

/** What files of a format may have unless told. */
function usualLimit(format: FormatId | null): number {
  const row: Format | null = format && FORMATS[format];
  return row?.maxFileSize ?? DEFAULT_MAX_FILE_SIZE;
}

/** Throws `file-empty` or `file-too-large`. */
export function assertFileSize(
  size: number,
  { maxFileSize: told }: DecodeLimits,
  format: FormatId | null = null,
): void {
  const maxFileSize = told ?? usualLimit(format);
  if (size === 0) throw new XrayError('file-empty', 'the file is empty.');
  if (size <= maxFileSize) return;
  const [unit, name] = unitOf(maxFileSize);
  const limit = toOneDecimal(maxFileSize / unit);
  // A file one byte over would otherwise read "20 MB. The maximum is 20 MB."
  const actual = Math.max(toOneDecimal(size / unit), toOneDecimal(limit + 0.1));
  throw new XrayError('file-too-large', `file is too large (${actual} ${name}). The maximum is ${limit} ${name}.`, {
    values: { actual: actual * unit, limit: maxFileSize },
  });
}

/** The unit in which a limit of so many bytes is told, and what is held against it. */
function unitOf(bytes: number): [number, string] {
  if (bytes < KILOBYTE) return [1, 'bytes'];
  return bytes < MEGABYTE / 10 ? [KILOBYTE, 'KB'] : [MEGABYTE, 'MB'];
}

/** Throws `image-too-large`. */
export function assertPixelCount(
  width: number,
  height: number,
  { maxPixels = DEFAULT_MAX_PIXELS }: DecodeLimits,
): void {
  if (width * height <= maxPixels) return;
  const limit =
    maxPixels < MEGAPIXEL / 10 ? `${maxPixels} pixels` : `${toOneDecimal(maxPixels / MEGAPIXEL)} megapixels`;
  throw new XrayError('image-too-large', `${width} × ${height} pixels is too large. The maximum is ${limit}.`, {
    values: { width, height, limit: maxPixels },
  });
}

/** Throws `image-too-large` where a side is longer than `limit`, however few pixels there are. */
export function assertSides(width: number, height: number, limit: number): void {
  if (Math.max(width, height) <= limit) return;
  throw new XrayError(
    'image-too-large',
    `${width} × ${height} pixels is too large. No side may be longer than ${limit} pixels.`,
    { reason: 'side-limit', values: { width, height, limit } },
  );
}

function toOneDecimal(value: number): number {
  return Math.round(value * 10) / 10;
}
