import { expect } from '@open-wc/testing';
import type { XrayLab } from '../../../../src/components/lab/xray-lab.ts';
import type { Raster16 } from '../../../../src/image/raster-image.ts';
import { radiograph, rgbNoise } from '../../../support/images.ts';
import { shownBy } from '../../../support/opencv.ts';
import { button, canvasOf, enter, find, findAll, grayOn, openLab, pngFile } from '../support/lab-fixture.ts';
import { press } from '../support/reader.ts';
import { waitUntil } from '../support/wait-until.ts';
import { hasWebgl2, skipWithout } from '../../../support/skip-without.ts';

const [width, height] = [120, 90];
const data = Uint16Array.from(radiograph(width, height).data, (value, i) => 90 + value * 15 + (i % 13));
const film: Raster16 = { width, height, channels: 1, bitDepth: 16, data };

const legends = (lab: Element): string[] => findAll(lab, 'legend').map(({ innerText }) => innerText);
const shownIn = (lab: Element): string => find(find(lab, 'xray-image-details'), 'section').innerText;

/** Waits until the original shows what the element's window makes of the film. */
async function showsFilm(lab: XrayLab): Promise<void> {
  const shown = async (): Promise<boolean> => {
    const [result] = lab.results;
    const expected = shownBy(result.params.window, film).data;
    const { data: read } = await result.read('original');
    return result.params === lab.params && read.every((value, i) => value === expected[i]);
  };
  await waitUntil(async () => lab.results.length === 1 && (await shown()));
}

for (const backend of ['cpu', 'webgl2']) {
  describe(`the window of <xray-lab> on ${backend}`, () => {
    before(async function () {
      if (backend === 'webgl2') await skipWithout(this, 'WebGL2', hasWebgl2());
    });

    it('is that of a film of 12 bits, is set by hand, inverted, and taken back', async () => {
      const lab = await openLab({ backend });
      await lab.process(await pngFile('film.png', film));
      await lab.updateComplete;
      expect(legends(lab)[0]).to.equal('Window');
      await showsFilm(lab);
      const [from, to] = [Math.min(...data), Math.max(...data)];
      expect(shownIn(lab)).to.contain(`Shown from ${from} to ${to}.`);

      button(lab, 'Full range').click();
      await showsFilm(lab);
      expect([lab.windowSource, find<HTMLSelectElement>(lab, '#window-source').value]).to.deep.equal(['full', 'full']);
      expect(shownIn(lab)).not.to.contain('Shown from');

      enter(find<HTMLSelectElement>(lab, '#window-source'), 'auto');
      await showsFilm(lab);
      enter(find<HTMLInputElement>(lab, '#window-width'), '500');
      expect(lab.params.window).to.include({ source: 'manual', center: (from + to + 1) / 2, width: 500 });
      await showsFilm(lab);
      await waitUntil(() => grayOn(canvasOf(lab, 'original')).includes(255));

      button(lab, 'Undo').focus();
      await press('i');
      expect([lab.windowInvert, lab.getAttribute('window-invert')]).to.deep.equal([true, '']);
      await showsFilm(lab);
      button(lab, 'Undo').click();
      button(lab, 'Undo').click();
      expect(lab.params.window).to.include({ source: 'auto', invert: false });
      await showsFilm(lab);
      expect(lab.backendInUse).to.equal(backend);
    });
  });
}

it('colours have no window, and no key inverts them', async () => {
  const lab = await openLab();
  await lab.process(await pngFile('a.png', rgbNoise(40, 30, 1)));
  await lab.updateComplete;
  expect(legends(lab)).to.not.include('Window');
  find(lab, '#blur-sigma').focus();
  await press('i');
  expect(lab.windowInvert).to.equal(false);
});

it('attributes set it, and what is not allowed is the default', async () => {
  const lab = await openLab({
    'window-source': 'manual',
    'window-center': '100',
    'window-width': '50',
    'window-invert': '',
  });
  expect(lab.params.window).to.include({ source: 'manual', center: 100, width: 50, invert: true });
  lab.windowSource = 'middle';
  expect(lab.windowSource).to.equal('auto');
});
