import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createCpuEngine } from '../../../src/cpu/cpu-engine.ts';
import { releaseDecoder } from '../../../src/decode/decode-client.ts';
import { decodeFile, decodeImage, imageInFile } from '../../../src/decode/decode-image.ts';
import { plainValues } from '../../../src/image/given-samples.ts';
import type { Engine } from '../../../src/pipeline/engine.ts';
import { resolveParams } from '../../../src/pipeline/params.ts';
import { shownBy } from '../../support/opencv.ts';
import { expectSameImage } from '../../support/expect-same-image.ts';
import { chunk, exifBlock, makePng, type PngRecipe } from '../../support/png-maker.ts';

const [width, height] = [37, 23];
const sampleAt = (x: number, y: number, bits: number): number => ((x * 7919 + y * 104729) >> 1) & (2 ** bits - 1);

function recipe(bits: number, changes: Partial<PngRecipe> = {}): PngRecipe {
  return {
    width,
    height,
    colorType: 0,
    bitDepth: 16,
    pixel: (x, y) => [sampleAt(x, y, bits)],
    filter: (row) => row % 5,
    ...changes,
  };
}

const fileOf = (made: PngRecipe): File => new File([makePng(made)], 'film.png');
const samples = (bits: number): number[] =>
  Array.from({ length: width * height }, (_, i) => sampleAt(i % width, Math.floor(i / width), bits));

afterEach(() => releaseDecoder());

describe('a 16-bit PNG', () => {
  it('gives its samples, and what they mean, when they are asked for as they are stored', async () => {
    const { image, values, source } = await decodeFile(fileOf(recipe(16)), { depth: 'stored', digest: true });
    expect(image).toMatchObject({ width, height, channels: 1, bitDepth: 16 });
    expect([...image.data]).toEqual(samples(16));
    const [from, to] = [Math.min(...samples(16)), Math.max(...samples(16))];
    expect(values).toEqual(plainValues(16, { from, to }));
    expect(values?.presets[0]).toMatchObject({ kind: 'full', highByte: true });
    expect(source).toMatchObject({ bitDepth: 16, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string });
  });

  it.each([12, 14])('of %i bits is shown from its lowest to its highest value', async (bits) => {
    const { values } = await decodeFile(fileOf(recipe(bits)), { depth: 'stored' });
    const [from, to] = [Math.min(...samples(bits)), Math.max(...samples(bits))];
    expect(values?.presets).toMatchObject([
      { kind: 'extent', from, to },
      { kind: 'full', from: 0, to: 65535, highByte: true },
    ]);
  });

  it('of 15 bits is not: its second highest bit is used', async () => {
    const { values } = await decodeFile(fileOf(recipe(15)), { depth: 'stored' });
    expect(values?.presets.map(({ kind }) => kind)).toEqual(['full', 'extent']);
  });

  it('is a picture by its high bytes otherwise', async () => {
    const expected = samples(12).map((sample) => sample >> 8);
    expect([...(await decodeImage(fileOf(recipe(12)))).data]).toEqual(expected);
    expect([...(await decodeFile(fileOf(recipe(12)), { depth: 'picture' })).image.data]).toEqual(expected);
  });

  it('in colour has no window', async () => {
    const made = recipe(16, { colorType: 2, pixel: (x, y) => [sampleAt(x, y, 16), x, y] });
    const { image, values } = await decodeFile(fileOf(made), { depth: 'stored' });
    expect([image.channels, image.bitDepth, values]).toEqual([3, 16, null]);
    expect((await imageInFile(fileOf(made))).stored).toBeUndefined();
  });
});

it('a PNG of 8 bits gives them, shown as they are', async () => {
  const made = recipe(8, { bitDepth: 8 });
  const { image, values } = await decodeFile(fileOf(made), { depth: 'stored' });
  expect([image.bitDepth, values?.presets[0]]).toEqual([8, { kind: 'full', label: '', from: 0, to: 255 }]);
  expect((await imageInFile(fileOf(made))).stored).toBeUndefined();
});

describe.each(['simd', 'plain'] as const)('a 16-bit PNG on an engine with %s kernels', (kernels) => {
  let engine: Engine;

  beforeAll(async () => {
    engine = await createCpuEngine({ kernels });
  });
  afterAll(() => engine.dispose());

  it.each([
    ['gray', recipe(12)],
    ['gray, all bits', recipe(16)],
    ['with alpha', recipe(12, { colorType: 4, pixel: (x, y) => [sampleAt(x, y, 12), 9] })],
    ['interlaced', recipe(12, { interlaced: true })],
    ['on its side', recipe(12, { beforeData: [chunk('eXIf', exifBlock(6))] })],
  ])('is decoded there, and seen through every window: %s', async (_, made) => {
    const file = fileOf(made);
    const { image, values } = await decodeFile(file, { depth: 'stored' });
    const pipeline = await engine.open(await imageInFile(file));
    expect(pipeline.values).toEqual(values);
    for (const window of [
      {},
      { source: 'full' },
      { source: 'manual', center: 900, width: 400, invert: true },
    ] as const) {
      const params = resolveParams({ window });
      await pipeline.update(params);
      expectSameImage(await pipeline.read('original'), shownBy(params.window, image), {
        image: 'film',
        stage: 'original',
        params,
      });
    }
    pipeline.dispose();
  });
});
