import { expect } from '@open-wc/testing';
import { sendKeys, sendMouse } from '@web/test-runner-commands';
import type { XrayLab } from '../../../../src/components/lab/xray-lab.ts';
import { STAGE_IDS, type StageId } from '../../../../src/pipeline/standard-graph.ts';
import { noise, radiograph, rgbNoise } from '../../../support/images.ts';
import { onBackend } from '../../../support/skip-without.ts';
import { button, buttons, enter, find, findAll, openLab, pngFile } from '../support/lab-fixture.ts';
import { focused } from '../support/focused.ts';
import {
  area,
  canvasIn,
  choice,
  middleOf,
  openViewer,
  painted,
  panes,
  pointer,
  probed,
  swipe,
  zoomShown,
} from '../support/viewer-fixture.ts';
import { waitUntil } from '../support/wait-until.ts';

/** |dx| + |dy| of Sobel's 3 × 3 weights, written out; for a pixel that is not on the border. */
function sobelMagnitude({ data, width }: { data: ArrayLike<number>; width: number }, at: number): number {
  const [above, below] = [at - width, at + width];
  const right = data[above + 1] + 2 * data[at + 1] + data[below + 1];
  const left = data[above - 1] + 2 * data[at - 1] + data[below - 1];
  const lower = data[below - 1] + 2 * data[below] + data[below + 1];
  const upper = data[above - 1] + 2 * data[above] + data[above + 1];
  return Math.abs(right - left) + Math.abs(lower - upper);
}

describe('the viewer by keyboard', () => {
  it('opens from a figure, closes with Escape, gives the focus back and keeps its state', async () => {
    const lab = await openViewer();
    expect(focused()).to.equal(area(lab));
    expect(area(lab).getAttribute('aria-label')).to.contain('Grayscale of a.png');
    expect(find(lab, 'xray-stage-sheet').hidden).to.equal(true);
    await sendKeys({ press: '1' });
    await sendKeys({ press: '+' });
    await waitUntil(() => zoomShown(lab) === '141 %');
    await sendKeys({ press: 'Escape' });
    await waitUntil(() => !find(lab, 'xray-stage-sheet').hidden);
    await waitUntil(() => focused() === button(lab, 'Open Grayscale'));
    await sendKeys({ press: 'ArrowRight' });
    expect(focused()).to.equal(button(lab, 'Open Enhanced (Histogram Equalization)'));
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => focused() === area(lab));
    expect(zoomShown(lab)).to.equal('141 %');
    expect(choice(lab, 'Image').value).to.equal('enhanced');
  });

  it('zooms, pans and goes through the stages', async () => {
    const lab = await openViewer();
    const canvas = canvasIn(panes(lab)[0]);
    const fit = zoomShown(lab);
    for (let i = 0; i < 12; i++) await sendKeys({ press: '+' });
    await waitUntil(() => zoomShown(lab) === '3200 %');
    const before = canvas.getBoundingClientRect();
    expect(before.width / canvas.width).to.be.closeTo(32 / devicePixelRatio, 0.01);
    expect(getComputedStyle(canvas).imageRendering).to.equal('pixelated');
    await sendKeys({ press: 'ArrowRight' });
    await waitUntil(() => canvas.getBoundingClientRect().left < before.left - 10);
    await sendKeys({ press: '0' });
    await waitUntil(() => zoomShown(lab) === fit);
    await sendKeys({ press: 'PageDown' });
    await waitUntil(() => choice(lab, 'Image').value === 'enhanced');
    expect(focused()).to.equal(area(lab));
  });

  it('moves a cross-hair, whose values are read and spoken', async () => {
    const image = radiograph(160, 120);
    const lab = await openViewer({}, image);
    await sendKeys({ press: '1' });
    await sendKeys({ down: 'Shift' });
    await sendKeys({ press: 'ArrowLeft' });
    await sendKeys({ press: 'ArrowUp' });
    await sendKeys({ up: 'Shift' });
    await waitUntil(() => probed(lab)['x, y'] === '79, 59');
    await waitUntil(() => Object.values(probed(lab)).every((value) => value !== '–'));
    const at = 59 * 160 + 79;
    const expected: string[] = [];
    for (const stage of STAGE_IDS) expected.push(String((await lab.results[0].read(stage)).data[at]));
    expect(Object.values(probed(lab)).slice(1, 6)).to.deep.equal(expected);
    const blurred = await lab.results[0].read('blurred');
    expect(Number(probed(lab)['Gradient'])).to.equal(sobelMagnitude(blurred, at));
    expect(sobelMagnitude(blurred, at)).to.be.above(0);
    expect(findAll(lab, '.mark')).to.have.length(1);
    await sendKeys({ down: 'Shift' });
    await sendKeys({ press: 'ArrowDown' });
    await sendKeys({ up: 'Shift' });
    const spoken = find(find(lab, 'xray-viewer'), '[role="status"]');
    await waitUntil(() => /^79, 60: Grayscale \d+$/.test(spoken.innerText));
  });

  it('compares two images with a divider that arrow keys move', async () => {
    const lab = await openViewer();
    enter(choice(lab, 'Compare'), 'divider');
    await painted(lab);
    enter(choice(lab, 'Compared with'), 'blurred');
    const handle = await slider(lab);
    handle.focus();
    await sendKeys({ press: 'ArrowLeft' });
    await waitUntil(() => handle.getAttribute('aria-valuenow') === '48');
    expect(panes(lab)[1].style.clipPath).to.contain('48%');
    await sendKeys({ press: 'End' });
    await waitUntil(() => handle.getAttribute('aria-valuenow') === '100');
    expect(canvasIn(panes(lab)[1]).getAttribute('aria-label')).to.contain('Blurred');
  });

  it('takes no keys outside the picture', async () => {
    const lab = await openViewer();
    const zoom = zoomShown(lab);
    button(lab, 'Choose X-ray Image').focus();
    await sendKeys({ press: '+' });
    await lab.updateComplete;
    expect(zoomShown(lab)).to.equal(zoom);
  });
});

async function slider(lab: Element): Promise<HTMLElement> {
  await waitUntil(() => findAll(lab, '.handle').length === 1);
  return find(lab, '.handle');
}

describe('the viewer by pointer', () => {
  it('opens by a click on the image and closes by its button', async () => {
    const lab = await openLab();
    await lab.process(await pngFile('a.png'));
    await lab.updateComplete;
    find(find(lab, 'figure[aria-label^="Canny"]'), '.frame').click();
    await painted(lab);
    expect(choice(lab, 'Image').value).to.equal('edges');
    button(lab, 'All images').click();
    await waitUntil(() => !find(lab, 'xray-stage-sheet').hidden);
  });

  it('zooms with the wheel about the pointer, pans by dragging, and reads what it points at', async () => {
    const lab = await openViewer({}, radiograph(160, 120), 800);
    area(lab).scrollIntoView();
    const [x, y] = middleOf(area(lab));
    button(lab, '1:1').click();
    await waitUntil(() => zoomShown(lab) === '100 %');
    await sendMouse({ type: 'move', position: [x - 20, y - 10] });
    await waitUntil(() => probed(lab)['x, y'] !== '–');
    const column = (): number => parseInt(probed(lab)['x, y'], 10);
    const before = column();
    const turn = new WheelEvent('wheel', { deltaY: -900, clientX: x - 20, clientY: y - 10, cancelable: true });
    area(lab).dispatchEvent(turn);
    expect(turn.defaultPrevented).to.equal(true);
    await waitUntil(() => zoomShown(lab) === '605 %');
    await sendMouse({ type: 'move', position: [x - 19, y - 10] });
    expect(column()).to.be.closeTo(before, 1);
    for (let i = 0; i < 3; i++) button(lab, 'Zoom in').click();
    await waitUntil(() => zoomShown(lab) === '3200 %');
    const canvas = canvasIn(panes(lab)[0]);
    const { left } = canvas.getBoundingClientRect();
    await sendMouse({ type: 'down' });
    await sendMouse({ type: 'move', position: [x + 21, y - 10] });
    await sendMouse({ type: 'up' });
    await waitUntil(() => Math.abs(canvas.getBoundingClientRect().left - left - 40) < 2);
    area(lab).dispatchEvent(new MouseEvent('dblclick', { clientX: x, clientY: y }));
    await waitUntil(() => area(lab).classList.contains('fits'));
  });

  it('zooms by pinching, and swipes from one stage to the next', async () => {
    const lab = await openViewer();
    const target = area(lab);
    const [x, y] = middleOf(target);
    swipe(lab);
    await waitUntil(() => choice(lab, 'Image').value === 'enhanced');
    button(lab, '1:1').click();
    await waitUntil(() => zoomShown(lab) === '100 %');
    pointer('pointerdown', target, x - 20, y, 1);
    pointer('pointerdown', target, x + 20, y, 2);
    pointer('pointermove', target, x - 60, y, 1);
    pointer('pointermove', target, x + 60, y, 2);
    await waitUntil(() => zoomShown(lab) === '300 %');
    pointer('pointerup', target, x - 60, y, 1);
    pointer('pointerup', target, x + 60, y, 2);
    expect(choice(lab, 'Image').value).to.equal('enhanced');
  });

  it('shows two images beside each other that move together', async () => {
    const lab = await openViewer();
    enter(choice(lab, 'Compare'), 'side');
    await waitUntil(() => panes(lab).length === 2);
    await painted(lab);
    area(lab).focus();
    for (let i = 0; i < 12; i++) await sendKeys({ press: '+' });
    await waitUntil(() => zoomShown(lab) === '3200 %');
    const offset = (pane: HTMLElement): number[] => {
      const { left, top, width } = canvasIn(pane).getBoundingClientRect();
      const box = pane.getBoundingClientRect();
      return [left - box.left, top - box.top, width].map(Math.round);
    };
    const [first, second] = panes(lab);
    const [left, top] = offset(first);
    await sendKeys({ press: 'ArrowDown' });
    await sendKeys({ press: 'ArrowRight' });
    // Larger than its room, it moves.
    await waitUntil(() => offset(first)[0] < left - 10 && offset(first)[1] < top - 10);
    expect(offset(first)).to.deep.equal(offset(second));
    expect(first.getBoundingClientRect().right).to.be.at.most(second.getBoundingClientRect().left);
  });

  it('drags the divider', async () => {
    const lab = await openViewer();
    enter(choice(lab, 'Compare'), 'divider');
    const handle = await slider(lab);
    // A window that is narrower than it may have been scrolled to the side.
    area(lab).scrollIntoView({ inline: 'start' });
    const [x, y] = middleOf(handle);
    await sendMouse({ type: 'move', position: [x, y] });
    await sendMouse({ type: 'down' });
    await sendMouse({ type: 'move', position: [Math.round(x - area(lab).clientWidth / 4), y] });
    await sendMouse({ type: 'up' });
    await waitUntil(() => Math.abs(Number(handle.getAttribute('aria-valuenow')) - 25) <= 1);
    expect(area(lab).classList.contains('fits')).to.equal(true);
  });

  it('lays edges over another stage in a colour', async () => {
    const lab = await openViewer({ 'canny-low': '20', 'canny-high': '60' });
    button(lab, '1:1').click();
    const box = find<HTMLInputElement>(lab, '.edges input[type="checkbox"]');
    box.click();
    enter(find<HTMLInputElement>(lab, 'input[type="color"]'), '#ff0000');
    const gray = await lab.results[0].read('grayscale');
    const edges = await lab.results[0].read('edges');
    expect(edges.data.some((value) => value === 255)).to.equal(true);
    const shown = (): number => {
      const canvas = canvasIn(panes(lab)[0]);
      const { data } = pixels(canvas);
      if (data.length !== gray.data.length * 4) return 0;
      return gray.data.findIndex((value, i) => {
        const expected = edges.data[i] ? [255, 0, 0] : [value, value, value];
        return expected.some((sample, channel) => data[4 * i + channel] !== sample);
      });
    };
    await waitUntil(() => shown() === -1);
  });
});

function pixels(canvas: HTMLCanvasElement): ImageData {
  const context = canvas.getContext('2d');
  if (!context) throw new Error('The canvas has no 2d context.');
  return context.getImageData(0, 0, canvas.width, canvas.height);
}

for (const backend of ['cpu', 'webgl2']) {
  it(
    `what is seen at 1:1 are the bytes that read() gives, ${backend}`,
    onBackend(backend, async () => {
      for (const image of [rgbNoise(150, 90, 5), noise(1400, 900, 6)]) {
        const lab = await openViewer({ backend }, image);
        button(lab, '1:1').click();
        await waitUntil(() => zoomShown(lab) === '100 %');
        for (const stage of STAGE_IDS) await expectExact(lab, stage, image.width);
      }
    }),
  );
}

/** What is on the canvas, and where it is, is the image's own. */
async function expectExact(lab: XrayLab, stage: StageId, imageWidth: number): Promise<void> {
  enter(choice(lab, 'Image'), stage);
  const { data, channels } = await lab.results[0].read(stage);
  const { clientWidth, clientHeight } = area(lab);
  let problem = 'not painted';
  const matches = (): boolean => {
    const canvas = canvasIn(panes(lab)[0]);
    const rect = canvas.getBoundingClientRect();
    const frame = area(lab).getBoundingClientRect();
    const shown = pixels(canvas);
    if (rect.width * devicePixelRatio !== canvas.width) problem = `${canvas.width} pixels are ${rect.width} wide`;
    // The image's middle is the area's.
    const left = Math.round((rect.left - frame.left) * devicePixelRatio);
    const top = Math.round((rect.top - frame.top) * devicePixelRatio);
    const height = data.length / channels / imageWidth;
    const fromX = Math.round((imageWidth - clientWidth * devicePixelRatio) / 2) + left;
    const fromY = Math.round((height - clientHeight * devicePixelRatio) / 2) + top;
    for (let y = 0; y < canvas.height; y++) {
      for (let x = 0; x < canvas.width; x++) {
        const source = ((fromY + y) * imageWidth + fromX + x) * channels;
        for (let channel = 0; channel < 3; channel++) {
          const expected = data[source + (channels === 3 ? channel : 0)];
          const actual = shown.data[4 * (y * canvas.width + x) + channel];
          if (actual === expected) continue;
          problem = `${stage}: ${actual} instead of ${expected} at ${x}, ${y} of ${canvas.width} × ${canvas.height}`;
          return false;
        }
      }
    }
    return rect.width * devicePixelRatio === canvas.width && canvas.height >= Math.min(height, clientHeight);
  };
  try {
    await waitUntil(matches, stage, { interval: 100 });
  } catch {
    throw new Error(problem);
  }
}

it('leaves the buttons of all figures as they are', async () => {
  const lab = await openLab();
  await lab.process(await pngFile('a.png'));
  await lab.updateComplete;
  for (const stage of ['Original Image', 'Canny Edge Detection']) {
    expect(buttons(lab, `Open ${stage}`)).to.have.length(1);
  }
});

it('stays closed where the images were put aside before it had come', async () => {
  const lab = await openLab();
  await lab.process(await pngFile('a.png', radiograph(40, 30)));
  await lab.updateComplete;
  button(lab, 'Open Grayscale').click();
  lab.reset();
  await lab.process(await pngFile('b.png', radiograph(40, 30)));
  await lab.updateComplete;
  expect(findAll(lab, 'xray-viewer')).to.have.length(0);
  expect(find(lab, 'xray-stage-sheet').hidden).to.equal(false);
});
