import type { TextFile } from '../../export/zip/finish-zip.ts';
import type { WrittenImage, ToldStatistics } from '../../measure/measured-image.ts';
import { isRegion } from '../../measure/measurement.ts';
import { measurementsJson, measurementsTable } from '../../measure/measurements-file.ts';
import { regionStatistics, type Region } from '../../measure/region-statistics.ts';
import type { RasterImage } from '../../image/raster-image.ts';

/** An image with where its values can be read. */
export interface ReadableImage extends WrittenImage {
  readonly read: (stage: 'grayscale') => Promise<RasterImage>;
}

/** `measurements.json` and `measurements.csv` of images; none where nothing was measured. Of regions the statistics of the grayscale stage. */
export async function measurementFiles(images: readonly ReadableImage[]): Promise<TextFile[]> {
  const written: WrittenImage[] = [];
  for (const { read, ...image } of images) {
    if (image.measurements.length === 0) continue;
    const regions = image.measurements.filter(({ kind }) => isRegion(kind));
    const plane = regions.length > 0 ? await read('grayscale') : null;
    const told = (region: Region): ToldStatistics[] => {
      if (!plane) return [];
      const { count, mean, deviation, min, max } = regionStatistics(plane, region);
      return [{ of: 'grayscale', count, mean, deviation, min, max }];
    };
    written.push({ ...image, statistics: new Map(regions.map((one) => [one.id, told(one as Region)])) });
  }
  if (written.length === 0) return [];
  return [
    { name: 'measurements.json', text: measurementsJson(written) },
    { name: 'measurements.csv', text: measurementsTable(written, 'csv') },
  ];
}
