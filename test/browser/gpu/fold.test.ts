import { createWebgl2Engine } from '../../../src/gpu/webgl2-engine.ts';
import { imageGeometry } from '../../../src/gpu/passes/image-geometry.ts';
import { expect } from '@open-wc/testing';
import type { Raster8 } from '../../../src/image/raster-image.ts';
import type { Engine } from '../../../src/pipeline/engine.ts';
import { resolveParams } from '../../../src/pipeline/params.ts';
import { STAGE_IDS } from '../../../src/pipeline/standard-graph.ts';
import { opaque, pixelsOf } from '../../support/canvas-pixels.ts';
import { expectSameImage } from '../../support/expect-same-image.ts';
import { straight, transposed } from '../../support/adversarial-images.ts';
import { noise, radiograph, rgbNoise } from '../../support/images.ts';
import { loadOpenCv, oracleChain, type OpenCv } from '../../support/opencv.ts';

/** Pretends that textures end here, so that small images have to be folded. */
const MAX_SIDE = 64;

const PARAMS = [
  resolveParams(),
  resolveParams({ blur: { kernelSize: 31, sigma: 7 }, canny: { lowThreshold: 5, highThreshold: 30, apertureSize: 7 } }),
  resolveParams({ blur: { kernelSize: 1 }, canny: { apertureSize: 5, l2Gradient: true } }),
];

const IMAGES: readonly { fold: 'tall' | 'wide'; image: Raster8 }[] = [
  { fold: 'tall', image: radiograph(61, 200) },
  { fold: 'tall', image: rgbNoise(9, 300, 3) },
  { fold: 'tall', image: noise(1, 500, 4) },
  { fold: 'wide', image: radiograph(700, 20) },
  { fold: 'wide', image: rgbNoise(301, 17, 5) },
  { fold: 'wide', image: noise(900, 1, 6) },
];

/** Three times as many bytes as pixels: more than fit with four in a texel. */
const DENSE: readonly { name: string; image: Raster8 }[] = [
  { name: '93 × 100', image: rgbNoise(93, 100, 7) },
  { name: '101 × 96, at an odd place in memory', image: displaced(rgbNoise(101, 96, 8)) },
  { name: '64 × 128, folded', image: rgbNoise(64, 128, 9) },
];

function displaced(image: Raster8): Raster8 {
  const memory = new Uint8Array(image.data.length + 1);
  memory.set(image.data, 1);
  return { ...image, data: memory.subarray(1) };
}

/**
 * So long that the CPU finishes the hysteresis. A mask is never folded wide: before that, the histogram's tiles are too many
 * in a row.
 */
const LINES: readonly { plane: 'tall' | 'wide'; mask: 'tall' | 'flat'; maxSide: number; image: Raster8 }[] = [
  { plane: 'tall', mask: 'tall', maxSide: 64, image: straight(20, 600).image },
  { plane: 'wide', mask: 'flat', maxSide: 100, image: transposed(straight(20, 1200).image) },
];

describe(`images beyond the texture limit (here ${MAX_SIDE})`, () => {
  let cv: OpenCv;
  let engine: Engine;
  before(async () => {
    [cv, engine] = await Promise.all([loadOpenCv(), createWebgl2Engine({ acceptSoftware: true, maxSide: MAX_SIDE })]);
  });
  after(() => engine.dispose());

  for (const { fold, image } of IMAGES) {
    it(`are exact when folded ${fold}: ${image.width} × ${image.height} × ${image.channels}`, async () => {
      expect(imageGeometry(image.width, image.height, image.channels, MAX_SIDE).plane.fold).to.equal(fold);
      const pipeline = await engine.open(image);
      for (const params of PARAMS) {
        await pipeline.update(params);
        const expected = oracleChain(cv, image, params);
        for (const stage of STAGE_IDS) {
          expectSameImage(await pipeline.read(stage), expected[stage], { image: fold, stage, params });
        }
      }
      const canvas = document.createElement('canvas');
      await pipeline.draw('edges', canvas);
      expect(pixelsOf(canvas)).to.deep.equal(opaque(await pipeline.read('edges')));
      pipeline.dispose();
    });
  }

  for (const { name, image } of DENSE) {
    it(`are exact where sixteen bytes lie in a texel of the original: ${name}`, async () => {
      expect(imageGeometry(image.width, image.height, image.channels, MAX_SIDE).source.words).to.equal(4);
      const pipeline = await engine.open(image);
      await pipeline.update(resolveParams());
      const expected = oracleChain(cv, image, resolveParams());
      for (const stage of STAGE_IDS) {
        expectSameImage(await pipeline.read(stage), expected[stage], { image: name, stage });
      }
      const canvas = document.createElement('canvas');
      await pipeline.draw('original', canvas);
      expect(pixelsOf(canvas)).to.deep.equal(opaque(image));
      pipeline.dispose();
    });
  }
});

describe('an edge that the CPU follows to its end', () => {
  const { prototype } = WebGL2RenderingContext;
  const { texSubImage2D } = prototype;
  afterEach(() => {
    prototype.texSubImage2D = texSubImage2D;
  });

  for (const { plane, mask: fold, maxSide, image } of LINES) {
    it(`is exact where planes are ${plane} and masks ${fold}`, async () => {
      const { mask, ...geometry } = imageGeometry(image.width, image.height, 1, maxSide);
      expect([geometry.plane.fold, mask.fold]).to.deep.equal([plane, fold]);
      const engine = await createWebgl2Engine({ acceptSoftware: true, maxSide });
      const pipeline = await engine.open(image);
      const masksWritten: number[][] = [];
      prototype.texSubImage2D = function (this: WebGL2RenderingContext, ...args: unknown[]): void {
        masksWritten.push(args.slice(4, 6) as number[]);
        Reflect.apply(texSubImage2D, this, args);
      } as typeof texSubImage2D;
      const params = resolveParams({ canny: straight(20, 20).thresholds });
      await pipeline.update(params);
      expect(masksWritten).to.deep.equal([[mask.width, mask.height]]);
      const expected = oracleChain(await loadOpenCv(), image, params);
      // The end that is far from what is strong.
      const near = expected.edges.data.filter((_, i) => Math.max(i % image.width, Math.floor(i / image.width)) < 40);
      expect(near.filter((value) => value > 0).length).to.be.above(40);
      expectSameImage(await pipeline.read('edges'), expected.edges, {
        image: `line, ${plane}`,
        stage: 'edges',
        params,
      });
      engine.dispose();
    });
  }
});
