import { expect } from '@open-wc/testing';
import type { Raster8, RasterImage } from '../../src/image/raster-image.ts';

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

/**
 * The picture of an image in another size, by the rule in the plainest words: a larger one shows the pixel under each
 * centre; of a smaller one each pixel is the mean of the sixteenths of the image's columns and rows that it covers, borders
 * rounded down, the mean to the nearest number.
 */
export function pictureOf(
  { width, height, channels, data }: RasterImage,
  pictureWidth: number,
  pictureHeight: number,
  part = { x: 0, y: 0, width: pictureWidth, height: pictureHeight },
): RasterImage {
  const columns = covered(width, pictureWidth, part.x, part.width);
  const rows = covered(height, pictureHeight, part.y, part.height);
  const rgb = new Uint8Array(part.width * part.height * 3);
  for (let y = 0, i = 0; y < part.height; y++) {
    for (let x = 0; x < part.width; x++) {
      for (let channel = 0; channel < 3; channel++) {
        let sum = 0;
        for (const row of rows[y]) {
          for (const column of columns[x]) sum += data[(row * width + column) * channels + (channel % channels)];
        }
        rgb[i++] = Math.floor(sum / (rows[y].length * columns[x].length) + 0.5);
      }
    }
  }
  return { width: part.width, height: part.height, channels: 3, bitDepth: 8, data: rgb };
}

/** A picture of a mask: white where a pixel of it does, each pixel of the mask in the one that its centre lies in. */
export function linesOf(mask: RasterImage, width: number, height: number): Raster8 {
  const rgb = new Uint8Array(width * height * 3);
  for (let y = 0; y < mask.height; y++) {
    for (let x = 0; x < mask.width; x++) {
      const column = Math.floor(((2 * x + 1) * width) / (2 * mask.width));
      const row = Math.floor(((2 * y + 1) * height) / (2 * mask.height));
      const at = 3 * (row * width + column);
      if (mask.data[y * mask.width + x] > 0) rgb.fill(255, at, at + 3);
    }
  }
  return { width, height, channels: 3, bitDepth: 8, data: rgb };
}

/** For each pixel of a picture along an axis, the image's pixels that it shows, each as often as it counts. */
function covered(imageSize: number, pictureSize: number, first: number, count: number): number[][] {
  return Array.from({ length: count }, (_, i) => {
    const pixel = first + i;
    if (imageSize <= pictureSize) return [Math.floor(((pixel + 0.5) * imageSize) / pictureSize)];
    const start = Math.floor((16 * pixel * imageSize) / pictureSize);
    const end = Math.floor((16 * (pixel + 1) * imageSize) / pictureSize);
    return Array.from({ length: end - start }, (_part, at) => Math.floor((start + at) / 16));
  });
}
