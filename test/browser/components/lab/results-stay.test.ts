import { expect } from '@open-wc/testing';
import JSZip from 'jszip';
import type { XrayLab } from '../../../../src/components/lab/xray-lab.ts';
import { acquireDevice, releaseDevice } from '../../../../src/gpu/shared-device.ts';
import type { RasterImage } from '../../../../src/image/raster-image.ts';
import { STAGE_IDS, type StageId } from '../../../../src/pipeline/standard-graph.ts';
import { expectSameImage } from '../../../support/expect-same-image.ts';
import { GPU_TROUBLES } from '../../../support/gpu-troubles.ts';
import { radiograph } from '../../../support/images.ts';
import { onBackend } from '../../../support/skip-without.ts';
import { whileWorkersWait } from '../support/held-workers.ts';
import {
  buttons,
  button,
  canvasOf,
  find,
  findAll,
  grayOn,
  next,
  openLab,
  pngFile,
  record,
} from '../support/lab-fixture.ts';
import { waitUntil } from '../support/wait-until.ts';

const names = (lab: XrayLab): string[] => lab.results.map(({ name }) => name);
const fileButtons = (lab: XrayLab): HTMLElement[] => findAll(lab, '[part~="file"]');
const details = (lab: XrayLab): string => find(lab, '[part~="details"]').textContent ?? '';
const alerts = (lab: XrayLab): number => findAll(lab, '[role="alert"]').length;

async function threeFiles(): Promise<File[]> {
  return Promise.all(['a.png', 'b.png', 'c.png'].map((name, i) => pngFile(name, radiograph(90, 70, i + 1))));
}

/** As of a disk that was pulled out. */
function takeAway(file: File): void {
  const gone = (): Promise<never> => Promise.reject(new DOMException('It is gone.', 'NotReadableError'));
  Object.assign(file, { slice: () => ({ arrayBuffer: gone, text: gone }), arrayBuffer: gone });
}

function noContext(): () => void {
  const trouble = GPU_TROUBLES.find(({ name }) => name === 'getContext gives null');
  if (!trouble) throw new Error('No such trouble.');
  return trouble.install();
}

async function stageOf(file: File, stage: StageId, attributes: Record<string, string> = {}): Promise<RasterImage> {
  const lab = await openLab(attributes);
  await lab.process(file);
  return lab.results[0].read(stage);
}

async function imagesIn(lab: XrayLab): Promise<number> {
  return Object.keys((await JSZip.loadAsync(await lab.exportZip())).files).length - 1;
}

async function expectPainted(lab: XrayLab): Promise<void> {
  await waitUntil(() => findAll(lab, 'canvas.painted').length === STAGE_IDS.length, 'five pictures');
}

describe('results stay when', () => {
  it('their files can no longer be read: one is put on show from what is kept of it, exactly', async () => {
    const files = await threeFiles();
    const [, expected, changed] = await Promise.all([
      stageOf(files[0], 'edges'),
      stageOf(files[1], 'edges'),
      stageOf(files[2], 'blurred', { 'blur-size': '9' }),
    ]);
    const lab = await openLab();
    const errors = record(lab, 'xray-error');
    await lab.process(files);
    await lab.updateComplete;
    files.forEach(takeAway);

    fileButtons(lab)[1].click();
    await waitUntil(() => !lab.busy && details(lab).includes('b.png'));
    await expectPainted(lab);
    await waitUntil(() => grayOn(canvasOf(lab, 'edges')).every((value, i) => value === expected.data[i]), 'exact');
    expectSameImage(await lab.results[1].read('edges'), expected, { image: 'b.png', stage: 'edges' });

    lab.blurSize = 9;
    await next(lab, 'xray-results');
    await waitUntil(() => buttons(lab, 'Process again').length === 1);
    button(lab, 'Process again').click();
    await waitUntil(() => !lab.busy && lab.results.every(({ params }) => params.blur.kernelSize === 9));
    expectSameImage(await lab.results[2].read('blurred'), changed, { image: 'c.png', stage: 'blurred' });
    expect([names(lab), errors.length, await imagesIn(lab)]).to.deep.equal([['a.png', 'b.png', 'c.png'], 0, 15]);
  });

  it('they are still being kept while parameters change: their own are told, and they are made again on demand', async () => {
    const lab = await openLab();
    await lab.process(await threeFiles());
    await waitUntil(() => !lab.busy);
    await whileWorkersWait(async () => {
      fileButtons(lab)[1].click();
      await lab.updateComplete;
      lab.blurSize = 9;
      await lab.updateComplete;
      expect(lab.results.map(({ params }) => params.blur.kernelSize)).to.deep.equal([5, 5, 5]);
      await waitUntil(() => buttons(lab, 'Process again').length === 1);
      button(lab, 'Process again').click();
      await lab.updateComplete;
      expect(names(lab)).to.deep.equal(['a.png', 'b.png', 'c.png']);
    });
    await waitUntil(() => !lab.busy && lab.results.every(({ params }) => params.blur.kernelSize === 9));
  });

  it('the one that is still being kept is wanted on show again, and its file cannot be read', async () => {
    const files = await threeFiles();
    const lab = await openLab();
    const errors = record(lab, 'xray-error');
    await lab.process(files);
    await waitUntil(() => !lab.busy);
    files.forEach(takeAway);
    await whileWorkersWait(async () => {
      fileButtons(lab)[1].click();
      await lab.updateComplete;
      fileButtons(lab)[0].click();
      await lab.updateComplete;
    });
    await waitUntil(() => !lab.busy && details(lab).includes('a.png'));
    await expectPainted(lab);
    expect([names(lab), errors]).to.deep.equal([['a.png', 'b.png', 'c.png'], []]);
  });

  it('another engine is asked for that cannot be had; what is on show stays there, and it is said why', async () => {
    const lab = await openLab();
    await lab.process(await threeFiles());
    await expectPainted(lab);
    const errors = record(lab, 'xray-error');
    const end = noContext();
    try {
      lab.backend = 'webgl2';
      await waitUntil(() => !lab.busy && errors.length === 1 && alerts(lab) === 1);
      expect(errors.map(({ code, file }) => [code, file])).to.deep.equal([['engine-unavailable', null]]);
      // Parameters are followed where the image is.
      lab.blurSize = 9;
      expect((await next(lab, 'xray-results')).result.params.blur.kernelSize).to.equal(9);
      fileButtons(lab)[1].click();
      await waitUntil(() => !lab.busy);
      expect([names(lab).length, await imagesIn(lab)]).to.deep.equal([3, 15]);
      await expectPainted(lab);
      expect(details(lab)).to.contain('a.png');
    } finally {
      end();
    }
    lab.backend = 'cpu';
    await waitUntil(() => !lab.busy);
    fileButtons(lab)[1].click();
    await waitUntil(() => !lab.busy && details(lab).includes('b.png'));
    await expectPainted(lab);
  });

  it(
    'the GPU is lost and cannot be had again, where it is insisted on',
    onBackend('webgl2', async () => {
      const files = await threeFiles();
      const expected = await stageOf(files[0], 'edges');
      const lab = await openLab({ backend: 'webgl2' });
      await lab.process(files);
      await expectPainted(lab);
      const errors = record(lab, 'xray-error');
      const device = acquireDevice();
      const end = noContext();
      try {
        device.gl.getExtension('WEBGL_lose_context')?.loseContext();
        releaseDevice(device);
        lab.results[0].read('grayscale').catch(() => undefined);
        await waitUntil(() => !lab.busy && alerts(lab) === 1, 'it is said');
        expect(errors.map(({ code }) => code)).to.deep.equal(['engine-lost', 'engine-unavailable']);
        expect(errors[0].hint).not.to.contain('takes its place');
        for (const index of [2, 1]) {
          fileButtons(lab)[index].click();
          await waitUntil(() => !lab.busy);
        }
        expect([names(lab), await imagesIn(lab)]).to.deep.equal([['a.png', 'b.png', 'c.png'], 15]);
        expectSameImage(await lab.results[0].read('edges'), expected, { image: 'a.png', stage: 'edges' });
        await expectPainted(lab);
      } finally {
        end();
      }
      fileButtons(lab)[1].click();
      await waitUntil(() => !lab.busy && details(lab).includes('b.png'));
      await expectPainted(lab);
      expect(lab.backendInUse).to.equal('webgl2');
    }),
  );

  it('they are being made again: the former ones are given out until then', async () => {
    const lab = await openLab();
    await lab.process(await threeFiles());
    lab.blurSize = 9;
    await next(lab, 'xray-results');
    await waitUntil(() => buttons(lab, 'Process again').length === 1);
    const sizes = (): number[] => lab.results.map(({ params }) => params.blur.kernelSize);
    const seen: string[] = [];
    lab.addEventListener('xray-progress', () => seen.push(sizes().join()));
    button(lab, 'Process again').click();
    const [zip] = await Promise.all([lab.exportZip(), next(lab, 'xray-progress')]);
    expect(Object.keys((await JSZip.loadAsync(zip)).files)).to.have.length(16);
    await waitUntil(() => !lab.busy && sizes().join() === '9,9,9');
    expect(seen[0]).to.equal('9,5,5');
    expect(seen.every((all) => all.split(',').length === 3)).to.equal(true);
  });
});
