import { expect } from '@open-wc/testing';
import * as core from '../../src/core.ts';
import { deviceUsers } from '../../src/gpu/shared-device.ts';
import type { Raster8 } from '../../src/image/raster-image.ts';
import type { Backend, Engine } from '../../src/pipeline/engine.ts';
import { expectSameImage } from '../support/expect-same-image.ts';
import { noise, radiograph, rgbNoise } from '../support/images.ts';
import { loadOpenCv, oracleChain, type OpenCv } from '../support/opencv.ts';
import { settled } from '../support/settled.ts';
import { hasWebgl2, skipWithout } from '../support/skip-without.ts';

const { createEngine, DEFAULT_PARAMS, encodePng, processFile, resolveParams, STAGE_IDS } = core;

const BACKENDS: readonly Backend[] = ['cpu', 'webgl2'];

let cv: OpenCv;
before(async () => {
  cv = await loadOpenCv();
});

function expectAll(stages: Partial<Record<string, core.RasterImage>>, image: Raster8, params = DEFAULT_PARAMS): void {
  const expected = oracleChain(cv, image, params);
  for (const stage of STAGE_IDS) {
    const actual = stages[stage];
    if (!actual) throw new Error(`${stage} is missing.`);
    expectSameImage(actual, expected[stage], { image: `${image.width} × ${image.height}`, stage, params });
  }
}

async function readAll(pipeline: core.ImagePipeline): Promise<Record<string, core.RasterImage>> {
  return Object.fromEntries(
    await Promise.all(STAGE_IDS.map(async (stage) => [stage, await pipeline.read(stage)] as const)),
  );
}

for (const backend of BACKENDS) {
  describe(`many things at once (${backend})`, () => {
    before(async function () {
      if (backend === 'webgl2') await skipWithout(this, 'WebGL2', hasWebgl2());
    });

    const withEngine = async (work: (engine: Engine) => Promise<void>): Promise<void> => {
      const engine = await createEngine({ backend });
      try {
        await work(engine);
      } finally {
        engine.dispose();
      }
      expect(deviceUsers()).to.equal(0);
    };

    it('ten files, each with its own parameters', async () => {
      const images = Array.from({ length: 10 }, (_, i) =>
        i % 2 ? rgbNoise(40 + 7 * i, 30 + i, i) : radiograph(90, 60 + i),
      );
      const files = await Promise.all(images.map((image) => encodePng(image)));
      const params = images.map((_, i) =>
        resolveParams({ blur: { kernelSize: 1 + 2 * i }, canny: { lowThreshold: 9 * i } }),
      );
      const processed = await Promise.all(files.map((file, i) => processFile(file, { backend, params: params[i] })));
      processed.forEach(({ stages }, i) => expectAll(stages, images[i], params[i]));
      expect(deviceUsers()).to.equal(0);
    });

    it('six images open on one engine, updated and read in turns', () =>
      withEngine(async (engine) => {
        const images = Array.from({ length: 6 }, (_, i) => noise(64 + i, 48 - i, i));
        const pipelines = await Promise.all(images.map((image) => engine.open(image)));
        for (const sigma of [1, 3]) {
          const params = resolveParams({ blur: { kernelSize: 9, sigma } });
          await Promise.all(pipelines.map((pipeline) => pipeline.update(params)));
          const results = await Promise.all(pipelines.map(readAll));
          results.forEach((stages, i) => expectAll(stages, images[i], params));
        }
      }));

    it('twenty updates that overlap: the last one counts, with all that was asked for', () =>
      withEngine(async (engine) => {
        const image = radiograph(260, 190);
        const pipeline = await engine.open(image);
        const updates = Array.from({ length: 20 }, (_, i) =>
          settled(
            `update ${i}`,
            pipeline.update(i % 2 ? { blur: { sigma: 1 + i / 4 } } : { canny: { lowThreshold: 10 * i } }),
          ),
        );
        const outcomes = await Promise.all(updates);
        expect(outcomes.pop()).to.equal('done');
        for (const outcome of outcomes) expect(outcome).to.be.oneOf(['AbortError', 'done']);
        const params = resolveParams({ blur: { sigma: 1 + 19 / 4 }, canny: { lowThreshold: 180 } });
        expect(pipeline.params).to.deep.equal(params);
        expectAll(await readAll(pipeline), image, params);
      }));

    it('disposal in the middle of everything ends all of it', () =>
      withEngine(async (engine) => {
        const [first, second] = await Promise.all([engine.open(radiograph(900, 700)), engine.open(noise(50, 40, 3))]);
        const work = [
          settled('update', first.update({ blur: { kernelSize: 31 } })),
          settled('read', first.read('edges')),
          settled('histogram', first.histogram('enhanced')),
          settled('draw', first.draw('blurred', document.createElement('canvas'))),
        ];
        first.dispose();
        for (const outcome of await Promise.all(work)) expect(outcome).to.equal('AbortError');
        expect(await settled('read of a closed image', first.read('edges'))).to.equal('AbortError');
        // The other image on the engine has noticed nothing.
        expectAll(await readAll(second), noise(50, 40, 3));
        const late = settled('update', second.update({ blur: { kernelSize: 21 } }));
        engine.dispose();
        expect(await late).to.equal('AbortError');
        expect(await settled('open on a closed engine', engine.open(noise(4, 4, 1)))).to.equal('AbortError');
      }));
  });
}
