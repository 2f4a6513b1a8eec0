/** The stretch of source pixels that each pixel along one axis of the target shows: `start`…`end`, with fractions. */
export interface AxisSpans {
  readonly start: Float64Array;
  readonly end: Float64Array;
}

/**
 * Smaller targets average all that a pixel covers; larger ones repeat the nearest source pixel. Of the target the
 * `count` pixels from `first` on.
 */
export function axisSpans(sourceSize: number, targetSize: number, first = 0, count = targetSize): AxisSpans {
  const start = new Float64Array(count);
  const end = new Float64Array(count);
  const ratio = sourceSize / targetSize;
  for (let i = 0; i < count; i++) {
    const target = first + i;
    start[i] = ratio > 1 ? target * ratio : Math.floor((target + 0.5) * ratio);
    end[i] = ratio > 1 ? Math.min(sourceSize, (target + 1) * ratio) : start[i] + 1;
  }
  return { start, end };
}

/** An image as it is read for drawing. */
export interface SampledImage {
  readonly width: number;
  readonly channels: 1 | 3;
  readonly samples: Uint8Array;
}

/** Opaque RGBA of the rows `from`…`to` − 1 of a part of the image, each byte as it is. */
export function expandToRgba(
  { samples, channels, width: imageWidth }: SampledImage,
  { x, y, width }: { readonly x: number; readonly y: number; readonly width: number },
  rgba: Uint8ClampedArray,
  from: number,
  to: number,
): void {
  const green = channels === 3 ? 1 : 0;
  const blue = channels === 3 ? 2 : 0;
  let target = from * width * 4;
  for (let row = from; row < to; row++) {
    let source = ((y + row) * imageWidth + x) * channels;
    for (const end = target + 4 * width; target < end; target += 4) {
      rgba[target] = samples[source];
      rgba[target + 1] = samples[source + green];
      rgba[target + 2] = samples[source + blue];
      rgba[target + 3] = 255;
      source += channels;
    }
  }
}

/** Opaque RGBA of the target rows `from`…`to` − 1: the mean of the source's area that each pixel spans. */
export function scaleToRgba(
  image: SampledImage,
  rgba: Uint8ClampedArray,
  columns: AxisSpans,
  rows: AxisSpans,
  from: number,
  to: number,
): void {
  const targetWidth = columns.start.length;
  const columnMeans = new Float32Array(image.width * image.channels);
  const firstSample = Math.floor(columns.start[0]) * image.channels;
  const endSample = Math.ceil(columns.end[targetWidth - 1]) * image.channels;
  for (let y = from; y < to; y++) {
    averageRows(image.samples, rows.start[y], rows.end[y], columnMeans, firstSample, endSample);
    for (let channel = 0; channel < 3; channel++) {
      const plane = image.channels === 3 ? channel : 0;
      averageAlongRow(columnMeans, plane, image.channels, columns, rgba, 4 * y * targetWidth + channel);
    }
    for (let x = 0; x < targetWidth; x++) rgba[4 * (y * targetWidth + x) + 3] = 255;
  }
}

/** For the samples `from`…`to` − 1 of a row, the mean over the rows `start`…`end`; the first and the last count by the part covered. */
function averageRows(
  samples: Uint8Array,
  start: number,
  end: number,
  means: Float32Array,
  from: number,
  to: number,
): void {
  means.fill(0, from, to);
  for (let y = Math.floor(start); y < end; y++) {
    const weight = (Math.min(end, y + 1) - Math.max(start, y)) / (end - start);
    const offset = y * means.length;
    for (let i = from; i < to; i++) means[i] += weight * samples[offset + i];
  }
}

function averageAlongRow(
  means: Float32Array,
  plane: number,
  channels: number,
  { start, end }: AxisSpans,
  rgba: Uint8ClampedArray,
  target: number,
): void {
  for (let x = 0; x < start.length; x++) {
    const left = start[x];
    const right = end[x];
    let sum = 0;
    for (let column = Math.floor(left); column < right; column++) {
      sum += (Math.min(right, column + 1) - Math.max(left, column)) * means[column * channels + plane];
    }
    // The clamped array rounds to the nearest value.
    rgba[target + 4 * x] = sum / (right - left);
  }
}
