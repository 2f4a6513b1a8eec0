import { describe, expect, it } from 'vitest';
import { EngineHolder } from '../../../src/components/engine-holder.ts';
import type { CreateEngineOptions } from '../../../src/create-engine.ts';
import { grayRaster } from '../../../src/image/raster-image.ts';
import { XrayError, type XrayErrorCode } from '../../../src/image/xray-error.ts';
import type { Backend, Engine, ImagePipeline } from '../../../src/pipeline/engine.ts';

const image = grayRaster(2, 2, new Uint8Array(4));
const { signal } = new AbortController();

/** Engines that open nothing real; the GPU's refuses with `refusal`. */
function fakeEngines(refusal: XrayErrorCode | null = null) {
  const made: Backend[] = [];
  const disposed: Backend[] = [];
  const closed: Backend[] = [];
  const create = ({ backend }: CreateEngineOptions = {}): Promise<Engine> => {
    const kind: Backend = backend === 'cpu' ? 'cpu' : 'webgl2';
    made.push(kind);
    const open = async (): Promise<ImagePipeline> => {
      if (kind === 'webgl2' && refusal) throw new XrayError(refusal, 'No.');
      return { dispose: () => closed.push(kind) } as unknown as ImagePipeline;
    };
    return Promise.resolve({ backend: kind, description: kind, open, dispose: () => void disposed.push(kind) });
  };
  return { made, disposed, closed, create };
}

describe('EngineHolder', () => {
  it('makes one engine, when the first image comes', async () => {
    const { create, made } = fakeEngines();
    const holder = new EngineHolder('auto', create);
    expect(made).toEqual([]);
    await Promise.all([holder.open(image, signal), holder.open(image, signal)]);
    expect(made).toEqual(['webgl2']);
  });

  it('opens on the CPU only the image that is too large for the GPU', async () => {
    const engines = fakeEngines('image-too-large');
    const holder = new EngineHolder('auto', engines.create);
    expect(await holder.open(image, signal)).toMatchObject({ backend: 'cpu', fallback: 'too-large-for-gpu' });
    await holder.open(image, signal);
    expect(engines.made).toEqual(['webgl2', 'cpu']);
    holder.dispose();
    await Promise.resolve();
    expect(engines.disposed).toEqual(['webgl2', 'cpu']);
  });

  it('stays on the CPU once the GPU was lost', async () => {
    const engines = fakeEngines('engine-lost');
    const holder = new EngineHolder('auto', engines.create);
    expect(await holder.open(image, signal)).toMatchObject({ backend: 'cpu', fallback: 'gpu-lost' });
    expect(holder.takeOver()).toBe(false);

    const healthy = new EngineHolder('auto', fakeEngines().create);
    expect(await healthy.open(image, signal)).toMatchObject({ backend: 'webgl2', fallback: null });
    expect(healthy.takeOver()).toBe(true);
    expect(await healthy.open(image, signal)).toMatchObject({ backend: 'cpu', fallback: 'gpu-lost' });
  });

  it('does not fall back when the GPU was insisted on', async () => {
    const holder = new EngineHolder('webgl2', fakeEngines('image-too-large').create);
    await expect(holder.open(image, signal)).rejects.toMatchObject({ code: 'image-too-large' });
    expect(holder.takeOver()).toBe(false);
  });

  it('tries again after an engine that could not start', async () => {
    const engines = fakeEngines();
    let failures = 1;
    const holder = new EngineHolder('auto', (options) =>
      failures-- > 0 ? Promise.reject(new XrayError('engine-unavailable', 'No.')) : engines.create(options),
    );
    await expect(holder.open(image, signal)).rejects.toMatchObject({ code: 'engine-unavailable' });
    expect(await holder.open(image, signal)).toMatchObject({ backend: 'webgl2' });
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
