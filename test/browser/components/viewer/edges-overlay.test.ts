import { expect } from '@open-wc/testing';
import type { XrayLab } from '../../../../src/components/lab/xray-lab.ts';
import type { StageId } from '../../../../src/pipeline/standard-graph.ts';
import { radiograph } from '../../../support/images.ts';
import { button, enter, find, findAll, openLab, pngFile } from '../support/lab-fixture.ts';
import { chooseByLetter, clickOn, press, tabTo } from '../support/reader.ts';
import { waitUntil } from '../support/wait-until.ts';

type Colour = readonly [red: number, green: number, blue: number];

/** What the control has at first: #ffd23f. */
const YELLOW: Colour = [255, 210, 63];

/** The viewer with Grayscale at 1:1, where there is one pixel on the canvas for each of the image. */
async function openAtActualSize(): Promise<XrayLab> {
  const lab = await openLab({ 'canny-low': '20', 'canny-high': '60' });
  await lab.process(await pngFile('a.png', radiograph(160, 120)));
  await lab.updateComplete;
  await tabTo(button(lab, 'Open Grayscale'));
  await press('Enter');
  await waitUntil(() => findAll(lab, 'xray-viewer').length === 1);
  await waitUntil(() => findAll(find(lab, 'xray-viewer'), '.painted').length === 1);
  await press('1');
  await waitUntil(() => find(lab, 'output').innerText === '100 %');
  return lab;
}

const overlay = (lab: Element): HTMLInputElement => find(lab, '.edges input[type="checkbox"]');
const colourOf = (lab: Element): HTMLInputElement => find(lab, '.edges input[type="color"]');

/**
 * Waits until every pixel of the pane is the stage's own or, where there is an edge and a colour is given, that colour.
 * There are pixels of both kinds.
 */
async function expectPixels(lab: XrayLab, stage: StageId, edgeColour: Colour | null): Promise<void> {
  const base = await lab.results[0].read(stage);
  const edges = await lab.results[0].read('edges');
  const onEdge = edges.data.filter((value) => value === 255).length;
  expect(onEdge).to.be.within(50, edges.data.length / 2);
  const expected = new Uint8ClampedArray(base.data.length * 4).fill(255);
  base.data.forEach((value, i) =>
    expected.set(edgeColour && edges.data[i] ? edgeColour : [value, value, value], 4 * i),
  );
  let problem = '';
  const matches = (): boolean => {
    const canvas = find<HTMLCanvasElement>(find(lab, 'xray-view-pane'), 'canvas');
    problem = `the canvas has ${canvas.width} × ${canvas.height} pixels`;
    if (canvas.width !== base.width || canvas.height !== base.height) return false;
    const shown = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
    const different = expected.findIndex((sample, i) => shown[i] !== sample);
    const pixel = different >> 2;
    problem =
      `${stage}: ${shown[different]} instead of ${expected[different]} in channel ${different % 4} of ` +
      `${pixel % base.width}, ${Math.floor(pixel / base.width)}${edges.data[pixel] ? ', which is an edge' : ''}`;
    return different === -1;
  };
  await waitUntil(matches, undefined, { interval: 100 }).catch(() => expect.fail(problem));
}

describe('edges on top', () => {
  it('are switched on and off by pointer, over the exact bytes of the stage', async () => {
    const lab = await openAtActualSize();
    await expectPixels(lab, 'grayscale', null);
    expect(colourOf(lab).disabled).to.equal(true);
    await clickOn(overlay(lab));
    await expectPixels(lab, 'grayscale', YELLOW);
    expect(colourOf(lab).disabled).to.equal(false);
    await clickOn(overlay(lab));
    await expectPixels(lab, 'grayscale', null);
  });

  it('are switched on and off by keyboard, and lie over the stage that is chosen then', async () => {
    const lab = await openAtActualSize();
    await tabTo(overlay(lab));
    await press(' ');
    await expectPixels(lab, 'grayscale', YELLOW);
    await chooseByLetter(find(lab, 'select[aria-label="Image"]'), 'b');
    await expectPixels(lab, 'blurred', YELLOW);
    await tabTo(overlay(lab));
    await press(' ');
    await expectPixels(lab, 'blurred', null);
  });

  it('take the colour that is chosen, in every part of it', async () => {
    const lab = await openAtActualSize();
    await tabTo(overlay(lab));
    await press(' ');
    await waitUntil(() => !colourOf(lab).disabled);
    // What opens by a key or a click is a window of the system's, which tests cannot reach: its answer is made here.
    for (const [name, colour] of [
      ['#0a80f7', [10, 128, 247]],
      ['#010203', [1, 2, 3]],
      ['#ffffff', [255, 255, 255]],
    ] as const) {
      enter(colourOf(lab), name);
      await expectPixels(lab, 'grayscale', colour);
    }
  });

  it('follow the parameters they are found with', async () => {
    const lab = await openAtActualSize();
    await clickOn(overlay(lab));
    await expectPixels(lab, 'grayscale', YELLOW);
    const before = String((await lab.results[0].read('edges')).data);
    button(lab, 'Files, parameters and details').click();
    await lab.updateComplete;
    await tabTo(find(lab, '#canny-highThreshold'));
    await press('ArrowLeft');
    await press('PageUp');
    await waitUntil(async () => String((await lab.results[0].read('edges')).data) !== before);
    await expectPixels(lab, 'grayscale', YELLOW);
  });

  it('leave the image of the edges itself white', async () => {
    const lab = await openAtActualSize();
    await clickOn(overlay(lab));
    await chooseByLetter(find(lab, 'select[aria-label="Image"]'), 'e');
    // The second one that begins so.
    await press('e');
    await expectPixels(lab, 'edges', null);
  });
});
