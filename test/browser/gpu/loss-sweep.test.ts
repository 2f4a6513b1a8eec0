import { expect } from '@open-wc/testing';
import { createCpuEngine } from '../../../src/cpu/cpu-engine.ts';
import { fingerprint, SELF_TEST_FINGERPRINTS, selfTestImage } from '../../../src/gpu/self-test-image.ts';
import { acquireDevice, deviceUsers, releaseDevice } from '../../../src/gpu/shared-device.ts';
import { createWebgl2Engine } from '../../../src/gpu/webgl2-engine.ts';
import { XrayError } from '../../../src/image/xray-error.ts';
import type { Engine } from '../../../src/pipeline/engine.ts';
import { DEFAULT_PARAMS } from '../../../src/pipeline/params.ts';
import { COMPUTED_STAGE_IDS } from '../../../src/pipeline/stages.ts';
import { processImage } from '../../../src/process-image.ts';

/** `auto` as on a machine with a GPU: WebGL2 first, then the CPU. */
const gpuFirst = ({ backend }: { backend?: string } = {}): Promise<Engine> =>
  backend === 'cpu' ? createCpuEngine() : createWebgl2Engine({ acceptSoftware: true });

/** Calls `before` ahead of every call of a method of `gl`, with the method's name. */
function watchCalls(gl: WebGL2RenderingContext, before: (method: string) => void): void {
  for (const method of Object.getOwnPropertyNames(WebGL2RenderingContext.prototype)) {
    const own = Object.getOwnPropertyDescriptor(WebGL2RenderingContext.prototype, method)?.value as unknown;
    if (typeof own !== 'function' || method === 'constructor' || method === 'isContextLost') continue;
    Object.defineProperty(gl, method, {
      value: (...args: unknown[]): unknown => {
        before(method);
        return Reflect.apply(own, gl, args);
      },
    });
  }
}

/** The self-test's image through the whole chain, on a context that `onCall` watches after its own self-test. */
async function process(onCall: (method: string, lose: () => void) => void): Promise<string> {
  const create = async (options?: { backend?: string }): Promise<Engine> => {
    const engine = await gpuFirst(options);
    if (engine.backend === 'webgl2') {
      const device = acquireDevice();
      const { gl } = device;
      const extension = gl.getExtension('WEBGL_lose_context');
      watchCalls(gl, (method) => onCall(method, () => extension?.loseContext()));
      releaseDevice(device);
    }
    return engine;
  };
  const { stages, backend } = await processImage(selfTestImage(), { params: DEFAULT_PARAMS, create });
  for (const stage of COMPUTED_STAGE_IDS) {
    expect(fingerprint(stages[stage].data as Uint8Array), stage).to.equal(SELF_TEST_FINGERPRINTS[stage]);
  }
  expect(deviceUsers()).to.equal(0);
  return backend;
}

describe('a context that is lost at any step', () => {
  it('loses no work: the CPU finishes it, exactly', async function () {
    this.timeout(600_000);
    // The first call of every method, and some in between.
    const calls: string[] = [];
    expect(await process((method) => calls.push(method))).to.equal('webgl2');
    const steps = new Set<number>();
    for (const method of new Set(calls)) steps.add(calls.indexOf(method));
    for (let step = 0; step < calls.length; step += Math.ceil(calls.length / 12)) steps.add(step);
    expect(steps.size).to.be.above(30);

    const finishedOn: Record<string, number> = { webgl2: 0, cpu: 0 };
    for (const step of steps) {
      let call = 0;
      const backend = await process((_method, lose) => {
        if (call++ === step) lose();
      }).catch((error: Error) => {
        throw new Error(`Lost at call ${step} (${calls[step]}): ${error.message}`);
      });
      finishedOn[backend]++;
    }
    // All but what only gives textures back after the last result.
    expect(finishedOn.cpu).to.be.above(steps.size / 2);
  });
});

/** Makes one answer of the driver another one, on the shared device that an engine already uses. */
function withAnswer<K extends 'getError' | 'getProgramParameter'>(
  method: K,
  answer: (gl: WebGL2RenderingContext, name: number) => unknown,
): void {
  const device = acquireDevice();
  const { gl } = device;
  const own = gl[method].bind(gl) as (...args: unknown[]) => unknown;
  Object.defineProperty(gl, method, {
    value: (...args: unknown[]) => answer(gl, args[args.length - 1] as number) ?? own(...args),
  });
  releaseDevice(device);
}

async function failure(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => 'succeeded',
    (error: unknown) => error,
  );
}

describe('a driver that fails', () => {
  const isLost = (error: unknown): boolean => error instanceof XrayError && error.code === 'engine-lost';

  it('without memory for textures takes its results with it', async () => {
    const engine = await createWebgl2Engine({ acceptSoftware: true });
    const pipeline = await engine.open(selfTestImage());
    withAnswer('getError', (gl) => gl.OUT_OF_MEMORY);
    const error = await failure(pipeline.update());
    expect(isLost(error)).to.equal(true);
    expect((error as Error).message).to.equal('The GPU ran out of memory.');
    expect(isLost(await failure(pipeline.read('edges')))).to.equal(true);
    // A second engine does not get the same context.
    const next = await createWebgl2Engine({ acceptSoftware: true });
    await (await next.open(selfTestImage())).update();
    engine.dispose();
    next.dispose();
    expect(deviceUsers()).to.equal(0);
  });

  it('without memory for what is read back is noticed', async () => {
    const engine = await createWebgl2Engine({ acceptSoftware: true });
    const pipeline = await engine.open(selfTestImage());
    await pipeline.update();
    withAnswer('getError', (gl) => gl.OUT_OF_MEMORY);
    expect(isLost(await failure(pipeline.read('blurred')))).to.equal(true);
    engine.dispose();
    expect(deviceUsers()).to.equal(0);
  });

  it('that does not accept a program is told by its name', async () => {
    const engine = await createWebgl2Engine({ acceptSoftware: true });
    const pipeline = await engine.open(selfTestImage());
    withAnswer('getProgramParameter', (gl, name) => (name === gl.LINK_STATUS ? false : undefined));
    const error = await failure(pipeline.update({ blur: { kernelSize: 21 } }));
    expect(isLost(error)).to.equal(true);
    expect((error as Error).message).to.match(/does not accept the program "gaussian-blur/);
    engine.dispose();
    expect(deviceUsers()).to.equal(0);
  });
});
