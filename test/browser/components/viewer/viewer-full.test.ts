import { expect } from '@open-wc/testing';
import type { XrayLab } from '../../../../src/components/lab/xray-lab.ts';
import { focused } from '../support/focused.ts';
import { button, find, findAll } from '../support/lab-fixture.ts';
import { clickOn, placeIn, press, tabTo, turnWheel } from '../support/reader.ts';
import { area, openViewer, zoomShown } from '../support/viewer-fixture.ts';
import { waitUntil } from '../support/wait-until.ts';

/** Where the page around gives no full screen. As narrow as any window: at the edge of one there may be a bar to scroll by, which takes clicks. */
async function openRefused(): Promise<XrayLab> {
  const lab = await openViewer({}, undefined, 900);
  lab.requestFullscreen = () => Promise.reject(new TypeError('Not allowed'));
  return lab;
}

const isFull = (lab: Element): boolean => find(lab, 'xray-viewer').hasAttribute('full');

describe('the viewer on all of the window, where there is no screen to be had', () => {
  it('has most of it for the picture, and tells the file', async () => {
    const lab = await openRefused();
    await tabTo(area(lab));
    await press('f');
    await waitUntil(() => {
      const { width, height } = area(lab).getBoundingClientRect();
      return isFull(lab) && width * height >= 0.5 * innerWidth * innerHeight;
    });
    const box = find(lab, 'xray-viewer').getBoundingClientRect();
    const { clientWidth, clientHeight } = document.documentElement;
    expect([box.left, box.top, box.width, box.height]).to.deep.equal([0, 0, clientWidth, clientHeight]);
    expect(find(lab, '.note').innerText).to.equal('a.png');
    expect(focused()).to.equal(area(lab));
    // What is behind it is nobody's.
    expect(getComputedStyle(find(lab, '.toolbar')).visibility).to.equal('hidden');
    expect(button(lab, 'Full screen').getAttribute('aria-pressed')).to.equal('true');
  });

  it('goes back by Escape, before the viewer goes', async () => {
    const lab = await openRefused();
    await tabTo(area(lab));
    await press('f');
    await waitUntil(() => isFull(lab));
    await press('Escape');
    await waitUntil(() => !isFull(lab));
    expect(find(lab, 'xray-viewer').hidden).to.equal(false);
    await press('Escape');
    await waitUntil(() => find(lab, 'xray-viewer').hasAttribute('hidden'));
  });

  it('is left by closing the viewer, and is no more when that is opened again', async () => {
    const lab = await openRefused();
    await clickOn(button(lab, 'Full screen'));
    await waitUntil(() => isFull(lab));
    await clickOn(button(lab, 'All images'));
    await waitUntil(() => find(lab, 'xray-viewer').hasAttribute('hidden') && !isFull(lab));
    expect(getComputedStyle(find(lab, '.toolbar')).visibility).to.equal('visible');
  });

  it('lets the list of keys lie over it', async () => {
    const lab = await openRefused();
    await tabTo(area(lab));
    await press('f');
    await waitUntil(() => isFull(lab));
    await press('?');
    await waitUntil(() => focused() !== area(lab));
    const over = lab.shadowRoot?.elementFromPoint(innerWidth / 2, innerHeight / 2);
    expect(over?.localName).to.equal('xray-keys-dialog');
    await press('Escape');
    await waitUntil(() => focused() === area(lab));
    expect(isFull(lab)).to.equal(true);
  });
});

describe('the wheel over the viewer', () => {
  it('scrolls the page past one without the focus, and says how to zoom', async () => {
    const lab = await openViewer();
    const room = document.createElement('div');
    room.style.height = '3000px';
    lab.after(room);
    const elsewhere = document.createElement('button');
    room.append(elsewhere);
    try {
      elsewhere.focus({ preventScroll: true });
      const zoom = zoomShown(lab);
      const place = await placeIn(area(lab));
      const before = scrollY;
      // So little that the pointer stays over it.
      await turnWheel(place, 40);
      await waitUntil(() => scrollY > before);
      expect(zoomShown(lab)).to.equal(zoom);
      await waitUntil(() => findAll(lab, '.caption.wheel').length === 1);
    } finally {
      room.remove();
    }
  });

  it('zooms without it where the page says so', async () => {
    const lab = await openViewer({ wheel: 'zoom' });
    const elsewhere = document.createElement('button');
    lab.after(elsewhere);
    try {
      elsewhere.focus();
      const zoom = zoomShown(lab);
      await turnWheel(await placeIn(area(lab)), -200);
      await waitUntil(() => zoomShown(lab) !== zoom);
    } finally {
      elsewhere.remove();
    }
  });
});
