import { createRequire } from 'node:module';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Raster8 } from '../../../src/image/raster-image.ts';
import { noise, rgbNoise } from '../../support/images.ts';
import { EVERY_OPERATOR } from '../../support/every-operator.ts';
import { loadOpenCv, oracleOf, type OpenCv } from '../../support/opencv.ts';
import { anyParams, anySize } from '../../parity/parity-cases.ts';

/** Fixed, so that a failure can be repeated. */
const SEED = 20261201;

/** In a wrapper, because the module has a `then` of its own. */
async function loadOpenCv5(): Promise<{ cv: OpenCv }> {
  const exported = createRequire(import.meta.url)('opencv-js-5') as PromiseLike<OpenCv> | OpenCv;
  const cv = await exported;
  return { cv };
}

it('OpenCV 5 computes what OpenCV 4 does, whose bytes are ours', async () => {
  const [cv4, { cv: cv5 }] = [await loadOpenCv(), await loadOpenCv5()];
  const any = fc.tuple(anySize, anySize, fc.boolean(), fc.nat(), anyParams);
  for (const [width, height, rgb, seed, params] of fc.sample(any, { seed: SEED, numRuns: 150 })) {
    const image = (rgb ? rgbNoise(width, height, seed) : noise(width, height, seed, 2 + (seed % 200))) as Raster8;
    const [four, five] = [cv4, cv5].map((cv) => oracleOf(cv, EVERY_OPERATOR, image, params));
    for (const stage of EVERY_OPERATOR.computed) {
      const differing = four[stage].data.findIndex((value, i) => value !== five[stage].data[i]);
      expect(differing, `${stage} of ${width} × ${height}, ${JSON.stringify(params)}`).toBe(-1);
    }
  }
});
