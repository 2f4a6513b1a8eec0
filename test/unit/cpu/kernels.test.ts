import { beforeAll, describe, expect, it } from 'vitest';
import { HysteresisFlood, keepReached } from '../../../src/cpu/kernels/canny-hysteresis.ts';
import { createCannyScratch, suppressNonMaxima } from '../../../src/cpu/kernels/canny-suppress.ts';
import { applyTable, equalizationTable } from '../../../src/cpu/kernels/equalize.ts';
import { createBlurScratch, gaussianBlur } from '../../../src/cpu/kernels/gaussian-blur.ts';
import { grayscale } from '../../../src/cpu/kernels/grayscale.ts';
import { addToHistogram } from '../../../src/cpu/kernels/histogram.ts';
import { grayRaster, type RasterImage } from '../../../src/image/raster-image.ts';
import { cannyThresholds } from '../../../src/pipeline/canny-thresholds.ts';
import { gaussianKernel } from '../../../src/pipeline/gaussian-kernel.ts';
import { resolveParams, type PipelineParams } from '../../../src/pipeline/params.ts';
import { equalizationTies, serpentine, spiral } from '../../support/adversarial-images.ts';
import { expectSameImage } from '../../support/expect-same-image.ts';
import { noise, ordinaryImages, radiograph, rgbHalves, rgbNoise } from '../../support/images.ts';
import { loadOpenCv, oracleChain, type OpenCv } from '../../support/opencv.ts';

let cv: OpenCv;
beforeAll(async () => {
  cv = await loadOpenCv();
}, 60_000);

type Band = (from: number, to: number) => void;

/** In one band. */
const whole = (length: number, work: Band): void => work(0, length);

/** In bands of uneven length, most of which begin and end off a word. */
const inBands = (length: number, work: Band): void => {
  for (let from = 0, step = 1; from < length; from += step, step = (step * 2) % 13 || 1) {
    work(from, Math.min(length, from + step));
  }
};

function enhanceBy(divide: typeof whole, gray: RasterImage): Uint8Array {
  const plane = Uint8Array.from(gray.data);
  const counts = new Uint32Array(256);
  divide(plane.length, (from, to) => addToHistogram(counts, plane, from, to));
  const table = equalizationTable(counts);
  const enhanced = new Uint8Array(plane.length);
  divide(plane.length, (from, to) => applyTable(plane, enhanced, table, from, to));
  return enhanced;
}

function blurBy(divide: typeof whole, { width, height, data }: RasterImage, blur: PipelineParams['blur']): Uint8Array {
  const source = Uint8Array.from(data);
  const blurred = new Uint8Array(source.length);
  const scratch = createBlurScratch(width, gaussianKernel(blur.kernelSize, blur.sigma));
  divide(height, (from, to) => gaussianBlur(source, blurred, width, height, scratch, from, to));
  return blurred;
}

function edgesBy(
  divide: typeof whole,
  { width, height, data }: RasterImage,
  canny: PipelineParams['canny'],
  pixelsAtOnce: number,
): Uint8Array {
  const source = Uint8Array.from(data);
  const edges = new Uint8Array(source.length).fill(99);
  const scratch = createCannyScratch(width);
  divide(height, (from, to) =>
    suppressNonMaxima(source, edges, width, height, canny, cannyThresholds(canny), scratch, from, to),
  );
  const flood = new HysteresisFlood(edges, width);
  while (flood.advance(pixelsAtOnce));
  divide(edges.length, (from, to) => keepReached(edges, from, to));
  return edges;
}

describe.each([
  ['in one pass', whole, 1e9],
  ['in bands', inBands, 5],
] as const)('kernels %s give the bytes of OpenCV', (_, divide, pixelsAtOnce) => {
  it('grayscale', () => {
    for (const image of [rgbNoise(31, 17, 1), rgbNoise(1, 1, 2), rgbNoise(64, 64, 3), rgbHalves()]) {
      const { width, height, data } = image;
      const gray = new Uint8Array(width * height);
      divide(gray.length, (from, to) => grayscale(Uint8Array.from(data), gray, from, to));
      const expected = oracleChain(cv, image, resolveParams()).grayscale;
      expectSameImage(grayRaster(width, height, gray), expected, { image: 'rgb noise', stage: 'grayscale' });
    }
  });

  it('equalize', () => {
    for (const { name, image } of [...ordinaryImages(), ...equalizationTies()]) {
      const chain = oracleChain(cv, image, resolveParams());
      const enhanced = enhanceBy(divide, chain.grayscale);
      const received = grayRaster(image.width, image.height, enhanced);
      expectSameImage(received, chain.enhanced, { image: name, stage: 'enhanced' });
    }
  });

  it('gaussian blur', () => {
    const sizes = [1, 3, 5, 7, 9, 11, 13, 15, 17, 21, 25, 29, 31];
    for (const { name, image } of ordinaryImages()) {
      for (const kernelSize of sizes) {
        const params = resolveParams({ blur: { kernelSize, sigma: kernelSize % 4 === 1 ? 0 : 1.7 } });
        const chain = oracleChain(cv, image, params);
        const received = grayRaster(image.width, image.height, blurBy(divide, chain.enhanced, params.blur));
        expectSameImage(received, chain.blurred, { image: name, stage: 'blurred', params });
      }
    }
  });

  it('canny', () => {
    const images = [...ordinaryImages(), serpentine(64), spiral(64), { name: 'noise', image: noise(70, 50, 4, 5) }];
    for (const { name, image } of images) {
      for (const apertureSize of [3, 5, 7] as const) {
        for (const l2Gradient of [false, true]) {
          const highThreshold = { 3: 180, 5: 1500, 7: 20000 }[apertureSize];
          const canny = { apertureSize, l2Gradient, lowThreshold: highThreshold / 3, highThreshold };
          const params = resolveParams({ canny });
          const chain = oracleChain(cv, image, params);
          const edges = edgesBy(divide, chain.blurred, params.canny, pixelsAtOnce);
          expectSameImage(grayRaster(image.width, image.height, edges), chain.edges, {
            image: name,
            stage: 'edges',
            params,
          });
        }
      }
    }
  });
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

describe('a larger image', () => {
  it('has the bytes of OpenCV', () => {
    const image = radiograph(1023, 770);
    const params = resolveParams({ canny: { lowThreshold: 60, highThreshold: 130 } });
    const chain = oracleChain(cv, image, params);
    const edges = edgesBy(inBands, chain.blurred, params.canny, 1000);
    expectSameImage(grayRaster(1023, 770, edges), chain.edges, { image: 'radiograph', stage: 'edges', params });
  });
});
