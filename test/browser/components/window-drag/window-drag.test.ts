import { expect, nextFrame } from '@open-wc/testing';
import { sendKeys, sendMouse } from '@web/test-runner-commands';
import type { XrayLab } from '../../../../src/components/lab/xray-lab.ts';
import type { Raster16 } from '../../../../src/image/raster-image.ts';
import { radiograph, rgbNoise } from '../../../support/images.ts';
import { shownBy } from '../../../support/opencv.ts';
import { button, buttons, find, findAll, openLab, pngFile } from '../support/lab-fixture.ts';
import {
  chooseByLetter,
  clickOn,
  doubleClickAt,
  drag,
  moveTo,
  placeIn,
  press,
  tabTo,
  type Place,
} from '../support/reader.ts';
import { area, choice, painted, panes, pointer, probed, zoomShown } from '../support/viewer-fixture.ts';
import { waitUntil } from '../support/wait-until.ts';
import { hasWebgl2, onBackend, skipWithout } from '../../../support/skip-without.ts';

const [width, height] = [120, 90];
const data = Uint16Array.from(radiograph(width, height).data, (value, i) => 90 + value * 15 + (i % 13));
const film: Raster16 = { width, height, channels: 1, bitDepth: 16, data };

/** With the film's original in the viewer; narrower than the window of the tests. */
async function openFilm(backend = 'cpu', image: Parameters<typeof pngFile>[1] = film): Promise<XrayLab> {
  const lab = await openLab({ backend }, 740);
  await lab.process(await pngFile('film.png', image));
  await lab.updateComplete;
  await clickOn(findAll(lab, 'button.open')[0]);
  await painted(lab);
  return lab;
}

async function dragRight(from: Place, ...places: Place[]): Promise<void> {
  await moveTo(from);
  await sendMouse({ type: 'down', button: 'right' });
  for (const place of places) await moveTo(place);
  await sendMouse({ type: 'up', button: 'right' });
}

async function clickRight(place: Place, times = 1): Promise<void> {
  await moveTo(place);
  for (let click = 0; click < times; click++) {
    await sendMouse({ type: 'down', button: 'right' });
    await sendMouse({ type: 'up', button: 'right' });
  }
}

/** Menus of the browser that were wanted over the page: whether each was kept back. */
function menusOver(lab: Element): boolean[] {
  const menus: boolean[] = [];
  lab.addEventListener('contextmenu', (event) => {
    menus.push(event.defaultPrevented);
    // No test goes on under an open menu.
    event.preventDefault();
  });
  return menus;
}

async function showsWhatIsSet(lab: XrayLab): Promise<void> {
  const shown = async (): Promise<boolean> => {
    const [result] = lab.results;
    const expected = shownBy(lab.params.window, film).data;
    const { data: read } = await result.read('original');
    return result.params === lab.params && read.every((value, i) => value === expected[i]);
  };
  await waitUntil(shown);
}

for (const backend of ['cpu', 'webgl2']) {
  describe(`the window is dragged with the right button, on ${backend}`, () => {
    before(async function () {
      if (backend === 'webgl2') await skipWithout(this, 'WebGL2', hasWebgl2());
    });

    it('live, as one step, and says so', async () => {
      const lab = await openFilm(backend);
      const menus = menusOver(lab);
      const named: (string | null)[] = [];
      lab.addEventListener('xray-change', ({ detail }) => named.push(detail.name));
      const [x, y] = await placeIn(area(lab));
      const before = probed(lab).Window;
      await dragRight([x, y], [x + 5, y], [x + 85, y], [x + 165, y + 20]);
      const { window } = lab.params;
      expect(window).to.include({ source: 'manual', function: 'linear' });
      // 160 CSS pixels double what was seen: from the lowest to the highest value.
      const [from, to] = [Math.min(...data), Math.max(...data)];
      expect(window.width).to.equal(2 * (to - from + 1));
      expect(window.center).to.equal(Math.round((from + to + 1) / 2 + (20 * (to - from + 1)) / 512));
      expect(named).to.deep.equal(['window.width', 'window.width']);
      await showsWhatIsSet(lab);
      await waitUntil(() => probed(lab).Window === `${window.center} / ${window.width}`);
      expect(before).to.equal(`${(from + to + 1) / 2} / ${to - from + 1}`);
      expect([lab.getAttribute('window-source'), lab.getAttribute('window-width')]).to.deep.equal([
        'manual',
        String(window.width),
      ]);
      // Of the press: nobody knew yet.
      expect(menus).to.deep.equal([true]);
      await press('Control', 'z');
      expect(lab.params.window.source).to.equal('auto');
      await showsWhatIsSet(lab);
      await waitUntil(() => probed(lab).Window === before);
      expect(lab.backendInUse).to.equal(backend);
    });
  });
}

describe('the right button over the picture', () => {
  it('brings the preset back by a double click', async () => {
    const lab = await openFilm();
    menusOver(lab);
    const [x, y] = await placeIn(area(lab));
    await dragRight([x, y], [x - 10, y], [x - 60, y]);
    await waitUntil(() => lab.params.window.source === 'manual');
    await doubleClickAt([x - 100, y - 30], 'right');
    await waitUntil(() => lab.params.window.source === 'auto');
    expect(lab.params.window).to.include({ center: 32768, width: 65536 });
  });

  it('leaves the menu to Shift, and to images without a window', async () => {
    const lab = await openFilm();
    const menus = menusOver(lab);
    const [x, y] = await placeIn(area(lab));
    await sendKeys({ down: 'Shift' });
    await dragRight([x, y], [x + 30, y], [x + 60, y]);
    await sendKeys({ up: 'Shift' });
    // Firefox shows its menu then without telling the page.
    expect(menus).not.to.include(true);
    expect(lab.params.window.source).to.equal('auto');
    const colours = await openFilm('cpu', rgbNoise(60, 40, 1));
    const others = menusOver(colours);
    const place = await placeIn(area(colours));
    await clickRight(place);
    await dragRight(place, [place[0] + 30, place[1]], [place[0] + 60, place[1]]);
    expect(others).to.deep.equal([false, false]);
    expect(colours.params.window.source).to.equal('auto');
    expect(buttons(colours, 'Window')).to.deep.equal([]);
  });

  it('keeps the menu back after a drag only, where it comes when the button is let go', async () => {
    const lab = await openFilm();
    const menus = menusOver(lab);
    const target = area(lab);
    target.setPointerCapture = () => undefined;
    const [x, y] = await placeIn(target);
    const sent = (type: string, at: Place, buttons: number): void => {
      const [clientX, clientY] = at;
      const options = { bubbles: true, composed: true, cancelable: true, button: 2, buttons, clientX, clientY };
      target.dispatchEvent(new PointerEvent(type, { ...options, pointerId: 7, pointerType: 'mouse' }));
    };
    const wanted = async (...way: Place[]): Promise<void> => {
      sent('pointerdown', [x, y], 2);
      for (const place of way) sent('pointermove', place, 2);
      sent('pointerup', way[way.length - 1] ?? [x, y], 0);
      sent('contextmenu', way[way.length - 1] ?? [x, y], 0);
      await lab.updateComplete;
    };
    await wanted();
    await wanted([x + 3, y]);
    expect(lab.params.window.source).to.equal('auto');
    await wanted([x + 10, y], [x + 60, y]);
    expect(lab.params.window.source).to.equal('manual');
    await wanted();
    // By a key.
    sent('contextmenu', [x, y], 0);
    expect(menus).to.deep.equal([false, false, true, false, false]);
  });
});

describe('the tool “Window”', () => {
  it('has the primary button move the window and not the image, and a double click bring the preset back', async () => {
    const lab = await openFilm();
    await clickOn(button(lab, 'Window'));
    await waitUntil(() => button(lab, 'Window').getAttribute('aria-pressed') === 'true');
    for (let times = 0; times < 4; times++) await clickOn(button(lab, 'Zoom in'));
    await nextFrame();
    const zoom = zoomShown(lab);
    const [x, y] = await placeIn(area(lab));
    const pixelUnder = async (place: Place): Promise<string> => {
      await moveTo(place);
      await nextFrame();
      return probed(lab)['x, y'];
    };
    const pixel = await pixelUnder([x, y]);
    await drag([x, y], [x + 40, y - 40]);
    await waitUntil(() => lab.params.window.source === 'manual');
    const { center } = lab.params.window;
    expect(center).to.be.lessThan((Math.min(...data) + Math.max(...data) + 1) / 2);
    await showsWhatIsSet(lab);
    expect(await pixelUnder([x, y])).to.equal(pixel);
    await doubleClickAt([x - 60, y + 30]);
    await waitUntil(() => lab.params.window.source === 'auto');
    expect(zoomShown(lab)).to.equal(zoom);
    // Off, it moves the image again.
    await clickOn(button(lab, 'Window'));
    const there = await placeIn(area(lab));
    await drag(there, [there[0] + 40, there[1]]);
    expect(await pixelUnder([x, y])).not.to.equal(pixel);
    expect(lab.params.window.source).to.equal('auto');
  });

  it('has keys: W, arrows, and Shift + W', async () => {
    const lab = await openFilm();
    await tabTo(area(lab));
    await press('w');
    await waitUntil(() => button(lab, 'Window').getAttribute('aria-pressed') === 'true');
    await press('ArrowRight');
    await press('ArrowDown');
    const [from, to] = [Math.min(...data), Math.max(...data)];
    const { window } = lab.params;
    expect(window.width).to.equal(Math.round((to - from + 1) * 2 ** 0.1));
    expect(window.center).to.be.greaterThan((from + to + 1) / 2);
    await waitUntil(() =>
      findAll(lab, '[role="status"]').some(({ innerText }) =>
        innerText.includes(`Window ${window.center} / ${window.width}`),
      ),
    );
    await showsWhatIsSet(lab);
    await press('Shift', 'W');
    expect(lab.params.window.source).to.equal('auto');
    await press('w');
    await waitUntil(() => button(lab, 'Window').getAttribute('aria-pressed') === 'false');
    await press('ArrowRight');
    expect(lab.params.window.source).to.equal('auto');
  });

  it('is one finger’s: two never move the window, nor the one of them that stays', async () => {
    const lab = await openFilm();
    await clickOn(button(lab, 'Window'));
    const target = area(lab);
    target.setPointerCapture = () => undefined;
    const [x, y] = await placeIn(target);
    const fitting = zoomShown(lab);
    pointer('pointerdown', target, x - 20, y, 1);
    pointer('pointerdown', target, x + 20, y, 2);
    pointer('pointermove', target, x - 80, y, 1);
    pointer('pointermove', target, x + 80, y, 2);
    pointer('pointerup', target, x + 80, y, 2);
    pointer('pointermove', target, x - 20, y - 60, 1);
    pointer('pointerup', target, x - 20, y - 60, 1);
    await waitUntil(() => zoomShown(lab) !== fitting);
    expect(lab.params.window.source).to.equal('auto');
    pointer('pointerdown', target, x, y, 3);
    for (const way of [10, 40, 80]) pointer('pointermove', target, x - way, y, 3);
    pointer('pointerup', target, x - 80, y, 3);
    expect(lab.params.window).to.include({ source: 'manual' });
    // Sideways, as a swipe would be.
    expect(choice(lab, 'Image').value).to.equal('original');
  });

  it('works beside another image too, and over a divider', async () => {
    const lab = await openFilm();
    menusOver(lab);
    await chooseByLetter(choice(lab, 'Compare'), 's');
    await waitUntil(() => panes(lab).length === 2);
    await painted(lab);
    const [x, y] = await placeIn(panes(lab)[1]);
    await dragRight([x, y], [x + 5, y], [x + 85, y]);
    const { window } = lab.params;
    expect(window.width).to.be.greaterThan(Math.max(...data) - Math.min(...data) + 1);
    await showsWhatIsSet(lab);
    await chooseByLetter(choice(lab, 'Compare'), 'w');
    await waitUntil(() => findAll(lab, '.handle').length === 1);
    const handle = find(lab, '.handle');
    const at = await placeIn(handle);
    await dragRight(at, [at[0] - 5, at[1]], [at[0] - 85, at[1]]);
    expect(lab.params.window.width).to.be.lessThan(window.width);
    expect(handle.getAttribute('aria-valuenow')).to.equal('50');
  });
});

it('a gray picture of 8 bits has a window to drag too', async () => {
  const lab = await openFilm('cpu', radiograph(width, height));
  menusOver(lab);
  expect(probed(lab)).not.to.have.any.keys('Window', 'Stored');
  const [x, y] = await placeIn(area(lab));
  await dragRight([x, y], [x - 5, y], [x - 165, y]);
  expect(lab.params.window).to.include({ source: 'manual', center: 128, width: 128 });
  await waitUntil(() => probed(lab).Window === '128 / 128');
});

for (const backend of ['cpu', 'webgl2']) {
  it(
    `what is stored is told at a pixel, on ${backend}`,
    onBackend(backend, async () => {
      const lab = await openFilm(backend);
      await tabTo(area(lab));
      await press('c');
      const [column, row] = [width / 2, height / 2];
      await waitUntil(() => probed(lab).Stored === String(data[row * width + column]));
      expect(probed(lab)).not.to.have.any.keys('Value');
      await waitUntil(() =>
        findAll(lab, '[role="status"]').some(({ innerText }) =>
          innerText.includes(`Stored ${data[row * width + column]}`),
        ),
      );
      await press('Shift', 'ArrowRight');
      await waitUntil(
        () =>
          probed(lab).Stored ===
          String(data[row * width + column + Number(probed(lab)['x, y'].split(',')[0]) - column]),
      );
      expect(probed(lab)['x, y']).not.to.equal(`${column}, ${row}`);
    }),
  );
}
