import { expect } from '@open-wc/testing';
import { createEngine } from '../../src/create-engine.ts';
import { isSoftwareRenderer, rendererName } from '../../src/gpu/renderer-name.ts';
import { deviceUsers } from '../../src/gpu/shared-device.ts';
import { XrayError } from '../../src/image/xray-error.ts';
import type { Engine } from '../../src/pipeline/engine.ts';
import { DEFAULT_PARAMS } from '../../src/pipeline/params.ts';
import { STAGE_IDS } from '../../src/pipeline/stages.ts';
import { expectSameImage } from '../support/expect-same-image.ts';
import { radiograph } from '../support/images.ts';
import { loadOpenCv, oracleChain } from '../support/opencv.ts';

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
