import { expect } from '@open-wc/testing';
import { createEngine } from '../../../src/engines/create-engine.ts';
import { isSoftwareRenderer, rendererName } from '../../../src/gpu/resources/renderer-name.ts';
import { deviceUsers } from '../../../src/gpu/shared-device.ts';
import { XrayError } from '../../../src/base/xray-error.ts';
import type { Engine } from '../../../src/pipeline/engine.ts';
import { processImage } from '../../../src/oneshot/process-image.ts';
import { DEFAULT_PARAMS } from '../../../src/pipeline/params.ts';
import { STAGE_IDS } from '../../../src/pipeline/standard-graph.ts';
import { expectSameImage } from '../../support/expect-same-image.ts';
import { GPU_TROUBLES } from '../../support/gpu-troubles.ts';
import { radiograph } from '../../support/images.ts';
import { withNamedGpu } from '../../support/named-gpu.ts';
import { loadOpenCv, oracleChain } from '../../support/opencv.ts';
import { skipWithout } from '../../support/skip-without.ts';

/** What a canvas of this browser's draws with; null without WebGL2. */
function renderer(): string | null {
  const gl = document.createElement('canvas').getContext('webgl2');
  const name = gl && rendererName(gl);
  gl?.getExtension('WEBGL_lose_context')?.loseContext();
  return name;
}

async function expectExact(engine: Engine): Promise<void> {
  const image = radiograph(97, 71);
  const expected = oracleChain(await loadOpenCv(), image, DEFAULT_PARAMS);
  const pipeline = await engine.open(image);
  for (const stage of STAGE_IDS) {
    expectSameImage(await pipeline.read(stage), expected[stage], { image: 'radiograph', stage });
  }
  pipeline.dispose();
}

describe('the engine of a browser', () => {
  it('is WebGL2 where there is hardware for it, else the CPU, and exact', async () => {
    const name = renderer();
    const engine = await createEngine();
    console.log(`WebGL2: ${name ?? 'none'}; auto: ${engine.description}`);
    expect(engine.backend).to.equal(name === null || isSoftwareRenderer(name) ? 'cpu' : 'webgl2');
    await expectExact(engine);
    engine.dispose();
    expect(deviceUsers()).to.equal(0);
  });

  it('is WebGL2 on demand, software or not; without it the demand is refused', async () => {
    if (renderer() !== null) {
      const engine = await createEngine({ backend: 'webgl2' });
      expect(engine.backend).to.equal('webgl2');
      await expectExact(engine);
      engine.dispose();
    } else {
      const error: unknown = await createEngine({ backend: 'webgl2' }).catch((reason: unknown) => reason);
      expect(error).to.be.instanceOf(XrayError).with.property('code', 'engine-unavailable');
      expect(error).to.have.property('hint').that.includes('backend="cpu"');
    }
    expect(deviceUsers()).to.equal(0);
  });
});

describe('auto, with a GPU that fails', () => {
  const { warn } = console;
  let warnings: Error[] = [];
  beforeEach(() => {
    warnings = [];
    console.warn = (error: Error) => void warnings.push(error);
  });
  afterEach(() => {
    console.warn = warn;
  });

  before(async function () {
    await skipWithout(this, 'WebGL2', renderer() !== null);
  });

  it('takes it as long as it does not fail', async () => {
    const engine = await withNamedGpu(() => createEngine());
    expect(engine.backend).to.equal('webgl2');
    engine.dispose();
  });

  for (const { name, warns, install } of GPU_TROUBLES) {
    it(`takes the CPU, exact, with one warning at most: ${name}`, async () => {
      await withNamedGpu(async () => {
        const takeBack = install();
        try {
          for (let i = 0; i < 2; i++) {
            const engine = await createEngine();
            expect(engine.backend).to.equal('cpu');
            if (i === 0) await expectExact(engine);
            engine.dispose();
          }
        } finally {
          takeBack();
        }
      }, name);
      expect(warnings.map(({ message }) => message.includes(name))).to.deep.equal(warns ? [true] : []);
      expect(deviceUsers()).to.equal(0);
    });
  }

  /** Warnings are for the life of the page: two troubles that are told in the same words give one. */
  const everTold: string[] = [];
  for (const { name, atWork, install } of GPU_TROUBLES) {
    if (atWork === null) continue;
    it(`gives the image at work to the CPU, exact, with one warning: ${name}`, async () => {
      const image = radiograph(97, 71);
      const expected = oracleChain(await loadOpenCv(), image, DEFAULT_PARAMS);
      for (let i = 0; i < 2; i++) {
        let takeBack: (() => void) | null = null;
        // The engine is up when the trouble begins.
        const create = async (...args: Parameters<typeof createEngine>): Promise<Engine> => {
          const engine = await createEngine(...args);
          if (engine.backend === 'webgl2') takeBack = install();
          return engine;
        };
        const { backend, stages } = await withNamedGpu(() => processImage(image, { params: DEFAULT_PARAMS, create }));
        expect(takeBack).to.be.a('function');
        (takeBack as (() => void) | null)?.();
        expect(backend).to.equal('cpu');
        for (const stage of STAGE_IDS) expectSameImage(stages[stage], expected[stage], { image: 'radiograph', stage });
      }
      everTold.push(...warnings.map(({ message }) => message));
      expect(everTold.filter((message) => atWork.test(message))).to.have.length(1);
      expect(deviceUsers()).to.equal(0);
    });
  }
});
