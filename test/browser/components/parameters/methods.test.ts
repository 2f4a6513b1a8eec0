import { expect } from '@open-wc/testing';
import JSZip from 'jszip';
import { enter, find, findAll, next, openLab, pngFile } from '../support/lab-fixture.ts';
import { radiograph } from '../../../support/images.ts';
import { waitUntil } from '../support/wait-until.ts';

const shown = (lab: Element): string[] => findAll(lab, '.row label').map((label) => label.textContent?.trim() ?? '');

describe('the methods of a stage', () => {
  it('show what belongs to them, and are undone', async () => {
    const lab = await openLab();
    await lab.process(await pngFile('a.png'));
    expect(shown(lab)).to.include('Sigma');
    expect(shown(lab)).to.not.include('Clip limit');
    enter(find(lab, '#enhance-method'), 'clahe');
    await next(lab, 'xray-results');
    expect([lab.enhanceMethod, lab.getAttribute('enhance-method')]).to.deep.equal(['clahe', 'clahe']);
    await waitUntil(() => shown(lab).includes('Clip limit'));
    enter(find(lab, '#blur-method'), 'median');
    await waitUntil(() => !shown(lab).includes('Sigma'));
    lab.blurSize = 31;
    await next(lab, 'xray-results');
    expect(lab.results[0].params.blur.kernelSize).to.equal(7);
    expect(find<HTMLInputElement>(lab, '#blur-kernelSize-value').value).to.equal('7');
  });

  it('are told with what the image decided on, beside the control and in the manifest', async () => {
    const lab = await openLab({ 'canny-thresholds': 'auto', 'canny-share': '0.05' });
    await lab.process(await pngFile('a.png'));
    await waitUntil(() => findAll(lab, '.found').length === 2);
    const told = findAll(lab, '.found output').map((output) => Number(output.textContent));
    const { files } = await JSZip.loadAsync(await lab.exportZip());
    const manifest = JSON.parse(await files['manifest.json'].async('text')) as {
      images: { found: { canny: Record<string, number> } }[];
    };
    expect(Object.values(manifest.images[0].found.canny)).to.deep.equal(told);
    const automatic = (await lab.results[0].read('edges')).data;
    // Set by hand, they give the same.
    [lab.cannyLow, lab.cannyHigh] = told;
    lab.cannyThresholds = 'manual';
    await next(lab, 'xray-results');
    expect(String((await lab.results[0].read('edges')).data)).to.equal(String(automatic));
    expect(findAll(lab, '.found')).to.have.length(0);
  });

  it('are chosen by “Radiograph”, which blurs by the size of the image on show', async () => {
    const lab = await openLab();
    const select = (): HTMLSelectElement => find<HTMLSelectElement>(lab, 'select[aria-label="Preset"]');
    for (const [side, kernel] of [
      [140, 3],
      [320, 5],
    ]) {
      await lab.process(await pngFile(`${side}.png`, radiograph(side, side)));
      enter(select(), 'radiograph');
      await next(lab, 'xray-results');
      expect([lab.enhanceMethod, lab.cannyThresholds, lab.blurSize]).to.deep.equal(['clahe', 'auto', kernel]);
      await waitUntil(() => select().value === 'radiograph');
      enter(select(), 'original');
      await next(lab, 'xray-results');
    }
  });
});
