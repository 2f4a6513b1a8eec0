import { describe, expect, it } from 'vitest';
import { EngineSupply } from '../../../src/engines/engine-supply.ts';
import { grayRaster } from '../../../src/image/raster-image.ts';
import { XrayError } from '../../../src/base/xray-error.ts';
import { fakeEngines } from '../../support/fake-engines.ts';

const image = grayRaster(2, 2, new Uint8Array(4));
const { signal } = new AbortController();

/** What a test looks at of an opened image. */
async function openedBy(supply: EngineSupply) {
  const { engine, fallback } = await supply.open(image, signal);
  return { engine, backend: engine.backend, fallback };
}

const lost = new XrayError('engine-lost', 'Gone.');

describe('EngineSupply', () => {
  it('makes one engine, when the first image comes', async () => {
    const { create, made } = fakeEngines();
    const supply = new EngineSupply('auto', { create });
    expect(made).toEqual([]);
    await Promise.all([supply.open(image, signal), supply.open(image, signal)]);
    expect(made).toEqual(['webgl2']);
  });

  it('opens on the CPU only the image that is too large for the GPU', async () => {
    const engines = fakeEngines({ open: 'image-too-large', times: 2 });
    const supply = new EngineSupply('auto', { create: engines.create });
    expect(await openedBy(supply)).toMatchObject({ backend: 'cpu', fallback: 'too-large-for-gpu' });
    await openedBy(supply);
    expect(await openedBy(supply)).toMatchObject({ backend: 'webgl2', fallback: null });
    expect(engines.made).toEqual(['webgl2', 'cpu']);
    supply.dispose();
    await Promise.resolve();
    expect(engines.disposed).toEqual(['webgl2', 'cpu']);
  });

  it('is on the CPU after the GPU was lost', async () => {
    const engines = fakeEngines({ open: 'engine-lost' });
    const supply = new EngineSupply('auto', { create: engines.create, now: () => 0 });
    expect(await openedBy(supply)).toMatchObject({ backend: 'cpu', fallback: 'gpu-lost' });
    expect(await openedBy(supply)).toMatchObject({ backend: 'cpu', fallback: 'gpu-lost' });
    expect(engines.made).toEqual(['webgl2', 'cpu']);

    const healthy = new EngineSupply('auto', { create: fakeEngines().create });
    const { engine, backend } = await openedBy(healthy);
    expect(backend).toBe('webgl2');
    expect(healthy.reportLoss(engine, lost)).toBe(true);
    expect(await openedBy(healthy)).toMatchObject({ backend: 'cpu', fallback: 'gpu-lost' });
  });

  it('tries another GPU engine some seconds after a loss, and none after a second loss', async () => {
    const engines = fakeEngines();
    let now = 0;
    const supply = new EngineSupply('auto', { create: engines.create, now: () => now });
    const first = await openedBy(supply);
    supply.reportLoss(first.engine, lost);
    now = 9_999;
    const onCpu = await openedBy(supply);
    expect(onCpu).toMatchObject({ backend: 'cpu', fallback: 'gpu-lost' });
    now = 10_000;
    const again = await openedBy(supply);
    expect(again).toMatchObject({ backend: 'webgl2', fallback: null });
    expect(again.engine).not.toBe(first.engine);
    expect((await openedBy(supply)).engine).toBe(again.engine);

    expect(supply.reportLoss(again.engine, lost)).toBe(true);
    now = 1e9;
    const last = await openedBy(supply);
    expect(last).toMatchObject({ backend: 'cpu', fallback: 'gpu-lost' });
    // The same CPU engine as after the first loss.
    expect(last.engine).toBe(onCpu.engine);
    expect(engines.made).toEqual(['webgl2', 'cpu', 'webgl2']);
  });

  it('goes on with the CPU engine that took over when the GPU does not come back', async () => {
    const engines = fakeEngines();
    let gpu = true;
    let now = 0;
    const supply = new EngineSupply('auto', {
      create: (options) => engines.create(gpu ? options : { backend: 'cpu' }),
      now: () => now,
    });
    supply.reportLoss((await openedBy(supply)).engine, lost);
    const onCpu = await openedBy(supply);
    gpu = false;
    now = 60_000;
    const later = await openedBy(supply);
    expect(later).toEqual({ engine: onCpu.engine, backend: 'cpu', fallback: 'gpu-lost' });
    await openedBy(supply);
    expect(engines.made).toEqual(['webgl2', 'cpu', 'cpu']);
    expect(engines.disposed).toEqual(['cpu']);
  });

  it('tells once of an engine that was lost, however many images were on it', async () => {
    const told: XrayError[] = [];
    const supply = new EngineSupply('auto', { create: fakeEngines().create, onLost: (error) => told.push(error) });
    const [first, second] = [await openedBy(supply), await openedBy(supply)];
    expect(first.engine).toBe(second.engine);
    expect([supply.reportLoss(first.engine, lost), supply.reportLoss(second.engine, lost)]).toEqual([true, true]);
    expect(told).toEqual([lost]);
  });

  it('replaces a lost engine by one of its kind where the GPU was insisted on', async () => {
    const engines = fakeEngines();
    const supply = new EngineSupply('webgl2', { create: engines.create });
    const first = await openedBy(supply);
    // Everything that was at work tells of it.
    expect([supply.reportLoss(first.engine, lost), supply.reportLoss(first.engine, lost)]).toEqual([true, true]);
    const second = await openedBy(supply);
    expect(second).toMatchObject({ backend: 'webgl2', fallback: null });
    expect(second.engine).not.toBe(first.engine);
    expect((await openedBy(supply)).engine).toBe(second.engine);
    supply.dispose();
    await Promise.resolve();
    expect(engines.disposed).toEqual(['webgl2', 'webgl2']);
  });

  it('does not replace the CPU engine, which has done so with its workers before it gave up', async () => {
    const supply = new EngineSupply('cpu', { create: fakeEngines().create });
    const { engine } = await openedBy(supply);
    expect(supply.reportLoss(engine, lost)).toBe(false);
    expect((await openedBy(supply)).engine).toBe(engine);
  });

  it('replaces an engine that is found lost when an image is opened, once', async () => {
    const engines = fakeEngines({ open: 'engine-lost', times: 1 });
    expect(await openedBy(new EngineSupply('webgl2', { create: engines.create }))).toMatchObject({ backend: 'webgl2' });
    expect(engines.made).toEqual(['webgl2', 'webgl2']);

    const broken = fakeEngines({ open: 'engine-lost' });
    await expect(new EngineSupply('webgl2', { create: broken.create }).open(image, signal)).rejects.toMatchObject({
      code: 'engine-lost',
    });
    expect(broken.made).toEqual(['webgl2', 'webgl2']);
  });

  it('does not replace one for another failure', async () => {
    const supply = new EngineSupply('auto', { create: fakeEngines().create });
    const { engine } = await openedBy(supply);
    expect(supply.reportLoss(engine, new XrayError('invalid-params', 'No.'))).toBe(false);
    expect(supply.reportLoss(engine, new Error('Gone.'))).toBe(false);
    expect((await openedBy(supply)).engine).toBe(engine);
    supply.dispose();
    expect(supply.reportLoss(engine, lost)).toBe(false);
  });

  it('does not fall back when the GPU was insisted on', async () => {
    const supply = new EngineSupply('webgl2', { create: fakeEngines({ open: 'image-too-large' }).create });
    await expect(supply.open(image, signal)).rejects.toMatchObject({ code: 'image-too-large' });
  });

  it('tries again after an engine that could not start', async () => {
    const engines = fakeEngines();
    let failures = 1;
    const supply = new EngineSupply('auto', {
      create: (options) =>
        failures-- > 0 ? Promise.reject(new XrayError('engine-unavailable', 'No.')) : engines.create(options),
    });
    await expect(supply.open(image, signal)).rejects.toMatchObject({ code: 'engine-unavailable' });
    expect(await openedBy(supply)).toMatchObject({ backend: 'webgl2' });
  });

  it('frees an image that was opened while it was disposed of', async () => {
    const engines = fakeEngines();
    const supply = new EngineSupply('cpu', { create: engines.create });
    const opening = supply.open(image, signal);
    supply.dispose();
    await expect(opening).rejects.toMatchObject({ name: 'AbortError' });
    expect(engines.closed).toEqual(['cpu']);
    await expect(supply.open(image, signal)).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('ends the start of an engine that never comes up, where it is disposed of', async () => {
    let starting: AbortSignal | undefined;
    const supply = new EngineSupply('cpu', {
      create: ({ signal } = {}) => {
        starting = signal;
        return new Promise(() => undefined);
      },
    });
    const opening = supply.open(image, signal);
    expect(starting?.aborted).toBe(false);
    supply.dispose();
    expect(starting?.aborted).toBe(true);
    void opening;
  });
});
