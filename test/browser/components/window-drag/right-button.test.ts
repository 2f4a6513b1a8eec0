import { expect } from '@open-wc/testing';
import { sendKeys, sendMouse } from '@web/test-runner-commands';
import { radiograph, rgbNoise } from '../../../support/images.ts';
import { buttons, find, findAll } from '../support/lab-fixture.ts';
import { chooseByLetter, doubleClickAt, moveTo, placeIn, press, type Place } from '../support/reader.ts';
import { area, choice, painted, panes, probed } from '../support/viewer-fixture.ts';
import { waitUntil } from '../support/wait-until.ts';
import { data, height, menusOver, openFilm, showsWhatIsSet, width } from '../support/window-fixture.ts';
import { hasWebgl2, skipWithout } from '../../../support/skip-without.ts';

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
