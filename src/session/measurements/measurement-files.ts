import type { TextFile } from '../../export/zip/finish-zip.ts';
import type { RasterImage } from '../../image/raster-image.ts';
import type { SampleValues } from '../../image/sample-values.ts';
import type { WrittenImage, ToldStatistics } from '../../measure/measured-image.ts';
import { isRegion } from '../../measure/measurement.ts';
import { measurementsJson, measurementsTable } from '../../measure/measurements-file.ts';
import { regionStatistics, type Region } from '../../measure/region-statistics.ts';
import { sampleStatistics } from '../../measure/sample-statistics.ts';
import type { FileEntry } from '../files/file-entry.ts';
import { storedPlane } from './stored-plane.ts';

/** An image with where its values can be read. */
export interface ReadableImage {
  readonly image: WrittenImage;
  readonly read: (stage: 'grayscale') => Promise<RasterImage>;
  /** As its file stores them, of more than 8 bits; else null. */
  readonly readStored: (() => Promise<RasterImage>) | null;
  readonly values: SampleValues | null;
}

/** What was measured on `entry`, with where its values are. */
export function readableImage(
  image: WrittenImage,
  entry: FileEntry,
  { read, values }: Pick<ReadableImage, 'read'> & { readonly values?: SampleValues },
): ReadableImage {
  return {
    image,
    read,
    readStored: (entry.facts?.bitDepth ?? 8) > 8 ? () => storedPlane(entry) : null,
    values: values ?? null,
  };
}

/** With the statistics of its regions: of the grayscale stage, and of what the file stores, as long as that can be read. */
export async function withStatistics({ image, read, readStored, values }: ReadableImage): Promise<WrittenImage> {
  const regions = image.measurements.filter(({ kind }) => isRegion(kind));
  if (regions.length === 0) return image;
  const plane = await read('grayscale');
  // The file may be gone; what was computed of it is not.
  const samples = (await readStored?.().catch(() => null)) ?? null;
  const told = (region: Region): ToldStatistics[] => {
    const { count, mean, deviation, min, max } = regionStatistics(plane, region);
    const stored = samples ? sampleStatistics(samples, region, values) : [];
    return [{ of: 'grayscale', count, mean, deviation, min, max }, ...stored];
  };
  return { ...image, statistics: new Map(regions.map((one) => [one.id, told(one as Region)])) };
}

/** `measurements.json` and `measurements.csv` of images; none where there are no images. */
export function measurementFiles(images: readonly WrittenImage[]): TextFile[] {
  if (images.length === 0) return [];
  return [
    { name: 'measurements.json', text: measurementsJson(images) },
    { name: 'measurements.csv', text: measurementsTable(images, 'csv') },
  ];
}
