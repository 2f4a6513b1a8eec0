import type { Raster16, Raster8 } from '../image/raster-image.ts';

/** A small colour image with soft discs, a ramp and noise: every stage has something to get wrong. */
export function selfTestImage(): Raster8 {
  const width = 61;
  const height = 47;
  const data = new Uint8Array(width * height * 3);
  let state = 12345;
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const inDisc = (x - 20) * (x - 20) + (y - 24) * (y - 24) < 180 || Math.abs(x - 46) + Math.abs(y - 20) < 9;
      for (let channel = 0; channel < 3; channel++, i++) {
        state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
        data[i] = (inDisc ? 150 : 40) + x + ((state >> 16) % 17) + channel * 7;
      }
    }
  }
  return { width, height, channels: 3, bitDepth: 8, data };
}

/** Samples of 12 bits in a gray image of odd sides: of every value one. */
export function selfTestSamples(): Raster16 {
  const width = 61;
  const height = 69;
  const data = new Uint16Array(width * height);
  for (let i = 0; i < data.length; i++) data[i] = (i * 1597) & 4095;
  return { width, height, channels: 1, bitDepth: 16, data };
}

/** FNV-1a, 32 bits. */
export function fingerprint(bytes: Uint8Array): number {
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}
