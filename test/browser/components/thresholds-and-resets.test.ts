import { expect } from '@open-wc/testing';
import type { XrayLab } from '../../../src/components/xray-lab.ts';
import { DEFAULT_PARAMS } from '../../../src/pipeline/params.ts';
import { focused } from './focused.ts';
import { button, buttons, find, openLab, pngFile } from './lab-fixture.ts';
import { clickOn, drag, placeIn, press, tabTo, type Place } from './reader.ts';
import { waitUntil } from './wait-until.ts';

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
  // The upper one first: the lower one could not pass it.
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
