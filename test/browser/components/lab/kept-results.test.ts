import { expect } from '@open-wc/testing';
import JSZip from 'jszip';
import type { XrayLab } from '../../../../src/components/lab/xray-lab.ts';
import { expectSameImage } from '../../../support/expect-same-image.ts';
import { radiograph } from '../../../support/images.ts';
import { onBackend } from '../../../support/skip-without.ts';
import { button, buttons, findAll, next, openLab, pngFile, record } from '../support/lab-fixture.ts';
import { waitUntil } from '../support/wait-until.ts';

const fileButtons = (lab: XrayLab): HTMLElement[] => findAll(lab, '[part~="file"]');
const outdated = (lab: XrayLab): boolean[] =>
  fileButtons(lab).map((file) => (file.textContent ?? '').includes('Other parameters'));

async function blurSizes(blob: Blob): Promise<number[]> {
  const { files } = await JSZip.loadAsync(blob);
  const { images } = JSON.parse(await files['manifest.json'].async('string')) as {
    images: { parameters: { blur: { kernelSize: number } } }[];
  };
  return images.map(({ parameters }) => parameters.blur.kernelSize);
}

async function threeFiles(lab: XrayLab): Promise<File[]> {
  const files = await Promise.all([1, 2, 3].map((seed) => pngFile(`${seed}.png`, radiograph(90, 70, seed))));
  await lab.process(files);
  await lab.updateComplete;
  return files;
}

describe('results that are not on show', () => {
  for (const backend of ['cpu', 'webgl2']) {
    it(
      `tell with which parameters they were made, and are made again on demand (${backend})`,
      onBackend(backend, async () => {
        const lab = await openLab({ backend });
        const files = await threeFiles(lab);
        expect(outdated(lab)).to.deep.equal([false, false, false]);
        expect(buttons(lab, 'Process again')).to.have.length(0);

        lab.blurSize = 9;
        await next(lab, 'xray-results');
        await lab.updateComplete;
        await waitUntil(() => outdated(lab).join() === 'false,true,true');
        expect(lab.results.map(({ params }) => params.blur.kernelSize)).to.deep.equal([9, 5, 5]);
        expect(await blurSizes(await lab.exportZip())).to.deep.equal([9, 5, 5]);
        await expect(lab).to.be.accessible();

        const results = record(lab, 'xray-results');
        button(lab, 'Process again').click();
        await waitUntil(() => results.length === 2 && !lab.busy);
        await lab.updateComplete;
        expect(outdated(lab)).to.deep.equal([false, false, false]);
        expect(buttons(lab, 'Process again')).to.have.length(0);
        // What was on show stays there.
        expect(fileButtons(lab).map((file) => file.getAttribute('aria-current'))).to.deep.equal([
          'true',
          'false',
          'false',
        ]);
        expect(await blurSizes(await lab.exportZip())).to.deep.equal([9, 9, 9]);
        const reference = await openLab({ 'blur-size': '9' });
        await reference.process(files[2]);
        const expected = await reference.results[0].read('edges');
        expectSameImage(await lab.results[2].read('edges'), expected, { image: '3.png', stage: 'edges' });
      }),
    );
  }
});
