import { expect } from '@open-wc/testing';
import type { XrayLab } from '../../../../src/components/lab/xray-lab.ts';
import { DEFAULT_PARAMS } from '../../../../src/pipeline/params.ts';
import { focused } from '../support/focused.ts';
import { button, buttons, enter, find, openLab, pngFile, record } from '../support/lab-fixture.ts';
import { clickOn, drag, placeIn, press, tabTo, type Place } from '../support/reader.ts';
import { waitUntil } from '../support/wait-until.ts';

async function openWithImage(attributes: Record<string, string>): Promise<XrayLab> {
  const lab = await openLab(attributes);
  await lab.process(await pngFile('a.png'));
  await lab.updateComplete;
  return lab;
}

const thumb = (lab: Element, name: 'low' | 'high'): HTMLInputElement => find(lab, `#canny-${name}Threshold`);
const thresholds = (lab: XrayLab): [low: number, high: number] => [lab.cannyLow, lab.cannyHigh];

/** Where on the screen a thumb of the track is that stands at `value`. */
function placeOf(lab: Element, value: number): Promise<Place> {
  const track = find(lab, '.pair .track');
  const radius = 8;
  const width = track.getBoundingClientRect().width;
  return placeIn(track, (radius + ((width - 2 * radius) * value) / 1000) / width);
}

describe('the two thumbs on one track', () => {
  it('stop at each other when one is dragged past the other, from either side', async () => {
    const lab = await openWithImage({ 'canny-low': '300', 'canny-high': '600' });
    await drag(await placeOf(lab, 300), await placeOf(lab, 950));
    expect(thresholds(lab)).to.deep.equal([600, 600]);
    expect([thumb(lab, 'low').value, thumb(lab, 'high').value]).to.deep.equal(['600', '600']);
    // Of two thumbs at one place in the upper half, the lower one is had: it can be taken away again.
    await drag(await placeOf(lab, 600), await placeOf(lab, 200));
    expect(lab.cannyLow).to.be.closeTo(200, 6);
    expect(lab.cannyHigh).to.equal(600);
    const { cannyLow } = lab;
    await drag(await placeOf(lab, 600), await placeOf(lab, 20));
    expect(thresholds(lab)).to.deep.equal([cannyLow, cannyLow]);
    expect([thumb(lab, 'low').value, thumb(lab, 'high').value]).to.deep.equal([String(cannyLow), String(cannyLow)]);
    await drag(await placeOf(lab, cannyLow), await placeOf(lab, 400));
    expect(lab.cannyLow).to.equal(cannyLow);
    expect(lab.cannyHigh).to.be.closeTo(400, 6);
  });

  it('stop at each other by keys, from either side, to the ends of the track', async () => {
    const lab = await openWithImage({ 'canny-low': '300', 'canny-high': '302' });
    await tabTo(thumb(lab, 'low'));
    for (let i = 0; i < 4; i++) await press('ArrowRight');
    expect(thresholds(lab)).to.deep.equal([302, 302]);
    await press('End');
    expect(thresholds(lab)).to.deep.equal([302, 302]);
    expect(thumb(lab, 'low').value).to.equal('302');
    await press('ArrowLeft');
    expect(thresholds(lab)).to.deep.equal([301, 302]);
    await tabTo(thumb(lab, 'high'));
    await press('Home');
    expect(thresholds(lab)).to.deep.equal([301, 301]);
    expect(thumb(lab, 'high').value).to.equal('301');
    await press('End');
    expect(thresholds(lab)).to.deep.equal([301, 1000]);
  });
});

describe('a threshold that goes back past the other one', () => {
  it('takes it along, in one step', async () => {
    const lab = await openWithImage({});
    enter(find<HTMLSelectElement>(lab, 'select[aria-label="Preset"]'), 'broad');
    await lab.updateComplete;
    await clickOn(button(lab, 'Reset High threshold'));
    await waitUntil(() => buttons(lab, 'Reset High threshold').length === 0);
    expect(thresholds(lab)).to.deep.equal([200, 200]);
    expect(lab.getAttribute('canny-low')).to.equal('200');
    await clickOn(button(lab, 'Undo'));
    expect(thresholds(lab)).to.deep.equal([600, 1000]);
  });

  it('takes it along upwards too', async () => {
    const lab = await openWithImage({ 'canny-low': '20', 'canny-high': '50' });
    await clickOn(button(lab, 'Reset Low threshold'));
    await waitUntil(() => buttons(lab, 'Reset Low threshold').length === 0);
    expect(thresholds(lab)).to.deep.equal([100, 100]);
  });
});

describe('thresholds that the page has set crossed', () => {
  it('stand in the controls as they are computed with, and stay set as they are', async () => {
    const lab = await openWithImage({ 'canny-low': '300' });
    expect(thresholds(lab)).to.deep.equal([300, 200]);
    expect([thumb(lab, 'low').value, thumb(lab, 'high').value]).to.deep.equal(['200', '300']);
    expect(find<HTMLInputElement>(lab, '#canny-highThreshold-value').value).to.equal('300');
    await tabTo(find(lab, '#blur-sigma'));
    await press('ArrowRight');
    expect(thresholds(lab)).to.deep.equal([300, 200]);
  });

  it('are changed from where they stand', async () => {
    const lab = await openWithImage({ 'canny-low': '300' });
    await tabTo(thumb(lab, 'low'));
    await press('ArrowRight');
    expect(thresholds(lab)).to.deep.equal([201, 300]);
    await tabTo(thumb(lab, 'high'));
    await press('ArrowLeft');
    expect(thresholds(lab)).to.deep.equal([201, 299]);
  });

  it('go back one by one', async () => {
    const lab = await openWithImage({ 'canny-low': '300', 'canny-high': '50' });
    await clickOn(button(lab, 'Reset High threshold'));
    await waitUntil(() => buttons(lab, 'Reset High threshold').length === 0);
    expect(thresholds(lab)).to.deep.equal([50, 200]);
  });
});

describe('steps for undo', () => {
  it('are whole drags, however quickly they follow each other', async () => {
    const lab = await openWithImage({});
    await drag(await placeOf(lab, 200), await placeOf(lab, 500));
    const { cannyHigh } = lab;
    await drag(await placeOf(lab, cannyHigh), await placeOf(lab, 800));
    expect(lab.cannyHigh).to.be.closeTo(800, 6);
    await clickOn(button(lab, 'Undo'));
    expect(lab.cannyHigh).to.equal(cannyHigh);
    await clickOn(button(lab, 'Undo'));
    expect(lab.cannyHigh).to.equal(200);
    expect(button(lab, 'Undo').getAttribute('aria-disabled')).to.equal('true');
  });

  it('are no resets of what is as it was at first', async () => {
    const lab = await openWithImage({});
    await tabTo(find(lab, '#blur-sigma'));
    await press('ArrowRight');
    await clickOn(button(lab, 'Undo'));
    const changes = record(lab, 'xray-change');
    await clickOn(button(lab, 'Reset parameters'));
    expect(changes).to.have.length(0);
    await clickOn(button(lab, 'Redo'));
    expect(lab.blurSigma).to.equal(1.1);
    expect(changes).to.have.length(1);
  });
});

describe('the track of the thresholds', () => {
  it('is as long as gradients of the aperture are, and shows what is set', async () => {
    const lab = await openWithImage({ 'canny-high': '9000' });
    expect([thumb(lab, 'high').max, thumb(lab, 'high').value]).to.deep.equal(['1000', '1000']);
    enter(find<HTMLSelectElement>(lab, '#canny-apertureSize'), '5');
    await waitUntil(() => thumb(lab, 'high').max === '16000');
    expect(thumb(lab, 'high').value).to.equal('9000');
    await tabTo(thumb(lab, 'high'));
    await press('End');
    expect(lab.cannyHigh).to.equal(16000);
    enter(find<HTMLSelectElement>(lab, '#canny-apertureSize'), '7');
    await waitUntil(() => thumb(lab, 'high').max === '32700');
    expect(thumb(lab, 'high').value).to.equal('16000');
  });
});

const CHANGED = {
  'blur-size': '9',
  'blur-sigma': '2',
  'canny-low': '50',
  'canny-high': '150',
  'canny-aperture': '5',
  'canny-l2': '',
};

const RESETS: readonly [label: string, control: string, valueOf: (lab: XrayLab) => unknown, initial: unknown][] = [
  ['Kernel size', 'blur-kernelSize', (lab) => lab.blurSize, 5],
  ['Sigma', 'blur-sigma', (lab) => lab.blurSigma, 1],
  ['High threshold', 'canny-highThreshold', (lab) => lab.cannyHigh, 200],
  ['Low threshold', 'canny-lowThreshold', (lab) => lab.cannyLow, 100],
  ['Sobel aperture', 'canny-apertureSize', (lab) => lab.cannyAperture, 3],
  ['L2 gradient norm', 'canny-l2Gradient', (lab) => lab.cannyL2, false],
];

const WAYS: Readonly<Record<string, (control: HTMLElement) => Promise<void>>> = {
  pointer: clickOn,
  Enter: async (control) => {
    await tabTo(control);
    await press('Enter');
  },
  Space: async (control) => {
    await tabTo(control);
    await press(' ');
  },
};

for (const [way, activate] of Object.entries(WAYS)) {
  it(`each parameter goes back by itself, and the focus to its control (${way})`, async () => {
    const lab = await openWithImage(CHANGED);
    for (const [i, [label, control, valueOf, initial]] of RESETS.entries()) {
      const others = RESETS.slice(i + 1).map(([, , valueOfOther]) => valueOfOther(lab));
      await activate(button(lab, `Reset ${label}`));
      await waitUntil(() => buttons(lab, `Reset ${label}`).length === 0, `${label} is not reset`);
      expect(valueOf(lab), label).to.equal(initial);
      expect(focused()?.id, label).to.equal(control);
      expect(RESETS.slice(i + 1).map(([, , valueOfOther]) => valueOfOther(lab))).to.deep.equal(others);
    }
    expect(lab.params).to.deep.equal(DEFAULT_PARAMS);
  });

  it(`all parameters go back at once, and can be had again (${way})`, async () => {
    const lab = await openWithImage(CHANGED);
    const { params } = lab;
    const all = button(lab, 'Reset parameters');
    await activate(all);
    await waitUntil(() => RESETS.every(([label]) => buttons(lab, `Reset ${label}`).length === 0));
    expect(lab.params).to.deep.equal(DEFAULT_PARAMS);
    expect(focused()).to.equal(all);
    await activate(button(lab, 'Undo'));
    await waitUntil(() => RESETS.every(([label]) => buttons(lab, `Reset ${label}`).length === 1));
    expect(lab.params).to.deep.equal(params);
  });
}
