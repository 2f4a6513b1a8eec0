import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { STAGES } from '../../../../src/pipeline/standard-graph.ts';
import type { XrayLab } from '../../../../src/components/lab/xray-lab.ts';
import { focused } from '../support/focused.ts';
import { button, buttons, enter, find, findAll, openLab, pngFile, record, textFile } from '../support/lab-fixture.ts';
import { whileWorkersWait } from '../support/held-workers.ts';
import { waitUntil } from '../support/wait-until.ts';

function nameOf(element: Element | null): string {
  if (!element) return '';
  const label =
    element instanceof HTMLInputElement || element instanceof HTMLSelectElement ? element.labels?.[0] : null;
  return (element.getAttribute('aria-label') ?? label?.textContent ?? element.textContent ?? '').trim();
}

async function withError(lab: XrayLab): Promise<void> {
  await lab.process([textFile('notes.txt'), await pngFile('a.png'), await pngFile('b.png')]);
  await lab.updateComplete;
}

for (const theme of ['light', 'dark']) {
  for (const width of [340, 1100]) {
    describe(`axe finds nothing, ${theme}, ${width} px`, () => {
      it('when it is empty', async () => {
        const lab = await openLab({ theme, sample: '/a.png' }, width);
        await expect(lab).to.be.accessible();
      });

      it('while it works', async () => {
        const lab = await openLab({ theme }, width);
        const files = [await pngFile('a.png'), await pngFile('b.png')];
        let work = Promise.resolve();
        await whileWorkersWait(async () => {
          work = lab.process(files);
          await waitUntil(() => findAll(lab, 'figure').length === 5);
          await expect(lab).to.be.accessible();
          expect(lab.busy).to.equal(true);
          expect(findAll(lab, 'canvas.painted')).to.have.length(0);
          expect(find(lab, 'xray-progress-bar').shadowRoot?.textContent).not.to.equal('');
        });
        await work;
        expect(lab.results).to.have.length(2);
      });

      it('with results', async () => {
        const lab = await openLab({ theme }, width);
        await lab.process(await pngFile('a.png'));
        await lab.updateComplete;
        for (const details of findAll<HTMLDetailsElement>(lab, 'details')) details.open = true;
        button(lab, 'About Grayscale').click();
        await waitUntil(() => findAll(lab, 'canvas.painted').length === 5);
        await expect(lab).to.be.accessible();
      });

      it('in the viewer, however two images are compared', async () => {
        const lab = await openLab({ theme }, width);
        await lab.process(await pngFile('a.png'));
        await lab.updateComplete;
        button(lab, 'Open Grayscale').click();
        await lab.updateComplete;
        const viewer = find(lab, 'xray-viewer');
        await waitUntil(() => findAll(viewer, 'canvas.painted').length === 1);
        await expect(lab).to.be.accessible();
        for (const mode of ['side', 'divider']) {
          enter(find<HTMLSelectElement>(viewer, 'select[aria-label="Compare"]'), mode);
          await waitUntil(() => findAll(viewer, 'canvas.painted').length === 2);
          find(viewer, '.area').focus();
          await sendKeys({ down: 'Shift' });
          await sendKeys({ press: 'ArrowLeft' });
          await sendKeys({ up: 'Shift' });
          await waitUntil(() => findAll(viewer, '.mark').length === 2);
          await expect(lab).to.be.accessible();
        }
        button(viewer, 'More').click();
        await waitUntil(() => nameOf(focused()) === 'Keep as B');
        await expect(lab).to.be.accessible();
      });

      it('with explanations, changed parameters and the list of keys', async () => {
        const lab = await openLab({ theme, 'blur-size': '9', 'canny-l2': '' }, width);
        await lab.process(await pngFile('a.png'));
        await lab.updateComplete;
        for (const details of findAll<HTMLDetailsElement>(lab, 'details')) details.open = true;
        button(lab, 'Explain the parameters').click();
        await lab.updateComplete;
        await expect(lab).to.be.accessible();
        buttons(lab, 'Keyboard shortcuts')[0].click();
        await waitUntil(() => findAll(lab, '[role="dialog"]').length === 1);
        await expect(lab).to.be.accessible();
      });

      it('with every tab of the sheet of parameters', async () => {
        const lab = await openLab({ theme, 'blur-size': '9' }, Math.min(width, 560));
        await lab.process([await pngFile('a.png'), await pngFile('b.png')]);
        await lab.updateComplete;
        find<HTMLDetailsElement>(lab, '.drawer').open = true;
        const tabs = findAll(lab, '[role="tab"]');
        expect(tabs.map(nameOf)).to.deep.equal(['Preset', 'Enhanced', 'Blurred', 'Edges', 'Window']);
        for (const tab of tabs) {
          tab.click();
          await waitUntil(() => tab.getAttribute('aria-selected') === 'true');
          expect(findAll(lab, '[role="tabpanel"]').filter((panel) => !panel.hidden)).to.have.length(1);
          await expect(lab).to.be.accessible();
        }
        find<HTMLButtonElement>(lab, '.which').click();
        await waitUntil(() => findAll(lab, '.which[aria-expanded="true"]').length === 1);
        await expect(lab).to.be.accessible();
      });

      it('with errors', async () => {
        const lab = await openLab({ theme }, width);
        await withError(lab);
        await expect(lab).to.be.accessible();
      });
    });
  }
}

describe('<xray-lab> by keyboard', () => {
  it('goes from the toolbar to the images, one stop each, to all files by one more, and then to parameters', async () => {
    const lab = await openLab();
    await withError(lab);
    expect(document.activeElement).to.equal(document.body);
    const saving = 'showDirectoryPicker' in window ? ['Save to folder…'] : [];
    const toolbar = [
      'Files, parameters and details',
      'Choose X-ray Image',
      'Choose folder',
      'Reset',
      ...saving,
      'Download Results (ZIP)',
    ];
    const names: string[] = [];
    while (names.length < toolbar.length + 32) {
      await sendKeys({ press: 'Tab' });
      const element = focused();
      // Firefox also stops at what scrolls, which needs no name.
      if (!(element instanceof HTMLElement && element.tabIndex < 0)) names.push(nameOf(element));
    }
    expect(names.splice(0, toolbar.length)).to.deep.equal(toolbar);
    expect(names.splice(0, 8)).to.deep.equal([
      ...Object.values(STAGES).map(({ title }) => `Open ${title}`),
      'Keyboard shortcuts',
      'Logarithmic',
      'Value to read',
    ]);
    const [removeAll, file] = names.splice(0, 2);
    expect(removeAll).to.equal('Remove all');
    expect(file).to.match(/^a\.png/);
    expect(names).to.deep.equal([
      'Preset',
      'Explain the parameters',
      'Method',
      'Method',
      'Kernel size, value',
      'Kernel size',
      'Sigma, value',
      'Sigma',
      'Low threshold, value',
      'High threshold, value',
      'Low threshold',
      'High threshold',
      'Thresholds',
      'Sobel aperture',
      'L2 gradient norm',
      'Values',
      'Centre, value',
      'Centre',
      'Width, value',
      'Width',
      'Invert',
      'Reset parameters',
    ]);
  });

  it('changes parameters with the arrow keys', async () => {
    const lab = await openLab();
    await lab.process(await pngFile('a.png'));
    await lab.updateComplete;
    find<HTMLInputElement>(lab, '#blur-kernelSize').focus();
    const results = record(lab, 'xray-results');
    await sendKeys({ press: 'ArrowRight' });
    expect(lab.blurSize).to.equal(7);
    await waitUntil(() => results.length === 1);
  });

  it('explains a stage', async () => {
    const lab = await openLab();
    await lab.process(await pngFile('a.png'));
    await lab.updateComplete;
    const about = button(lab, 'About Canny Edge Detection');
    about.focus();
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => about.getAttribute('aria-expanded') === 'true');
    const text = find(about.closest('figure') ?? lab, '#purpose');
    expect(text.hidden).to.equal(false);
    expect(text.innerText).to.contain('margins');
  });

  it('keeps the focus when what had it goes away', async () => {
    const lab = await openLab();
    button(lab, 'Choose X-ray Image').focus();
    await lab.process(await pngFile('a.png'));
    await lab.updateComplete;
    expect(nameOf(focused())).to.equal('Choose X-ray Image');
    button(lab, 'Reset').focus();
    await sendKeys({ press: 'Enter' });
    await lab.updateComplete;
    await waitUntil(() => nameOf(focused()) === 'Undo');
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => nameOf(focused()) === 'Choose X-ray Image');
    expect(lab.results).to.have.length(1);
  });

  it('takes no focus that it was not given', async () => {
    const lab = await openLab();
    await lab.process(await pngFile('a.png'));
    lab.reset();
    await lab.updateComplete;
    expect(document.activeElement).to.equal(document.body);
  });
});
