import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { XrayLab } from '../../../../src/components/lab/xray-lab.ts';
import { radiograph } from '../../../support/images.ts';
import { focused } from '../support/focused.ts';
import { button, buttons, findAll, openLab, pngFile, record } from '../support/lab-fixture.ts';
import { waitUntil } from '../support/wait-until.ts';

const DOWNLOAD = 'Download Results (ZIP)';

/** Three files, of which the one on show was made anew with another blur. */
async function labWithDifferent(): Promise<XrayLab> {
  const lab = await openLab();
  // Nothing is to be downloaded.
  lab.addEventListener('xray-before-export', (event) => event.preventDefault());
  const names = ['a.png', 'b.png', 'c.png'];
  await lab.process(await Promise.all(names.map((name, i) => pngFile(name, radiograph(90, 70, i + 1)))));
  lab.blurSize = 9;
  await waitUntil(() => !lab.busy && lab.results.some(({ params }) => params.blur.kernelSize === 9));
  await lab.updateComplete;
  return lab;
}

const asked = (lab: XrayLab): string[] =>
  findAll(lab, 'xray-save-question').flatMap(({ shadowRoot }) => shadowRoot?.querySelector('p')?.textContent ?? []);

describe('the question before results of different parameters are saved', () => {
  it('is asked once, with the count, has the focus, and gives it back', async () => {
    const lab = await labWithDifferent();
    const exports = record(lab, 'xray-before-export');
    const download = button(lab, DOWNLOAD);
    download.focus();
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => focused()?.textContent?.trim() === 'Process again and save');
    expect([asked(lab), exports.length]).to.deep.equal([['2 of 3 were made with other parameters.'], 0]);
    await expect(lab).to.be.accessible();
    await sendKeys({ press: 'Escape' });
    await waitUntil(() => asked(lab).length === 0);
    expect([focused(), exports.length]).to.deep.equal([download, 0]);

    await sendKeys({ press: 'Enter' });
    await waitUntil(() => asked(lab).length === 1);
    button(lab, 'Save as they are').click();
    await waitUntil(() => exports.length === 1);
    expect([asked(lab), lab.results.map(({ params }) => params.blur.kernelSize).sort()]).to.deep.equal([[], [5, 5, 9]]);
  });

  it('has all processed again, and saved then', async () => {
    const lab = await labWithDifferent();
    const exports = record(lab, 'xray-before-export');
    button(lab, DOWNLOAD).click();
    await waitUntil(() => buttons(lab, 'Process again and save').length === 1);
    button(lab, 'Process again and save').click();
    await waitUntil(() => exports.length === 1);
    expect(lab.results.map(({ params }) => params.blur.kernelSize)).to.deep.equal([9, 9, 9]);
    button(lab, DOWNLOAD).click();
    await waitUntil(() => exports.length === 2);
    expect(asked(lab)).to.deep.equal([]);
  });

  it('is not asked by code', async () => {
    const lab = await labWithDifferent();
    const exports = record(lab, 'xray-before-export');
    await lab.exportZip().catch(() => undefined);
    await lab.updateComplete;
    expect([asked(lab), exports.length]).to.deep.equal([[], 1]);
  });
});
