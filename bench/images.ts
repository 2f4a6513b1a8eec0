import type { Raster8 } from '../src/image/raster-image.ts';
import { radiograph } from '../test/support/images.ts';

/** A colour image, as most cameras and scanners give: grayscale has something to do. */
export function colourRadiograph(width: number, height: number): Raster8 {
  const gray = radiograph(width, height).data;
  const data = new Uint8Array(gray.length * 3);
  for (let i = 0, j = 0; i < gray.length; i++, j += 3) {
    data[j] = gray[i];
    data[j + 1] = Math.max(0, gray[i] - 6);
    data[j + 2] = Math.min(255, gray[i] + 9);
  }
  return { width, height, channels: 3, bitDepth: 8, data };
}
