import { expect } from '@open-wc/testing';
import type { XrayLab } from '../../../../src/components/lab/xray-lab.ts';
import { XrayError } from '../../../../src/base/xray-error.ts';
import { acquireDevice, deviceUsers, releaseDevice } from '../../../../src/gpu/shared-device.ts';
import { STAGE_IDS } from '../../../../src/pipeline/standard-graph.ts';
import { expectSameImage } from '../../../support/expect-same-image.ts';
import { radiograph } from '../../../support/images.ts';
import { GPU_TROUBLES } from '../../../support/gpu-troubles.ts';
import { withNamedGpu } from '../../../support/named-gpu.ts';
import { hasWebgl2, onBackend, skipWithout } from '../../../support/skip-without.ts';
import { canvasOf, findAll, grayOn, next, openLab, pngFile, record } from '../support/lab-fixture.ts';
import { waitUntil } from '../support/wait-until.ts';

/** Takes the GPU away from the page, as a crashed driver does. */
function loseContext(): void {
  const device = acquireDevice();
  device.gl.getExtension('WEBGL_lose_context')?.loseContext();
  releaseDevice(device);
}

const picture = radiograph(130, 70);

async function expectExact(lab: XrayLab, index = 0): Promise<void> {
  const file = await pngFile('same.png', picture);
  const reference = await openLab({
    'blur-size': String(lab.blurSize),
    'canny-low': String(lab.cannyLow),
    'canny-high': String(lab.cannyHigh),
  });
  await reference.process(file);
  for (const stage of STAGE_IDS) {
    const [actual, expected] = await Promise.all([lab.results[index].read(stage), reference.results[0].read(stage)]);
    expectSameImage(actual, expected, { image: 'lost', stage });
  }
}

/** The pictures on the page are those of the results of the first file. */
async function expectShown(lab: XrayLab): Promise<void> {
  const { name } = lab.results[0];
  // Where its turn came late on a busy machine, another one is on show, which may be too large to be drawn as it is.
  findAll(lab, `.file[title="${name}"]`).forEach((row) => row.click());
  await waitUntil(() => canvasOf(lab, 'edges').getAttribute('aria-label')?.endsWith(name) ?? false, 'the first film');
  await waitUntil(() => findAll(lab, 'canvas.painted').length === STAGE_IDS.length, 'five pictures');
  const { data } = await lab.results[0].read('edges');
  await waitUntil(() => grayOn(canvasOf(lab, 'edges')).every((value, i) => value === data[i]), 'the edges are shown');
}

const warnings: unknown[] = [];
const { warn } = console;
before(() => {
  console.warn = (warning: unknown) => void warnings.push(warning);
});
after(() => {
  console.warn = warn;
});

for (const [backend, successor] of [
  ['webgl2', 'webgl2'],
  ['auto', 'cpu'],
] as const) {
  describe(`<xray-lab> when the GPU is lost, backend ${backend}`, () => {
    before(async function () {
      await skipWithout(this, 'WebGL2', hasWebgl2());
    });

    /** `work` loses the GPU once. */
    const test = (name: string, work: (lab: XrayLab) => Promise<void>): void => {
      it(name, () =>
        withNamedGpu(async () => {
          const lab = await openLab({ backend });
          const errors = record(lab, 'xray-error');
          await work(lab);
          // Told to the page, once a loss; no person has to do anything.
          expect(errors.map(({ code, file }) => ({ code, file }))).to.deep.equal([{ code: 'engine-lost', file: null }]);
          expect(errors[0].message).to.include('GPU');
          expect(errors[0].hint).to.include(backend === 'auto' ? 'The CPU takes its place' : 'tried again');
          expect(findAll(lab, '[role="alert"]')).to.have.length(0);
          lab.remove();
          await waitUntil(() => deviceUsers() === 0);
        }),
      );
    };

    test('computes a changed parameter all the same, and tells the results', async (lab) => {
      await lab.process(await pngFile('a.png', picture));
      expect(lab.backendInUse).to.equal('webgl2');
      loseContext();
      const results = next(lab, 'xray-results');
      lab.blurSize = 9;
      expect((await results).result.params.blur.kernelSize).to.equal(9);
      await waitUntil(() => !lab.busy);
      expect(lab.backendInUse).to.equal(successor);
      await expectExact(lab);
      await expectShown(lab);
    });

    test('draws again when its size changes', async (lab) => {
      await lab.process(await pngFile('a.png', picture));
      await expectShown(lab);
      loseContext();
      findAll(lab, 'canvas').forEach((canvas) => Object.assign(canvas, { width: 1 }));
      if (lab.parentElement) lab.parentElement.style.width = '400px';
      await waitUntil(() => canvasOf(lab, 'edges').width > 1 && !lab.busy, 'drawn again');
      await expectExact(lab);
      await expectShown(lab);
      expect(lab.backendInUse).to.equal(successor);
    });

    test('finishes the file at work and the rest of the batch', async (lab) => {
      const large = radiograph(900, 700);
      const files = await Promise.all([pngFile('a.png', picture), pngFile('b.png', large), pngFile('c.png', picture)]);
      const work = lab.process(files);
      let steps = 0;
      lab.addEventListener('xray-progress', () => {
        // In the middle of the second file.
        if (++steps === 8) loseContext();
      });
      await work;
      expect(lab.results.map(({ name }) => name)).to.deep.equal(['a.png', 'b.png', 'c.png']);
      await expectExact(lab, 0);
      await expectExact(lab, 2);
      expectSameImage(await lab.results[1].read('original'), large, { image: 'large', stage: 'original' });
      await expectShown(lab);
    });
  });
}

describe('developers', () => {
  it(
    'are warned once of all the losses above',
    onBackend('webgl2', () => {
      const lost = warnings.filter((warning) => warning instanceof XrayError && warning.code === 'engine-lost');
      expect(lost).to.have.length(1);
      return Promise.resolve();
    }),
  );
});

describe('<xray-lab backend="webgl2"> when nothing can be read back any more', () => {
  it(
    'says so, does not try for ever, and takes the next file when that is over',
    onBackend('webgl2', async () => {
      const trouble = GPU_TROUBLES.find(({ name }) => name === 'getBufferSubData throws');
      const lab = await openLab({ backend: 'webgl2' });
      await lab.process(await pngFile('a.png', picture));
      await waitUntil(() => !lab.busy);
      const end = trouble?.install();
      // It is tried so often in ten seconds, which a slow machine may take for it.
      const { performance } = window;
      const start = performance.now();
      const now = performance.now.bind(performance);
      performance.now = () => start + (now() - start) / 1000;
      try {
        await lab.results[0].read('edges').catch(() => undefined);
        await waitUntil(() => !lab.busy && findAll(lab, '[role="alert"]').length > 0, 'told');
      } finally {
        performance.now = now;
        end?.();
      }
      await lab.process(await pngFile('b.png', picture));
      expect(lab.results.map(({ name }) => name)).to.include('b.png');
      expect(lab.backendInUse).to.equal('webgl2');
      lab.remove();
      await waitUntil(() => deviceUsers() === 0);
    }),
  );
});
