import { expect } from '@open-wc/testing';
import { acquireDevice, releaseDevice } from '../../../src/gpu/shared-device.ts';
import { createWebgl2Engine } from '../../../src/gpu/webgl2-engine.ts';
import { COMPUTED_STAGE_IDS } from '../../../src/pipeline/standard-graph.ts';
import { rgbNoise } from '../../support/images.ts';

/** What docs/performance.md promises. */
const BYTES_PER_PIXEL = 24;

describe('the GPU engine’s memory', () => {
  it(`stays within ${BYTES_PER_PIXEL} bytes of textures a pixel, whatever is computed and read`, async () => {
    const engine = await createWebgl2Engine({ acceptSoftware: true });
    const device = acquireDevice();
    const image = rgbNoise(1024, 768, 1);
    const pipeline = await engine.open(image);
    await pipeline.update();
    await pipeline.update({ canny: { apertureSize: 7, l2Gradient: true }, blur: { kernelSize: 31, sigma: 9 } });
    for (const stage of COMPUTED_STAGE_IDS) {
      await Promise.all([pipeline.read(stage), pipeline.histogram(stage)]);
    }
    const perPixel = device.pool.bytes.peak / (image.width * image.height);
    expect(perPixel).to.be.lessThanOrEqual(BYTES_PER_PIXEL);
    // The original alone takes three: a count that is too low would be a wrong one.
    expect(perPixel).to.be.greaterThan(8);
    engine.dispose();
    releaseDevice(device);
  });
});
