import type { RasterImage } from '../../../src/image/raster-image.ts';
import { describe, expect, it, vi } from 'vitest';
import { grayRaster } from '../../../src/image/raster-image.ts';
import type { Engine } from '../../../src/pipeline/engine.ts';
import { DEFAULT_PARAMS } from '../../../src/pipeline/params.ts';
import { STAGE_IDS, type StageId } from '../../../src/pipeline/standard-graph.ts';
import { processImage, type ProcessProgress } from '../../../src/oneshot/process-image.ts';
import { fakeEngines } from '../../support/fake-engines.ts';

const image = grayRaster(1, 1, new Uint8Array(1));
const params = DEFAULT_PARAMS;
const CPU = 1;
const GPU = 2;

const giversOf = (stages: Record<StageId, { data: ArrayLike<number> }>): number[] =>
  STAGE_IDS.map((stage) => stages[stage].data[0]);

describe('processImage', () => {
  it('takes all stages from one engine and frees it', async () => {
    const { create, made, disposed } = fakeEngines();
    const { stages, backend } = await processImage(image, { params, create });
    expect(backend).toBe('webgl2');
    expect(giversOf(stages)).toEqual([GPU, GPU, GPU, GPU, GPU]);
    expect([made, disposed]).toEqual([['webgl2'], ['webgl2']]);
  });

  it.each(['image-too-large', 'engine-lost'] as const)('goes to the CPU when the GPU says %s', async (open) => {
    const { create, made, disposed } = fakeEngines({ open });
    const { stages, backend } = await processImage(image, { params, create, backend: 'auto' });
    expect(backend).toBe('cpu');
    expect(giversOf(stages)).toEqual([CPU, CPU, CPU, CPU, CPU]);
    expect([made, disposed]).toEqual([
      ['webgl2', 'cpu'],
      ['webgl2', 'cpu'],
    ]);
  });

  it('keeps what the GPU gave before it was lost, and tells of every stage once', async () => {
    const { create } = fakeEngines({ lostAt: 'blurred' });
    const steps: ProcessProgress[] = [];
    const { stages, backend } = await processImage(image, { params, create, onProgress: (step) => steps.push(step) });
    expect(backend).toBe('cpu');
    expect(giversOf(stages)).toEqual([GPU, GPU, GPU, CPU, CPU]);
    expect(steps).toEqual(STAGE_IDS.map((stage, index) => ({ done: index + 1, total: 5, stage })));
  });

  it('fails where the GPU was insisted on, and frees it', async () => {
    const { create, made, disposed } = fakeEngines({ open: 'image-too-large' });
    await expect(processImage(image, { params, create, backend: 'webgl2' })).rejects.toMatchObject({
      code: 'image-too-large',
    });
    expect([made, disposed]).toEqual([['webgl2'], ['webgl2']]);
  });

  it('begins nothing once it was aborted', async () => {
    const controller = new AbortController();
    const { create, disposed } = fakeEngines({ lostAt: 'original' });
    const work = processImage(image, { params, create, signal: controller.signal });
    controller.abort();
    await expect(work).rejects.toMatchObject({ name: 'AbortError' });
    expect(disposed).toEqual(['webgl2']);
  });

  it('does not wait for an engine that is being created when it is aborted, and frees it when it comes', async () => {
    const controller = new AbortController();
    const { create, disposed } = fakeEngines();
    let arrive = (): void => undefined;
    const arrival = new Promise<void>((resolve) => (arrive = resolve));
    const late = (options?: Parameters<typeof create>[0]) => arrival.then(() => create(options));
    const work = processImage(image, { params, create: late, signal: controller.signal });
    controller.abort();
    await expect(work).rejects.toMatchObject({ name: 'AbortError' });
    expect(disposed).toEqual([]);
    arrive();
    await vi.waitFor(() => expect(disposed).toEqual(['webgl2']), { timeout: 30_000 });
  });

  it('does not wait for a read when it is aborted', async () => {
    const controller = new AbortController();
    const { create, disposed } = fakeEngines();
    const stuck = async (options?: Parameters<typeof create>[0]): Promise<Engine> => {
      const engine = await create(options);
      const open = (async (opened: RasterImage) => {
        const pipeline = await engine.open(opened);
        return {
          ...pipeline,
          read: () => {
            controller.abort();
            return new Promise(() => undefined);
          },
        };
      }) as Engine['open'];
      return { ...engine, open };
    };
    const work = processImage(image, { params, create: stuck, signal: controller.signal });
    await expect(work).rejects.toMatchObject({ name: 'AbortError' });
    expect(disposed).toEqual(['webgl2']);
  });
});
