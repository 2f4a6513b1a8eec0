import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { XrayLab } from '../../../../src/components/lab/xray-lab.ts';
import { DEFAULT_PARAMS, resolveParams, type PipelineParams } from '../../../../src/pipeline/params.ts';
import { radiograph } from '../../../support/images.ts';
import { loadOpenCv, oracleChain } from '../../../support/opencv.ts';
import { focused } from '../support/focused.ts';
import { button, canvasOf, find, findAll, grayOn, openLab, pngFile } from '../support/lab-fixture.ts';
import { chooseByLetter, clickOn, press, tabTo } from '../support/reader.ts';
import { waitUntil } from '../support/wait-until.ts';

const IMAGE = radiograph(120, 90);
const FINER = resolveParams({
  blur: { kernelSize: 3, sigma: 0.8 },
  canny: { lowThreshold: 60, highThreshold: 140 },
});

async function openWithImage(): Promise<XrayLab> {
  const lab = await openLab();
  await lab.process(await pngFile('a.png', IMAGE));
  await lab.updateComplete;
  return lab;
}

const presets = (lab: Element): HTMLSelectElement => find(lab, 'select[aria-label="Preset"]');
const isAllowed = (control: Element): boolean => control.getAttribute('aria-disabled') === 'false';

/** Waits until the images on the page are what OpenCV makes of `params`. */
async function expectShown(lab: XrayLab, params: PipelineParams): Promise<void> {
  const { blurred, edges } = oracleChain(await loadOpenCv(), IMAGE, params);
  await waitUntil(
    () => String(grayOn(canvasOf(lab, 'blurred'))) === String(blurred.data),
    'the blurred image that is shown was made with other parameters',
    { interval: 100 },
  );
  expect(String((await lab.results[0].read('edges')).data)).to.equal(String(edges.data));
  expect(lab.params).to.deep.equal(params);
}

describe('a preset', () => {
  it('is chosen by keyboard, followed by the results, and taken back', async () => {
    const lab = await openWithImage();
    await expectShown(lab, DEFAULT_PARAMS);
    await chooseByLetter(presets(lab), 'f');
    await expectShown(lab, FINER);
    expect(focused()).to.equal(presets(lab));
    await tabTo(button(lab, 'Undo'));
    await press('Enter');
    await expectShown(lab, DEFAULT_PARAMS);
    expect(presets(lab).value).to.equal('original');
  });

  it('is chosen from the list that the pointer opens, and taken back by pointer', async function () {
    // The open list is a window of the system's: no click of the test reaches its options, and keys do in Chromium alone.
    if (!navigator.userAgent.includes('Chrome')) this.skip();
    const lab = await openWithImage();
    await clickOn(presets(lab));
    for (let i = 0; i < 3; i++) await press('ArrowDown');
    await press('Enter');
    await waitUntil(() => presets(lab).value === 'finer');
    await expectShown(lab, FINER);
    await clickOn(button(lab, 'Undo'));
    await expectShown(lab, DEFAULT_PARAMS);
  });
});

describe('undo and redo', () => {
  it('are clicked until there is nothing to take back, and keep the focus then', async () => {
    const lab = await openWithImage();
    await chooseByLetter(presets(lab), 'f');
    await press('ArrowDown');
    const [undo, redo] = [button(lab, 'Undo'), button(lab, 'Redo')];
    await waitUntil(() => isAllowed(undo));
    expect(isAllowed(redo)).to.equal(false);
    await clickOn(undo);
    await waitUntil(() => presets(lab).value === 'finer');
    expect([isAllowed(undo), isAllowed(redo)]).to.deep.equal([true, true]);
    await clickOn(undo);
    await waitUntil(() => presets(lab).value === 'original');
    expect([isAllowed(undo), isAllowed(redo)]).to.deep.equal([false, true]);
    expect(focused()).to.equal(undo);
    await clickOn(undo);
    await lab.updateComplete;
    expect(lab.params).to.deep.equal(DEFAULT_PARAMS);
    await clickOn(redo);
    await clickOn(redo);
    await waitUntil(() => presets(lab).value === 'strong');
    expect([isAllowed(undo), isAllowed(redo)]).to.deep.equal([true, false]);
    expect(focused()).to.equal(redo);
  });

  it('are pressed with Enter and Space, and Tab goes on from there', async () => {
    const lab = await openWithImage();
    await chooseByLetter(presets(lab), 'f');
    const [undo, redo] = [button(lab, 'Undo'), button(lab, 'Redo')];
    await waitUntil(() => isAllowed(undo));
    await tabTo(undo);
    await press('Enter');
    await waitUntil(() => !isAllowed(undo));
    expect(lab.params).to.deep.equal(DEFAULT_PARAMS);
    expect(focused()).to.equal(undo);
    await press('Tab');
    expect(focused()).to.equal(redo);
    await press(' ');
    await waitUntil(() => !isAllowed(redo));
    expect(lab.params).to.deep.equal(FINER);
    expect(focused()).to.equal(redo);
  });

  it('have keys in the viewer too, whose picture keeps the focus', async () => {
    const lab = await openWithImage();
    await chooseByLetter(presets(lab), 'f');
    await tabTo(button(lab, 'Open Grayscale'));
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => findAll(lab, '.area').length === 1 && focused() === find(lab, '.area'));
    await press('Control', 'z');
    await waitUntil(() => presets(lab).value === 'original');
    expect(lab.params).to.deep.equal(DEFAULT_PARAMS);
    await press('Control', 'Shift', 'Z');
    await waitUntil(() => presets(lab).value === 'finer');
    expect(lab.params).to.deep.equal(FINER);
    expect(focused()).to.equal(find(lab, '.area'));
  });
});
