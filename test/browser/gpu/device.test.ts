import { expect } from '@open-wc/testing';
import { deviceUsers, acquireDevice, releaseDevice } from '../../../src/gpu/shared-device.ts';
import { createWebgl2Engine } from '../../../src/gpu/webgl2-engine.ts';
import { selfTestImage } from '../../../src/gpu/self-test-image.ts';
import { XrayError } from '../../../src/image/xray-error.ts';

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
