import type { XrayLab } from '../../../../src/components/lab/xray-lab.ts';
import type { Raster16 } from '../../../../src/image/raster-image.ts';
import { radiograph } from '../../../support/images.ts';
import { shownBy } from '../../../support/opencv.ts';
import { findAll, openLab, pngFile } from './lab-fixture.ts';
import { clickOn } from './reader.ts';
import { painted } from './viewer-fixture.ts';
import { waitUntil } from './wait-until.ts';

export const [width, height] = [120, 90];
export const data = Uint16Array.from(radiograph(width, height).data, (value, i) => 90 + value * 15 + (i % 13));
export const film: Raster16 = { width, height, channels: 1, bitDepth: 16, data };

/** With the film's original in the viewer; narrower than the window of the tests. */
export async function openFilm(backend = 'cpu', image: Parameters<typeof pngFile>[1] = film): Promise<XrayLab> {
  const lab = await openLab({ backend }, 740);
  await lab.process(await pngFile('film.png', image));
  await lab.updateComplete;
  await clickOn(findAll(lab, 'button.open')[0]);
  await painted(lab);
  return lab;
}

/** Menus of the browser that were wanted over the page: whether each was kept back. */
export function menusOver(lab: Element): boolean[] {
  const menus: boolean[] = [];
  lab.addEventListener('contextmenu', (event) => {
    menus.push(event.defaultPrevented);
    // No test goes on under an open menu.
    event.preventDefault();
  });
  return menus;
}

export async function showsWhatIsSet(lab: XrayLab): Promise<void> {
  const shown = async (): Promise<boolean> => {
    const [result] = lab.results;
    const expected = shownBy(lab.params.window, film).data;
    const { data: read } = await result.read('original');
    return result.params === lab.params && read.every((value, i) => value === expected[i]);
  };
  await waitUntil(shown);
}
