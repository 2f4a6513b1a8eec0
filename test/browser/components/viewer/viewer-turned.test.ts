import { expect } from '@open-wc/testing';
import type { XrayLab } from '../../../../src/components/lab/xray-lab.ts';
import { radiograph } from '../../../support/images.ts';
import { button, enter, find, findAll, pngFile } from '../support/lab-fixture.ts';
import { moveTo, press, tabTo, type Place } from '../support/reader.ts';
import { area, canvasIn, choice, openViewer, painted, panes, probed, zoomShown } from '../support/viewer-fixture.ts';
import { waitUntil } from '../support/wait-until.ts';

const [width, height] = [160, 120];
/** Keys, what is said then, and where a place in the image (parts of its sides) is seen in its canvas's rectangle. */
const ORIENTATIONS: readonly [keys: string, said: string, seen: (x: number, y: number) => Place][] = [
  ['', '', (x, y) => [x, y]],
  ['r', 'Rotated 90°', (x, y) => [1 - y, x]],
  ['rr', 'Rotated 180°', (x, y) => [1 - x, 1 - y]],
  ['R', 'Rotated 270°', (x, y) => [y, 1 - x]],
  ['h', 'Mirrored', (x, y) => [1 - x, y]],
  ['rh', 'Rotated 90°, mirrored', (x, y) => [y, x]],
  ['rrh', 'Rotated 180°, mirrored', (x, y) => [x, 1 - y]],
  ['hr', 'Rotated 270°, mirrored', (x, y) => [1 - y, 1 - x]],
];

const note = (lab: Element): string => find(lab, '.note').innerText;
const sidesOf = (element: Element): number[] => {
  const { width: across, height: down } = element.getBoundingClientRect();
  return [across * devicePixelRatio, down * devicePixelRatio];
};

async function turn(lab: XrayLab, keys: string): Promise<void> {
  await tabTo(area(lab));
  for (const key of keys) await (key === 'R' ? press('Shift', 'R') : press(key));
}

describe('an image that is turned', () => {
  for (const [keys, said, seen] of ORIENTATIONS) {
    it(`is read where it is seen: ${said || 'not at all'}`, async () => {
      const lab = await openViewer({}, radiograph(width, height), 740);
      await turn(lab, keys);
      area(lab).scrollIntoView({ block: 'center' });
      await waitUntil(() => note(lab) === said);
      await press('1');
      await waitUntil(() => zoomShown(lab) === '100 %');
      const canvas = canvasIn(panes(lab)[0]);
      const sides = /90|270/.test(said) ? [height, width] : [width, height];
      await waitUntil(() => String(sidesOf(canvas)) === String(sides));
      for (let i = 0; i < 2; i++) button(lab, 'Zoom in').click();
      await waitUntil(() => zoomShown(lab) === '400 %');
      await waitUntil(() => String(sidesOf(canvas)) === String(sides.map((side) => 4 * side)));
      for (const [x, y] of [
        [70, 50],
        [95, 72],
      ]) {
        const box = canvas.getBoundingClientRect();
        const [across, down] = seen((x + 0.5) / width, (y + 0.5) / height);
        await moveTo([Math.round(box.left + across * box.width), Math.round(box.top + down * box.height)]);
        await waitUntil(() => probed(lab)['x, y'] === `${x}, ${y}`);
      }
      // To the right as it is seen, by ten pixels.
      await press('c');
      await press('Control', 'Shift', 'ArrowRight');
      await waitUntil(() => findAll(panes(lab)[0], '.mark').length === 1);
      const [x, y] = probed(lab)['x, y'].split(', ').map(Number);
      const [across, down] = seen((x + 0.5) / width, (y + 0.5) / height);
      expect(across * sides[0]).to.be.closeTo(sides[0] / 2 + 10, 1);
      expect(down * sides[1]).to.be.closeTo(sides[1] / 2, 1);
      await waitUntil(() => {
        const mark = find(panes(lab)[0], '.mark').getBoundingClientRect();
        const box = canvas.getBoundingClientRect();
        const places = [mark.left - box.left - across * box.width, mark.top - box.top - down * box.height];
        return places.every((fault) => Math.abs(fault) <= 1);
      });
    });
  }

  it('is turned in both panes, follows the pointer, and its results are as they were', async () => {
    const lab = await openViewer();
    const before = await lab.results[0].read('grayscale');
    enter(choice(lab, 'Compare'), 'side');
    await waitUntil(() => panes(lab).length === 2);
    button(lab, 'Turn the view by a quarter').click();
    await waitUntil(() => note(lab) === 'Rotated 90°');
    await painted(lab);
    await waitUntil(() =>
      panes(lab).every((pane) => {
        const [across, down] = sidesOf(canvasIn(pane));
        return across < down;
      }),
    );
    expect(await lab.results[0].read('grayscale')).to.deep.equal(before);
  });

  it('is told, and upright again', async () => {
    const lab = await openViewer();
    const spoken = (): string => find(find(lab, 'xray-viewer'), '[role="status"]').innerText;
    await turn(lab, 'h');
    await waitUntil(() => spoken() === 'Mirrored');
    await turn(lab, 'h');
    await waitUntil(() => spoken() === 'As in the file' && note(lab) === '');
  });

  it('stays so while its file is listed; another one is not', async () => {
    const lab = await openViewer();
    await turn(lab, 'r');
    await waitUntil(() => note(lab) === 'Rotated 90°');
    await lab.process(await pngFile('b.png', radiograph(width, height, 2)));
    await press('[');
    await waitUntil(() => note(lab) === 'Rotated 90°');
    await press(']');
    await waitUntil(() => note(lab) === '');
  });
});

it('enlarged pixels are squares, or run into each other, which is said', async () => {
  const lab = await openViewer();
  const enlarged = (): boolean => canvasIn(panes(lab)[0]).classList.contains('enlarged');
  await waitUntil(enlarged);
  button(lab, 'Smooth').click();
  await waitUntil(() => !enlarged() && note(lab) === 'Smoothed');
  button(lab, 'Smooth').click();
  await waitUntil(() => enlarged() && note(lab) === '');
});
