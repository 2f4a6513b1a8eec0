import { expect } from '@open-wc/testing';
import type { XrayLab } from '../../../../src/components/lab/xray-lab.ts';
import { grayRaster } from '../../../../src/image/raster-image.ts';
import { findAll, find, openLab, pngFile, tornFile } from '../support/lab-fixture.ts';
import { waitUntil } from '../support/wait-until.ts';

/** More dark than bright. */
const DARK = grayRaster(
  300,
  200,
  Uint8Array.from({ length: 300 * 200 }, (_, i) => (i % 300 < 240 ? 5 + (i % 40) : 230)),
);

/** In a page that is written from right to left. */
async function openThere(names: readonly string[]): Promise<XrayLab> {
  const lab = await openLab();
  (lab.parentElement as HTMLElement).dir = 'rtl';
  await lab.process(await Promise.all(names.map((name) => pngFile(name, DARK))));
  await lab.updateComplete;
  return lab;
}

/** The words of an element as they are seen: line by line, from left to right. */
function seen(element: Element): string {
  const words: { left: number; bottom: number; text: string }[] = [];
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode as Text;
    for (const { index, 0: word } of text.data.matchAll(/\S+/g)) {
      const range = document.createRange();
      range.setStart(text, index);
      range.setEnd(text, index + word.length);
      const { left: start, bottom } = range.getBoundingClientRect();
      words.push({ left: start, bottom, text: word });
    }
  }
  return words
    .sort((a, b) => (Math.abs(a.bottom - b.bottom) > 6 ? a.bottom - b.bottom : a.left - b.left))
    .map(({ text }) => text)
    .join(' ')
    .replace(' ,', ',');
}

const left = (element: Element): number => element.getBoundingClientRect().left;

/** Dark is at the left: of bars, of their labels, of what is read, of the slider. */
async function expectDarkAtLeft(lab: XrayLab): Promise<void> {
  const [zero, last] = findAll(lab, '.ends span');
  expect(left(zero)).to.be.below(left(last));
  const [plot] = findAll(lab, '.plot');
  const slider = find<HTMLInputElement>(lab, 'xray-histogram').shadowRoot?.querySelector('input[type="range"]');
  expect(slider && getComputedStyle(slider).direction).to.equal('ltr');
  const { left: start, width, top } = plot.getBoundingClientRect();
  const options = { clientX: start + (20.5 / 256) * width, clientY: top + 9, bubbles: true, composed: true };
  plot.dispatchEvent(new PointerEvent('pointermove', options));
  await waitUntil(() => find(lab, '.reading').innerText.includes('20'));
  expect((left(find(lab, '.bin')) - start) / width).to.be.closeTo(20 / 256, 0.01);
}

describe('in a page that is written from right to left', () => {
  it('the histogram’s bars, labels, slider and marker agree on where dark is', async () => {
    await expectDarkAtLeft(await openThere(['a.png']));
  });

  it('numbers and words stand in the order of the language that they are in', async () => {
    const lab = await openThere(['a.png', 'b.png']);
    const lines = findAll(lab, '[part~="details"] p').map(seen);
    expect(lines.slice(0, 3)).to.deep.equal(['a.png', '300 × 200 px', '8-bit gray']);
    expect(seen(find(lab, '.summary'))).to.equal('2 of 2 done');
    expect(seen(find(lab, '.size'))).to.match(/^300 × 200, [\d.]+ KB$/);
    for (const range of findAll(lab, 'input')) expect(getComputedStyle(range).direction).to.equal('ltr');
    expect(find(lab, '.lab').dir).to.equal('ltr');
  });

  it('what the page puts into slots stays as the page is written', async () => {
    const lab = await openLab();
    const note = Object.assign(document.createElement('p'), { slot: 'footer', textContent: 'ملاحظة' });
    lab.append(note);
    (lab.parentElement as HTMLElement).dir = 'rtl';
    lab.requestUpdate();
    await lab.updateComplete;
    expect(getComputedStyle(note).direction).to.equal('rtl');
    expect(getComputedStyle(note).textAlign).to.equal('start');
  });
});

describe('words that are written from right to left', () => {
  it('turn the interface, but neither plots nor sliders nor sizes', async () => {
    const lab = await openLab({}, 1100);
    lab.messages = { language: 'he', histogram: 'היסטוגרמה' };
    await lab.process([await pngFile('a.png', DARK), await pngFile('b.png', DARK)]);
    await lab.updateComplete;
    expect(find(lab, '.lab').dir).to.equal('rtl');
    // The rail of files and parameters is at the right.
    expect(left(find(lab, '.rail'))).to.be.above(left(find(lab, 'xray-stage-sheet')));
    await expectDarkAtLeft(lab);
    expect(seen(find(lab, '.size bdi'))).to.equal('300 × 200');
    // What the table leaves out stays English, and readable.
    const lines = findAll(lab, '[part~="details"] p').map(seen);
    expect(lines.slice(1, 3)).to.deep.equal(['300 × 200 px', '8-bit gray']);
    for (const range of findAll(lab, 'input[type="range"]')) {
      expect(getComputedStyle(range).direction).to.equal('ltr');
    }
  });
});

describe('file names that are written from right to left', () => {
  it('turn nothing that stands beside them', async () => {
    const lab = await openLab();
    const name = 'יד 12.png';
    await lab.process([await pngFile('a.png', DARK), await tornFile(name)]);
    await lab.updateComplete;
    const message = find(lab, '[part="error"] p');
    expect(message.textContent).to.match(new RegExp(`^${name}: the image could not be read`));
    expect(message.querySelector('bdi[translate="no"]')?.textContent).to.equal(name);
    const words = seen(message);
    expect(words.slice(words.indexOf('the'))).to.equal('the image could not be read. The file may be damaged.');
  });
});
