import { describe, expect, it } from 'vitest';
import { EngineHolder } from '../../../src/components/engine-holder.ts';
import { grayRaster } from '../../../src/image/raster-image.ts';
import { XrayError } from '../../../src/image/xray-error.ts';
import { fakeEngines } from '../support/fake-engines.ts';

const image = grayRaster(2, 2, new Uint8Array(4));
const { signal } = new AbortController();

/** What a test looks at of an opened image. */
async function openedBy(holder: EngineHolder) {
  const { engine, fallback } = await holder.open(image, signal);
  return { engine, backend: engine.backend, fallback };
}

const lost = new XrayError('engine-lost', 'Gone.');

describe('EngineHolder', () => {
  it('makes one engine, when the first image comes', async () => {
    const { create, made } = fakeEngines();
    const holder = new EngineHolder('auto', create);
    expect(made).toEqual([]);
    await Promise.all([holder.open(image, signal), holder.open(image, signal)]);
    expect(made).toEqual(['webgl2']);
  });

  it('opens on the CPU only the image that is too large for the GPU', async () => {
    const engines = fakeEngines({ open: 'image-too-large', times: 2 });
    const holder = new EngineHolder('auto', engines.create);
    expect(await openedBy(holder)).toMatchObject({ backend: 'cpu', fallback: 'too-large-for-gpu' });
    await openedBy(holder);
    expect(await openedBy(holder)).toMatchObject({ backend: 'webgl2', fallback: null });
    expect(engines.made).toEqual(['webgl2', 'cpu']);
    holder.dispose();
    await Promise.resolve();
    expect(engines.disposed).toEqual(['webgl2', 'cpu']);
  });

  it('stays on the CPU once the GPU was lost', async () => {
    const engines = fakeEngines({ open: 'engine-lost' });
    const holder = new EngineHolder('auto', engines.create);
    expect(await openedBy(holder)).toMatchObject({ backend: 'cpu', fallback: 'gpu-lost' });
    expect(await openedBy(holder)).toMatchObject({ backend: 'cpu', fallback: 'gpu-lost' });
    expect(engines.made).toEqual(['webgl2', 'cpu']);

    const healthy = new EngineHolder('auto', fakeEngines().create);
    const { engine, backend } = await openedBy(healthy);
    expect(backend).toBe('webgl2');
    expect(healthy.replace(engine, lost)).toBe(true);
    expect(await openedBy(healthy)).toMatchObject({ backend: 'cpu', fallback: 'gpu-lost' });
  });

  it.each(['webgl2', 'cpu'] as const)(
    'replaces a lost engine by one of its kind where %s was asked for',
    async (kind) => {
      const engines = fakeEngines();
      const holder = new EngineHolder(kind, engines.create);
      const first = await openedBy(holder);
      // Everything that was at work tells of it.
      expect([holder.replace(first.engine, lost), holder.replace(first.engine, lost)]).toEqual([true, true]);
      const second = await openedBy(holder);
      expect(second).toMatchObject({ backend: kind, fallback: null });
      expect(second.engine).not.toBe(first.engine);
      expect((await openedBy(holder)).engine).toBe(second.engine);
      holder.dispose();
      await Promise.resolve();
      expect(engines.disposed).toEqual([kind, kind]);
    },
  );

  it('replaces an engine that is found lost when an image is opened, once', async () => {
    const engines = fakeEngines({ open: 'engine-lost', times: 1 });
    expect(await openedBy(new EngineHolder('webgl2', engines.create))).toMatchObject({ backend: 'webgl2' });
    expect(engines.made).toEqual(['webgl2', 'webgl2']);

    const broken = fakeEngines({ open: 'engine-lost' });
    await expect(new EngineHolder('webgl2', broken.create).open(image, signal)).rejects.toMatchObject({
      code: 'engine-lost',
    });
    expect(broken.made).toEqual(['webgl2', 'webgl2']);
  });

  it('does not replace one for another failure', async () => {
    const holder = new EngineHolder('auto', fakeEngines().create);
    const { engine } = await openedBy(holder);
    expect(holder.replace(engine, new XrayError('invalid-params', 'No.'))).toBe(false);
    expect(holder.replace(engine, new Error('Gone.'))).toBe(false);
    expect((await openedBy(holder)).engine).toBe(engine);
    holder.dispose();
    expect(holder.replace(engine, lost)).toBe(false);
  });

  it('does not fall back when the GPU was insisted on', async () => {
    const holder = new EngineHolder('webgl2', fakeEngines({ open: 'image-too-large' }).create);
    await expect(holder.open(image, signal)).rejects.toMatchObject({ code: 'image-too-large' });
  });

  it('tries again after an engine that could not start', async () => {
    const engines = fakeEngines();
    let failures = 1;
    const holder = new EngineHolder('auto', (options) =>
      failures-- > 0 ? Promise.reject(new XrayError('engine-unavailable', 'No.')) : engines.create(options),
    );
    await expect(holder.open(image, signal)).rejects.toMatchObject({ code: 'engine-unavailable' });
    expect(await openedBy(holder)).toMatchObject({ backend: 'webgl2' });
  });

  it('frees an image that was opened while it was disposed of', async () => {
    const engines = fakeEngines();
    const holder = new EngineHolder('cpu', engines.create);
    const opening = holder.open(image, signal);
    holder.dispose();
    await expect(opening).rejects.toMatchObject({ name: 'AbortError' });
    expect(engines.closed).toEqual(['cpu']);
    await expect(holder.open(image, signal)).rejects.toMatchObject({ name: 'AbortError' });
  });
});
