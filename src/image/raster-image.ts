import { kindOf } from '../base/kinds.ts';
import { XrayError } from '../base/xray-error.ts';

/**
 * The one pixel type every room passes on: row-major, interleaved, no padding.
 * `data.length` is `width * height * channels`; with three channels the order is R, G, B.
 */
export type RasterImage = Raster8 | Raster16;

interface RasterGeometry {
  /** Pixels a row; at least 1. */
  readonly width: number;
  /** Rows; at least 1. */
  readonly height: number;
  /** 1 = gray, 3 = RGB. */
  readonly channels: 1 | 3;
}

/** Eight bits a sample: what the stages compute on. */
export interface Raster8 extends RasterGeometry {
  readonly bitDepth: 8;
  readonly data: Uint8Array;
}

/** Sixteen bits a sample. */
export interface Raster16 extends RasterGeometry {
  readonly bitDepth: 16;
  readonly data: Uint16Array;
}

/** A gray 8-bit image over `data` (not copied). */
export function grayRaster(width: number, height: number, data: Uint8Array): Raster8 {
  return { width, height, channels: 1, bitDepth: 8, data };
}

const SAMPLES_A_STEP = 1 << 20;

/**
 * The same image in 8 bits: of 16-bit samples the high byte, as `cv2.imread` takes it. An 8-bit image is returned
 * as it is. Comes in steps of about a millisecond.
 */
export function* eightBitSteps(image: RasterImage): Generator<undefined, Raster8> {
  if (image.bitDepth === 8) return image;
  const { width, height, channels, data } = image;
  const high = new Uint8Array(data.length);
  for (let from = 0; from < data.length; from += SAMPLES_A_STEP) {
    const to = Math.min(data.length, from + SAMPLES_A_STEP);
    for (let i = from; i < to; i++) high[i] = data[i] >> 8;
    yield;
  }
  return { width, height, channels, bitDepth: 8, data: high };
}

/**
 * Throws an XrayError (`unsupported-type`, reason `wrong-argument`) that names the wrong field when `image` is not what
 * {@link RasterImage} promises: a guard for images that come from a caller instead of from decode, of whichever window.
 */
export function assertRasterImage(image: unknown): asserts image is RasterImage {
  const problem = problemWith((image ?? {}) as Partial<RasterImage>);
  if (problem === null) return;
  throw new XrayError('unsupported-type', `RasterImage.${problem}.`, {
    hint: 'decodeImage() makes one of a file: { width, height, channels, bitDepth, data }.',
    reason: 'wrong-argument',
    values: { subject: 'RasterImage' },
  });
}

function problemWith({ width, height, channels, bitDepth, data }: Partial<RasterImage>): string | null {
  if (!isSide(width)) return `width is ${String(width)}; it must be a whole number of at least 1`;
  if (!isSide(height)) return `height is ${String(height)}; it must be a whole number of at least 1`;
  if (channels !== 1 && channels !== 3) return `channels is ${String(channels)}; it must be 1 (gray) or 3 (RGB)`;
  if (bitDepth !== 8 && bitDepth !== 16) return `bitDepth is ${String(bitDepth)}; it must be 8 or 16`;
  if (!data || kindOf(data) !== `Uint${bitDepth}Array`) {
    return `data is ${kindOf(data)}; it must be a Uint8Array for 8 bits or a Uint16Array for 16 bits`;
  }
  const samples = width * height * channels;
  if (data.length === samples) return null;
  return `data has ${data.length} samples; ${width} × ${height} × ${channels} needs ${samples}`;
}

function isSide(value: number | undefined): value is number {
  return value !== undefined && Number.isInteger(value) && value >= 1;
}

/** Samples as they lie in memory. */
export function bytesOf(samples: RasterImage['data']): Uint8Array {
  return new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);
}
