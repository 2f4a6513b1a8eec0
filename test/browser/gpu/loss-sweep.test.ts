import { expect } from '@open-wc/testing';
import { createCpuEngine } from '../../../src/cpu/cpu-engine.ts';
import { createEngine } from '../../../src/engines/create-engine.ts';
import { GPU_OPERATORS } from '../../../src/gpu/operators/gpu-operators.ts';
import { fingerprint, selfTestImage } from '../../../src/gpu/self-test-image.ts';
import { acquireDevice, deviceUsers, releaseDevice } from '../../../src/gpu/shared-device.ts';
import { createWebgl2Engine } from '../../../src/gpu/webgl2-engine.ts';
import { XrayError } from '../../../src/base/xray-error.ts';
import type { Engine } from '../../../src/pipeline/engine.ts';
import { DEFAULT_PARAMS } from '../../../src/pipeline/params.ts';
import { STANDARD } from '../../../src/pipeline/standard-graph.ts';
import { processImage } from '../../../src/oneshot/process-image.ts';
import { withNamedGpu } from '../../support/named-gpu.ts';

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

/** Asked until the GPU has finished: how often is chance. All other calls are the same in every run. */
const POLLS = ['getQueryParameter', 'getSyncParameter', 'clientWaitSync', 'getProgramParameter'];

/** A call of a run: the nth (0…) of a method. */
interface Step {
  readonly method: string;
  readonly nth: number;
}

/** The first call of every method, and about `more` others, evenly over the run. */
function stepsOf(calls: readonly string[], more: number): Step[] {
  const counted = new Map<string, number>();
  const others = calls.filter((method) => !POLLS.includes(method)).length;
  const steps: Step[] = [];
  let passed = 0;
  for (const method of calls) {
    const nth = counted.get(method) ?? 0;
    counted.set(method, nth + 1);
    const isDue = !POLLS.includes(method) && passed++ % Math.ceil(others / more) === 0;
    if (nth === 0 || isDue) steps.push({ method, nth });
  }
  return steps;
}

type OnCall = (method: string, lose: () => void) => void;

/** Runs `run` once to see its calls, and then again and again, each time without a context from another call on. */
async function sweep<Outcome>(
  more: number,
  run: (onCall: OnCall) => Promise<Outcome>,
): Promise<{ whole: Outcome; outcomes: Outcome[] }> {
  const calls: string[] = [];
  const whole = await run((method) => calls.push(method));
  const outcomes: Outcome[] = [];
  for (const step of stepsOf(calls, more)) {
    let count = 0;
    let isLost = false;
    const outcome = await run((method, lose) => {
      if (method !== step.method || count++ !== step.nth) return;
      isLost = true;
      lose();
    }).catch((error: Error) => {
      throw new Error(`Lost at ${step.method} ${step.nth}: ${error.message}`);
    });
    expect(isLost, `it came to ${step.method} ${step.nth}`).to.equal(true);
    expect(deviceUsers(), `after the loss at ${step.method} ${step.nth}`).to.equal(0);
    outcomes.push(outcome);
  }
  return { whole, outcomes };
}

/** Has `onCall` told of every call on the context of an engine that is up. */
function watchDevice(onCall: OnCall): void {
  const device = acquireDevice();
  const { gl } = device;
  const extension = gl.getExtension('WEBGL_lose_context');
  watchCalls(gl, (method) => onCall(method, () => extension?.loseContext()));
  releaseDevice(device);
}

/** What a canvas holds, transparent or not. */
function bytesOn(canvas: HTMLCanvasElement): Uint8ClampedArray {
  const context = canvas.getContext('2d');
  if (!context) throw new Error('This browser has no 2D canvas.');
  return context.getImageData(0, 0, canvas.width, canvas.height).data;
}

/** The self-test's image through the whole chain. */
async function processed(create: typeof createEngine): Promise<string> {
  const { stages, backend } = await processImage(selfTestImage(), { params: DEFAULT_PARAMS, create });
  for (const stage of STANDARD.computed) {
    const { id } = STANDARD.nodes[stage].operator;
    expect(fingerprint(stages[stage].data as Uint8Array), stage).to.equal(GPU_OPERATORS[id].fingerprint);
  }
  return backend;
}

describe('a context that is lost at any step', () => {
  it('of an image loses no work: the CPU finishes it, exactly', async function () {
    this.timeout(600_000);
    const { whole, outcomes } = await sweep(12, (onCall) =>
      processed(async (options) => {
        const engine = await gpuFirst(options);
        if (engine.backend === 'webgl2') watchDevice(onCall);
        return engine;
      }),
    );
    expect(whole).to.equal('webgl2');
    expect(outcomes.length).to.be.above(30);
    // All but what only gives textures back after the last result.
    expect(outcomes.filter((backend) => backend === 'cpu').length).to.be.above(outcomes.length / 2);
  });

  it('of the start has the CPU taken, exactly', async function () {
    this.timeout(600_000);
    const { getContext } = HTMLCanvasElement.prototype;
    const { warn } = console;
    console.warn = () => undefined;
    try {
      const { whole, outcomes } = await sweep(8, (onCall) => {
        let isUp = false;
        HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, kind: string, options?: unknown) {
          const context = (getContext as (kind: string, options?: unknown) => RenderingContext | null).call(
            this,
            kind,
            options,
          );
          if (kind === 'webgl2' && context) {
            const gl = context as WebGL2RenderingContext;
            const extension = gl.getExtension('WEBGL_lose_context');
            watchCalls(gl, (method) => isUp || onCall(method, () => extension?.loseContext()));
          }
          return context;
        } as typeof getContext;
        return withNamedGpu(() =>
          processed(async (options) => {
            const engine = await createEngine(options);
            isUp = true;
            return engine;
          }),
        );
      });
      expect(whole).to.equal('webgl2');
      expect(outcomes.length).to.be.above(30);
      expect(new Set(outcomes)).to.deep.equal(new Set(['cpu']));
    } finally {
      HTMLCanvasElement.prototype.getContext = getContext;
      console.warn = warn;
    }
  });

  it('of drawing is told, and what was drawn is right', async function () {
    this.timeout(600_000);
    const image = selfTestImage();
    const pictures = ['original', 'grayscale', 'edges'] as const;
    const { whole, outcomes } = await sweep(8, async (onCall) => {
      const engine = await gpuFirst();
      const pipeline = await engine.open(image);
      await pipeline.update();
      watchDevice(onCall);
      const drawn: (readonly number[] | string)[] = [];
      for (const stage of pictures) {
        const canvas = document.createElement('canvas');
        const outcome = await pipeline.draw(stage, canvas).then(
          () => [...bytesOn(canvas)],
          (error: unknown) => (error instanceof XrayError ? error.code : String(error)),
        );
        drawn.push(outcome);
      }
      engine.dispose();
      return drawn;
    });
    for (const [i, stage] of pictures.entries()) {
      expect(whole[i]).to.be.an('array');
      for (const outcome of outcomes) {
        if (typeof outcome[i] === 'string') expect(outcome[i]).to.equal('engine-lost');
        else expect(outcome[i], stage).to.deep.equal(whole[i]);
      }
    }
    expect(outcomes.some((drawn) => drawn[0] === 'engine-lost')).to.equal(true);
    expect(outcomes.some((drawn) => typeof drawn[0] !== 'string' && drawn[2] === 'engine-lost')).to.equal(true);
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
