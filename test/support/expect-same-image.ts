import type { RasterImage } from '../../src/image/raster-image.ts';

/** What a failure message says about where an image comes from. */
export interface ImageOrigin {
  /** Name of the test image. */
  readonly image: string;
  readonly stage: string;
  readonly params?: object;
}

/** Throws, with the first pixel that differs, unless the images are equal in every respect. */
export function expectSameImage(received: RasterImage, expected: RasterImage, origin: ImageOrigin): void {
  const shape = shapeOf(expected);
  if (shapeOf(received) !== shape) fail(origin, shape, `it is ${shapeOf(received)}`);
  if (received.data.length !== expected.data.length) fail(origin, shape, `it has ${received.data.length} samples`);
  if (sameSamples(received.data, expected.data)) return;
  const { width, channels } = expected;
  let differing = 0;
  let first = -1;
  for (let pixel = 0; pixel < expected.data.length / channels; pixel++) {
    for (let sample = pixel * channels; sample < (pixel + 1) * channels; sample++) {
      if (received.data[sample] === expected.data[sample]) continue;
      differing++;
      if (first < 0) first = pixel;
      break;
    }
  }
  const valueOf = ({ data }: RasterImage): string =>
    Array.from(data.subarray(first * channels, (first + 1) * channels)).join(', ');
  const place = `(${first % width}, ${Math.floor(first / width)})`;
  const values = `expected ${valueOf(expected)}, received ${valueOf(received)}`;
  fail(origin, shape, `at ${place} ${values}; ${differing} pixels differ`);
}

function sameSamples(one: RasterImage['data'], other: RasterImage['data']): boolean {
  for (let i = 0; i < one.length; i++) if (one[i] !== other[i]) return false;
  return true;
}

function shapeOf({ width, height, channels, bitDepth }: RasterImage): string {
  return `${width} × ${height} × ${channels}, ${bitDepth} bit`;
}

function fail({ image, stage, params }: ImageOrigin, shape: string, problem: string): never {
  const settings = params ? `, ${JSON.stringify(params)}` : '';
  throw new Error(`${stage} of "${image}" (${shape}${settings}): ${problem}.`);
}
