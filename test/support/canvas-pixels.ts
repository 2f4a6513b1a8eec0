import { expect } from '@open-wc/testing';
import type { RasterImage } from '../../src/image/raster-image.ts';

/** What a canvas shows, in RGB. */
export function pixelsOf(canvas: HTMLCanvasElement): RasterImage {
  const { width, height } = canvas;
  // A copy, as the canvas may have a context of another kind.
  const copy = document.createElement('canvas');
  Object.assign(copy, { width, height });
  const context = copy.getContext('2d');
  if (!context) throw new Error('This browser has no 2D canvas.');
  context.drawImage(canvas, 0, 0);
  const rgba = context.getImageData(0, 0, width, height).data;
  const data = new Uint8Array(width * height * 3);
  for (let pixel = 0; pixel < width * height; pixel++) {
    expect(rgba[4 * pixel + 3], 'alpha').to.equal(255);
    for (let channel = 0; channel < 3; channel++) data[3 * pixel + channel] = rgba[4 * pixel + channel];
  }
  return { width, height, channels: 3, bitDepth: 8, data };
}

/** The image as a canvas shows it: gray in all three channels. */
export function opaque({ width, height, channels, data }: RasterImage): RasterImage {
  if (channels === 3) return { width, height, channels: 3, bitDepth: 8, data: Uint8Array.from(data) };
  const rgb = Uint8Array.from({ length: data.length * 3 }, (_, i) => data[Math.floor(i / 3)]);
  return { width, height, channels: 3, bitDepth: 8, data: rgb };
}
