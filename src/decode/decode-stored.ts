import { plainValues, rangeSteps } from '../image/given-samples.ts';
import type { RasterImage } from '../image/raster-image.ts';
import type { SampleValues } from '../image/sample-values.ts';
import { Pacer } from '../worker/pacer.ts';

/** What the samples of an image mean that comes with nothing else; null of colours. @throws AbortError */
export async function valuesOf(image: RasterImage, signal: AbortSignal | undefined): Promise<SampleValues | null> {
  if (image.channels === 3) return null;
  return plainValues(image.bitDepth, await new Pacer(signal).inSteps(rangeSteps(image.data)));
}
