import { expect, nextFrame } from '@open-wc/testing';
import type { XrayLab } from '../../../../src/components/lab/xray-lab.ts';
import { radiograph } from '../../../support/images.ts';
import { focused } from '../support/focused.ts';
import { button, buttons, find, findAll, openLab, pngFile } from '../support/lab-fixture.ts';
import {
  chooseByLetter,
  clickOn,
  doubleClickAt,
  drag,
  moveTo,
  placeIn,
  press,
  tabTo,
  turnWheel,
} from '../support/reader.ts';
import { waitUntil } from '../support/wait-until.ts';

/** Narrower than the window of the tests, beside which a pointer can be then. */
const WIDTH = 740;

async function openViewer(): Promise<XrayLab> {
  const lab = await openLab({}, WIDTH);
  await lab.process(await pngFile('a.png', radiograph(160, 120)));
  await lab.updateComplete;
  await clickOn(button(lab, 'Open Grayscale'));
  await painted(lab, 1);
  return lab;
}

const area = (lab: Element): HTMLElement => find(lab, '.area');
const panes = (lab: Element): HTMLElement[] => findAll(lab, 'xray-view-pane');
const handle = (lab: Element): HTMLElement => find(lab, '.handle');
const dividedAt = (lab: Element): number => Number(handle(lab).getAttribute('aria-valuenow'));
const zoomShown = (lab: Element): string => find(find(lab, 'xray-viewer'), 'output').innerText;
const choice = (lab: Element, label: string): HTMLSelectElement => find(lab, `select[aria-label="${label}"]`);
const pointedAt = (lab: Element): string => find(lab, '.probe dd').innerText;

async function painted(lab: Element, count: number): Promise<void> {
  await waitUntil(
    () => panes(lab).length === count && panes(lab).every((pane) => findAll(pane, '.painted').length === 1),
  );
  await nextFrame();
}

/** Where the image is in its pane: left and top edge, and width, in CSS pixels. */
function placeOfImage(pane: Element): [left: number, top: number, width: number] {
  const box = pane.getBoundingClientRect();
  const { left, top, width } = find(pane, 'canvas').getBoundingClientRect();
  return [left - box.left, top - box.top, width];
}

/** Pressed until the image is larger than its room, so that it can be moved. */
async function zoomIn(lab: Element): Promise<void> {
  await tabTo(area(lab));
  for (let i = 0; i < 12; i++) await press('+');
  await waitUntil(() => zoomShown(lab) === '3200 %');
}

describe('the viewer is opened and closed', () => {
  it('by pointer: on the image itself, and its button', async () => {
    const lab = await openViewer();
    await clickOn(button(lab, 'All images'));
    await waitUntil(() => !find(lab, 'xray-stage-sheet').hidden);
    await waitUntil(() => focused() === button(lab, 'Open Grayscale'));
    await clickOn(find(find(lab, 'figure[aria-label^="Canny"]'), '.frame'));
    await waitUntil(() => choice(lab, 'Image').value === 'edges');
    expect(find(lab, 'xray-stage-sheet').hidden).to.equal(true);
  });

  it('by keyboard: Enter, and Escape from its controls too', async () => {
    const lab = await openLab();
    await lab.process(await pngFile('a.png'));
    await lab.updateComplete;
    await tabTo(button(lab, 'Open Grayscale'));
    await press('Enter');
    await painted(lab, 1);
    await tabTo(button(lab, 'Zoom in'));
    await press('Escape');
    await waitUntil(() => focused() === button(lab, 'Open Grayscale'));
  });
});

describe('zoom', () => {
  it('follows the wheel, about the pixel under the pointer, and the page stays', async () => {
    const lab = await openViewer();
    await clickOn(button(lab, '1:1'));
    for (let i = 0; i < 3; i++) await clickOn(button(lab, 'Zoom in'));
    await waitUntil(() => zoomShown(lab) === '800 %');
    const place = await placeIn(area(lab), 0.6, 0.4);
    await moveTo(place);
    await waitUntil(() => pointedAt(lab) !== '–');
    const [scrolled, pixel] = [scrollY, pointedAt(lab)];
    const [left] = placeOfImage(panes(lab)[0]);
    // e^(0.002 × 400) = 2.226 times.
    await turnWheel(place, -400);
    await waitUntil(() => zoomShown(lab) === '1780 %');
    await moveTo([place[0] + 20, place[1]]);
    await waitUntil(() => pointedAt(lab) !== pixel);
    await moveTo(place);
    await waitUntil(() => pointedAt(lab) === pixel);
    await turnWheel(place, 400);
    await waitUntil(() => zoomShown(lab) === '800 %');
    await nextFrame();
    expect(placeOfImage(panes(lab)[0])[0]).to.be.closeTo(left, 1);
    expect(scrollY).to.equal(scrolled);
  });

  for (const [way, activate] of [
    ['pointer', clickOn],
    ['keyboard', (control: Element) => tabTo(control).then(() => press('Enter'))],
  ] as const) {
    it(`has buttons, which keep the focus (${way})`, async () => {
      const lab = await openViewer();
      const fitting = zoomShown(lab);
      const canvas = find(panes(lab)[0], 'canvas');
      for (const [label, expected] of [
        ['1:1', '100 %'],
        ['Zoom in', '200 %'],
        ['Zoom in', '400 %'],
        ['Zoom out', '200 %'],
      ]) {
        await activate(button(lab, label));
        await waitUntil(() => zoomShown(lab) === expected, `${label}: ${zoomShown(lab)}`);
        expect(focused()).to.equal(button(lab, label));
      }
      await nextFrame();
      expect(canvas.getBoundingClientRect().width * devicePixelRatio).to.equal(2 * 160);
      await activate(button(lab, 'Fit'));
      await waitUntil(() => zoomShown(lab) === fitting);
      expect(area(lab).classList.contains('fits')).to.equal(true);
    });
  }

  it('has keys', async () => {
    const lab = await openViewer();
    const fitting = zoomShown(lab);
    await tabTo(area(lab));
    for (const [key, expected] of [
      ['1', '100 %'],
      ['+', '141 %'],
      ['=', '200 %'],
      ['-', '141 %'],
      ['0', fitting],
    ]) {
      await press(key);
      await waitUntil(() => zoomShown(lab) === expected, `${key}: ${zoomShown(lab)}`);
    }
  });

  it('goes to 1:1 and back to what fits by double clicks', async () => {
    const lab = await openViewer();
    const fitting = zoomShown(lab);
    const [x, y] = await placeIn(area(lab));
    await doubleClickAt([x, y]);
    await waitUntil(() => zoomShown(lab) === '100 %');
    // Elsewhere, as clicks at one place are counted on.
    await doubleClickAt([x + 40, y - 30]);
    await waitUntil(() => zoomShown(lab) === fitting && area(lab).classList.contains('fits'));
  });
});

describe('the image is moved', () => {
  it('by dragging, as far as the pointer goes', async () => {
    const lab = await openViewer();
    await zoomIn(lab);
    const [left, top] = placeOfImage(panes(lab)[0]);
    const [x, y] = await placeIn(area(lab));
    await drag([x, y], [x + 34, y - 26]);
    await waitUntil(() => Math.abs(placeOfImage(panes(lab)[0])[0] - left - 34) < 1);
    expect(placeOfImage(panes(lab)[0])[1] - top).to.be.closeTo(-26, 1);
    await moveTo([x - 60, y]);
    await nextFrame();
    expect(placeOfImage(panes(lab)[0])[0] - left).to.be.closeTo(34, 1);
  });

  it('by arrow keys, each by a tenth of its room', async () => {
    const lab = await openViewer();
    await zoomIn(lab);
    const { clientWidth, clientHeight } = area(lab);
    for (const [key, right, down] of [
      ['ArrowRight', -0.1, 0],
      ['ArrowDown', 0, -0.1],
      ['ArrowLeft', 0.1, 0],
      ['ArrowUp', 0, 0.1],
    ] as const) {
      const [left, top] = placeOfImage(panes(lab)[0]);
      await press(key);
      const moved = (): number[] => placeOfImage(panes(lab)[0]).map((position, i) => position - [left, top, 0][i]);
      const arrived = (): boolean =>
        Math.abs(moved()[0] - right * clientWidth) < 1 && Math.abs(moved()[1] - down * clientHeight) < 1;
      await waitUntil(arrived, key);
    }
  });
});

describe('two images', () => {
  it('stand side by side, chosen by keyboard, and move and zoom together', async () => {
    const lab = await openViewer();
    await chooseByLetter(choice(lab, 'Compare'), 's');
    await painted(lab, 2);
    await chooseByLetter(choice(lab, 'Compared with'), 'b');
    await waitUntil(() => find(panes(lab)[1], 'canvas').getAttribute('aria-label')?.startsWith('Blurred') === true);
    const [first, second] = panes(lab);
    const [one, other] = [first.getBoundingClientRect(), second.getBoundingClientRect()];
    // Where the images are larger so, as in WebKitGTK's window, they stand one above the other.
    const stacked = area(lab).classList.contains('upright');
    expect(stacked ? one.bottom : one.right).to.be.at.most(stacked ? other.top : other.left);
    const together = (): void => {
      expect(placeOfImage(first).map(Math.round)).to.deep.equal(placeOfImage(second).map(Math.round));
    };
    // In the second one's room.
    const place = await placeIn(second);
    await clickOn(button(lab, '1:1'));
    await turnWheel(place, -1500);
    await waitUntil(() => zoomShown(lab) === '2009 %');
    await nextFrame();
    together();
    const [left] = placeOfImage(first);
    await drag(place, [place[0] + 40, place[1] + 10]);
    await waitUntil(() => Math.abs(placeOfImage(first)[0] - left - 40) < 1);
    together();
    await tabTo(area(lab));
    await press('ArrowLeft');
    await waitUntil(() => placeOfImage(first)[0] > left + 41);
    together();
  });

  it('lie one over the other up to a divider, which is moved by keys', async () => {
    const lab = await openViewer();
    await chooseByLetter(choice(lab, 'Compare'), 'w');
    await painted(lab, 2);
    await tabTo(handle(lab));
    const at = async (key: string, expected: number): Promise<void> => {
      await press(key);
      await waitUntil(() => dividedAt(lab) === expected, `${key}: ${dividedAt(lab)}`);
      expect(panes(lab)[1].style.clipPath).to.contain(`${expected}%`);
      const { left, width } = area(lab).getBoundingClientRect();
      const { left: from, width: wide } = handle(lab).getBoundingClientRect();
      expect(from + wide / 2 - left).to.be.closeTo((width * expected) / 100, 1);
    };
    for (const [key, expected] of [
      ['ArrowRight', 52],
      ['ArrowUp', 54],
      ['ArrowLeft', 52],
      ['ArrowDown', 50],
      ['Home', 0],
      ['ArrowLeft', 0],
      ['End', 100],
      ['ArrowRight', 100],
    ] as const) {
      await at(key, expected);
    }
    expect(focused()).to.equal(handle(lab));
  });

  it('have a divider that is dragged, and stops at both ends; the image under it stays', async () => {
    const lab = await openViewer();
    await chooseByLetter(choice(lab, 'Compare'), 'w');
    await painted(lab, 2);
    await zoomIn(lab);
    const [left] = placeOfImage(panes(lab)[0]);
    const [, y] = await placeIn(handle(lab));
    const { left: from, width } = area(lab).getBoundingClientRect();
    const at = (part: number): [number, number] => [Math.round(from + part * width), y];
    await drag(at(0.5), at(0.2));
    await waitUntil(() => Math.abs(dividedAt(lab) - 20) <= 1);
    await drag(at(0.2), at(0.9));
    await waitUntil(() => Math.abs(dividedAt(lab) - 90) <= 1);
    await drag(at(0.9), [Math.round(from + width + 20), y]);
    await waitUntil(() => dividedAt(lab) === 100);
    await drag([Math.round(from + width - 5), y], [Math.max(0, Math.round(from - 8)), y]);
    await waitUntil(() => dividedAt(lab) <= 1);
    expect(placeOfImage(panes(lab)[0])[0]).to.equal(left);
  });
});

describe('the list of keys, from the viewer', () => {
  it('is opened by "?" and closed by Escape, which leaves the viewer open and the focus where it was', async () => {
    const lab = await openViewer();
    for (const before of [area(lab), button(lab, 'Zoom in')]) {
      await tabTo(before);
      await press('Shift', '?');
      await waitUntil(() => findAll(lab, '[role="dialog"]').length === 1 && focused() === button(lab, 'Close'));
      await press('Escape');
      await waitUntil(() => findAll(lab, '[role="dialog"]').length === 0 && focused() === before);
      expect(find(lab, 'xray-stage-sheet').hidden).to.equal(true);
    }
  });

  it('is opened and closed by its buttons, or beside it', async () => {
    const lab = await openViewer();
    const menu = button(lab, 'More');
    const open = async (): Promise<void> => {
      await clickOn(menu);
      await waitUntil(() => menu.getAttribute('aria-expanded') === 'true');
      await clickOn(buttons(find(lab, 'xray-viewer'), 'Keyboard shortcuts')[0]);
    };
    await open();
    await waitUntil(() => findAll(lab, '[role="dialog"]').length === 1);
    await clickOn(button(lab, 'Close'));
    await waitUntil(() => findAll(lab, '[role="dialog"]').length === 0 && focused() === menu);
    await open();
    await waitUntil(() => findAll(lab, '[role="dialog"]').length === 1);
    await drag([2, 2], [2, 2]);
    await waitUntil(() => findAll(lab, '[role="dialog"]').length === 0);
  });
});
