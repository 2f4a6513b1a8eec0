import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { makePhantom, PHANTOM } from '../../../../scripts/samples/phantom.mjs';
import { grayRaster } from '../../../../src/image/raster-image.ts';
import { find, findAll, grayOn } from '../support/lab-fixture.ts';
import { placeInWindow } from '../support/place-in-window.ts';
import { area, openViewer, pointer, zoomShown } from '../support/viewer-fixture.ts';
import { waitUntil } from '../support/wait-until.ts';

const glasses = (lab: Element): HTMLElement[] => findAll(lab, 'xray-view-pane.glass');

/** What is in the middle of the glass, once it is painted; null before. */
function middleOf(lab: Element): number | null {
  const [glass] = glasses(lab);
  const canvas = glass && findAll<HTMLCanvasElement>(glass, 'canvas.painted')[0];
  if (!canvas) return null;
  const [around, drawn] = [glass.getBoundingClientRect(), canvas.getBoundingClientRect()];
  const at = (middle: number, start: number, length: number, pixels: number): number =>
    Math.floor(((middle - start) / length) * pixels);
  const column = at(around.left + around.width / 2, drawn.left, drawn.width, canvas.width);
  const row = at(around.top + around.height / 2, drawn.top, drawn.height, canvas.height);
  return grayOn(canvas)[row * canvas.width + column];
}

it('a glass lies over the picture at the pointer while its key is held, and shows what is under it at least at its own pixels', async () => {
  const { width, height, gray } = makePhantom();
  const lab = await openViewer({}, grayRaster(width, height, gray), 500);
  const before = zoomShown(lab);
  const to = (x: number, y: number): void => {
    const { clientWidth, clientHeight } = area(lab);
    const zoom = Math.min(clientWidth / width, clientHeight / height);
    const part = (at: number, size: number, room: number): number => 0.5 + ((at - size / 2) * zoom) / room;
    const place = placeInWindow(area(lab), part(x, width, clientWidth), part(y, height, clientHeight));
    pointer('pointermove', area(lab), ...place, 1, 'mouse');
  };
  area(lab).focus();
  const [ball] = PHANTOM.balls;
  to(ball.x, ball.y);
  expect(glasses(lab)).to.have.length(0);
  await sendKeys({ down: 'z' });
  await waitUntil(() => middleOf(lab) === 200);
  const { left, width: across } = glasses(lab)[0].getBoundingClientRect();
  const { left: start, width: room } = area(lab).getBoundingClientRect();
  const zoom = Math.min(area(lab).clientWidth / width, area(lab).clientHeight / height);
  expect(left + across / 2).to.be.closeTo(start + room / 2 + (ball.x - width / 2) * zoom, 2);
  // It is reduced around the glass, and in it a pixel is one of the screen at least.
  expect(parseInt(before, 10)).to.be.lessThan(100);
  const canvas = find<HTMLCanvasElement>(glasses(lab)[0], 'canvas');
  expect(canvas.getBoundingClientRect().width * devicePixelRatio).to.be.at.least(canvas.width - 1);
  // It follows the pointer, and changes nothing else.
  to(ball.x + ball.radius + 30, ball.y);
  await waitUntil(() => middleOf(lab) === 10);
  expect(zoomShown(lab)).to.equal(before);
  await sendKeys({ up: 'z' });
  await waitUntil(() => glasses(lab).length === 0);

  // At the cross-hair, without a pointer; it ends where the focus goes elsewhere.
  pointer('pointerleave', area(lab), 0, 0, 1, 'mouse');
  await sendKeys({ press: 'c' });
  await sendKeys({ down: 'z' });
  await waitUntil(() => middleOf(lab) === gray[(height / 2) * width + width / 2]);
  area(lab).blur();
  await waitUntil(() => glasses(lab).length === 0);
  await sendKeys({ up: 'z' });
});
