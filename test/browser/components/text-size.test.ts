import { expect } from '@open-wc/testing';
import { findAll, openLab, pngFile } from './lab-fixture.ts';
import { waitUntil } from './wait-until.ts';

/** Widths of the element's box: a phone, and a wide screen. */
const WIDTHS = [360, 1100];

const size = (element: Element): number => parseFloat(getComputedStyle(element).fontSize);

describe('a reader who has set text to twice its size', () => {
  const root = document.documentElement;
  afterEach(() => void root.style.removeProperty('font-size'));

  for (const width of WIDTHS) {
    it(`finds all text that large, and none of it cut off (${width} px)`, async () => {
      const lab = await openLab({}, width);
      await lab.process([await pngFile('first.png'), await pngFile('second.png')]);
      await waitUntil(() => !lab.busy);
      const texts = (): HTMLElement[] =>
        findAll(lab, 'button, label, figcaption, output, .title, [role="status"]').filter(
          (element) => element.offsetParent !== null && (element.textContent ?? '').trim() !== '',
        );
      const before = new Map(texts().map((element) => [element, size(element)]));
      expect(before.size).to.be.above(20);
      root.style.fontSize = '200%';
      await waitUntil(() => size(texts()[0]) > 20);
      await lab.updateComplete;
      for (const [element, normal] of before) {
        if (element.isConnected) expect(size(element), element.outerHTML.slice(0, 90)).to.equal(2 * normal);
      }
      // Lists and tracks scroll by themselves; the element as a whole does not stand out of its box.
      expect(lab.scrollWidth).to.be.at.most(width);
      // Fields end where the controls end.
      const [controls] = findAll(lab, 'xray-parameter-controls');
      const end = controls.getBoundingClientRect().right + 1;
      for (const field of findAll(controls, 'input[type="number"]')) {
        expect(field.getBoundingClientRect().right).to.be.at.most(end);
      }
      for (const button of findAll(lab, 'button').filter(({ offsetParent }) => offsetParent !== null)) {
        const { scrollWidth, clientWidth, scrollHeight, clientHeight } = button;
        const what = button.textContent?.trim() || button.getAttribute('aria-label') || '';
        expect(scrollWidth, `width of ${what}`).to.be.at.most(clientWidth + 1);
        expect(scrollHeight, `height of ${what}`).to.be.at.most(clientHeight + 1);
      }
    });
  }

  it('is not given smaller text by a page whose own root text is small', async () => {
    root.style.fontSize = '62.5%';
    const lab = await openLab();
    expect(
      findAll(lab, 'button')
        .map(size)
        .every((pixels) => pixels >= 12),
    ).to.equal(true);
  });
});
