import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createCpuEngine } from '../../../src/cpu/cpu-engine.ts';
import { CpuPipeline } from '../../../src/cpu/cpu-image.ts';
import { WIPE_MS } from '../../../src/cpu/memory/spare-memory.ts';
import type { Raster8, RasterImage } from '../../../src/image/raster-image.ts';
import type { Engine } from '../../../src/pipeline/engine.ts';
import { DEFAULT_PARAMS, resolveParams } from '../../../src/pipeline/params.ts';
import { STAGE_IDS } from '../../../src/pipeline/standard-graph.ts';
import { expectSameImage } from '../../support/expect-same-image.ts';
import { flat, noise, noise16, radiograph, rgbNoise } from '../../support/images.ts';
import { loadOpenCv, oracleChain, type OpenCv } from '../../support/opencv.ts';

let cv: OpenCv;
beforeAll(async () => {
  cv = await loadOpenCv();
});

/** Lets a second pass at each look at the clock, so that work pauses after every step, however fast the machine is. */
function makeEverySliceLong(): void {
  let now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => (now += 1000));
}
afterEach(() => vi.restoreAllMocks());

/** Node has no workers of the browser's kind: everything runs on the calling thread. */
describe.each(['simd', 'plain'] as const)('CPU engine without a worker, with %s kernels', (kernels) => {
  let engine: Engine;
  beforeEach(async () => {
    engine = await createCpuEngine({ kernels });
  });
  afterEach(() => engine.dispose());

  it('says what it computes with', () => {
    expect(engine.description).toBe(kernels === 'simd' ? 'CPU (SIMD)' : 'CPU');
  });

  it('computes the chain', async () => {
    const image = rgbNoise(60, 45, 1);
    const pipeline = await engine.open(image);
    await pipeline.update();
    const expected = oracleChain(cv, image, DEFAULT_PARAMS);
    for (const stage of STAGE_IDS)
      expectSameImage(await pipeline.read(stage), expected[stage], { image: 'rgb', stage });
  });

  it('lets the thread do other things and hears of an abort', async () => {
    makeEverySliceLong();
    const pipeline = await engine.open(noise(2000, 1500, 2));
    const controller = new AbortController();
    let turns = 0;
    const takeTurn = (): void => {
      turns++;
      if (turns === 3) controller.abort();
      else setImmediate(takeTurn);
    };
    setImmediate(takeTurn);
    const update = pipeline.update({ blur: { kernelSize: 31 } }, { signal: controller.signal });
    await expect(update).rejects.toMatchObject({ name: 'AbortError' });
    expect(turns).toBe(3);
  });

  it('lets the thread do other things while 16-bit samples become 8-bit ones, and hears of an abort', async () => {
    makeEverySliceLong();
    const sent = vi.spyOn(CpuPipeline.prototype, 'open');
    const controller = new AbortController();
    setImmediate(() => controller.abort());
    const opened = engine.open(noise16(1000, 1000, 3, 2), { signal: controller.signal });
    await expect(opened).rejects.toMatchObject({ name: 'AbortError' });
    expect(sent).not.toHaveBeenCalled();
  });

  it('does not let a superseded update write on in the middle of a stage', async () => {
    makeEverySliceLong();
    const image = radiograph(1800, 1000);
    const pipeline = await engine.open(image);
    let first: Promise<unknown> = Promise.resolve();
    await new Promise<void>((resolve) => {
      const onStage = (stage: string): void => void (stage === 'enhanced' && setImmediate(resolve));
      first = pipeline
        .update({ blur: { kernelSize: 31, sigma: 9 } }, { onStage })
        .then(() => 'done')
        .catch((error: Error) => error.name);
    });
    await pipeline.update({ blur: { kernelSize: 3, sigma: 1 } });
    expect(await first).toBe('AbortError');
    const params = resolveParams({ blur: { kernelSize: 3, sigma: 1 } });
    const expected = oracleChain(cv, image, params);
    for (const stage of STAGE_IDS) {
      expectSameImage(await pipeline.read(stage), expected[stage], { image: 'radiograph', stage, params });
    }
  });

  it('does not let a superseded update write on, even from within its own report', async () => {
    const image = radiograph(700, 500);
    const pipeline = await engine.open(image);
    let second: Promise<void> | null = null;
    const first = pipeline.update(
      { blur: { kernelSize: 31, sigma: 9 } },
      {
        onStage: (stage) => {
          if (stage === 'enhanced') second = pipeline.update({ blur: { kernelSize: 3, sigma: 1 } });
        },
      },
    );
    await expect(first).rejects.toMatchObject({ name: 'AbortError' });
    await second;
    const params = resolveParams({ blur: { kernelSize: 3 } });
    const expected = oracleChain(cv, image, params);
    for (const stage of STAGE_IDS) {
      expectSameImage(await pipeline.read(stage), expected[stage], { image: 'radiograph', stage, params });
    }
  });

  it('reads a stage as soon as it is reported, while the later ones are computed', async () => {
    const image = noise(900, 700, 3);
    const pipeline = await engine.open(image);
    const order: string[] = [];
    let read: Promise<RasterImage> | null = null;
    await pipeline
      .update(
        { blur: { kernelSize: 31 } },
        {
          onStage: (stage) => {
            if (stage === 'enhanced') read = pipeline.read('enhanced').finally(() => order.push('read'));
          },
        },
      )
      .then(() => order.push('updated'));
    await read;
    expect(order).toEqual(['read', 'updated']);
  });

  it.each([false, true])(
    'opens images of many shapes in memory that the last one leaves (wiped: %s)',
    async (wiped) => {
      vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
      const images = [
        rgbNoise(60, 45, 5),
        rgbNoise(60, 45, 6),
        noise(60, 45, 7),
        rgbNoise(60, 80, 12),
        rgbNoise(31, 90, 8),
        radiograph(200, 150),
        noise(9, 5, 9),
        rgbNoise(129, 64, 10),
      ];
      for (const [i, image] of images.entries()) {
        const params = resolveParams({ canny: { lowThreshold: 20, highThreshold: 60, l2Gradient: i % 2 === 1 } });
        const pipeline = await engine.open(image);
        await pipeline.update(params);
        const expected = oracleChain(cv, image, params);
        for (const stage of STAGE_IDS) {
          expectSameImage(await pipeline.read(stage), expected[stage], { image: `image ${i}`, stage, params });
        }
        pipeline.dispose();
        for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
        if (wiped) vi.advanceTimersByTime(WIPE_MS);
      }
      vi.useRealTimers();
    },
  );

  it('takes the samples of a file that is decoded elsewhere', async () => {
    const image = rgbNoise(60, 45, 1);
    const { width, height, channels } = image;
    const decode = (): Promise<Raster8> => Promise.resolve({ ...image, data: image.data.slice() });
    const pipeline = await engine.open({ width, height, channels, decode, decodeThere: null });
    const expected = oracleChain(cv, image, DEFAULT_PARAMS);
    for (const stage of STAGE_IDS)
      expectSameImage(await pipeline.read(stage), expected[stage], { image: 'rgb', stage });
  });

  it('keeps nothing of the last run in its working memory', async () => {
    const sweep = [
      resolveParams(),
      resolveParams({ blur: { kernelSize: 5, sigma: 3 } }),
      resolveParams({ blur: { kernelSize: 3, sigma: 3 } }),
      resolveParams({ blur: { kernelSize: 3, sigma: 3 }, canny: { apertureSize: 5, lowThreshold: 900 } }),
      resolveParams({ canny: { l2Gradient: true } }),
    ];
    // As high as the working memory, which holds three rows, and higher.
    for (const height of [1, 2, 3, 4, 40]) {
      const image = noise(70, height, height);
      const pipeline = await engine.open(image);
      for (const params of [...sweep, ...sweep]) {
        await pipeline.update(params);
        const expected = oracleChain(cv, image, params);
        for (const stage of ['blurred', 'edges'] as const) {
          expectSameImage(await pipeline.read(stage), expected[stage], { image: `${height} rows`, stage, params });
        }
      }
      pipeline.dispose();
    }
  });

  it('takes an image whose samples come in several pieces', async () => {
    const image = rgbNoise(1031, 701, 11);
    const pipeline = await engine.open(image);
    const expected = oracleChain(cv, image, DEFAULT_PARAMS).grayscale;
    expectSameImage(await pipeline.read('grayscale'), expected, { image: 'rgb', stage: 'grayscale' });
  });

  it('refuses what is not an image', async () => {
    const broken = { ...flat(4, 4, 1), width: 5 };
    await expect(engine.open(broken)).rejects.toThrow('RasterImage.data has 16 samples');
  });

  it('takes no more work after disposal', async () => {
    const pipeline = await engine.open(flat(4, 4, 1));
    engine.dispose();
    engine.dispose();
    await expect(pipeline.update()).rejects.toMatchObject({ name: 'AbortError' });
    await expect(engine.open(flat(4, 4, 1))).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('where the SIMD kernels cannot be compiled', () => {
  const { compile } = WebAssembly;
  beforeEach(() => {
    // What a Content-Security-Policy without 'wasm-unsafe-eval' does.
    WebAssembly.compile = () => Promise.reject(new WebAssembly.CompileError('Refused.'));
  });
  afterEach(() => {
    WebAssembly.compile = compile;
  });

  it('the plain ones serve', async () => {
    const engine = await createCpuEngine();
    expect(engine.description).toBe('CPU');
    const image = noise(20, 10, 4);
    const pipeline = await engine.open(image);
    const expected = oracleChain(cv, image, DEFAULT_PARAMS).edges;
    expectSameImage(await pipeline.read('edges'), expected, { image: 'noise', stage: 'edges' });
    engine.dispose();
  });

  it('an engine that insists on them is refused', async () => {
    await expect(createCpuEngine({ kernels: 'simd' })).rejects.toMatchObject({ code: 'engine-unavailable' });
  });
});

describe('where memory in one piece cannot be had', () => {
  const { instantiate } = WebAssembly;
  afterEach(() => {
    WebAssembly.instantiate = instantiate;
  });

  it('the plain kernels open the image', async () => {
    const engine = await createCpuEngine();
    const refuse = (): Promise<never> => Promise.reject(new RangeError('Out of memory.'));
    WebAssembly.instantiate = refuse;
    const image = noise(20, 10, 5);
    const pipeline = await engine.open(image);
    const expected = oracleChain(cv, image, DEFAULT_PARAMS).edges;
    expectSameImage(await pipeline.read('edges'), expected, { image: 'noise', stage: 'edges' });
    engine.dispose();
  });
});
