import { expect } from '@open-wc/testing';
import type { XrayLab } from '../../../../src/components/lab/xray-lab.ts';
import { GERMAN } from '../../../../src/messages/de.ts';
import { button, enter, find, findAll, openLab, pngFile } from '../support/lab-fixture.ts';
import { press } from '../support/reader.ts';
import { waitUntil } from '../support/wait-until.ts';

/** Widths of the element's box: a phone, and a wide screen. */
const WIDTHS = [360, 1100];

/** The viewer with all its controls, in a box that also holds the list of keys, as a window of that width does. */
async function openViewer(width: number): Promise<XrayLab> {
  const lab = await openLab({}, width);
  Object.assign((lab.parentElement as HTMLElement).style, { transform: 'translate(0)', height: '700px' });
  await lab.process(await pngFile('first.png'));
  lab.messages = GERMAN;
  await lab.updateComplete;
  button(lab, 'Graustufen öffnen').click();
  await waitUntil(() => findAll(lab, '.area').length === 1);
  enter(find<HTMLSelectElement>(lab, 'select[aria-label="Vergleich"]'), 'side');
  await lab.updateComplete;
  return lab;
}

/** Nothing of it stands out at the right, or is cut off. */
function expectInside(box: Element, selector: string): void {
  const end = box.getBoundingClientRect().right + 1;
  const inside = findAll(box, selector).filter(({ offsetParent }) => offsetParent !== null);
  expect(inside.length).to.be.above(3);
  for (const each of inside) {
    const what = each.textContent?.trim() || each.getAttribute('aria-label') || each.outerHTML.slice(0, 60);
    expect(each.getBoundingClientRect().right, what).to.be.at.most(end);
    // Of a list WebKit counts all that can be chosen.
    if (each instanceof HTMLInputElement || each instanceof HTMLSelectElement) continue;
    expect(each.scrollWidth, what).to.be.at.most(each.clientWidth + 1);
  }
}

const size = (element: Element): number => parseFloat(getComputedStyle(element).fontSize);

describe('a reader who has set text to twice its size', () => {
  const root = document.documentElement;
  afterEach(() => void root.style.removeProperty('font-size'));

  for (const width of WIDTHS) {
    it(`finds all text that large, and none of it cut off (${width} px)`, async () => {
      const lab = await openLab({}, width);
      await lab.process([await pngFile('first.png'), await pngFile('second.png')]);
      await waitUntil(() => !lab.busy);
      await lab.updateComplete;
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

  for (const [width, share] of [
    [320, '100%'],
    [320, '200%'],
    [360, '200%'],
    [768, '200%'],
  ] as const) {
    it(`has room for the viewer and the list of keys, in German (${width} px, ${share})`, async () => {
      root.style.fontSize = share;
      const lab = await openViewer(width);
      expect(lab.scrollWidth).to.be.at.most(width);
      expectInside(find(lab, 'xray-viewer'), 'button, select, label, .probe div');
      button(lab, 'Einpassen').focus();
      await press('Shift', '?');
      await waitUntil(() => findAll(lab, '[role="dialog"]').length === 1);
      const dialog = find(lab, '[role="dialog"]');
      expect(dialog.getBoundingClientRect().width).to.be.at.most(width);
      expect(dialog.scrollWidth).to.be.at.most(dialog.clientWidth);
      expectInside(dialog, 'h2, dt, dd, button');
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
