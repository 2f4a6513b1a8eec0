import { expect } from '@open-wc/testing';
import { deviceUsers, acquireDevice, releaseDevice } from '../../../src/gpu/shared-device.ts';
import { createWebgl2Engine } from '../../../src/gpu/webgl2-engine.ts';
import { createCpuEngine } from '../../../src/cpu/cpu-engine.ts';
import { GPU_OPERATORS } from '../../../src/gpu/operators/gpu-operators.ts';
import { fingerprint, selfTestImage } from '../../../src/gpu/self-test-image.ts';
import { XrayError } from '../../../src/base/xray-error.ts';
import type { Engine } from '../../../src/pipeline/engine.ts';
import { DEFAULT_PARAMS } from '../../../src/pipeline/params.ts';
import { processImage } from '../../../src/oneshot/process-image.ts';

const open = () => createWebgl2Engine({ acceptSoftware: true });

describe('the shared GPU device', () => {
  it('is one for all engines and is freed with the last', async () => {
    expect(deviceUsers()).to.equal(0);
    const [first, second] = await Promise.all([open(), open()]);
    expect(deviceUsers()).to.equal(2);
    first.dispose();
    first.dispose();
    expect(deviceUsers()).to.equal(1);
    second.dispose();
    expect(deviceUsers()).to.equal(0);
  });

  it('gets back every texture and makes no GL error', async () => {
    const engine = await open();
    const device = acquireDevice();
    const before = device.pool.bytes.lent;
    const pipeline = await engine.open(selfTestImage());
    await pipeline.update();
    await pipeline.update({ blur: { kernelSize: 9 } });
    await Promise.all([pipeline.read('edges'), pipeline.read('enhanced'), pipeline.histogram('blurred')]);
    await pipeline.draw('blurred', document.createElement('canvas'));
    expect(device.pool.bytes.lent).to.be.greaterThan(before);
    pipeline.dispose();
    expect(device.pool.bytes.lent).to.equal(before);
    expect(device.gl.getError()).to.equal(device.gl.NO_ERROR);
    engine.dispose();
    releaseDevice(device);
    expect(deviceUsers()).to.equal(0);
  });

  it('gets back every texture when an image is closed right after an update that a read waited for', async () => {
    const engine = await open();
    const device = acquireDevice();
    const before = device.pool.bytes.lent;
    for (let turns = 0; turns < 12; turns++) {
      const pipeline = await engine.open(selfTestImage());
      const update = pipeline.update();
      const read = pipeline.read('edges').catch(() => undefined);
      await update;
      for (let turn = 0; turn < turns; turn++) await Promise.resolve();
      pipeline.dispose();
      await read;
      expect(device.pool.bytes.lent, `closed after ${turns} turns`).to.equal(before);
    }
    engine.dispose();
    releaseDevice(device);
    expect(deviceUsers()).to.equal(0);
  });

  it('that was lost is freed with the last of its engines, although another one has taken its place', async () => {
    const engines = await Promise.all([open(), open(), open()]);
    const pipelines = await Promise.all(engines.map((engine) => engine.open(selfTestImage())));
    await Promise.all(pipelines.map((pipeline) => pipeline.update()));
    const lost = acquireDevice();
    lost.giveUp();
    const next = await open();
    releaseDevice(lost);
    for (const engine of engines) engine.dispose();
    expect(lost.pool.bytes).to.deep.include({ lent: 0, free: 0 });
    expect(deviceUsers()).to.equal(1);
    const pipeline = await next.open(selfTestImage());
    await pipeline.update();
    const { data } = await pipeline.read('edges');
    expect(fingerprint(data as Uint8Array)).to.equal(GPU_OPERATORS.canny.fingerprint);
    next.dispose();
    expect(deviceUsers()).to.equal(0);
  });

  it('that is lost under two files makes the CPU finish both, while a third begins on another one', async () => {
    const create = ({ backend }: { backend?: string } = {}): Promise<Engine> =>
      backend === 'cpu' ? createCpuEngine() : open();
    const begin = (onProgress?: () => void) =>
      processImage(selfTestImage(), { params: DEFAULT_PARAMS, create, onProgress });
    let third: ReturnType<typeof begin> | null = null;
    const loseOnce = (): void => {
      if (third) return;
      const device = acquireDevice();
      device.giveUp();
      releaseDevice(device);
      third = begin();
    };
    const [first, second] = await Promise.all([begin(loseOnce), begin(loseOnce)]);
    const last = await (third as ReturnType<typeof begin> | null);
    for (const { stages } of [first, second, last ?? first]) {
      expect(fingerprint(stages.edges.data as Uint8Array)).to.equal(GPU_OPERATORS.canny.fingerprint);
    }
    expect([first.backend, second.backend, last?.backend]).to.deep.equal(['cpu', 'cpu', 'webgl2']);
    expect(deviceUsers()).to.equal(0);
  });

  it('is not software when software is not accepted', async () => {
    let error: unknown;
    try {
      (await createWebgl2Engine({ acceptSoftware: false })).dispose();
    } catch (caught) {
      error = caught;
    }
    const device = acquireDevice();
    const software = /swiftshader|llvmpipe/i.test(device.renderer);
    releaseDevice(device);
    if (software) expect(error).to.be.instanceOf(XrayError).with.property('code', 'engine-unavailable');
    else expect(error).to.equal(undefined);
    expect(deviceUsers()).to.equal(0);
  });

  it('fails with engine-lost when the context is lost, and a new engine works', async () => {
    const engine = await open();
    const device = acquireDevice();
    const pipeline = await engine.open(selfTestImage());
    device.gl.getExtension('WEBGL_lose_context')?.loseContext();
    let error: unknown;
    await pipeline.update().catch((caught: unknown) => (error = caught));
    expect(error).to.be.instanceOf(XrayError).with.property('code', 'engine-lost');
    engine.dispose();
    releaseDevice(device);
    const next = await open();
    const again = await next.open(selfTestImage());
    await again.update();
    next.dispose();
    expect(deviceUsers()).to.equal(0);
  });

  it('stays lost when the browser restores the context, which is empty then', async () => {
    const engine = await open();
    const device = acquireDevice();
    const pipeline = await engine.open(selfTestImage());
    await pipeline.update();
    const { canvas } = device;
    const extension = device.gl.getExtension('WEBGL_lose_context');
    const restored = new Promise((resolve) => canvas.addEventListener('webglcontextrestored', resolve));
    canvas.addEventListener('webglcontextlost', () => setTimeout(() => extension?.restoreContext()));
    extension?.loseContext();
    await restored;
    expect(device.gl.isContextLost()).to.equal(false);
    let error: unknown;
    await pipeline.read('edges').catch((caught: unknown) => (error = caught));
    expect(error).to.be.instanceOf(XrayError).with.property('code', 'engine-lost');
    engine.dispose();
    releaseDevice(device);
    expect(deviceUsers()).to.equal(0);
  });

  it('fails, instead of waiting for ever, when the context is lost while programs are compiled', async () => {
    const engine = await open();
    const device = acquireDevice();
    const pipeline = await engine.open(selfTestImage());
    // Programs that nothing has compiled yet on this device.
    const work = pipeline.update({ blur: { kernelSize: 27 }, canny: { apertureSize: 7, l2Gradient: true } });
    device.gl.getExtension('WEBGL_lose_context')?.loseContext();
    let error: unknown;
    await work.catch((caught: unknown) => (error = caught));
    expect(error).to.be.instanceOf(XrayError).with.property('code', 'engine-lost');
    engine.dispose();
    releaseDevice(device);
    expect(deviceUsers()).to.equal(0);
  });
});
