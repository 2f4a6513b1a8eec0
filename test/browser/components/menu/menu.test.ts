import { expect } from '@open-wc/testing';
import type { XrayLab } from '../../../../src/components/lab/xray-lab.ts';
import { focused } from '../support/focused.ts';
import { button, buttons, find } from '../support/lab-fixture.ts';
import { clickOn, press, tabTo } from '../support/reader.ts';
import { area, openViewer } from '../support/viewer-fixture.ts';
import { waitUntil } from '../support/wait-until.ts';

const TURN = 'Turn the view by a quarter';
const opener = (lab: Element): HTMLButtonElement => button(find(lab, 'xray-viewer'), 'More');
const isOpen = (lab: Element): boolean => opener(lab).getAttribute('aria-expanded') === 'true';

async function opened(): Promise<XrayLab> {
  const lab = await openViewer();
  await tabTo(opener(lab));
  await press('Enter');
  await waitUntil(() => isOpen(lab) && focused() === button(lab, TURN));
  return lab;
}

describe('the menu over the viewer', () => {
  it('lies over the picture, which stays where it was', async () => {
    const lab = await openViewer();
    const before = area(lab).getBoundingClientRect();
    opener(lab).click();
    await waitUntil(() => focused() === button(lab, TURN));
    const after = area(lab).getBoundingClientRect();
    expect([after.top, after.width, after.height]).to.deep.equal([before.top, before.width, before.height]);
    const { left, right } = button(lab, TURN).getBoundingClientRect();
    expect(left).to.be.at.least(lab.getBoundingClientRect().left);
    expect(right).to.be.at.most(lab.getBoundingClientRect().right);
  });

  it('is gone through by arrow keys, and does what is chosen without closing', async () => {
    const lab = await opened();
    await press('ArrowDown');
    expect(focused()).to.equal(button(lab, 'Mirror the view left to right'));
    await press('ArrowUp');
    await press('ArrowUp');
    expect(focused()).to.equal(buttons(find(lab, 'xray-viewer'), 'Keyboard shortcuts')[0]);
    await press('ArrowDown');
    await press('Enter');
    await waitUntil(() => find(lab, '#note').innerText === 'Rotated 90°');
    expect(isOpen(lab)).to.equal(true);
  });

  it('is closed by Escape, which leaves the viewer open and gives the focus back', async () => {
    const lab = await opened();
    await press('Escape');
    await waitUntil(() => !isOpen(lab));
    expect(focused()).to.equal(opener(lab));
    expect(find(lab, 'xray-stage-sheet').hidden).to.equal(true);
  });

  it('is closed by its button, by what is beside it, and by the focus leaving it', async () => {
    const lab = await opened();
    await clickOn(opener(lab));
    await waitUntil(() => !isOpen(lab));
    await clickOn(opener(lab));
    await waitUntil(() => isOpen(lab));
    await clickOn(area(lab));
    await waitUntil(() => !isOpen(lab));
    opener(lab).click();
    await waitUntil(() => focused() === button(lab, TURN));
    await press('Shift', 'Tab');
    await press('Shift', 'Tab');
    expect(focused()).to.equal(button(lab, 'Full screen'));
    await waitUntil(() => !isOpen(lab));
  });
});
