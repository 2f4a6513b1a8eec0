import { expect } from '@open-wc/testing';
import { sendMouse } from '@web/test-runner-commands';
import type { XrayLab } from '../../../../src/components/lab/xray-lab.ts';
import { grayRaster } from '../../../../src/image/raster-image.ts';
import { button, enter, find, findAll } from '../support/lab-fixture.ts';
import { placeInWindow } from '../support/place-in-window.ts';
import { turnWheel } from '../support/reader.ts';
import { area, canvasIn, choice, fitted, openViewer, panes, probed, zoomShown } from '../support/viewer-fixture.ts';
import { waitUntil } from '../support/wait-until.ts';

const SIDE = 300;
const VALUES = { 'upper left': 40, 'upper right': 90, 'lower left': 150, 'lower right': 220 };
type Quadrant = keyof typeof VALUES;

/** Four quadrants, each of one value. */
const quadrants = grayRaster(
  SIDE,
  SIDE,
  Uint8Array.from({ length: SIDE * SIDE }, (_pixel, i) => {
    const [right, low] = [i % SIDE >= SIDE / 2, i >= (SIDE * SIDE) / 2];
    return VALUES[`${low ? 'lower' : 'upper'} ${right ? 'right' : 'left'}`];
  }),
);

/** What is done to an element around `<xray-lab>`. */
const PAGES: Readonly<Record<string, string>> = {
  'as it is': '',
  scaled: 'transform: scale(0.6); transform-origin: 0 0',
  zoomed: 'zoom: 0.7',
  'zoomed and scaled': 'zoom: 0.8; transform: scale(0.7); transform-origin: 0 0',
  turned: 'transform: rotate(90deg) scale(0.5); transform-origin: 300px 300px',
  'upside down': 'transform: rotate(180deg) scale(0.6)',
};

async function openIn(how: string): Promise<XrayLab> {
  const lab = await openViewer({}, quadrants, 900);
  (lab.parentElement as HTMLElement).style.cssText += `;${PAGES[how] ?? how}`;
  area(lab).scrollIntoView({ block: 'center' });
  await fitted(lab);
  return lab;
}

/** The picture is as high as the area, and stands in its middle. */
function placeInPicture(lab: XrayLab, across: number, down: number): [x: number, y: number] {
  const { clientWidth, clientHeight } = area(lab);
  return placeInWindow(area(lab), 0.5 + ((across - 0.5) * clientHeight) / clientWidth, down);
}

/**
 * A pixel of the window well inside a bin of the histogram `plot`, and which bin that is: in WebKitGTK pointers stand on whole
 * pixels, which may be as large as a bin.
 */
function wholePixelInBin(plot: HTMLElement): { place: [x: number, y: number]; bin: number } {
  const [left, top] = placeInWindow(plot, 0, 0);
  const [rightX, rightY] = placeInWindow(plot, 1, 0);
  const [downX, downY] = placeInWindow(plot, 0, 1);
  const [ax, ay, dx, dy] = [rightX - left, rightY - top, downX - left, downY - top];
  for (let wanted = 40; wanted < 90; wanted++) {
    const [x, y] = placeInWindow(plot, (wanted + 0.5) / 256, 0.5).map(Math.round);
    const across = (256 * ((x - left) * dy - (y - top) * dx)) / (ax * dy - ay * dx);
    if (Math.abs((across % 1) - 0.5) < 0.2) return { place: [x, y], bin: Math.floor(across) };
  }
  throw new Error('No whole pixel is well inside a bin.');
}

function point(target: HTMLElement, [clientX, clientY]: readonly [number, number], type = 'pointermove'): void {
  const options = { bubbles: true, composed: true, clientX, clientY, pointerId: 1, pointerType: 'mouse' };
  target.dispatchEvent(new PointerEvent(type, options));
}

describe('the viewer in a page that is shown', () => {
  for (const how of Object.keys(PAGES)) {
    it(`${how}: reads the pixel under the pointer`, async () => {
      const lab = await openIn(how);
      for (const quadrant of Object.keys(VALUES) as Quadrant[]) {
        const [row, column] = quadrant.split(' ');
        const [across, down] = [column === 'left' ? 0.25 : 0.75, row === 'upper' ? 0.25 : 0.75];
        // Asked again and again: where the browser's own pointer lies, it tells of that too when the page has changed below it.
        await waitUntil(() => {
          point(area(lab), placeInPicture(lab, across, down));
          return probed(lab).Original === String(VALUES[quadrant]);
        });
        const [x, y] = probed(lab)['x, y'].split(', ').map(Number);
        expect(x).to.be.closeTo(across * SIDE, 2);
        expect(y).to.be.closeTo(down * SIDE, 2);
      }
    });

    it(`${how}: puts the cross-hair under a click, and zooms about the pointer`, async () => {
      const lab = await openIn(how);
      const [x, y] = placeInPicture(lab, 0.75, 0.75).map(Math.round);
      await sendMouse({ type: 'click', position: [x, y] });
      await waitUntil(() => findAll(panes(lab)[0], '.mark').length === 1);
      const offMark = (): number => {
        const [left, top] = placeInWindow(find(panes(lab)[0], '.mark'), 0, 0);
        return Math.hypot(left - x, top - y);
      };
      expect(offMark()).to.be.below(3);
      const zoom = zoomShown(lab);
      // So far that the picture is larger than the area both ways: what fits is kept in the middle.
      await turnWheel([x, y], -700);
      await waitUntil(() => zoomShown(lab) !== zoom);
      await lab.updateComplete;
      // By less than the pixel's own size.
      expect(offMark()).to.be.below(6);
    });

    it(`${how}: moves the picture and the divider with the pointer`, async () => {
      const lab = await openIn(how);
      for (let i = 0; i < 3; i++) button(lab, 'Zoom in').click();
      await waitUntil(() => getComputedStyle(canvasIn(panes(lab)[0])).imageRendering === 'pixelated');
      const target = area(lab);
      target.setPointerCapture = () => undefined;
      const pixelAt = async (place: readonly [number, number]): Promise<number[]> => {
        point(target, place);
        await lab.updateComplete;
        return probed(lab)['x, y'].split(', ').map(Number);
      };
      const from = placeInPicture(lab, 0.45, 0.45);
      const to = placeInPicture(lab, 0.6, 0.55);
      const held = await pixelAt(from);
      point(target, from, 'pointerdown');
      point(target, to);
      point(target, to, 'pointercancel');
      const [column, row] = await pixelAt(to);
      expect(column).to.be.closeTo(held[0], 1);
      expect(row).to.be.closeTo(held[1], 1);

      enter(choice(lab, 'Compare'), 'divider');
      await waitUntil(() => findAll(lab, '.handle').length === 1);
      const handle = find(lab, '.handle');
      handle.hasPointerCapture = () => true;
      point(handle, placeInWindow(area(lab), 0.3, 0.6));
      await waitUntil(() => handle.getAttribute('aria-valuenow') === '30');
    });

    it(`${how}: reads the histogram's bin under the pointer`, async () => {
      const lab = await openIn(how);
      const [plot] = findAll(lab, '.plot');
      const { place, bin } = wholePixelInBin(plot);
      point(plot, place);
      await waitUntil(() => find(lab, '.reading').innerText.startsWith(`Value ${bin}:`));
    });
  }

  it('in perspective: says nothing instead of something wrong', async () => {
    const lab = await openIn('transform: perspective(300px) rotateY(40deg)');
    point(area(lab), placeInPicture(lab, 0.75, 0.75));
    await lab.updateComplete;
    expect(probed(lab)['x, y']).to.equal('–');
    const [plot] = findAll(lab, '.plot');
    point(plot, placeInWindow(plot, 0.3, 0.5));
    await lab.updateComplete;
    expect(find(lab, '.reading').innerText).to.contain('Point at a value');
  });
});
