import { expect } from '@open-wc/testing';
import type { XrayLab } from '../../../../src/components/lab/xray-lab.ts';
import { radiograph } from '../../../support/images.ts';
import { focused } from '../support/focused.ts';
import { button, enter, find, openLab, pngFile } from '../support/lab-fixture.ts';
import { press, tabTo } from '../support/reader.ts';
import { area, choice, painted, zoomShown } from '../support/viewer-fixture.ts';
import { waitUntil } from '../support/wait-until.ts';

/** Two films of one size, and one of another; the first is on show. */
async function openFilms(): Promise<XrayLab> {
  const lab = await openLab();
  const films = [radiograph(160, 120), radiograph(160, 120, 2), radiograph(90, 120)];
  await lab.process(await Promise.all(films.map((film, i) => pngFile(`${i + 1}.png`, film))));
  await lab.updateComplete;
  await waitUntil(() => !lab.busy);
  return lab;
}

const said = (lab: Element): string => find(lab, '.lab > [role="status"]').innerText;
const label = (lab: Element): string => area(lab).getAttribute('aria-label') ?? '';

it('brackets go from film to film, in the viewer too, where everything stays for films of one size', async () => {
  const lab = await openFilms();
  await tabTo(button(lab, 'Open Grayscale'));
  // To the first, whichever is on show.
  for (const key of [']', '[', '[']) await press(key);
  await waitUntil(() => said(lab) === '1.png, 1 of 3');
  await press('Enter');
  await painted(lab);
  enter(choice(lab, 'Compare'), 'divider');
  await press('1');
  await press('+');
  await waitUntil(() => zoomShown(lab) === '141 %');
  await press(']');
  await waitUntil(() => label(lab) === 'Grayscale of 2.png, viewer');
  expect(said(lab)).to.equal('2.png, 2 of 3');
  await painted(lab);
  expect([zoomShown(lab), choice(lab, 'Compare').value, focused() === area(lab)]).to.deep.equal([
    '141 %',
    'divider',
    true,
  ]);
  await press(']');
  await waitUntil(() => label(lab) === 'Grayscale of 3.png, viewer' && zoomShown(lab) !== '141 %');
  await press(']');
  await press('[');
  await waitUntil(() => label(lab) === 'Grayscale of 2.png, viewer');
});
