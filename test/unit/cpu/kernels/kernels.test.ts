import { beforeAll, describe, expect, it } from 'vitest';
import { chooseKernels } from '../../../../src/cpu/worker/choose-kernels.ts';
import type { Slices } from '../../../../src/cpu/kernels/cpu-operator.ts';
import type { KernelKind, OpenImage } from '../../../../src/cpu/kernels/open-image.ts';
import { HysteresisFlood, keepReached } from '../../../../src/cpu/kernels/canny-hysteresis.ts';
import { equalizationTable } from '../../../../src/cpu/kernels/equalize.ts';
import { grayRaster, type RasterImage } from '../../../../src/image/raster-image.ts';
import { canny as cannyOperator, type CannyParams } from '../../../../src/operators/canny.ts';
import { gaussianBlur } from '../../../../src/operators/gaussian-blur.ts';
import type { OperatorId } from '../../../../src/operators/operators.ts';
import { resolveParams, type PipelineParams } from '../../../../src/pipeline/params.ts';
import { equalizationTies, serpentine, spiral } from '../../../support/adversarial-images.ts';
import { expectSameImage } from '../../../support/expect-same-image.ts';
import { noise, ordinaryImages, radiograph, rgbHalves, rgbNoise } from '../../../support/images.ts';
import { loadOpenCv, oracleChain, type OpenCv } from '../../../support/opencv.ts';

// Many images, and machines that have other things to do.

/** Made once: the ties have to be searched for. */
const ORDINARY = ordinaryImages();
const IMAGES_TO_EQUALIZE = [...ORDINARY, ...equalizationTies()];
const IMAGES_WITH_EDGES = [...ORDINARY, serpentine(64), spiral(64), { name: 'noise', image: noise(70, 50, 4, 5) }];

let cv: OpenCv;
beforeAll(async () => {
  cv = await loadOpenCv();
});

const known = new WeakMap<RasterImage, Map<string, ReturnType<typeof oracleChain>>>();

/** OpenCV's chain, computed once for all kernels. */
function expectedChain(image: RasterImage, params: PipelineParams): ReturnType<typeof oracleChain> {
  const chains = known.get(image) ?? new Map<string, ReturnType<typeof oracleChain>>();
  known.set(image, chains);
  const key = JSON.stringify(params);
  const chain = chains.get(key) ?? oracleChain(cv, image, params);
  chains.set(key, chain);
  return chain;
}

type Band = (from: number, to: number) => void;

/** In one band. */
const whole = (length: number, work: Band): void => work(0, length);

/** In bands of uneven length, most of which begin and end off a word; some thousands of them in large images. */
const inBands = (length: number, work: Band): void => {
  const scale = 2 * Math.floor(length / 50_000) + 1;
  for (let from = 0, step = 1; from < length; from += step * scale, step = (step * 2) % 13 || 1) {
    work(from, Math.min(length, from + step * scale));
  }
};

/** Work in bands as `divide` makes them. */
function slices(divide: typeof whole, pixelsAtOnce: number): Slices {
  return {
    overRows: async (rows, _width, work) => divide(rows, work),
    overPixels: async (pixels, work) => divide(pixels, work),
    untilDone: async (advance) => {
      while (advance(pixelsAtOnce));
    },
  };
}

/** What `operator` makes of an image by each of `plans` in turn: the last one's result. */
async function resultOf(
  operator: OperatorId,
  plans: readonly unknown[],
  open: OpenImage,
  { width, height, channels, data }: RasterImage,
  work: Slices,
): Promise<Uint8Array> {
  const image = await open({
    shape: { width, height, channels },
    bitDepth: 8,
    given: 'given',
    stages: [{ id: 'result', operator, inputs: ['given'] }],
  });
  image.plane('given').data.set(data);
  for (const plan of plans) await image.compute('result', plan, work);
  return image.plane('result').data;
}

async function edgesBy(
  divide: typeof whole,
  open: OpenImage,
  blurred: RasterImage,
  params: CannyParams,
  pixelsAtOnce: number,
): Promise<Uint8Array> {
  // What an earlier detection left behind must not matter.
  const before = {
    ...params,
    apertureSize: 5,
    l2Gradient: !params.l2Gradient,
    lowThreshold: 1,
    highThreshold: 50,
  } as const;
  const plans = [before, params].map((values) => cannyOperator.plan(values, blurred));
  return resultOf('canny', plans, open, blurred, slices(divide, pixelsAtOnce));
}

const opens: Record<KernelKind, OpenImage> = {
  simd: async (layout) => (await chooseKernels('simd')).open(layout),
  plain: async (layout) => (await chooseKernels('plain')).open(layout),
};

describe.each([
  ['simd', 'in one pass', whole, 1e9],
  ['simd', 'in bands', inBands, 5],
  ['plain', 'in one pass', whole, 1e9],
  ['plain', 'in bands', inBands, 5],
] as const)('%s kernels %s give the bytes of OpenCV', (kind, _, divide, pixelsAtOnce) => {
  const open = opens[kind];
  const work = slices(divide, pixelsAtOnce);

  it('grayscale', async () => {
    for (const image of [rgbNoise(31, 17, 1), rgbNoise(1, 1, 2), rgbHalves(), rgbNoise(211, 157, 3)]) {
      const { width, height } = image;
      const gray = await resultOf('grayscale', [null], open, image, work);
      const expected = oracleChain(cv, image, resolveParams()).grayscale;
      expectSameImage(grayRaster(width, height, gray), expected, { image: 'rgb noise', stage: 'grayscale' });
    }
  });

  it('equalize', async () => {
    for (const { name, image } of IMAGES_TO_EQUALIZE) {
      const chain = expectedChain(image, resolveParams());
      const enhanced = await resultOf('equalize', [null], open, chain.grayscale, work);
      const received = grayRaster(image.width, image.height, enhanced);
      expectSameImage(received, chain.enhanced, { image: name, stage: 'enhanced' });
    }
  });

  it('gaussian blur', async () => {
    const sizes = [1, 3, 5, 7, 9, 11, 13, 15, 17, 21, 25, 29, 31];
    for (const { name, image } of ORDINARY) {
      for (const kernelSize of sizes) {
        const params = resolveParams({ blur: { kernelSize, sigma: kernelSize % 4 === 1 ? 0 : 1.7 } });
        const chain = expectedChain(image, params);
        const blurred = await resultOf(
          'gaussian-blur',
          [gaussianBlur.plan(params.blur, image)],
          open,
          chain.enhanced,
          work,
        );
        const received = grayRaster(image.width, image.height, blurred);
        expectSameImage(received, chain.blurred, { image: name, stage: 'blurred', params });
      }
    }
  });

  it('canny', async () => {
    for (const { name, image } of IMAGES_WITH_EDGES) {
      for (const apertureSize of [3, 5, 7] as const) {
        for (const l2Gradient of [false, true]) {
          const highThreshold = { 3: 180, 5: 1500, 7: 20000 }[apertureSize];
          const canny = { apertureSize, l2Gradient, lowThreshold: highThreshold / 3, highThreshold };
          const params = resolveParams({ canny });
          const chain = expectedChain(image, params);
          const edges = await edgesBy(divide, open, chain.blurred, params.canny, pixelsAtOnce);
          expectSameImage(grayRaster(image.width, image.height, edges), chain.edges, {
            image: name,
            stage: 'edges',
            params,
          });
        }
      }
    }
  });

  it('a larger image', async () => {
    const image = radiograph(1023, 770);
    const params = resolveParams({ canny: { lowThreshold: 60, highThreshold: 130 } });
    const chain = oracleChain(cv, image, params);
    const edges = await edgesBy(divide, open, chain.blurred, params.canny, 1000);
    expectSameImage(grayRaster(1023, 770, edges), chain.edges, { image: 'radiograph', stage: 'edges', params });
  });
});

it('the SIMD kernels follow edges within a budget', async () => {
  const { image, thresholds } = spiral(256);
  const params = resolveParams({ canny: thresholds });
  let rounds = 0;
  const counting: Slices = {
    ...slices(whole, 80),
    untilDone: async (advance) => {
      do rounds++;
      while (advance(80));
    },
  };
  const { blurred } = oracleChain(cv, image, params);
  await resultOf('canny', [cannyOperator.plan(params.canny, image)], opens.simd, blurred, counting);
  // Ten words of 64 pixels at most in each round, and the path is some 8000 pixels long.
  expect(rounds).toBeGreaterThan(30);
});

describe('equalizationTable', () => {
  it('rounds counts above 2²⁴ as single precision does', () => {
    // An image of 20 megapixels on which OpenCV gives 240; without the rounding of the sum itself it would be 241.
    const counts = new Uint32Array(256);
    counts[0] = 1;
    counts[1] = 19145381;
    counts[2] = 20299675 - 19145381;
    expect([...equalizationTable(counts).subarray(0, 3)]).toEqual([0, 240, 255]);
  });

  it('leaves an image of one value as it is', () => {
    const counts = new Uint32Array(256);
    counts[93] = 12;
    expect(equalizationTable(counts)[93]).toBe(93);
  });
});

describe('HysteresisFlood', () => {
  it('stays within its budget and grows its stack when it must', () => {
    const size = 300;
    const edges = new Uint8Array(size * size).fill(1);
    edges[size * 150 + 150] = 2;
    const flood = new HysteresisFlood(edges, size);
    let rounds = 1;
    while (flood.advance(1000)) rounds++;
    expect(rounds).toBeGreaterThan((size * size) / 1000);
    expect(edges.every((pixel) => pixel === 255)).toBe(true);
  });

  it('does not go around the border', () => {
    const edges = Uint8Array.from([0, 0, 2, 1, 0, 0, 0, 0, 1]);
    const flood = new HysteresisFlood(edges, 3);
    while (flood.advance(1));
    keepReached(edges, 0, 9);
    expect(Array.from(edges)).toEqual([0, 0, 255, 0, 0, 0, 0, 0, 0]);
  });
});
