import { expect } from '@open-wc/testing';
import type { XrayLab } from '../../../../src/components/lab/xray-lab.ts';
import { button, enter, find, findAll, openLab, pngFile, textFile } from '../support/lab-fixture.ts';
import { setReaderMedia } from '../support/reader.ts';
import { waitUntil } from '../support/wait-until.ts';

/** All that moves for longer than nothing: which element, and what of it. */
function moving(lab: Element): string[] {
  const found: string[] = [];
  for (const element of [lab, ...findAll(lab, '*')]) {
    for (const part of [null, '::before', '::after']) {
      const { transitionDuration, animationDuration, scrollBehavior } = getComputedStyle(element, part);
      const seconds = `${transitionDuration},${animationDuration}`.split(',').map(parseFloat);
      if (Math.max(...seconds) > 0 || scrollBehavior === 'smooth') {
        found.push(`${element.localName}.${element.getAttribute('class') ?? ''}${part ?? ''}`);
      }
    }
  }
  return found;
}

async function openWithImages(width: number): Promise<XrayLab> {
  const lab = await openLab({ 'blur-size': '9' }, width);
  await lab.process([await pngFile('a.png'), textFile('notes.txt')]);
  await lab.updateComplete;
  for (const details of findAll<HTMLDetailsElement>(lab, 'details')) details.open = true;
  await waitUntil(() => findAll(lab, 'canvas.painted').length >= 5);
  return lab;
}

describe('motion', () => {
  before(function () {
    // What the other tests look at stands still; here it is the element's own.
    for (const style of document.head.querySelectorAll('style')) {
      if (style.textContent?.includes('--_motion')) style.remove();
    }
  });

  beforeEach(async function () {
    if (!(await setReaderMedia({ 'prefers-reduced-motion': 'reduce' }))) this.skip();
  });
  afterEach(async () => void (await setReaderMedia({})));

  it('is there for those who have not asked for less', async () => {
    await setReaderMedia({ 'prefers-reduced-motion': 'no-preference' });
    const lab = await openWithImages(700);
    const all = moving(lab).join(' ');
    for (const one of ['button.', 'div.bar', 'canvas.painted', 'svg']) expect(all).to.contain(one);
  });

  for (const width of [360, 700, 1100]) {
    it(`is nowhere for those who have asked for less (${width} px)`, async () => {
      const empty = await openLab({ sample: '/a.png' }, width);
      expect(moving(empty)).to.deep.equal([]);
      const lab = await openWithImages(width);
      expect(findAll(find(lab, 'xray-progress-bar'), '.bar')).to.have.length(1);
      expect(moving(lab)).to.deep.equal([]);
      button(lab, 'Open Grayscale').click();
      await waitUntil(() => findAll(lab, '.area').length === 1);
      enter(find<HTMLSelectElement>(lab, 'select[aria-label="Compare"]'), 'divider');
      await waitUntil(() => findAll(lab, '.handle').length === 1);
      button(lab, 'Keyboard shortcuts').click();
      await waitUntil(() => findAll(lab, '[role="dialog"]').length === 1);
      expect(moving(lab)).to.deep.equal([]);
    });
  }
});
