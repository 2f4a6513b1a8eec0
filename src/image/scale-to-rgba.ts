import type { AxisSpans, Reduction } from './axis-spans.ts';

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

/** Opaque RGBA of the target rows `from`…`to` − 1. */
export type ScaleRows = (
  image: SampledImage,
  rgba: Uint8ClampedArray,
  columns: AxisSpans,
  rows: AxisSpans,
  from: number,
  to: number,
) => void;

/** Of a plane for each way to reduce it. */
export type Scaling = Readonly<Record<Reduction, ScaleRows>>;

/** The most of what each pixel spans: of gray values. */
const mostToRgba: ScaleRows = ({ samples, width }, rgba, { spans }, rows, from, to) => {
  const most = new Uint8Array(width);
  let target = from * spans.length;
  for (let y = from; y < to; y++) {
    most.fill(0);
    for (let row = rows.spans[4 * y]; row <= rows.spans[4 * y + 1]; row++) {
      for (let x = 0, at = row * width; x < width; x++, at++) if (samples[at] > most[x]) most[x] = samples[at];
    }
    for (let i = 0; i < spans.length; i += 4, target += 4) {
      let value = 0;
      for (let x = spans[i]; x <= spans[i + 1]; x++) value = Math.max(value, most[x]);
      rgba.fill(value, target, target + 3);
      rgba[target + 3] = 255;
    }
  }
};

/** The mean of what each pixel spans, rounded half up. */
const meanToRgba: ScaleRows = (image, rgba, columns, rows, from, to) => {
  const targetWidth = columns.spans.length / 4;
  const columnSums = new Int32Array(image.width * image.channels);
  const firstSample = columns.spans[0] * image.channels;
  const endSample = (columns.spans[4 * targetWidth - 3] + 1) * image.channels;
  for (let y = from; y < to; y++) {
    const weight = sumRows(image.samples, rows, y, columnSums, firstSample, endSample);
    for (let channel = 0; channel < 3; channel++) {
      const plane = image.channels === 3 ? channel : 0;
      averageAlongRow(columnSums, plane, image.channels, columns, weight, rgba, 4 * y * targetWidth + channel);
    }
    for (let x = 0; x < targetWidth; x++) rgba[4 * (y * targetWidth + x) + 3] = 255;
  }
};

/** Sums the samples `from`…`to` − 1 of the rows that the target row `y` spans; returns what all rows together count. */
function sumRows(
  samples: Uint8Array,
  { spans, whole }: AxisSpans,
  y: number,
  sums: Int32Array,
  from: number,
  to: number,
): number {
  const first = spans[4 * y];
  const last = spans[4 * y + 1];
  let total = 0;
  sums.fill(0, from, to);
  for (let row = first; row <= last; row++) {
    const weight = row === first ? spans[4 * y + 2] : row === last ? spans[4 * y + 3] : whole;
    const offset = row * sums.length;
    for (let i = from; i < to; i++) sums[i] += Math.imul(weight, samples[offset + i]);
    total += weight;
  }
  return total;
}

function averageAlongRow(
  sums: Int32Array,
  plane: number,
  channels: number,
  { spans, whole }: AxisSpans,
  rowWeight: number,
  rgba: Uint8ClampedArray,
  target: number,
): void {
  for (let i = 0; i < spans.length; i += 4) {
    const first = spans[i];
    const last = spans[i + 1];
    let sum = sums[first * channels + plane] * spans[i + 2];
    let weight = spans[i + 2];
    if (last > first) {
      for (let column = first + 1; column < last; column++) sum += sums[column * channels + plane] * whole;
      sum += sums[last * channels + plane] * spans[i + 3];
      weight += (last - first - 1) * whole + spans[i + 3];
    }
    const count = weight * rowWeight;
    rgba[target + i] = Math.floor((sum + (count >> 1)) / count);
  }
}

export const scaleToRgba: Scaling = { mean: meanToRgba, most: mostToRgba };
