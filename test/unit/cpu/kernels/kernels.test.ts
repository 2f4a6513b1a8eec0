import { beforeAll, describe, expect, it } from 'vitest';
import { chooseKernels } from '../../../../src/cpu/worker/choose-kernels.ts';
import type { KernelKind, OpenImageKernels } from '../../../../src/cpu/kernels/image-kernels.ts';
import { HysteresisFlood, keepReached } from '../../../../src/cpu/kernels/canny-hysteresis.ts';
import type { ImageShape } from '../../../../src/cpu/memory/image-planes.ts';
import { equalizationTable } from '../../../../src/cpu/kernels/equalize.ts';
import { grayRaster, type Raster8, type RasterImage } from '../../../../src/image/raster-image.ts';
import { cannyThresholds } from '../../../../src/operators/canny-thresholds.ts';
import { gaussianKernel } from '../../../../src/operators/gaussian-kernel.ts';
import { resolveParams, type PipelineParams } from '../../../../src/pipeline/params.ts';
import { equalizationTies, serpentine, spiral } from '../../../support/adversarial-images.ts';
import { expectSameImage } from '../../../support/expect-same-image.ts';
import { noise, ordinaryImages, radiograph, rgbHalves, rgbNoise } from '../../../support/images.ts';
import { loadOpenCv, oracleChain, type OpenCv } from '../../../support/opencv.ts';

// Many images, and machines that have other things to do.

/** Made once: the ties have to be searched for. */
const IMAGES_TO_EQUALIZE = [...ordinaryImages(), ...equalizationTies()];

let cv: OpenCv;
beforeAll(async () => {
  cv = await loadOpenCv();
});

type Band = (from: number, to: number) => void;

/** In one band. */
const whole = (length: number, work: Band): void => work(0, length);

/** In bands of uneven length, most of which begin and end off a word. */
const inBands = (length: number, work: Band): void => {
  for (let from = 0, step = 1; from < length; from += step, step = (step * 2) % 13 || 1) {
    work(from, Math.min(length, from + step));
  }
};

async function grayBy(divide: typeof whole, open: OpenImageKernels, image: Raster8): Promise<Uint8Array> {
  const kernels = await open(image);
  kernels.planes.original.set(image.data);
  divide(image.width * image.height, (from, to) => kernels.grayscale(from, to));
  return kernels.planes.grayscale;
}

async function enhanceBy(divide: typeof whole, open: OpenImageKernels, gray: RasterImage): Promise<Uint8Array> {
  const kernels = await open(grayShape(gray));
  kernels.planes.grayscale.set(gray.data);
  const counts = new Uint32Array(256);
  divide(gray.data.length, (from, to) => kernels.addToHistogram('grayscale', counts, from, to));
  kernels.startEqualize(equalizationTable(counts));
  divide(gray.data.length, (from, to) => kernels.equalize(from, to));
  return kernels.planes.enhanced;
}

async function blurBy(
  divide: typeof whole,
  open: OpenImageKernels,
  enhanced: RasterImage,
  blur: PipelineParams['blur'],
): Promise<Uint8Array> {
  const kernels = await open(grayShape(enhanced));
  kernels.planes.enhanced.set(enhanced.data);
  kernels.startBlur(gaussianKernel(blur.kernelSize, blur.sigma));
  divide(enhanced.height, (from, to) => kernels.blur(from, to));
  return kernels.planes.blurred;
}

async function edgesBy(
  divide: typeof whole,
  open: OpenImageKernels,
  blurred: RasterImage,
  canny: PipelineParams['canny'],
  pixelsAtOnce: number,
): Promise<Uint8Array> {
  const kernels = await open(grayShape(blurred));
  kernels.planes.blurred.set(blurred.data);
  const detect = (settings: PipelineParams['canny']): void => {
    kernels.startCanny(settings, cannyThresholds(settings));
    divide(blurred.height, (from, to) => kernels.suppressNonMaxima(from, to));
    while (kernels.followEdges(pixelsAtOnce));
    divide(blurred.height, (from, to) => kernels.showEdges(from, to));
  };
  // What an earlier detection left behind must not matter.
  detect({ ...canny, apertureSize: 5, l2Gradient: !canny.l2Gradient, lowThreshold: 1, highThreshold: 50 });
  detect(canny);
  return kernels.planes.edges;
}

const grayShape = ({ width, height }: RasterImage): ImageShape => ({ width, height, channels: 1 });

const opens: Record<KernelKind, OpenImageKernels> = {
  simd: async (shape) => (await chooseKernels('simd')).open(shape),
  plain: async (shape) => (await chooseKernels('plain')).open(shape),
};

describe.each([
  ['simd', 'in one pass', whole, 1e9],
  ['simd', 'in bands', inBands, 5],
  ['plain', 'in one pass', whole, 1e9],
  ['plain', 'in bands', inBands, 5],
] as const)('%s kernels %s give the bytes of OpenCV', (kind, _, divide, pixelsAtOnce) => {
  const open = opens[kind];

  it('grayscale', async () => {
    for (const image of [rgbNoise(31, 17, 1), rgbNoise(1, 1, 2), rgbHalves(), rgbNoise(211, 157, 3)]) {
      const { width, height } = image;
      const gray = await grayBy(divide, open, image);
      const expected = oracleChain(cv, image, resolveParams()).grayscale;
      expectSameImage(grayRaster(width, height, gray), expected, { image: 'rgb noise', stage: 'grayscale' });
    }
  });

  it('equalize', async () => {
    for (const { name, image } of IMAGES_TO_EQUALIZE) {
      const chain = oracleChain(cv, image, resolveParams());
      const enhanced = await enhanceBy(divide, open, chain.grayscale);
      const received = grayRaster(image.width, image.height, enhanced);
      expectSameImage(received, chain.enhanced, { image: name, stage: 'enhanced' });
    }
  });

  it('gaussian blur', async () => {
    const sizes = [1, 3, 5, 7, 9, 11, 13, 15, 17, 21, 25, 29, 31];
    for (const { name, image } of ordinaryImages()) {
      for (const kernelSize of sizes) {
        const params = resolveParams({ blur: { kernelSize, sigma: kernelSize % 4 === 1 ? 0 : 1.7 } });
        const chain = oracleChain(cv, image, params);
        const blurred = await blurBy(divide, open, chain.enhanced, params.blur);
        const received = grayRaster(image.width, image.height, blurred);
        expectSameImage(received, chain.blurred, { image: name, stage: 'blurred', params });
      }
    }
  });

  it('canny', async () => {
    const images = [...ordinaryImages(), serpentine(64), spiral(64), { name: 'noise', image: noise(70, 50, 4, 5) }];
    for (const { name, image } of images) {
      for (const apertureSize of [3, 5, 7] as const) {
        for (const l2Gradient of [false, true]) {
          const highThreshold = { 3: 180, 5: 1500, 7: 20000 }[apertureSize];
          const canny = { apertureSize, l2Gradient, lowThreshold: highThreshold / 3, highThreshold };
          const params = resolveParams({ canny });
          const chain = oracleChain(cv, image, params);
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
  const kernels = await opens.simd(image);
  kernels.planes.blurred.set(oracleChain(cv, image, params).blurred.data);
  kernels.startCanny(params.canny, cannyThresholds(params.canny));
  kernels.suppressNonMaxima(0, image.height);
  let rounds = 1;
  while (kernels.followEdges(80)) rounds++;
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
