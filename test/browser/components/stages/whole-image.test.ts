import { expect, nextFrame } from '@open-wc/testing';
import type { XrayLab } from '../../../../src/components/lab/xray-lab.ts';
import { radiograph } from '../../../support/images.ts';
import type { XrayStageFigure } from '../../../../src/components/stages/stage-figure.ts';
import { canvasOf, figure, find, findAll, grayOn, openLab, pngFile } from '../support/lab-fixture.ts';
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

/** What lies over the canvas, which pointers go through. */
const stills = (lab: XrayLab): HTMLElement[] => findAll(figure(lab, 'edges'), 'canvas + canvas');

const press = (target: EventTarget, button: number): boolean =>
  target.dispatchEvent(new PointerEvent('pointerdown', { button, bubbles: true, composed: true }));

describe('the browser’s menu on an image, which saves what is on the canvas', () => {
  it('gets all pixels of a reduced one, and nobody sees it, until something else is pressed', async () => {
    const lab = await open(1500, 900);
    const canvas = canvasOf(lab, 'edges');
    const { width } = canvas;
    const { width: seen } = canvas.getBoundingClientRect();
    expect(width).to.be.lessThan(1500);
    const before = grayOn(canvas);
    press(canvas, 2);
    expect(menuAt(canvas)).to.equal(true);
    await waitUntil(() => canvas.width === 1500 && grayOn(canvas).some((gray) => gray > 0));
    expect(grayOn(canvas)).to.deep.equal((await lab.results[0].read('edges')).data);
    const [still] = stills(lab) as HTMLCanvasElement[];
    expect([grayOn(still), still.width, stills(lab).length]).to.deep.equal([before, width, 1]);
    expect(still.getBoundingClientRect()).to.deep.equal(canvas.getBoundingClientRect());
    expect(Math.round(canvas.getBoundingClientRect().width)).to.equal(Math.round(seen));
    expect(getComputedStyle(still).pointerEvents).to.equal('none');
    expect(said(lab)).to.deep.equal([]);

    // Once more, for another of its items.
    press(canvas, 2);
    expect(menuAt(canvas)).to.equal(true);
    await nextFrame();
    await nextFrame();
    expect([canvas.width, stills(lab).length]).to.deep.equal([1500, 1]);

    press(document.body, 0);
    await waitUntil(() => canvas.width === width && stills(lab).length === 0);
    expect(grayOn(canvas)).to.deep.equal(before);
  });

  it('is followed by what is computed anew, and by another image', async () => {
    const lab = await open(1500, 900);
    const canvas = canvasOf(lab, 'edges');
    menuAt(canvas);
    await waitUntil(() => canvas.width === 1500);
    lab.cannyLow = 10;
    await waitUntil(() => canvas.width < 1500 && stills(lab).length === 0);
    menuAt(canvas);
    await waitUntil(() => canvas.width === 1500);
    await lab.process(await pngFile('b.png', radiograph(1500, 800)));
    await waitUntil(() => stills(lab).length === 0 && canvas.width < 1500);
  });

  it('is not shown where painting all pixels takes longer than choosing; the figure says where they are', async () => {
    const lab = await open(120, 90);
    const edges = find<XrayStageFigure>(lab, 'xray-stage-figure:last-of-type');
    const [canvas] = findAll<HTMLCanvasElement>(edges, 'canvas');
    expect(canvas).to.equal(canvasOf(lab, 'edges'));
    // As of a film of a hundred megapixels.
    Object.assign(edges, { imageWidth: 10000, imageHeight: 9900 });
    await waitUntil(() => canvas.width > 120);
    expect(menuAt(canvas)).to.equal(false);
    await waitUntil(() => said(lab).length > 0);
    expect(said(lab)).to.deep.equal(['Shown reduced: the buttons above copy and save all 10000 × 9900 px.']);
    // Of another image nobody asked.
    await lab.process(await pngFile('b.png', radiograph(120, 80)));
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
