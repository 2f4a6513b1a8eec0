import { expect, nextFrame } from '@open-wc/testing';
import { button, findAll } from '../support/lab-fixture.ts';
import { clickOn, doubleClickAt, drag, moveTo, placeIn, press, tabTo, type Place } from '../support/reader.ts';
import { area, choice, pointer, probed, zoomShown } from '../support/viewer-fixture.ts';
import { waitUntil } from '../support/wait-until.ts';
import { data, height, menusOver, openFilm, showsWhatIsSet, width } from '../support/window-fixture.ts';
import { onBackend } from '../../../support/skip-without.ts';

describe('the right button', () => {
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
