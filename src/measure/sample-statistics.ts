import type { RasterImage } from '../image/raster-image.ts';
import { modalityValue, storedValue, type SampleValues } from '../image/sample-values.ts';
import type { ToldStatistics } from './measured-image.ts';
import { regionStatistics, type Region } from './region-statistics.ts';

/**
 * What a region of a film holds: of the values that it stores, and, where its file says that these stand for something else, of those.
 * Nothing of colours.
 * @param samples as they are stored, with their bias
 * @param values what they mean
 */
export function sampleStatistics(samples: RasterImage, region: Region, values: SampleValues | null): ToldStatistics[] {
  if (samples.channels !== 1) return [];
  const told = (of: string, valueOf: (sample: number) => number, unit?: string): ToldStatistics => {
    const { count, mean, deviation, min, max } = regionStatistics(samples, region, valueOf);
    return { of, count, mean, deviation, min, max, ...(unit !== undefined && { unit }) };
  };
  const stored = told('stored', (sample) => (values ? storedValue(values, sample) : sample));
  const { slope = 1, intercept = 0, modality, unit } = values ?? {};
  const means = Boolean(modality ?? unit) || slope !== 1 || intercept !== 0;
  return values && means ? [stored, told('modality', (sample) => modalityValue(values, sample), unit)] : [stored];
}
