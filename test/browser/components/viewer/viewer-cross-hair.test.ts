import { expect, nextFrame } from '@open-wc/testing';
import { sendMouse } from '@web/test-runner-commands';
import type { XrayLab } from '../../../../src/components/lab/xray-lab.ts';
import { radiograph } from '../../../support/images.ts';
import { focused } from '../support/focused.ts';
import { button, enter, find, findAll, openLab, pngFile } from '../support/lab-fixture.ts';
import { press } from '../support/reader.ts';
import { area, choice, middleOf, openViewer, painted, pointer, probed, zoomShown } from '../support/viewer-fixture.ts';
import { waitUntil } from '../support/wait-until.ts';

/** The image of 160 × 120 pixels in the middle of its room, each as large as one of the screen. */
async function openActualSize(): Promise<XrayLab> {
  // Narrower than the window of the tests, beside which a pointer can be then.
  const lab = await openViewer({}, radiograph(160, 120), 740);
  area(lab).scrollIntoView({ block: 'center' });
  button(lab, '1:1').click();
  await waitUntil(() => zoomShown(lab) === '100 %');
  area(lab).focus();
  return lab;
}

const position = (lab: Element): string => probed(lab)['x, y'];
const marks = (lab: Element): number => findAll(lab, '.mark').length;
const spoken = (lab: Element): string => find(find(lab, 'xray-viewer'), '[role="status"]').innerText;

function tap(lab: Element, x: number, y: number): void {
  const target = area(lab);
  target.setPointerCapture = () => undefined;
  pointer('pointerdown', target, x, y);
  pointer('pointerup', target, x, y);
  pointer('pointerleave', target, x, y);
}

/** Where a pixel is in the window. */
function placeOf(lab: Element, column: number, row: number): [number, number] {
  const canvas = find(find(lab, 'xray-view-pane'), 'canvas').getBoundingClientRect();
  const scale = canvas.width / 160;
  // On whole pixels, and in the right one.
  return [Math.floor(canvas.left + (column + 0.5) * scale), Math.floor(canvas.top + (row + 0.5) * scale)];
}

describe('the cross-hair by keyboard', () => {
  it('is told with its value, though that is read after it was put there', async () => {
    const lab = await openViewer();
    await press('Shift', 'ArrowLeft');
    await waitUntil(() => /^\d+, \d+: Grayscale \d+$/.test(spoken(lab)));
    await press('PageDown');
    await waitUntil(() => /^\d+, \d+: Enhanced \d+$/.test(spoken(lab)));
  });

  it('takes a key that comes before the first frame, which brings the measures', async () => {
    const { ResizeObserver } = window;
    const lab = await openLab();
    await lab.process(await pngFile('a.png', radiograph(160, 120)));
    await lab.updateComplete;
    // As if the browser had had no time for a frame yet.
    window.ResizeObserver = class extends ResizeObserver {
      override observe = (): void => undefined;
    };
    try {
      button(lab, 'Open Grayscale').click();
      await waitUntil(() => focused() === findAll(lab, '.area')[0]);
      await press('Shift', 'ArrowLeft');
      await waitUntil(() => marks(lab) === 1);
    } finally {
      window.ResizeObserver = ResizeObserver;
    }
  });

  it('goes to the middle of the view, by long steps, and away', async () => {
    const lab = await openActualSize();
    await press('c');
    await waitUntil(() => position(lab) === '80, 60');
    await press('Control', 'Shift', 'ArrowRight');
    await waitUntil(() => position(lab) === '90, 60');
    await press('Control', 'Shift', 'ArrowUp');
    await waitUntil(() => position(lab) === '90, 50');
    expect(marks(lab)).to.equal(1);
    await press('Escape');
    await waitUntil(() => marks(lab) === 0);
    expect([position(lab), spoken(lab)]).to.deep.equal(['–', '']);
    expect(find(lab, 'xray-stage-sheet').hidden).to.equal(true);
    await press('Escape');
    await waitUntil(() => !find(lab, 'xray-stage-sheet').hidden);
  });
});

describe('the cross-hair by a finger', () => {
  it('is put at a pixel by a tap, stays while the image is moved, and goes by a tap on it', async () => {
    const lab = await openActualSize();
    tap(lab, ...placeOf(lab, 60, 40));
    await waitUntil(() => position(lab) === '60, 40');
    await waitUntil(() => Object.values(probed(lab)).every((value) => value !== '–'));
    expect(marks(lab)).to.equal(1);
    for (let i = 0; i < 5; i++) button(lab, 'Zoom in').click();
    await waitUntil(() => zoomShown(lab) === '3200 %');
    const [x, y] = middleOf(area(lab));
    pointer('pointerdown', area(lab), x, y);
    pointer('pointermove', area(lab), x - 50, y + 40);
    pointer('pointerup', area(lab), x - 50, y + 40);
    await nextFrame();
    expect([position(lab), marks(lab)]).to.deep.equal(['60, 40', 1]);
    button(lab, '1:1').click();
    await waitUntil(() => zoomShown(lab) === '100 %');
    tap(lab, ...placeOf(lab, 120, 90));
    await waitUntil(() => position(lab) === '120, 90');
    tap(lab, ...placeOf(lab, 123, 88));
    await waitUntil(() => marks(lab) === 0 && position(lab) === '–');
  });
});

describe('the cross-hair by mouse', () => {
  it('is put at a pixel by a click, and stays when the mouse goes on', async () => {
    const lab = await openActualSize();
    await sendMouse({ type: 'click', position: placeOf(lab, 60, 40) });
    await waitUntil(() => position(lab) === '60, 40' && marks(lab) === 1);
    await sendMouse({ type: 'move', position: placeOf(lab, 100, 80) });
    await nextFrame();
    expect(position(lab)).to.equal('60, 40');
    await press('Escape');
    await waitUntil(() => position(lab) === '100, 80');
    expect(marks(lab)).to.equal(0);
  });
});

describe('the values under the pointer', () => {
  it('are those of the pixel that is there after the image has moved under it', async () => {
    const lab = await openActualSize();
    await sendMouse({ type: 'move', position: placeOf(lab, 80, 60) });
    await waitUntil(() => position(lab) === '80, 60');
    button(lab, 'Fit').click();
    await waitUntil(() => zoomShown(lab) !== '100 %');
    for (let i = 0; i < 12; i++) await press('+');
    await waitUntil(() => zoomShown(lab) === '3200 %');
    const before = position(lab);
    await press('ArrowRight');
    await waitUntil(() => position(lab) !== before);
    expect(parseInt(position(lab), 10)).to.be.above(parseInt(before, 10));
  });

  it('are those of the pixel that is seen there, where the room is no whole number of pixels', async () => {
    for (const height of [400.3, 400.5, 400.7, 401.4]) {
      const lab = await openActualSize();
      area(lab).style.height = `${height}px`;
      // Until the picture has its new place.
      const top = (): number => find(find(lab, 'xray-view-pane'), 'canvas').getBoundingClientRect().top;
      const before = top();
      await waitUntil(() => top() !== before);
      await nextFrame();
      for (const row of [0, 40, 119]) {
        const [x, y] = placeOf(lab, 60, row);
        pointer('pointermove', area(lab), x, y, 1, 'mouse');
        await waitUntil(() => position(lab) === `60, ${row}`, `${height}: not row ${row} but ${position(lab)}`);
      }
      lab.remove();
    }
  });

  it('are read across the divider too', async () => {
    const lab = await openActualSize();
    enter(choice(lab, 'Compare'), 'divider');
    await painted(lab);
    await sendMouse({ type: 'move', position: placeOf(lab, 20, 60) });
    await waitUntil(() => position(lab) === '20, 60');
    await sendMouse({ type: 'move', position: placeOf(lab, 85, 60) });
    await waitUntil(() => position(lab) === '85, 60');
  });
});
