import { grayRaster, type Raster8, type RasterImage } from '../../../src/image/raster-image.ts';

/** A small seeded generator of whole numbers 0 … 2³² − 1 (mulberry32). */
export function random(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return (t ^ (t >>> 14)) >>> 0;
  };
}

/** Samples drawn evenly from 0 … `most`. */
export function filledRaster(
  width: number,
  height: number,
  channels: 1 | 3,
  bitDepth: 8 | 16,
  seed: number,
  most: number,
): RasterImage {
  const next = random(seed);
  const length = width * height * channels;
  const sample = (limit: number): number => next() % (Math.min(most, limit) + 1);
  return bitDepth === 8
    ? { width, height, channels, bitDepth, data: Uint8Array.from({ length }, () => sample(255)) }
    : { width, height, channels, bitDepth, data: Uint16Array.from({ length }, () => sample(65535)) };
}

/** Soft shades with a little noise, as a radiograph has them. */
export function noisyGradient(width: number, height: number): Raster8 {
  const next = random(7);
  return grayRaster(
    width,
    height,
    Uint8Array.from({ length: width * height }, (_, i) => {
      const x = i % width;
      const y = Math.floor(i / width);
      return 120 + 80 * Math.sin(x / 90) * Math.cos(y / 110) + (next() % 9);
    }),
  );
}

/** Thin white curves on black, as Canny draws them. */
export function drawing(width: number, height: number): Raster8 {
  const data = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let curve = 1; curve < 6; curve++) {
      const x = Math.round((curve * width) / 6 + 12 * Math.sin(y / (7 * curve)));
      data[y * width + Math.max(0, Math.min(width - 1, x))] = 255;
    }
  }
  return grayRaster(width, height, data);
}

export function flat(width: number, height: number): Raster8 {
  return grayRaster(width, height, new Uint8Array(width * height).fill(77));
}
