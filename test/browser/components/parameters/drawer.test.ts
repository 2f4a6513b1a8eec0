import { expect, nextFrame } from '@open-wc/testing';
import { button, find, findAll, openLab, pngFile } from '../support/lab-fixture.ts';
import { clickOn, press, tabTo } from '../support/reader.ts';
import { focused } from '../support/focused.ts';
import { waitUntil } from '../support/wait-until.ts';

/** Of an element whose parameters are in a drawer at the bottom of the window. */
const WIDTH = 700;

describe('the drawer of the parameters', () => {
  for (const open of [false, true]) {
    it(`covers nothing that gets the focus (${open ? 'open' : 'closed'})`, async () => {
      const lab = await openLab({}, WIDTH);
      await lab.process(await pngFile('a.png'));
      await lab.updateComplete;
      const drawer = find(lab, 'xray-drawer');
      if (open) await clickOn(find(drawer, 'summary'));
      await waitUntil(() => find<HTMLDetailsElement>(drawer, 'details').open === open);
      scrollTo(0, 0);
      // Behind the drawer nothing more gets the focus.
      button(lab, 'Choose X-ray Image').focus();
      await tabTo(button(lab, 'Open Original Image'));
      const covered: string[] = [];
      for (let i = 0; i < 24; i++) {
        await nextFrame();
        const element = focused();
        if (!element || drawer.contains(element) || findAll(drawer, '*').includes(element as HTMLElement)) break;
        const { bottom, height } = element.getBoundingClientRect();
        // As far as there is room for it.
        if (height < 200 && bottom > drawer.getBoundingClientRect().top + 1) {
          covered.push(element.getAttribute('aria-label') ?? element.outerHTML.slice(0, 80));
        }
        await press('Tab');
      }
      expect(covered).to.deep.equal([]);
    });
  }
});
