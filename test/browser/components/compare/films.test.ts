import { expect } from '@open-wc/testing';
import type { XrayLab } from '../../../../src/components/lab/xray-lab.ts';
import type { RasterImage } from '../../../../src/image/raster-image.ts';
import { STAGE_IDS, type StageId } from '../../../../src/pipeline/standard-graph.ts';
import { noise, radiograph, rgbNoise } from '../../../support/images.ts';
import { onBackend } from '../../../support/skip-without.ts';
import { button, buttons, choose, enter, findAll, grayOn, openLab, pngFile } from '../support/lab-fixture.ts';
import { press } from '../support/reader.ts';
import { area, canvasIn, choice, painted, panes, zoomShown } from '../support/viewer-fixture.ts';
import { waitUntil } from '../support/wait-until.ts';

const FILM = 'Film to compare with';
const captions = (lab: Element): string[] => findAll(lab, '.caption:not(.note)').map(({ innerText }) => innerText);
const options = (lab: Element): string[] => [...choice(lab, FILM).options].map(({ text }) => text);
const label = (lab: Element): string => area(lab).getAttribute('aria-label') ?? '';

/** Opened beside each other, the last to come on show. */
async function openFilms(images: readonly RasterImage[], attributes: Record<string, string> = {}): Promise<XrayLab> {
  const lab = await openLab(attributes);
  for (const [i, image] of images.entries()) await lab.process(await pngFile(`${i + 1}.png`, image));
  await waitUntil(() => !lab.busy);
  if (images.length > 1) await show(lab, images.length);
  button(lab, 'Open Grayscale').click();
  await waitUntil(() => panes(lab).length === 1);
  enter(choice(lab, 'Compare'), 'side');
  await waitUntil(() => panes(lab).length === 2);
  return lab;
}

/** Puts a film on show, wherever it is among the files. */
async function show(lab: XrayLab, film: number): Promise<void> {
  const rows = (): HTMLElement[] => findAll(lab, `[title="${film}.png"]`);
  // The list gathers its changes for a frame.
  await waitUntil(() => rows().length > 0);
  rows()[0].click();
  await waitUntil(() => !lab.busy);
  await lab.updateComplete;
}

/** Whether the canvas in a pane has just these gray values. */
function shows(lab: XrayLab, pane: number, { data, channels }: RasterImage): boolean {
  const seen = grayOn(canvasIn(panes(lab)[pane]));
  return seen.length * channels === data.length && seen.every((value, i) => value === data[i * channels]);
}

for (const backend of ['cpu', 'webgl2']) {
  it(
    `any stage of another film is seen beside this one, with its exact bytes at 1:1, ${backend}`,
    onBackend(backend, async () => {
      const lab = await openFilms([noise(140, 90, 1), rgbNoise(140, 90, 2)], { backend });
      const other = lab.results.find(({ name }) => name === '1.png');
      if (!other) throw new Error('There is no result.');
      enter(choice(lab, FILM), choice(lab, FILM).options[1].value);
      button(lab, '1:1').click();
      for (const stage of STAGE_IDS) {
        enter(choice(lab, 'Compared with'), stage);
        const pixels = await other.read(stage);
        await waitUntil(() => shows(lab, 1, pixels), stage);
      }
      expect(captions(lab)).to.deep.equal(['Grayscale · 2.png', 'Edges · 1.png']);
      expect(canvasIn(panes(lab)[1]).getAttribute('aria-label')).to.equal('Edges of 1.png');
    }),
  );

  it(
    `reduced, it is the picture that an engine draws of it, ${backend}`,
    onBackend(backend, async () => {
      const lab = await openFilms([noise(1900, 1300, 1), noise(1900, 1300, 1)], { backend });
      for (const stage of ['grayscale', 'edges'] as const satisfies readonly StageId[]) {
        enter(choice(lab, 'Image'), stage);
        enter(choice(lab, 'Compared with'), stage);
        enter(choice(lab, FILM), choice(lab, FILM).options[1].value);
        await painted(lab);
        await waitUntil(() => {
          const [own, other] = panes(lab).map((pane) => grayOn(canvasIn(pane)));
          return own.length > 1000 && own.length < 1900 * 1300 && own.every((value, i) => value === other[i]);
        }, stage);
      }
      enter(choice(lab, 'Compare'), 'difference');
      await waitUntil(() => {
        const seen = grayOn(canvasIn(panes(lab)[0]));
        return panes(lab).length === 1 && seen.length > 1000 && seen.every((value) => value === 0);
      });
    }),
  );
}

it('a film that is not processed is not offered, nor is the one on show', async () => {
  const lab = await openFilms([radiograph(90, 60), radiograph(90, 60, 2), radiograph(90, 60, 3)]);
  lab.setAttribute('manual', '');
  await lab.updateComplete;
  choose(lab, [await pngFile('4.png', radiograph(90, 60, 4))]);
  await waitUntil(() => findAll(lab, '[title="4.png"]').length > 0);
  await lab.updateComplete;
  expect(options(lab)).to.deep.equal(['This film', '1.png', '2.png']);
  const alone = await openFilms([radiograph(90, 60)]);
  expect(findAll(alone, `select[aria-label="${FILM}"]`)).to.have.length(0);
});

it('films of two sizes are seen at one scale, with their middles on each other', async () => {
  const lab = await openFilms([noise(200, 150, 1), noise(100, 90, 2)]);
  enter(choice(lab, FILM), choice(lab, FILM).options[1].value);
  enter(choice(lab, 'Compared with'), 'grayscale');
  await painted(lab);
  const places = (): number[][] =>
    panes(lab).map((pane) => {
      const [box, canvas] = [pane, canvasIn(pane)].map((each) => each.getBoundingClientRect());
      return [
        canvas.width / canvasIn(pane).width,
        (canvas.left + canvas.right - box.left - box.right) / 2,
        (canvas.top + canvas.bottom - box.top - box.bottom) / 2,
      ];
    });
  // All of both.
  const whole = panes(lab)[1].getBoundingClientRect();
  expect(canvasIn(panes(lab)[1]).getBoundingClientRect().width).to.be.at.most(whole.width + 1);
  button(lab, '1:1').click();
  await waitUntil(() => zoomShown(lab) === '100 %');
  await waitUntil(() => places().every(([scale]) => scale === 1));
  const [first, second] = places();
  for (const i of [1, 2]) expect(first[i]).to.be.closeTo(second[i], 1);
  const gray = await Promise.all(
    [1, 2].map((i) => lab.results.find(({ name }) => name === `${i}.png`)?.read('grayscale')),
  );
  enter(choice(lab, 'Compare'), 'difference');
  const [larger, smaller] = gray.map((image) => image?.data ?? []);
  const expected = [...smaller].map((value, i) => {
    const [x, y] = [(i % 100) + 50, Math.floor(i / 100) + 30];
    return Math.abs(value - larger[y * 200 + x]);
  });
  await waitUntil(() => {
    const seen = grayOn(canvasIn(panes(lab)[0]));
    return seen.length === expected.length && seen.every((value, i) => value === expected[i]);
  });
});

it('what is kept as B stays as it was while the parameters change, and is called by what differs', async () => {
  const lab = await openFilms([noise(140, 90, 1)]);
  enter(choice(lab, 'Image'), 'blurred');
  button(lab, '1:1').click();
  const before = await lab.results[0].read('blurred');
  button(lab, 'Keep as B').click();
  // At once: it is of the parameters as they were.
  lab.setAttribute('blur-size', '15');
  lab.setAttribute('blur-sigma', '4');
  await waitUntil(() => !lab.busy);
  await waitUntil(() => shows(lab, 1, before));
  const after = await lab.results[0].read('blurred');
  await waitUntil(() => shows(lab, 0, after));
  expect(choice(lab, FILM).value).to.equal('kept');
  expect(options(lab)).to.deep.equal(['This film', 'B: Kernel size 5 px, Sigma 1 px']);
  expect(captions(lab)).to.deep.equal(['A: Blurred', 'B: Blurred · Kernel size 5 px, Sigma 1 px']);
  enter(choice(lab, 'Compared with'), 'edges');
  const edges = await lab.results[0].read('edges');
  await waitUntil(() => captions(lab)[1] === 'B: Edges · Kernel size 5 px, Sigma 1 px');
  await painted(lab);
  expect(shows(lab, 1, edges)).to.equal(false);
  // Anew, in its place.
  button(lab, 'Keep as B').click();
  await waitUntil(() => !lab.busy && shows(lab, 1, after));
  expect(captions(lab)).to.deep.equal(['A: Blurred', 'B: Blurred']);
});

it('brackets keep the film that is compared with, and each film what was kept of it', async () => {
  const lab = await openFilms([noise(90, 60, 1), noise(90, 60, 2), noise(90, 60, 3)]);
  enter(choice(lab, FILM), choice(lab, FILM).options[2].value);
  enter(choice(lab, 'Compared with'), 'grayscale');
  area(lab).focus();
  await waitUntil(() => captions(lab)[1] === 'Grayscale · 2.png');
  await press('[');
  await waitUntil(() => label(lab) === 'Grayscale of 2.png, viewer');
  await waitUntil(() => captions(lab).join() === 'Grayscale,Grayscale');
  await press('[');
  await waitUntil(() => captions(lab).join() === 'Grayscale · 1.png,Grayscale · 2.png');
  await painted(lab);
  button(lab, 'Keep as B').click();
  await waitUntil(() => !lab.busy && captions(lab)[1] === 'B: Grayscale');
  area(lab).focus();
  await press(']');
  await waitUntil(() => label(lab) === 'Grayscale of 2.png, viewer');
  await waitUntil(() => captions(lab).join() === 'Grayscale,Grayscale');
  await press('[');
  await waitUntil(() => captions(lab)[1] === 'B: Grayscale');
});

it('a film that is removed is compared with no longer', async () => {
  const lab = await openFilms([noise(90, 60, 1), noise(90, 60, 2)]);
  enter(choice(lab, FILM), choice(lab, FILM).options[1].value);
  await painted(lab);
  buttons(lab, 'Remove 1.png')[0].click();
  await waitUntil(() => findAll(lab, `select[aria-label="${FILM}"]`).length === 0);
  await painted(lab);
  expect(captions(lab)).to.deep.equal(['Grayscale', 'Edges']);
});
