import { expect } from '@open-wc/testing';
import { createWebgl2Engine } from '../../../src/gpu/webgl2-engine.ts';
import { DEFAULT_PARAMS, resolveParams } from '../../../src/pipeline/params.ts';
import { STAGE_IDS } from '../../../src/pipeline/standard-graph.ts';
import { serpentine } from '../../support/adversarial-images.ts';
import { expectSameImage } from '../../support/expect-same-image.ts';
import { noise, radiograph, rgbNoise } from '../../support/images.ts';
import { loadOpenCv, oracleChain } from '../../support/opencv.ts';

const path = serpentine(80);

const CASES = [
  { name: 'radiograph', image: radiograph(301, 203), params: DEFAULT_PARAMS },
  { name: 'rgb noise', image: rgbNoise(65, 34, 1), params: resolveParams({ canny: { apertureSize: 5 } }) },
  { name: 'noise', image: noise(1030, 77, 2), params: resolveParams({ canny: { lowThreshold: 5, l2Gradient: true } }) },
  { name: 'one pixel', image: noise(1, 1, 3), params: DEFAULT_PARAMS },
  { name: path.name, image: path.image, params: resolveParams({ canny: path.thresholds }) },
];

/** Which of them this device's own is, its self-test shows only for that one. */
for (const targets of [8, 4, 1] as const) {
  it(`a GPU that draws into ${targets} targets at once is exact`, async () => {
    const [cv, engine] = await Promise.all([loadOpenCv(), createWebgl2Engine({ acceptSoftware: true, targets })]);
    for (const { name, image, params } of CASES) {
      const pipeline = await engine.open(image);
      await pipeline.update(params);
      const expected = oracleChain(cv, image, params);
      for (const stage of STAGE_IDS) {
        expectSameImage(await pipeline.read(stage), expected[stage], { image: name, stage, params });
        const counts = new Array<number>(256).fill(0);
        const { data } = expected[stage === 'original' ? 'grayscale' : stage];
        for (const value of data) counts[value]++;
        expect(Array.from(await pipeline.histogram(stage)), `histogram of ${name}, ${stage}`).to.deep.equal(counts);
      }
      pipeline.dispose();
    }
    engine.dispose();
  });
}
