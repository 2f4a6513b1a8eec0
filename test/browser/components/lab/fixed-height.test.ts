import { expect } from '@open-wc/testing';
import type { XrayLab } from '../../../../src/components/lab/xray-lab.ts';
import { button, find, findAll, openLab, pngFile } from '../support/lab-fixture.ts';
import { waitUntil } from '../support/wait-until.ts';

const SIZES = [
  [360, 400],
  [360, 600],
  [1100, 400],
  [1100, 600],
] as const;

/** In a box that scrolls, in a window that is higher than it. */
async function openBoxed(width: number, height: number): Promise<{ lab: XrayLab; box: HTMLElement }> {
  const lab = await openLab({}, width);
  const box = lab.parentElement as HTMLElement;
  Object.assign(box.style, { height: `${height}px`, overflow: 'auto' });
  box.style.setProperty('--xray-height', `${height}px`);
  await lab.process([await pngFile('a.png'), await pngFile('b.png'), await pngFile('c.png')]);
  await waitUntil(() => findAll(lab, 'canvas.painted').length === 5 && !lab.busy);
  return { lab, box };
}

const heightOf = (element: Element): number => element.getBoundingClientRect().height;

/** Whether something between them scrolls: the list of files, the panel of parameters, the facts. */
function scrolledApart(element: Element, lab: XrayLab): boolean {
  for (let node: Node | null = element; node && node !== lab; node = parentInPage(node)) {
    if (node instanceof Element && node !== element && getComputedStyle(node).overflowY === 'auto') return true;
  }
  return false;
}

const parentInPage = (node: Node): Node | null =>
  node instanceof ShadowRoot ? node.host : ((node as Element).assignedSlot ?? node.parentNode);

/** All of it can be scrolled to, downwards only, and the element is as high as what is in it. */
function expectWhole(lab: XrayLab, box: HTMLElement): void {
  expect(box.scrollWidth, 'nothing to the side').to.equal(box.clientWidth);
  expect(box.scrollHeight, 'all can be scrolled to').to.be.at.least(Math.floor(heightOf(find(lab, '.lab'))));
  const { bottom } = lab.getBoundingClientRect();
  for (const each of findAll(lab, 'button, select, figure, .area, .probe')) {
    // What scrolls by itself shows its end when it is scrolled.
    if (each.offsetParent === null || scrolledApart(each, lab)) continue;
    expect(each.getBoundingClientRect().bottom, each.outerHTML.slice(0, 80)).to.be.at.most(bottom + 1);
  }
}

describe('in a box of fixed height', () => {
  for (const [width, height] of SIZES) {
    it(`scrolls inside, and what stays in place leaves the images room (${width} × ${height})`, async () => {
      const { lab, box } = await openBoxed(width, height);
      expectWhole(lab, box);
      for (const list of findAll(lab, 'xray-file-list, .rail')) expect(heightOf(list)).to.be.at.most(0.8 * height);
      const [drawer] = findAll(lab, 'xray-drawer');
      if (drawer) {
        find(drawer, 'summary').click();
        await waitUntil(() => drawer.hasAttribute('open'));
        await lab.updateComplete;
        expect(heightOf(drawer), 'the open drawer').to.be.at.most(0.6 * height);
        expectWhole(lab, box);
        find(drawer, 'summary').click();
        await waitUntil(() => !drawer.hasAttribute('open'));
      }
      button(lab, 'Open Grayscale').click();
      await waitUntil(() => findAll(lab, '.area').length === 1);
      await lab.updateComplete;
      expectWhole(lab, box);
      expect(heightOf(find(lab, '.area')), 'the viewer').to.be.at.most(Math.max(240, height - 150));
    });
  }
});

describe('an element of fixed height', () => {
  const viewOf = (lab: XrayLab): HTMLElement => find(lab, '.lab');

  /** In a page of which something follows. */
  async function openFixed(css: string, width = 900): Promise<{ lab: XrayLab; parent: HTMLElement }> {
    const lab = await openLab({}, width);
    lab.style.cssText = css;
    await lab.process([await pngFile('a.png'), await pngFile('b.png')]);
    await waitUntil(() => findAll(lab, 'canvas.painted').length === 5 && !lab.busy);
    return { lab, parent: lab.parentElement as HTMLElement };
  }

  for (const css of ['height: 480px', 'max-height: 480px', 'height: 480px; padding: 10px; border: 3px solid']) {
    it(`scrolls inside, over nothing that follows, with images fitted to it (${css})`, async () => {
      const { lab } = await openFixed(css);
      await waitUntil(() => viewOf(lab).clientHeight < 490);
      const outer = lab.getBoundingClientRect();
      const inner = viewOf(lab).getBoundingClientRect();
      expect(inner.bottom).to.be.at.most(outer.bottom + 0.5);
      expect(inner.top).to.be.at.least(outer.top - 0.5);
      expect(viewOf(lab).scrollHeight).to.be.above(viewOf(lab).clientHeight);
      expect(viewOf(lab).scrollWidth).to.equal(viewOf(lab).clientWidth);
      // The drawer stays at its foot.
      const drawer = find(lab, 'xray-drawer').getBoundingClientRect();
      expect(Math.abs(drawer.bottom - inner.bottom)).to.be.at.most(1);
      button(lab, 'Open Grayscale').click();
      await waitUntil(() => findAll(lab, '.area').length === 1);
      await waitUntil(() => heightOf(find(lab, '.area')) <= 480);
    });
  }

  it('is as high as what it holds again when that is no longer fixed, and stays where it was scrolled to', async () => {
    const { lab } = await openFixed('height: 480px');
    const view = viewOf(lab);
    await waitUntil(() => view.clientHeight < 490);
    view.scrollTop = 120;
    lab.style.height = '460px';
    await waitUntil(() => view.clientHeight < 470);
    expect(view.scrollTop).to.equal(120);
    lab.style.height = '3000px';
    await waitUntil(() => view.scrollHeight === view.clientHeight);
    lab.style.height = '';
    await waitUntil(() => lab.clientHeight < 2900);
    expect(heightOf(lab)).to.be.closeTo(heightOf(view), 1);
    expect(getComputedStyle(view).overflowY).to.equal('visible');
  });

  it('leaves an element alone that is as high as what it holds', async () => {
    const { lab } = await openFixed('');
    expect(viewOf(lab).style.cssText).to.equal('');
    expect(heightOf(lab)).to.be.closeTo(heightOf(viewOf(lab)), 1);
  });
});
