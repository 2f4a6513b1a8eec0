import { expect } from '@open-wc/testing';
import type { XrayLab } from '../../../../src/components/lab/xray-lab.ts';
import { noise } from '../../../support/images.ts';
import { onBackend } from '../../../support/skip-without.ts';
import { button, buttons, enter, find, findAll, grayOn, record } from '../support/lab-fixture.ts';
import { press, tabTo } from '../support/reader.ts';
import {
  area,
  canvasIn,
  choice,
  middleOf,
  openViewer,
  painted,
  panes,
  pointer,
  zoomShown,
} from '../support/viewer-fixture.ts';
import { waitUntil } from '../support/wait-until.ts';

const captions = (lab: Element): string[] =>
  findAll(lab, '.caption:not(.note)')
    .filter((caption) => getComputedStyle(caption).visibility === 'visible')
    .map(({ innerText }) => innerText);
const visible = (lab: Element): string[] =>
  panes(lab)
    .filter((pane) => getComputedStyle(pane).visibility === 'visible')
    .map((pane) => canvasIn(pane).getAttribute('aria-label') ?? '');

async function compared(mode: string, attributes = {}, image?: Parameters<typeof openViewer>[1]): Promise<XrayLab> {
  const lab = await openViewer(attributes, image);
  enter(choice(lab, 'Compare'), mode);
  await lab.updateComplete;
  await painted(lab);
  return lab;
}

for (const backend of ['cpu', 'webgl2']) {
  it(
    `a difference at 1:1 is that of the exact bytes, and as many times as bright as is chosen, ${backend}`,
    onBackend(backend, async () => {
      const lab = await compared('difference', { backend }, noise(150, 90, 5));
      button(lab, '1:1').click();
      const [result] = lab.results;
      for (const [first, second] of [
        ['grayscale', 'blurred'],
        ['enhanced', 'edges'],
      ] as const) {
        enter(choice(lab, 'Image'), first);
        enter(choice(lab, 'Compared with'), second);
        const [one, other] = [(await result.read(first)).data, (await result.read(second)).data];
        for (const times of [1, 4, 16]) {
          enter(choice(lab, 'Brightness of the difference'), String(times));
          const expected = [...one].map((value, i) => Math.min(255, times * Math.abs(value - other[i])));
          expect(expected.some((value) => value > 0)).to.equal(true);
          const wrong = (): number => {
            const seen = grayOn(canvasIn(panes(lab)[0]));
            return seen.length === expected.length ? expected.findIndex((value, i) => seen[i] !== value) : 0;
          };
          await waitUntil(() => wrong() === -1, `${first}, ${second}, ${times}`);
        }
      }
      expect(panes(lab)).to.have.length(1);
      expect(captions(lab)).to.deep.equal(['Difference: Enhanced, Edges × 16']);
    }),
  );
}

it('a difference follows the parameters', async () => {
  const lab = await compared('difference', {}, noise(90, 60, 3));
  enter(choice(lab, 'Image'), 'enhanced');
  enter(choice(lab, 'Compared with'), 'blurred');
  button(lab, '1:1').click();
  const sum = (): number => grayOn(canvasIn(panes(lab)[0])).reduce((all, value) => all + value, 0);
  await waitUntil(() => sum() > 0);
  lab.setAttribute('blur-size', '1');
  await waitUntil(() => sum() === 0);
});

it('two images are seen in turn in one place, by B and by the button', async () => {
  const lab = await openViewer();
  await tabTo(area(lab));
  await press('b');
  await painted(lab);
  expect(choice(lab, 'Compare').value).to.equal('blink');
  expect(visible(lab)).to.deep.equal(['Canny Edge Detection of a.png']);
  expect(captions(lab)).to.deep.equal(['Edges']);
  await press('b');
  await lab.updateComplete;
  expect(visible(lab)).to.deep.equal(['Grayscale of a.png']);
  expect(captions(lab)).to.deep.equal(['Grayscale']);
  expect(button(lab, 'Show the other').getAttribute('aria-pressed')).to.equal('false');
  button(lab, 'Show the other').click();
  await waitUntil(() => visible(lab)[0] === 'Canny Edge Detection of a.png');
  expect(button(lab, 'Show the other').getAttribute('aria-pressed')).to.equal('true');
  const [first, second] = panes(lab).map((pane) => pane.getBoundingClientRect());
  expect([first.left, first.width]).to.deep.equal([second.left, second.width]);
});

it('which of two in turn is there is told to those who hear it, once for a key that is held', async () => {
  const lab = await compared('blink');
  const told: string[] = [];
  const statuses = findAll(find(lab, 'xray-viewer'), '[role="status"]');
  const observer = new MutationObserver(() => {
    const said = statuses.map(({ textContent }) => (textContent ?? '').trim()).filter(Boolean);
    if (said.join() !== told[told.length - 1]) told.push(said.join());
  });
  for (const status of statuses) observer.observe(status, { characterData: true, childList: true, subtree: true });
  area(lab).focus();
  for (let repeats = 0; repeats < 5; repeats++) await press('b');
  await waitUntil(() => told.includes('Edges'));
  await press('b');
  await waitUntil(() => told.includes('Grayscale'));
  observer.disconnect();
  expect(told.filter(Boolean)).to.deep.equal(['Edges', 'Grayscale']);
});

it('they take turns by themselves once asked, and no longer when it is pressed again or another way is chosen', async () => {
  const lab = await compared('blink');
  const turns = (): string => visible(lab)[0];
  expect(turns()).to.equal('Grayscale of a.png');
  button(lab, 'Take turns').click();
  await waitUntil(() => turns() === 'Canny Edge Detection of a.png');
  await waitUntil(() => turns() === 'Grayscale of a.png');
  expect(button(lab, 'Take turns').getAttribute('aria-pressed')).to.equal('true');
  button(lab, 'Take turns').click();
  await waitUntil(() => button(lab, 'Take turns').getAttribute('aria-pressed') === 'false');
  button(lab, 'Take turns').click();
  enter(choice(lab, 'Compare'), 'single');
  await waitUntil(() => buttons(lab, 'Take turns').length === 0);
  enter(choice(lab, 'Compare'), 'blink');
  await waitUntil(() => buttons(lab, 'Take turns').length === 1);
  expect(button(lab, 'Take turns').getAttribute('aria-pressed')).to.equal('false');
});

it('are not offered to take turns where less motion is asked for', async () => {
  const before = window.matchMedia;
  window.matchMedia = (query) =>
    Object.defineProperty(before.call(window, query), 'matches', { value: query.includes('reduced-motion') });
  try {
    const lab = await compared('blink');
    expect(buttons(lab, 'Take turns')).to.have.length(0);
    button(lab, 'Show the other').click();
    await waitUntil(() => visible(lab)[0] === 'Canny Edge Detection of a.png');
  } finally {
    window.matchMedia = before;
  }
});

it('the divider stands or lies across, moves by pointer and keys, and tells where it is', async () => {
  const lab = await compared('across');
  const told = record(lab, 'xray-divider');
  const handle = find(lab, '[role="slider"][aria-label="Divider"]');
  expect(handle.getAttribute('aria-orientation')).to.equal('vertical');
  handle.focus();
  await press('ArrowDown');
  await waitUntil(() => handle.getAttribute('aria-valuenow') === '52');
  await press('Home');
  await press('ArrowRight');
  await waitUntil(() => handle.getAttribute('aria-valuenow') === '2');
  expect(told).to.deep.equal([52, 0, 2].map((position) => ({ position, direction: 'horizontal' })));
  expect(getComputedStyle(panes(lab)[1]).clipPath).to.equal('inset(2% 0px 0px)');
  area(lab).scrollIntoView();
  const [x, y] = middleOf(handle);
  const { height } = area(lab).getBoundingClientRect();
  handle.setPointerCapture = () => undefined;
  handle.hasPointerCapture = () => true;
  pointer('pointerdown', handle, x, y, 1, 'mouse');
  pointer('pointermove', handle, x, y + height / 2, 1, 'mouse');
  await waitUntil(() => Math.abs(Number(handle.getAttribute('aria-valuenow')) - 52) <= 1);
  enter(choice(lab, 'Compare'), 'divider');
  await waitUntil(() => handle.getAttribute('aria-orientation') === 'horizontal');
  handle.focus();
  await press('ArrowUp');
  const last = told[told.length - 1];
  expect(last.direction).to.equal('vertical');
  expect(last.position).to.be.closeTo(54, 1);
  expect(getComputedStyle(panes(lab)[1]).clipPath).to.match(/^inset\(0px 0px 0px 5[345]/);
});

it('what zooms or moves one image does so to the other, in every way of comparing', async () => {
  const lab = await compared('side');
  for (const mode of ['side', 'divider', 'across', 'blink']) {
    enter(choice(lab, 'Compare'), mode);
    await painted(lab);
    button(lab, '1:1').click();
    await waitUntil(() => zoomShown(lab) === '100 %');
    await waitUntil(() => {
      const [first, second] = panes(lab).map((pane) => {
        const [box, canvas] = [pane, canvasIn(pane)].map((each) => each.getBoundingClientRect());
        return [canvas.left - box.left, canvas.top - box.top, canvas.width].map(Math.round).join();
      });
      return first === second;
    }, mode);
  }
});

it('begins with another image than the one that is looked at', async () => {
  const lab = await openViewer();
  const begin = async (shown: string): Promise<string> => {
    enter(choice(lab, 'Compare'), 'single');
    enter(choice(lab, 'Image'), shown);
    await lab.updateComplete;
    enter(choice(lab, 'Compare'), 'side');
    await painted(lab);
    return choice(lab, 'Compared with').value;
  };
  expect(await begin('edges')).to.equal('original');
  expect(await begin('original')).to.equal('edges');
  // What was chosen stays.
  expect(await begin('blurred')).to.equal('edges');
});

for (const theme of ['light', 'dark']) {
  it(`axe finds nothing in any of the ways to compare, nor with a kept B, ${theme}`, async () => {
    const lab = await openViewer({ theme });
    for (const mode of ['across', 'blink', 'difference', 'side']) {
      enter(choice(lab, 'Compare'), mode);
      await painted(lab);
      await expect(lab).to.be.accessible();
    }
    button(lab, 'More').click();
    await lab.updateComplete;
    button(lab, 'Keep as B').click();
    await painted(lab);
    await expect(lab).to.be.accessible();
  });
}
