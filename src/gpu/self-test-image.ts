import type { Raster8 } from '../image/raster-image.ts';
import type { ComputedStageId } from '../pipeline/standard-graph.ts';

/**
 * Fingerprints of what OpenCV computes from {@link selfTestImage} with the default parameters. A unit test computes
 * them anew with OpenCV itself.
 */
export const SELF_TEST_FINGERPRINTS: Readonly<Record<ComputedStageId, number>> = {
  grayscale: 0x056f86d8,
  enhanced: 0x6be4de48,
  blurred: 0x6960f4e4,
  edges: 0x14d221a0,
};

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

/** FNV-1a, 32 bits. */
export function fingerprint(bytes: Uint8Array): number {
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}
