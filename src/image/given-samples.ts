import type { RasterImage } from './raster-image.ts';
import { fullRange, type RangePreset, type SampleValues } from './sample-values.ts';
import type { WindowChoice } from './window-table.ts';

/** Gray samples that a window makes a picture. */
export interface GivenSamples {
  readonly bitDepth: 8 | 16;
  readonly values: SampleValues;
  /** The shade of each sample that there may be, seen through a window. */
  readonly table: (choice: WindowChoice) => Uint8Array;
}

/** The lowest and the highest sample of an image. */
export interface SampleRange {
  readonly from: number;
  readonly to: number;
}

/** Below, the two highest bits of 16 are unused, as films of 12 and 14 bits leave them. */
const HIGH_BITS = 1 << 14;

/**
 * What gray samples mean that come with nothing else, as those of a PNG. Of 8 bits they are shown as they are; of 16 by the high byte, as
 * OpenCV takes it, unless the two highest bits are unused in the whole image: then from the lowest to the highest that is there.
 * @param present null where it is not known: then it is not offered
 */
export function plainValues(bitDepth: 8 | 16, present: SampleRange | null): SampleValues {
  const meaning = { bitsStored: bitDepth, bias: 0, slope: 1, intercept: 0, inverted: false, frames: 1, frame: 0 };
  const full: RangePreset = {
    kind: 'full',
    label: '',
    ...fullRange({ ...meaning, presets: [] }),
    ...(bitDepth === 16 && { highByte: true }),
  };
  if (!present) return { ...meaning, presets: [full] };
  const extent: RangePreset = { kind: 'extent', label: '', ...present };
  const isFilm = bitDepth === 16 && present.to < HIGH_BITS;
  return { ...meaning, presets: isFilm ? [extent, full] : [full, extent] };
}

const SAMPLES_A_STEP = 1 << 20;

/** The lowest and the highest of samples, in steps of about a millisecond. */
export function* rangeSteps(samples: Uint8Array | Uint16Array): Generator<undefined, SampleRange> {
  let from = 65535;
  let to = 0;
  for (let start = 0; start < samples.length; start += SAMPLES_A_STEP) {
    const end = Math.min(samples.length, start + SAMPLES_A_STEP);
    for (let i = start; i < end; i++) {
      const sample = samples[i];
      if (sample < from) from = sample;
      if (sample > to) to = sample;
    }
    yield;
  }
  return { from, to };
}

/** How often each sample that there may be is there, by sample; in such steps. */
export function* countSteps({ data, bitDepth }: RasterImage): Generator<undefined, Uint32Array<ArrayBuffer>> {
  const counts = new Uint32Array(2 ** bitDepth);
  for (let start = 0; start < data.length; start += SAMPLES_A_STEP) {
    countRange(data, start, Math.min(data.length, start + SAMPLES_A_STEP), counts);
    yield;
  }
  return counts;
}

/** Counts the samples from `start` to before `end`. */
export function countRange(samples: Uint8Array | Uint16Array, start: number, end: number, counts: Uint32Array): void {
  for (let i = start; i < end; i++) counts[samples[i]]++;
}
