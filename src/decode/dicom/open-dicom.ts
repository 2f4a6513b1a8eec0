import { damagedError } from '../source/decode-errors.ts';
import { takeReading, type ByteSource } from './data-set/byte-source.ts';
import type { DataSet } from './data-set/data-set.ts';
import type { PixelElement } from './data-set/element-walk.ts';
import { InflatedBytes } from './data-set/inflated-bytes.ts';
import { readDataSet, readFileMeta } from './data-set/read-file.ts';
import { FLOAT_PIXEL_DATA, TAG } from './data-set/tags.ts';
import { unsupportedDicomError } from './layout/dicom-errors.ts';
import { frameBytes, pixelLayout, type PixelLayout } from './layout/pixel-layout.ts';
import { transferSyntaxOf, type TransferSyntax } from './layout/transfer-syntaxes.ts';

/** A file that was read up to its image. */
export interface OpenedDicom {
  readonly syntax: TransferSyntax;
  readonly dataSet: DataSet;
  readonly layout: PixelLayout;
  readonly pixels: PixelElement;
  /** What {@link pixels} lie in. */
  readonly source: ByteSource;
}

const DIRECTORY = '1.2.840.10008.1.3.10';

/**
 * Reads what stands in front of the image. Throws `unsupported-type` for a transfer syntax or samples that are not read, `image-too-large` by
 * `checkSides`, and `decode-failed` where there is no image, or less of it than there should be.
 * @param frame whose groups are wanted
 */
export async function openDicom(
  file: ByteSource,
  frame: number,
  checkSides?: (width: number, height: number) => void,
): Promise<OpenedDicom> {
  const { meta, at, transferSyntax } = await takeReading(readFileMeta(file.size), file);
  if (meta?.text(TAG.sopClassInMeta) === DIRECTORY)
    throw unsupportedDicomError('a directory of other files (DICOMDIR)');
  const syntax = transferSyntaxOf(transferSyntax);
  if (syntax.coding === 'none') throw unsupportedDicomError(syntax.name.slice(0, 64));
  const source = syntax.deflated ? new InflatedBytes(await file.read(at, file.size - at)) : file;
  const start = syntax.deflated ? 0 : at;
  const read = await takeReading(readDataSet(start, source.size, syntax.encoding, frame), source);
  const { dataSet, pixels } = read;
  if (!pixels) throw damagedError();
  if (FLOAT_PIXEL_DATA.includes(pixels.tag)) throw unsupportedDicomError('samples with a decimal point');
  const layout = pixelLayout(dataSet, syntax, checkSides);
  const isNative = syntax.coding === 'native';
  if (isNative === (pixels.length === null)) throw damagedError();
  const length = frameBytes(layout) * layout.frames;
  if (isNative && ((pixels.length ?? 0) < length || pixels.at + length > source.size)) throw damagedError();
  return { syntax, dataSet, layout, pixels, source };
}
