import { expect, fixture, html } from '@open-wc/testing';
import { defineImageParts } from '../../../../src/components/image/define-image-parts.ts';
import type { XrayLab } from '../../../../src/components/lab/xray-lab.ts';
import { noise } from '../../../support/images.ts';
import { button, find, findAll, openLab, pngFile } from '../support/lab-fixture.ts';
import { clickOn, moveTo, placeIn, press, tabTo } from '../support/reader.ts';
import { grouped } from '../../../../src/components/words/format.ts';
import { waitUntil } from '../support/wait-until.ts';
import { MESSAGES } from '../../../../src/components/words/messages.ts';

const STAGES = ['grayscale', 'enhanced'] as const;
/** Of a plot, in the units of its path. */
const HEIGHT = 56;

interface Opened {
  readonly lab: XrayLab;
  readonly panel: HTMLElement;
  /** How often each value occurs, counted here. */
  readonly counts: Readonly<Record<(typeof STAGES)[number], readonly number[]>>;
}

async function openWithImage(): Promise<Opened> {
  // No wider than the window of the tests.
  const lab = await openLab({}, 740);
  await lab.process(await pngFile('a.png'));
  await lab.updateComplete;
  const counts = { grayscale: await count(lab, 'grayscale'), enhanced: await count(lab, 'enhanced') };
  const panel = find(lab, 'xray-histogram');
  await waitUntil(() => findAll(panel, '.bars').every((path) => /[1-9]/.test(path.getAttribute('d') ?? '')));
  return { lab, panel, counts };
}

async function count(lab: XrayLab, stage: (typeof STAGES)[number]): Promise<number[]> {
  const counts = new Array<number>(256).fill(0);
  for (const value of (await lab.results[0].read(stage)).data) counts[value]++;
  return counts;
}

/** How high the curve is over each value. */
function heights(panel: Element, plot: number): number[] {
  const path = findAll(panel, '.bars')[plot].getAttribute('d') ?? '';
  return [...path.matchAll(/V([\d.]+)H/g)].map(([, y]) => HEIGHT - Number(y));
}

async function expectHeights({ panel, counts }: Opened, scale: (count: number) => number): Promise<void> {
  for (const [plot, stage] of STAGES.entries()) {
    const most = cap(counts[stage], scale === linear);
    const scaled = counts[stage].map((value) => scale(Math.min(value, most)));
    const matches = (): boolean =>
      heights(panel, plot).every((height, value) => Math.abs(height - (scaled[value] / scale(most)) * HEIGHT) < 0.01);
    await waitUntil(() => heights(panel, plot).length === 256 && matches(), `${stage} is drawn otherwise`);
  }
}

/** The count that is as high as the plot: where a few stand out of a linear one, the highest of the others. */
function cap(counts: readonly number[], isLinear: boolean): number {
  const sorted = counts.filter((count) => count > 0).sort((a, b) => b - a);
  const usual = sorted[Math.ceil(sorted.length / 100)];
  return isLinear ? sorted.filter((count) => count <= 2 * usual)[0] : sorted[0];
}

/** Where no plot is under the pointer, of which the browser tells again when what is below it has changed. */
async function openAwayFromPointer(): Promise<Opened> {
  await moveTo([1, 1]);
  return openWithImage();
}

const linear = (value: number): number => value;
const logarithmic = (value: number): number => Math.log(1 + value);
const scaleSwitch = (panel: Element): HTMLInputElement => find(panel, 'input[type="checkbox"]');
const slider = (panel: Element): HTMLInputElement => find(panel, 'input[type="range"]');

function readingOf({ counts }: Opened, value: number): string {
  const ofStage = (stage: (typeof STAGES)[number], name: string): string => {
    const sum = (values: readonly number[]): number => values.reduce((total, one) => total + one, 0);
    const share = sum(counts[stage].slice(0, value + 1)) / sum(counts[stage]);
    return `${name} ${grouped(counts[stage][value])}\u00a0px, ${(100 * share).toFixed(1)}\u00a0% up to here`;
  };
  return `Value ${value}: ${ofStage('grayscale', 'Grayscale')}; ${ofStage('enhanced', 'Enhanced')}`;
}

/** Read for those who see it and for those who hear it, and marked in both plots. */
async function expectRead(opened: Opened, value: number): Promise<void> {
  const { panel } = opened;
  const expected = readingOf(opened, value);
  await waitUntil(() => find(panel, '.reading').innerText.trim() === expected, `not read: ${expected}`);
  expect(slider(panel).getAttribute('aria-valuetext')).to.equal(expected);
  expect(slider(panel).valueAsNumber).to.equal(value);
  expect(findAll(panel, '.bin').map((bin) => Number(bin.getAttribute('x')))).to.deep.equal([value, value]);
}

describe('the histogram', () => {
  it('is linear, and logarithmic and back by pointer', async () => {
    const opened = await openWithImage();
    await expectHeights(opened, linear);
    await clickOn(scaleSwitch(opened.panel));
    await expectHeights(opened, logarithmic);
    await clickOn(scaleSwitch(opened.panel));
    await expectHeights(opened, linear);
  });

  it('is logarithmic and back by keyboard', async () => {
    const opened = await openWithImage();
    await tabTo(scaleSwitch(opened.panel));
    await press(' ');
    await expectHeights(opened, logarithmic);
    await press(' ');
    await expectHeights(opened, linear);
  });

  it('reads the bin that the pointer is over, in either plot', async () => {
    const opened = await openWithImage();
    expect(findAll(opened.panel, '.bin')).to.have.length(0);
    for (const plot of findAll(opened.panel, '.plot')) {
      for (const across of [0.25, 0.5, 0.8]) {
        const place = await placeIn(plot, across);
        const { left, width } = plot.getBoundingClientRect();
        await moveTo(place);
        // Where the pointer is on whole pixels.
        await expectRead(opened, Math.floor(((place[0] - left) / width) * 256));
      }
    }
  });

  it('reads the bin that keys have moved the slider to', async () => {
    const opened = await openAwayFromPointer();
    await tabTo(slider(opened.panel));
    expect(slider(opened.panel).getAttribute('aria-valuetext')).to.equal('Point at a value, or move the slider');
    await press('End');
    await expectRead(opened, 255);
    await press('ArrowLeft');
    await expectRead(opened, 254);
    await press('Home');
    await expectRead(opened, 0);
    await press('ArrowRight');
    await expectRead(opened, 1);
  });

  it('reads the value 0, at which the slider stands at first', async () => {
    const opened = await openAwayFromPointer();
    await tabTo(slider(opened.panel));
    await press('Home');
    await expectRead(opened, 0);
  });

  it('says nothing of values before they are counted', async () => {
    defineImageParts();
    const panel = await fixture(html`<xray-histogram .words=${MESSAGES}></xray-histogram>`);
    expect(findAll(panel, 'svg[role="img"]').map((plot) => plot.getAttribute('aria-label'))).to.deep.equal([
      'Histogram: Grayscale',
      'Histogram: Enhanced',
    ]);
  });

  it('names what is cut off, in a linear plot alone', async () => {
    // Black around noise.
    const image = noise(100, 100, 3);
    image.data.fill(0, 0, 7000);
    const lab = await openLab({}, 740);
    await lab.process(await pngFile('a.png', image));
    const panel = find(lab, 'xray-histogram');
    await waitUntil(() => findAll(panel, '.cut').length > 0);
    const share = (100 * (await count(lab, 'grayscale'))[0]) / 10_000;
    expect(findAll(panel, 'p')[0].innerText).to.equal(
      `Grayscale · cut off at the top: value 0, ${Math.round(share)}\u00a0% of the pixels`,
    );
    await clickOn(scaleSwitch(panel));
    await waitUntil(() => findAll(panel, '.cut').length === 0);
    expect(findAll(panel, 'p')[0].innerText).to.equal('Grayscale');
  });

  it('stays as it is set when the viewer is opened and closed', async () => {
    const { panel, lab } = await openWithImage();
    await clickOn(scaleSwitch(panel));
    await tabTo(slider(panel));
    await press('End');
    for (const [name, hidden] of [
      ['Open Grayscale', true],
      ['All images', false],
    ] as const) {
      await clickOn(button(lab, name));
      await waitUntil(() => find(lab, 'xray-stage-sheet').hidden === hidden);
      expect(findAll(lab, 'xray-histogram')).to.deep.equal([panel]);
      expect(panel.offsetParent).not.to.equal(null);
      expect([scaleSwitch(panel).checked, slider(panel).value]).to.deep.equal([true, '255']);
    }
  });
});
