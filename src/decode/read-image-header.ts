import { crc32 } from '../base/checksums/crc32.ts';
import { loadPart } from '../base/load-part.ts';
import type { FileToDecode } from '../image/image-in-file.ts';
import { readJpegHeader } from './jpeg/jpeg-header.ts';
import { readPngHeader } from './png/png-header.ts';
import { BlobReader } from './source/blob-reader.ts';
import { damagedError, unsupportedTypeError, withSourceName } from './source/decode-errors.ts';
import { OTHER_SIGNATURE_LENGTH, otherFormatError } from './source/other-formats.ts';
import { readFailure } from './source/read-blob.ts';
import { SIGNATURE_LENGTH, sniffFormat, type FormatId } from './source/formats.ts';
import type { HeaderReader, ImageHeader } from './source/image-header.ts';
import { assertFileSize, assertPixelCount, type DecodeLimits } from './source/limits.ts';

const HEADER_READERS: Readonly<Record<FormatId, HeaderReader>> = {
  dicom: async (reader, _checkSides, limits) => {
    const { readHeaderInWorker } = await loadPart('decode-failed', () => import('./dicom-client.ts'));
    return readHeaderInWorker(reader, limits);
  },
  jpeg: readJpegHeader,
  png: readPngHeader,
};

/**
 * What a file says about itself, from a few slices of it and before anything is decoded.
 *
 * Throws an XrayError that names the file: `file-empty`, `file-too-large`, `unsupported-type` (by content, whatever
 * the name), `image-too-large`, or `decode-failed` when the header itself is damaged or the file has changed.
 */
export async function readImageHeader(
  source: Blob,
  limits: DecodeLimits = {},
  reader = new BlobReader(source),
): Promise<ImageHeader> {
  try {
    // How large it may be otherwise, the format says.
    assertFileSize(source.size, { maxFileSize: limits.maxFileSize ?? Infinity });
    return await readHeader(reader, limits);
  } catch (error) {
    throw withSourceName(source, readFailure(error));
  }
}

/** How a file began when its header was read. */
export function headOf({ first }: BlobReader): FileToDecode['head'] {
  return first ? { length: first.length, crc: crc32(first) } : undefined;
}

async function readHeader(reader: BlobReader, limits: DecodeLimits): Promise<ImageHeader> {
  const format = sniffFormat(await reader.read(0, SIGNATURE_LENGTH), reader.size);
  // How large it is does not matter where it is something else.
  const other = format === null ? otherFormatError(await reader.read(0, OTHER_SIGNATURE_LENGTH)) : null;
  if (other) throw other;
  assertFileSize(reader.size, limits, format === 'damaged' ? null : format);
  if (format === 'damaged') throw damagedError();
  if (format === null) throw unsupportedTypeError();
  return HEADER_READERS[format](reader, (width, height) => assertPixelCount(width, height, limits), limits);
}
