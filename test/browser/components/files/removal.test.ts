import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { XrayLab } from '../../../../src/components/lab/xray-lab.ts';
import { radiograph } from '../../../support/images.ts';
import { focused } from '../support/focused.ts';
import { HeldTimers } from '../support/held-timers.ts';
import { button, buttons, choose, figures, find, findAll, openLab, pngFile, record } from '../support/lab-fixture.ts';
import { waitUntil } from '../support/wait-until.ts';

const namesOf = (lab: XrayLab): string[] => lab.results.map(({ name }) => name);

async function labWith(...names: string[]): Promise<XrayLab> {
  const lab = await openLab();
  await lab.process(await Promise.all(names.map((name, i) => pngFile(name, radiograph(90, 70, i + 1)))));
  await lab.updateComplete;
  // The list gathers its changes for a frame; one file that is well is not listed.
  await waitUntil(() => names.length === 1 || buttons(lab, 'Remove all').length > 0);
  return lab;
}

describe('the removal of all files', () => {
  it('is offered over the list, said, and taken back by keyboard alone', async () => {
    const lab = await labWith('a.png', 'b.png', 'c.png');
    const results = record(lab, 'xray-results');
    button(lab, 'Remove all').focus();
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => focused()?.textContent?.trim() === 'Undo');
    expect([namesOf(lab), figures(lab).length, lab.busy]).to.deep.equal([[], 0, false]);
    await waitUntil(() => find(find(lab, 'xray-removal-note'), '[role="status"]').textContent === '3 files removed');
    await expect(lab).to.be.accessible();

    await sendKeys({ press: 'Enter' });
    await waitUntil(() => figures(lab).length === 5);
    expect([namesOf(lab), results.length]).to.deep.equal([['a.png', 'b.png', 'c.png'], 0]);
    await waitUntil(() => focused()?.textContent?.trim() === 'Choose X-ray Image');
  });

  it('is taken back by Ctrl + Z too, before a parameter is', async () => {
    const lab = await labWith('a.png');
    lab.blurSize = 9;
    await waitUntil(() => !lab.busy);
    button(lab, 'Reset').focus();
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => focused()?.textContent?.trim() === 'Undo');
    await sendKeys({ down: 'Control' });
    await sendKeys({ press: 'z' });
    await sendKeys({ up: 'Control' });
    await waitUntil(() => lab.results.length === 1);
    expect([lab.blurSize, lab.results[0].params.blur.kernelSize]).to.deep.equal([9, 9]);
  });

  it('is final after ten seconds, by a button, and when another file comes', async () => {
    const timers = new HeldTimers();
    try {
      const lab = await labWith('a.png', 'b.png');
      const gone = (): boolean => findAll(lab, 'xray-removal-note').length === 0;
      button(lab, 'Remove all').click();
      await waitUntil(() => !gone());
      timers.pass();
      await waitUntil(gone);
      expect(namesOf(lab)).to.deep.equal([]);

      choose(lab, [await pngFile('c.png')]);
      await waitUntil(() => lab.results.length === 1 && !lab.busy);
      await lab.updateComplete;
      button(lab, 'Reset').click();
      await waitUntil(() => !gone());
      button(lab, 'Remove for good').click();
      await waitUntil(gone);

      await lab.process([await pngFile('d.png'), await pngFile('e.png')]);
      await lab.updateComplete;
      button(lab, 'Remove all').click();
      await waitUntil(() => !gone());
      await lab.process(await pngFile('f.png'));
      await waitUntil(gone);
      expect(namesOf(lab)).to.deep.equal(['f.png']);
    } finally {
      timers.giveBack();
    }
  });

  it('by code is final at once', async () => {
    const lab = await labWith('a.png', 'b.png');
    lab.reset();
    await lab.updateComplete;
    expect(findAll(lab, 'xray-removal-note')).to.have.length(0);
  });
});
