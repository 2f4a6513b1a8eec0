import { expect } from '@open-wc/testing';
import { GERMAN } from '../../../../src/messages/de.ts';
import { find, findAll, openLab, pngFile } from '../support/lab-fixture.ts';
import { waitUntil } from '../support/wait-until.ts';

/** How many buttons there are in each row, from above. */
function rowsOf(toolbar: Element): number[] {
  const rows = new Map<number, number>();
  for (const button of findAll(toolbar, 'button')) {
    const top = Math.round(button.getBoundingClientRect().top);
    rows.set(top, (rows.get(top) ?? 0) + 1);
  }
  return [...rows].sort(([a], [b]) => a - b).map(([, count]) => count);
}

describe('the toolbar', () => {
  for (const language of ['en', 'de']) {
    it(`leaves no button alone in a row, however wide its box is (${language})`, async () => {
      const lab = await openLab({}, 700);
      if (language === 'de') lab.messages = GERMAN;
      await lab.process(await pngFile('a.png'));
      await lab.updateComplete;
      const seen = new Set<number>();
      for (let width = 700; width <= 1200; width += 20) {
        if (lab.parentElement) lab.parentElement.style.width = `${width}px`;
        await waitUntil(() => findAll(lab, `.lab.${width < 1000 ? 'middle' : 'wide'}`).length === 1);
        const rows = rowsOf(find(lab, '.toolbar'));
        seen.add(rows.length);
        if (rows.length > 1) expect(Math.min(...rows), `rows at ${width} px: ${rows.join()}`).to.be.above(1);
        expect(lab.scrollWidth).to.be.at.most(width);
      }
      // In the widest there is room for all.
      expect(seen.has(1)).to.equal(true);
    });
  }

  it('has two rows that begin at the left where one has no room for all', async () => {
    const lab = await openLab({}, 610);
    // Whatever typefaces there are, and whether or not the browser can write to folders.
    lab.messages = { download: 'Download everything there is as one archive (ZIP)' };
    await lab.process(await pngFile('a.png'));
    await lab.updateComplete;
    await waitUntil(() => rowsOf(find(lab, '.toolbar')).length === 2);
    const [first, second] = findAll(find(lab, '.toolbar'), '.together').map((half) => half.getBoundingClientRect());
    expect(first.left).to.equal(second.left);
    expect(first.bottom).to.be.at.most(second.top);
  });
});
