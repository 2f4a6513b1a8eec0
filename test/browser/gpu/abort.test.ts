import { expect } from '@open-wc/testing';
import { deviceUsers } from '../../../src/gpu/shared-device.ts';
import { createWebgl2Engine } from '../../../src/gpu/webgl2-engine.ts';
import { GPU_OPERATORS } from '../../../src/gpu/operators/gpu-operators.ts';
import { fingerprint, selfTestImage } from '../../../src/gpu/self-test-image.ts';
import type { Engine, ImagePipeline } from '../../../src/pipeline/engine.ts';
import { noise16 } from '../../support/images.ts';

const { prototype } = WebGL2RenderingContext;

async function withPipeline(work: (pipeline: ImagePipeline) => Promise<void>): Promise<void> {
  const engine: Engine = await createWebgl2Engine({ acceptSoftware: true });
  try {
    await work(await engine.open(selfTestImage()));
  } finally {
    engine.dispose();
  }
  expect(deviceUsers()).to.equal(0);
}

const nameOf = (error: unknown): string => (error as Error).name;

describe('an update on the GPU that is aborted', () => {
  const { getQueryParameter, drawArrays } = prototype;
  afterEach(() => {
    prototype.getQueryParameter = getQueryParameter;
    prototype.drawArrays = drawArrays;
  });

  it('is over although the GPU has not finished', () =>
    withPipeline(async (pipeline) => {
      const controller = new AbortController();
      // A GPU that never finishes; the third look finds the update aborted.
      let looks = 0;
      prototype.getQueryParameter = function (this: WebGL2RenderingContext, query, name): unknown {
        if (name !== this.QUERY_RESULT_AVAILABLE) return getQueryParameter.call(this, query, name);
        if (++looks === 3) controller.abort();
        return false;
      };
      const error: unknown = await pipeline.update({}, controller).catch((reason: unknown) => reason);
      expect(nameOf(error)).to.equal('AbortError');
      expect(looks).to.equal(3);
      prototype.getQueryParameter = getQueryParameter;
      await pipeline.update();
      const { data } = await pipeline.read('edges');
      expect(fingerprint(data as Uint8Array)).to.equal(GPU_OPERATORS.canny.fingerprint);
    }));

  it('is heard of while 16-bit samples become 8-bit ones', async () => {
    const engine = await createWebgl2Engine({ acceptSoftware: true });
    const { texSubImage2D } = prototype;
    let uploads = 0;
    let time = 0;
    // Every look at the clock finds a long time passed, so that work pauses after every step.
    performance.now = () => (time += 1000);
    prototype.texSubImage2D = () => void uploads++;
    try {
      const controller = new AbortController();
      const opened = engine.open(noise16(2000, 1500, 3, 1), controller).catch((reason: unknown) => reason);
      controller.abort();
      expect(nameOf(await opened)).to.equal('AbortError');
      expect(uploads).to.equal(0);
    } finally {
      Reflect.deleteProperty(performance, 'now');
      Object.assign(prototype, { texSubImage2D });
      engine.dispose();
    }
  });

  for (const stage of ['grayscale', 'enhanced', 'blurred'] as const) {
    it(`draws nothing after ${stage}, where it was aborted`, () =>
      withPipeline(async (pipeline) => {
        const controller = new AbortController();
        let drawn = 0;
        prototype.drawArrays = function (this: WebGL2RenderingContext, ...args): void {
          drawn++;
          drawArrays.apply(this, args);
        };
        let atAbort = 0;
        const stages: string[] = [];
        const onStage = (ready: string): void => {
          stages.push(ready);
          if (ready !== stage) return;
          atAbort = drawn;
          controller.abort();
        };
        const error: unknown = await pipeline
          .update({}, { signal: controller.signal, onStage })
          .catch((reason: unknown) => reason);
        expect(nameOf(error)).to.equal('AbortError');
        expect(atAbort).to.be.above(0);
        expect(drawn).to.equal(atAbort);
        expect(stages[stages.length - 1]).to.equal(stage);
      }));
  }
});
