import { expect } from '@open-wc/testing';
import type { XrayLab } from '../../../../src/components/lab/xray-lab.ts';
import { radiograph } from '../../../support/images.ts';
import { button, find } from '../support/lab-fixture.ts';
import { press } from '../support/reader.ts';
import { area, canvasIn, choice, middleOf, openViewer, panes, swipe, zoomShown } from '../support/viewer-fixture.ts';
import { waitUntil } from '../support/wait-until.ts';

/**
 * The screen's density, for a test to change. From the beginning: JavaScriptCore goes on reading the window's own property where it has
 * read it often, whatever is put in its place then.
 */
let density = window.devicePixelRatio;
const ownDensity = Object.getOwnPropertyDescriptor(window, 'devicePixelRatio') ?? {};
Object.defineProperty(window, 'devicePixelRatio', { get: () => density, configurable: true });
after(() => {
  Object.defineProperty(window, 'devicePixelRatio', ownDensity);
});

const fits = (lab: Element): boolean => area(lab).classList.contains('fits');

async function openLarge(): Promise<XrayLab> {
  return openViewer({}, radiograph(1600, 1200));
}

describe('an image that is larger than its room', () => {
  it('fits again when it was zoomed in and out: a swipe goes on, and it follows its room', async () => {
    const lab = await openLarge();
    const fitting = zoomShown(lab);
    await press('+');
    await waitUntil(() => !fits(lab) && zoomShown(lab) !== fitting);
    await press('-');
    await waitUntil(() => fits(lab) && zoomShown(lab) === fitting);
    swipe(lab);
    await waitUntil(() => choice(lab, 'Image').value === 'enhanced');
    (lab.parentElement as HTMLElement).style.width = '500px';
    await waitUntil(() => zoomShown(lab) !== fitting);
    expect(fits(lab)).to.equal(true);
  });
});

it('two fingers on a touchpad zoom as much as they spread', async () => {
  const lab = await openViewer();
  button(lab, '1:1').click();
  await waitUntil(() => zoomShown(lab) === '100 %');
  const [clientX, clientY] = middleOf(area(lab));
  const options = { deltaY: -40, ctrlKey: true, clientX, clientY, cancelable: true };
  area(lab).dispatchEvent(new WheelEvent('wheel', options));
  // e^0.4
  await waitUntil(() => zoomShown(lab) === '149 %');
});

it('a screen of another density shows an image pixel for each of its pixels', async () => {
  const { matchMedia } = window;
  const before = density;
  const queries: EventTarget[] = [];
  window.matchMedia = (query) => {
    if (!query.includes('resolution')) return matchMedia.call(window, query);
    const list = new EventTarget();
    queries.push(list);
    return list as MediaQueryList;
  };
  try {
    const lab = await openViewer();
    button(lab, '1:1').click();
    await waitUntil(() => zoomShown(lab) === '100 %');
    const width = (): number => canvasIn(panes(lab)[0]).getBoundingClientRect().width;
    await waitUntil(() => width() === 160 / devicePixelRatio);
    density = 2;
    for (const list of [...queries]) list.dispatchEvent(new Event('change'));
    await waitUntil(() => width() === 80);
    expect(zoomShown(lab)).to.equal('100 %');
    expect(find(lab, '.area').clientWidth).to.be.above(80);
  } finally {
    window.matchMedia = matchMedia;
    density = before;
  }
});
