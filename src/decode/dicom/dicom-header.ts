import type { BlobReader } from '../source/blob-reader.ts';
import type { ImageHeader } from '../source/image-header.ts';
import { TAG } from './data-set/tags.ts';
import { commonValues } from './values/gray-values.ts';
import { openDicom } from './open-dicom.ts';

/** Reads what stands in front of the image. Throws as `openDicom`. */
export async function readDicomHeader(
  reader: BlobReader,
  checkSides: (width: number, height: number) => void,
): Promise<ImageHeader> {
  const source = { size: reader.size, read: (at: number, length: number) => reader.readAhead(at, length) };
  const { dataSet, layout, syntax } = await openDicom(source, 0, checkSides);
  const { rows, columns, samples, photometric, bitsStored, frames } = layout;
  const colorType = photometric === 'PALETTE COLOR' ? 'palette' : samples === 3 ? 'rgb' : 'gray';
  const { spacing, pixelAspect } = commonValues(dataSet, layout, syntax.uid, 0);
  return {
    format: 'dicom',
    width: columns,
    height: rows,
    bitDepth: bitsStored,
    colorType,
    transferSyntax: syntax.uid,
    frames,
    ...(dataSet.text(TAG.burnedInAnnotation).toUpperCase() === 'YES' && { burnedIn: true }),
    told: {
      syntax: syntax.name,
      photometric,
      ...(spacing && { spacing }),
      ...(pixelAspect !== undefined && { pixelAspect }),
    },
  };
}
