import { encode } from 'fast-png';
import type { Raster8 } from '../../../src/image/raster-image.ts';
import type { ChosenFile } from './lab-page.ts';

/** An image with what radiographs have: a bright body on a dark ground, dense shapes with sharp margins, grain. */
export function radiograph(width: number, height: number, channels: 1 | 3): Raster8 {
  const data = new Uint8Array(width * height * channels);
  const random = randomBytes(width * 31 + height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const u = (2 * x) / width - 1;
      const v = (2 * y) / height - 1;
      const body = 150 * Math.exp(-1.5 * (u * u + v * v));
      const bone = Math.abs(u + 0.3 * v * v) < 0.1 || (u - 0.5) ** 2 + (v - 0.2) ** 2 < 0.03 ? 60 : 0;
      for (let c = 0; c < channels; c++) {
        const grain = random() / 16;
        data[(y * width + x) * channels + c] = 20 + body + bone + grain + c * 7 * (1 + v);
      }
    }
  }
  return { width, height, channels, bitDepth: 8, data };
}

export function pngFile(name: string, image: Raster8): ChosenFile {
  const { width, height, channels, data } = image;
  return { name, mimeType: 'image/png', buffer: Buffer.from(encode({ width, height, channels, depth: 8, data })) };
}

/** The same bytes on every run: a linear congruential generator. */
function randomBytes(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 24;
  };
}
