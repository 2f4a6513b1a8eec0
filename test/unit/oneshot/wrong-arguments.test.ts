import { describe, expect, it } from 'vitest';
import * as core from '../../../src/core.ts';
import { grayRaster, type RasterImage } from '../../../src/image/raster-image.ts';

/** What scripts without types give, where a file, an image or a list is asked for. */
const WRONG: readonly unknown[] = [null, undefined, 42, 'a.png', {}, [], new Uint8Array(3), new Date(0)];

const pixels = grayRaster(2, 1, new Uint8Array([1, 2]));

/** Calls that promise something: none may throw instead. */
const CALLS: Readonly<Record<string, (given: never) => Promise<unknown>>> = {
  decodeImage: (given) => core.decodeImage(given),
  decodeFile: (given) => core.decodeFile(given),
  imageInFile: (given) => core.imageInFile(given),
  processFile: (given) => core.processFile(given),
  encodePng: (given) => core.encodePng(given),
  createZip: (given) => core.createZip([{ name: 'a.png', image: given }]),
  open: async (given) => {
    const engine = await core.createEngine({ backend: 'cpu' });
    try {
      return await engine.open(given);
    } finally {
      engine.dispose();
    }
  },
};

describe.each(Object.entries(CALLS))('%s', (_name, call) => {
  it.each(WRONG)('refuses %s by a rejection that says what would do', async (given) => {
    const error = await call(given as never).then(
      () => null,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(core.XrayError);
    expect((error as core.XrayError).message).toMatch(/ takes .*, not |must be/);
  });
});

it('lists of entries are looked at before anything is made of them', async () => {
  for (const given of [null, 42, {}, [null], [{ image: pixels }], ['a.png']]) {
    const wrong = { code: 'unsupported-type', reason: 'wrong-argument' };
    await expect(core.createZip(given as never)).rejects.toMatchObject(wrong);
    await expect(core.createZips(given as never).next()).rejects.toMatchObject(wrong);
  }
});

it('options and parameters that are none are told of', async () => {
  for (const given of [null, 'cpu', 42]) {
    await expect(core.createEngine(given as never)).rejects.toMatchObject({ reason: 'wrong-argument' });
  }
  for (const given of [null, 5, [], 'blur', { blur: 5 }, { blur: null }, { canny: [1] }]) {
    expect(() => core.resolveParams(given as never)).toThrow(/an object is needed/);
  }
  expect(() => core.parseManifest(null as never)).toThrow(/parseManifest\(\) takes the text of a manifest, not null/);
});

it('pixels of another window are pixels', async () => {
  const { runInNewContext } = await import('node:vm');
  const data = runInNewContext('new Uint8Array([7, 9])') as Uint8Array;
  expect(data).not.toBeInstanceOf(Uint8Array);
  const engine = await core.createEngine({ backend: 'cpu' });
  const pipeline = await engine.open({ ...pixels, data } as RasterImage);
  await pipeline.update();
  expect([...(await pipeline.read('original')).data]).toEqual([7, 9]);
  engine.dispose();
  const png = await core.encodePng({ ...pixels, data } as RasterImage);
  expect([...(await core.decodeImage(png)).data]).toEqual([7, 9]);
});
