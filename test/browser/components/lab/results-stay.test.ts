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
import { find, findAll, openLab, pngFile, record } from '../support/lab-fixture.ts';
import { waitUntil } from '../support/wait-until.ts';

const names = (lab: XrayLab): string[] => lab.results.map(({ name }) => name);
const fileButtons = (lab: XrayLab): HTMLElement[] => findAll(lab, '[part~="file"]');
const details = (lab: XrayLab): string => find(lab, '[part~="details"]').textContent ?? '';
const alerts = (lab: XrayLab): number => findAll(lab, '[role="alert"]').length;

async function threeFiles(): Promise<File[]> {
  return Promise.all(['a.png', 'b.png', 'c.png'].map((name, i) => pngFile(name, radiograph(90, 70, i + 1))));
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
});
