import { expect } from '@open-wc/testing';
import type { XrayLab } from '../../../../src/components/lab/xray-lab.ts';
import { radiograph } from '../../../support/images.ts';
import { canvasOf, figure, find, findAll, openLab, pngFile } from '../support/lab-fixture.ts';
import { waitUntil } from '../support/wait-until.ts';

async function open(width: number, height: number, attributes: Record<string, string> = {}): Promise<XrayLab> {
  const lab = await openLab(attributes);
  await lab.process(await pngFile('a.png', radiograph(width, height)));
  await waitUntil(() => canvasOf(lab, 'edges').classList.contains('painted'));
  return lab;
}

/** Asks for the browser's menu there; returns whether it would be shown. */
function menuAt(target: Element): boolean {
  return target.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true, composed: true }));
}

/** What the figure says, where it says something. */
const said = (lab: XrayLab): string[] =>
  findAll(figure(lab, 'edges'), '[role="status"]')
    .filter(({ hidden }) => !hidden)
    .map(({ innerText }) => innerText.trim());

describe('the browser’s menu on an image, which saves what is on the canvas', () => {
  it('is not shown for a reduced one, and the figure says where the whole one is', async () => {
    const lab = await open(3000, 1500);
    expect(canvasOf(lab, 'edges').width).to.be.lessThan(3000);
    expect(said(lab)).to.deep.equal([]);
    expect(menuAt(canvasOf(lab, 'edges'))).to.equal(false);
    await waitUntil(() => said(lab).length > 0);
    expect(said(lab)).to.deep.equal(['Shown reduced: the buttons above copy and save all 3000 × 1500 px.']);
    // Of another image nobody asked.
    await lab.process(await pngFile('b.png', radiograph(3000, 1600)));
    await waitUntil(() => said(lab).length === 0);
  });

  it('is the browser’s for one that has all its pixels', async () => {
    const lab = await open(120, 90);
    expect([canvasOf(lab, 'edges').width, canvasOf(lab, 'edges').height]).to.deep.equal([120, 90]);
    expect(menuAt(canvasOf(lab, 'edges'))).to.equal(true);
    expect(said(lab)).to.deep.equal([]);
  });

  it('is not shown either where nothing may be saved, and nothing is promised', async () => {
    const lab = await open(3000, 1500, { 'no-download': '' });
    expect(menuAt(canvasOf(lab, 'edges'))).to.equal(false);
    await lab.updateComplete;
    expect(said(lab)).to.deep.equal([]);
  });

  it('is of no picture in the list of files, nor in the viewer', async () => {
    const lab = await open(3000, 1500);
    await lab.process(await pngFile('b.png', radiograph(3000, 1600)));
    const thumbnail = find(find(lab, 'xray-file-list'), '.thumbnail canvas');
    expect(getComputedStyle(thumbnail).pointerEvents).to.equal('none');
    find(figure(lab, 'edges'), '.open').click();
    await waitUntil(() => findAll(lab, 'xray-view-pane').length === 1);
    expect(getComputedStyle(find(lab, 'xray-view-pane')).pointerEvents).to.equal('none');
  });
});
