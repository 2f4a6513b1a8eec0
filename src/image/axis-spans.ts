/**
 * What each pixel along one axis of a picture shows of the image: whole pixels, of which the first and the last may lie
 * in it by a part only. Both engines draw by these numbers, so that they show the same bytes.
 */
export interface AxisSpans {
  /** Four numbers a pixel of the picture: the first and the last pixel of the image, and how much each of the two counts. */
  readonly spans: Uint32Array<ArrayBuffer>;
  /** How much each pixel between the first and the last counts. */
  readonly whole: number;
}

/**
 * What a pixel of a smaller picture shows of those that it covers: their `mean`, or the `most` of them. Lines one pixel wide would fade
 * to gray by their mean; by the most they stay white, and one pixel wide.
 */
export type Reduction = 'mean' | 'most';

/** A pixel of the image that lies in two pixels of the picture is divided among them in so many parts. */
const PARTS = 16;

/** What all that one pixel shows may count along an axis: 255 · 4096 · 4096 fits 32 bits, with half a divisor for rounding. */
const MOST = 4096;

/**
 * A picture that is smaller than the image shows the mean of what its pixels cover, or the most of those whose centres
 * lie in it, so that each counts in one place; a larger one the pixel under each centre. Of the picture the `count` pixels from `first` on.
 */
export function axisSpans(
  imageSize: number,
  pictureSize: number,
  first = 0,
  count = pictureSize,
  reduction: Reduction = 'mean',
): AxisSpans {
  const spans = new Uint32Array(4 * count);
  if (imageSize <= pictureSize) {
    for (let i = 0; i < count; i++) {
      const centre = Math.floor(((2 * (first + i) + 1) * imageSize) / (2 * pictureSize));
      spans.set([centre, centre, 1, 1], 4 * i);
    }
    return { spans, whole: 1 };
  }
  if (reduction === 'most') {
    const centreFrom = (pixel: number): number => Math.ceil((2 * pixel * imageSize - pictureSize) / (2 * pictureSize));
    for (let i = 0; i < count; i++) {
      spans.set([centreFrom(first + i), centreFrom(first + i + 1) - 1, 1, 1], 4 * i);
    }
    return { spans, whole: 1 };
  }
  const whole = imageSize * PARTS <= pictureSize * MOST ? PARTS : 1;
  const borderBefore = (pixel: number): number => Math.floor((pixel * imageSize * whole) / pictureSize);
  for (let i = 0; i < count; i++) {
    const start = borderBefore(first + i);
    // Smaller than a 4096th, a picture shows only a part of what it covers.
    const end = Math.min(borderBefore(first + i + 1), start + MOST);
    const firstPixel = Math.floor(start / whole);
    const lastPixel = Math.ceil(end / whole) - 1;
    const alone = firstPixel === lastPixel;
    const firstWeight = alone ? end - start : (firstPixel + 1) * whole - start;
    spans.set([firstPixel, lastPixel, firstWeight, alone ? firstWeight : end - lastPixel * whole], 4 * i);
  }
  return { spans, whole };
}
