import { isInFile, type ImageInFile, type InFile } from '../image/image-in-file.ts';
import { eightBitSteps, type Raster8, type RasterImage } from '../image/raster-image.ts';
import type { SampleValues } from '../image/sample-values.ts';
import { isWindowed, type Windowed } from './given-window.ts';
import type { AnyGraph } from './graph.ts';

/** An image as an engine takes it: samples that a window makes a picture of, or a picture of 8 bits; there, or in their file. */
export interface Given<Image extends RasterImage = RasterImage> extends Windowed {
  /** Pixels a row. */
  readonly width: number;
  /** Rows. */
  readonly height: number;
  readonly image: Image | InFile<Image>;
  /** What the samples mean, as far as that is known; null where it follows from them. */
  readonly values: () => SampleValues | null;
}

/** What `graph` is given of an image, in steps of about a millisecond. */
export function* givenTo(
  graph: AnyGraph,
  image: RasterImage | ImageInFile,
  values: SampleValues | undefined,
): Generator<undefined, Given> {
  const { width, height, channels } = image;
  const windowed = isWindowed(graph, image);
  if (isInFile(image)) {
    const { stored } = image;
    if (windowed && stored) return { width, height, channels, image: stored, ...of(stored.bitDepth, stored.values) };
    return { width, height, channels, image, ...of(8, () => null) };
  }
  const taken: Raster8 | RasterImage = windowed ? image : yield* eightBitSteps(image);
  return { width, height, channels, image: taken, ...of(taken.bitDepth, () => (windowed && values) || null) };
}

function of(bitDepth: 8 | 16, values: Given['values']): Pick<Given, 'bitDepth' | 'values'> {
  return { bitDepth, values };
}
