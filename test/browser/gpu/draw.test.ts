import { expect } from '@open-wc/testing';
import { acquireDevice, releaseDevice } from '../../../src/gpu/shared-device.ts';
import { createWebgl2Engine } from '../../../src/gpu/webgl2-engine.ts';
import { opaque, pictureOf, pixelsOf } from '../../support/canvas-pixels.ts';
import { expectSameImage } from '../../support/expect-same-image.ts';
import { noise, rgbNoise } from '../../support/images.ts';

describe('drawing on the GPU', () => {
  it('goes by tiles where textures end, and where the drawing buffer gets smaller than asked for', async () => {
    const image = rgbNoise(301, 155, 1);
    const engine = await createWebgl2Engine({ acceptSoftware: true });
    const device = acquireDevice();
    const { gl } = device;
    const pipeline = await engine.open(image);
    const canvas = document.createElement('canvas');
    for (const limit of [100, 64, 1000]) {
      Object.defineProperty(gl, 'drawingBufferWidth', {
        configurable: true,
        get: () => Math.min(limit, device.canvas.width),
      });
      await pipeline.draw('original', canvas);
      expect(device.canvas.width).to.be.at.most(Math.max(limit, image.width));
      if (limit < image.width) expect(device.canvas.width).to.be.at.most(limit);
      expectSameImage(pixelsOf(canvas), opaque(image), { image: `buffer of ${limit}`, stage: 'original' });
      await pipeline.draw('original', canvas, { width: 200, height: 210 });
      expectSameImage(pixelsOf(canvas), pictureOf(image, 200, 210), { image: `buffer of ${limit}`, stage: 'original' });
    }
    engine.dispose();
    releaseDevice(device);
  });

  it('goes by tiles beyond 4096 pixels a side', async () => {
    const image = noise(70, 45, 2);
    const engine = await createWebgl2Engine({ acceptSoftware: true });
    const pipeline = await engine.open(image);
    const canvas = document.createElement('canvas');
    for (const [width, height] of [
      [4500, 45],
      [70, 4321],
    ]) {
      await pipeline.draw('grayscale', canvas, { width, height });
      const expected = pictureOf(image, width, height);
      expectSameImage(pixelsOf(canvas), expected, { image: `${width} × ${height}`, stage: 'grayscale' });
    }
    engine.dispose();
  });
});
