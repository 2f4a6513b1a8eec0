import { XrayError } from '../base/xray-error.ts';
import { readJpegHeader } from './jpeg/jpeg-header.ts';
import { readPngHeader } from './png/png-header.ts';
import { BlobReader } from './source/blob-reader.ts';
import { damagedError, unsupportedTypeError, withSourceName } from './source/decode-errors.ts';
import { SIGNATURE_LENGTH, sniffFormat, type FormatId } from './source/formats.ts';
import type { HeaderReader, ImageHeader } from './source/image-header.ts';
import { assertFileSize, assertPixelCount, type DecodeLimits } from './source/limits.ts';

const HEADER_READERS: Readonly<Record<FormatId, HeaderReader>> = {
  jpeg: readJpegHeader,
  png: readPngHeader,
};

/**
 * What a file says about itself, from a few slices of it and before anything is decoded.
 *
 * Throws an XrayError that names the file: `file-empty`, `file-too-large`, `unsupported-type` (by content, whatever
 * the name), `image-too-large`, or `decode-failed` when the header itself is damaged.
 */
export async function readImageHeader(source: Blob, limits: DecodeLimits = {}): Promise<ImageHeader> {
  try {
    return await readHeader(source, limits);
  } catch (error) {
    // What is no XrayError is the browser's: the file has vanished, or may not be read.
    throw withSourceName(source, error instanceof XrayError ? error : damagedError(error));
  }
}

async function readHeader(source: Blob, limits: DecodeLimits): Promise<ImageHeader> {
  assertFileSize(source.size, limits);
  const reader = new BlobReader(source);
  const format = sniffFormat(await reader.read(0, SIGNATURE_LENGTH));
  if (format === 'damaged') throw damagedError();
  if (format === null) throw unsupportedTypeError();
  return HEADER_READERS[format](reader, (width, height) => assertPixelCount(width, height, limits));
}
