import { expect, nextFrame } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { makePhantom, PHANTOM } from '../../../../scripts/samples/phantom.mjs';
import { createEngine, decodeImage, regionStatistics } from '../../../../src/core.ts';
import type { XrayLab } from '../../../../src/components/lab/xray-lab.ts';
import { grayRaster } from '../../../../src/image/raster-image.ts';
import type { ImagePoint, Measurement, MeasurementKind } from '../../../../src/measure/measurement.ts';
import { sizesOf } from '../../../../src/measure/geometry.ts';
import { STAGE_IDS } from '../../../../src/pipeline/standard-graph.ts';
import { seededRandom } from '../../../support/images.ts';
import { hasWebgl2, skipWithout } from '../../../support/skip-without.ts';
import { button, choose, enter, find, findAll, next, pngFile, record } from '../support/lab-fixture.ts';
import { placeInWindow } from '../support/place-in-window.ts';
import { area, choice, fitted, openViewer, pointer, zoomShown } from '../support/viewer-fixture.ts';
import { waitUntil } from '../support/wait-until.ts';

const phantom = (): ReturnType<typeof grayRaster> => {
  const { width, height, gray } = makePhantom();
  return grayRaster(width, height, gray);
};

async function openPhantom(around = ''): Promise<XrayLab> {
  const lab = await openViewer({}, phantom(), 900);
  if (around) (lab.parentElement as HTMLElement).style.cssText += `;${around}`;
  area(lab).setPointerCapture = () => undefined;
  area(lab).scrollIntoView({ block: 'center' });
  await fitted(lab);
  return lab;
}

async function take(lab: XrayLab, tool: MeasurementKind | ''): Promise<void> {
  enter(choice(lab, 'Measure'), tool);
  await lab.updateComplete;
}

/** Where a place of the image is in the window while its middle is that of the view; all of it is in view unless there is a `zoom`. */
function windowPlace(lab: XrayLab, { x, y }: ImagePoint, seenAt?: number): [number, number] {
  const { clientWidth: width, clientHeight: height } = area(lab);
  const zoom = seenAt ?? Math.min(width / PHANTOM.width, height / PHANTOM.height);
  const across = 0.5 + ((x - PHANTOM.width / 2) * zoom) / width;
  return placeInWindow(area(lab), across, 0.5 + ((y - PHANTOM.height / 2) * zoom) / height);
}

/** With a hand or a finger, from one place of the image to another. */
async function dragOn(lab: XrayLab, from: ImagePoint, to: ImagePoint, type = 'mouse', zoom?: number): Promise<void> {
  const [start, end] = [windowPlace(lab, from, zoom), windowPlace(lab, to, zoom)];
  const target = area(lab);
  pointer('pointerdown', target, ...start, 1, type);
  pointer('pointermove', target, (start[0] + end[0]) / 2, (start[1] + end[1]) / 2, 1, type);
  pointer('pointermove', target, ...end, 1, type);
  pointer('pointerup', target, ...end, 1, type);
  await lab.updateComplete;
}

async function tapOn(lab: XrayLab, at: ImagePoint, type = 'mouse'): Promise<void> {
  const place = windowPlace(lab, at);
  pointer('pointerdown', area(lab), ...place, 1, type);
  pointer('pointerup', area(lab), ...place, 1, type);
  await lab.updateComplete;
}

const measured = (lab: XrayLab): readonly Measurement[] => lab.measurements[0]?.measurements ?? [];
const lengthOf = (one: Measurement): number => sizesOf(one).length?.value ?? NaN;
const shapes = (lab: XrayLab): HTMLElement[] => findAll(lab, '[data-measurement]');
const [ball] = PHANTOM.balls;
const left = { x: ball.x - ball.radius, y: ball.y };
const right = { x: ball.x + ball.radius, y: ball.y };

describe('measuring', () => {
  for (const theme of ['light', 'dark']) {
    it(`axe finds nothing with what is measured, nor while it is, ${theme}`, async () => {
      const lab = await openPhantom();
      lab.theme = theme as 'light' | 'dark';
      for (const [i, tool] of (['length', 'rectangle'] as const).entries()) {
        await take(lab, tool);
        await dragOn(lab, { x: left.x, y: left.y + 30 * i }, { x: right.x, y: right.y + 30 * i + 15 });
        await expect(lab).to.be.accessible();
      }
      expect(measured(lab)).to.have.length(2);
      await take(lab, '');
      await expect(lab).to.be.accessible();
    });
  }

  for (const [how, style] of Object.entries({
    'as it is': '',
    scaled: 'transform: scale(0.6); transform-origin: 0 0',
    zoomed: 'zoom: 0.7',
    turned: 'transform: rotate(90deg) scale(0.5); transform-origin: 300px 300px',
  })) {
    for (const type of ['mouse', 'touch']) {
      it(`draws a length within a pixel of the truth, in a page ${how}, by ${type}`, async () => {
        const lab = await openPhantom(style);
        await take(lab, 'length');
        const ends = [windowPlace(lab, left), windowPlace(lab, right)];
        const exact = new PointerEvent('pointermove', { clientX: 0.5 }).clientX === 0.5;
        // Where a pointer stands on whole pixels, as in WebKitGTK, to these: each is so many of the image's.
        const perPixel = (2 * ball.radius) / Math.hypot(ends[1][0] - ends[0][0], ends[1][1] - ends[0][1]);
        const within = exact ? 1 : 1 + perPixel;
        await dragOn(lab, left, right, type);
        expect(measured(lab)).to.have.length(1);
        const [{ points, kind }] = measured(lab);
        expect(kind).to.equal('length');
        expect(points[0].x).to.be.closeTo(left.x, within);
        expect(points[0].y).to.be.closeTo(left.y, within);
        expect(points[1].x).to.be.closeTo(right.x, within);
        expect(lengthOf(measured(lab)[0])).to.be.closeTo(2 * ball.radius, within);
        // Nothing of it is cut off.
        const drawn = find(lab, '.measures svg') as Element;
        expect([drawn.clientWidth, drawn.clientHeight]).to.deep.equal([area(lab).clientWidth, area(lab).clientHeight]);
        // It is read where it is drawn, and in the list: in pixels, as nothing says how large these are.
        expect(shapes(lab)[0].getAttribute('aria-label')).to.match(/^Length 1: [\d.]+ ± 1(\.\d+)? px$/);
        expect(find(lab, '.measured').innerText).to.contain('Not calibrated').and.not.contain('mm\n');
      });
    }
  }

  for (const presses of [1, 3, 4]) {
    it(`draws a step of the wedge within a pixel of the truth, at ${2 ** presses * 100} %`, async () => {
      const lab = await openPhantom();
      area(lab).focus();
      await sendKeys({ press: '1' });
      for (let press = 0; press < presses; press++) button(lab, 'Zoom in').click();
      const percent = 2 ** presses * 100;
      await waitUntil(() => zoomShown(lab) === `${percent} %`);
      await take(lab, 'length');
      const { left: start, top, width, steps } = PHANTOM.wedge;
      const [from, to] = [7, 8].map((step) => ({ x: start + (step * width) / steps, y: top }));
      // Of a large one as much as is in view.
      const end = presses === 4 ? { x: from.x + 25, y: top } : to;
      await dragOn(lab, from, end, 'mouse', percent / 100 / devicePixelRatio);
      const [{ points }] = measured(lab);
      expect(points[0].x).to.be.closeTo(from.x, 1);
      expect(points[0].y).to.be.closeTo(top, 1);
      expect(lengthOf(measured(lab)[0])).to.be.closeTo(end.x - from.x, 1 / 2 ** presses);
    });
  }

  it('measures the same however the picture is turned and enlarged', async () => {
    const lab = await openPhantom();
    await take(lab, 'length');
    await dragOn(lab, left, right);
    const before = measured(lab)[0].points;
    const label = shapes(lab)[0].getAttribute('aria-label');
    area(lab).focus();
    for (const key of ['r', 'h', '+', '+']) await sendKeys({ press: key });
    await lab.updateComplete;
    expect(measured(lab)[0].points).to.deep.equal(before);
    expect(shapes(lab)[0].getAttribute('aria-label')).to.equal(label);
    await sendKeys({ press: 'Escape' });
    await sendKeys({ press: '1' });
    await waitUntil(() => zoomShown(lab) === '100 %');
    // At 1:1, by where the layer draws it.
    const ends = findAll<SVGCircleElement & HTMLElement>(lab, '[data-measurement] circle').map((circle) =>
      circle.getBoundingClientRect(),
    );
    const way = Math.hypot(ends[0].left - ends[1].left, ends[0].top - ends[1].top) * devicePixelRatio;
    expect(way).to.be.closeTo(lengthOf(measured(lab)[0]), 0.5);
  });

  it('draws angles by drags and taps, and regions with their statistics', async () => {
    const lab = await openPhantom();
    await take(lab, 'angle');
    await dragOn(lab, { x: 600, y: 400 }, { x: 500, y: 400 });
    await tapOn(lab, { x: 500, y: 300 });
    expect(sizesOf(measured(lab)[0]).angle?.value).to.be.closeTo(90, 1);
    await take(lab, 'cobb');
    await dragOn(lab, { x: 500, y: 350 }, { x: 700, y: 350 });
    await dragOn(lab, { x: 500, y: 400 }, { x: 600, y: 500 });
    expect(sizesOf(measured(lab)[1]).angle?.value).to.be.closeTo(45, 1);
    // Inside the third step of the wedge.
    const { wedge } = PHANTOM;
    await take(lab, 'rectangle');
    await dragOn(lab, { x: wedge.left + 105, y: wedge.top + 20 }, { x: wedge.left + 145, y: wedge.top + 120 });
    const { data, width } = await lab.results[0].read('grayscale');
    const [a, b] = measured(lab)[2].points;
    expect(data[Math.round(a.y + 1) * width + Math.round(a.x + 1)]).to.equal(wedge.first + 2 * wedge.rise);
    const value = wedge.first + 2 * wedge.rise;
    await waitUntil(() => find(lab, '.measured').innerText.includes(`mean ${value}, standard deviation 0`));
    const count = (Math.ceil(b.x - 0.5) - Math.ceil(a.x - 0.5)) * (Math.ceil(b.y - 0.5) - Math.ceil(a.y - 0.5));
    expect(find(lab, '.measured').innerText).to.contain(`${count} px`);
  });

  it('is done by keys alone: a length is drawn, read, moved and removed', async () => {
    const lab = await openPhantom();
    const told = record(lab, 'xray-measure');
    await take(lab, 'length');
    expect(lab.shadowRoot?.activeElement?.localName).to.equal('xray-viewer');
    await sendKeys({ press: 'Enter' });
    await sendKeys({ down: 'Shift' });
    for (let i = 0; i < 3; i++) await sendKeys({ press: 'ArrowRight' });
    await sendKeys({ up: 'Shift' });
    await sendKeys({ press: 'ArrowRight' });
    await sendKeys({ press: 'Enter' });
    await lab.updateComplete;
    expect(lengthOf(measured(lab)[0])).to.equal(31);
    const said = findAll(lab, 'section [role="status"]').map(({ innerText }) => innerText);
    expect(said.join()).to.contain('Length 1: 31');
    // From the picture to the measurement, and to its first point.
    await sendKeys({ press: 'Tab' });
    await sendKeys({ press: 'Tab' });
    await lab.updateComplete;
    await sendKeys({ press: 'ArrowLeft' });
    await lab.updateComplete;
    expect(lengthOf(measured(lab)[0])).to.equal(32);
    await sendKeys({ press: 'Delete' });
    await lab.updateComplete;
    expect(measured(lab)).to.deep.equal([]);
    // The focus is on the picture, where what was done is taken back.
    await sendKeys({ down: 'Control' });
    await sendKeys({ press: 'z' });
    await sendKeys({ press: 'z' });
    await sendKeys({ up: 'Control' });
    await lab.updateComplete;
    expect(lengthOf(measured(lab)[0])).to.equal(31);
    await sendKeys({ press: 'Escape' });
    await lab.updateComplete;
    expect(choice(lab, 'Measure').value).to.equal('');
    expect(told.length).to.equal(5);
  });

  it('is calibrated by a ball of known size', async () => {
    const lab = await openPhantom();
    await take(lab, 'length');
    await dragOn(lab, left, right);
    enter(find<HTMLInputElement>(lab, '.measured input[type="number"]'), '25');
    await lab.updateComplete;
    expect(shapes(lab)[0].getAttribute('aria-label')).to.match(/^Length 1: 25 ± 0\.1\d* mm$/);
    expect(find(lab, '.measured').innerText).to.contain('by a known length');
    expect(lab.measurements[0].calibration).to.deep.include({ by: 'known-length', known: 25 });
  });

  it('moves what is there by its points, and lets the picture move beside it', async () => {
    const lab = await openPhantom();
    await take(lab, 'length');
    await dragOn(lab, left, right);
    await take(lab, '');
    await dragOn(lab, right, { x: right.x, y: right.y + 60 });
    const [{ points }] = measured(lab);
    expect(points[1].y).to.be.closeTo(right.y + 60, 1);
    expect(points[0].y).to.be.closeTo(left.y, 1);
    // One step back, however often the pointer moved.
    lab.shadowRoot
      ?.querySelector('xray-viewer')
      ?.dispatchEvent(
        new CustomEvent('part-measure-step', { detail: { film: 1, by: -1 }, bubbles: true, composed: true }),
      );
    await lab.updateComplete;
    expect(measured(lab)[0].points[1].y).to.be.closeTo(right.y, 1);
    await dragOn(lab, { x: 700, y: 500 }, { x: 600, y: 400 });
    expect(measured(lab)).to.have.length(1);
  });

  it('is left out where the host wants none', async () => {
    const lab = await openViewer({ 'no-measuring': '' }, phantom(), 900);
    expect(findAll(lab, 'select[aria-label="Measure"]')).to.deep.equal([]);
    lab.noMeasuring = false;
    await lab.updateComplete;
    expect(findAll(lab, 'select[aria-label="Measure"]')).to.have.length(1);
  });

  it('goes into the archive, and comes back from its file', async () => {
    const lab = await openPhantom();
    await take(lab, 'length');
    await dragOn(lab, left, right);
    const before = measured(lab);
    const text = new TextDecoder().decode(await (await lab.exportZip()).arrayBuffer());
    expect(text).to.contain('measurements.json').and.to.contain('measurements.csv');
    const json = /\{\s*"schema": "xray-lab-measurements"[\s\S]*?\n\}\n/.exec(text)?.[0] ?? '';
    lab.reset();
    expect(lab.measurements).to.deep.equal([]);
    choose(lab, [new File([json], 'measurements.json', { type: 'application/json' })]);
    const told = next(lab, 'xray-measure');
    await lab.process(await pngFile('a.png', phantom()));
    await told;
    expect(measured(lab)).to.deep.equal(before);
  });

  it('is drawn on a copy of the image, whose other pixels stay the stage’s, and on none of the five', async () => {
    const lab = await openPhantom();
    const [{ read }] = lab.results;
    const before = await Promise.all(STAGE_IDS.map(read));
    await take(lab, 'length');
    await dragOn(lab, left, right);
    const exported = next(lab, 'xray-export');
    button(lab, 'Save with measurements').click();
    const { name, kind, blob } = await exported;
    expect([name, kind]).to.deep.equal(['a_grayscale_annotated.png', 'png']);
    const { width, height, channels, data } = await decodeImage(blob);
    const [, stage] = before;
    expect([width, height, channels]).to.deep.equal([stage.width, stage.height, 3]);
    const changed: ImagePoint[] = [];
    for (let i = 0; i < width * height; i++) {
      const gray = stage.data[i];
      if ([0, 1, 2].some((c) => data[3 * i + c] !== gray)) changed.push({ x: i % width, y: Math.floor(i / width) });
    }
    // The line from end to end, and its value to the right of it.
    for (const x of [left.x + 3, ball.x, right.x - 3]) {
      expect(changed.some((pixel) => Math.abs(pixel.x - x) < 1 && Math.abs(pixel.y - ball.y) < 3)).to.equal(true);
    }
    const xs = changed.map(({ x }) => x);
    const ys = changed.map(({ y }) => y);
    expect(Math.min(...xs)).to.be.closeTo(left.x, 4);
    expect(Math.max(...xs)).to.be.greaterThan(right.x + 20);
    expect([Math.min(...ys) > ball.y - 30, Math.max(...ys) < ball.y + 5]).to.deep.equal([true, true]);
    expect(await Promise.all(STAGE_IDS.map(read))).to.deep.equal(before);
    lab.noDownload = true;
    await lab.updateComplete;
    expect(find(lab, '.measured').innerText).not.to.contain('Save with measurements');
  });

  it('has the same statistics from both engines, of regions anywhere on any stage', async function () {
    await skipWithout(this, 'WebGL2', hasWebgl2());
    const engines = await Promise.all((['cpu', 'webgl2'] as const).map((backend) => createEngine({ backend })));
    const images = await Promise.all(engines.map((engine) => engine.open(phantom())));
    for (const image of images) await image.update({ enhance: { method: 'clahe' } });
    const [onCpu, onGpu] = await Promise.all(
      images.map((image) => Promise.all(STAGE_IDS.slice(1).map((stage) => image.read(stage)))),
    );
    const random = seededRandom(1801);
    const within = (size: number): number => (random() * 1.2 - 0.1) * size;
    for (let i = 0; i < 200; i++) {
      const { width, height } = onCpu[0];
      const corner = (): ImagePoint => ({ x: within(width), y: within(height) });
      const region = { kind: i % 2 ? ('ellipse' as const) : ('rectangle' as const), points: [corner(), corner()] };
      const stage = i % onCpu.length;
      expect(regionStatistics(onGpu[stage], region)).to.deep.equal(regionStatistics(onCpu[stage], region));
    }
    for (const engine of engines) engine.dispose();
  });

  it('renders once for however many moves of a pointer, with three hundred on the film', async () => {
    const lab = await openPhantom();
    const viewer = find<HTMLElement & { updateComplete: Promise<boolean> }>(lab, 'xray-viewer');
    // Away from where the picture is taken hold of.
    const list = Array.from({ length: 300 }, (_, i): Measurement => ({
      id: i + 1,
      kind: 'length',
      points: [
        { x: (i * 37) % 800, y: (i * 53) % 150 },
        { x: (i * 59) % 800, y: (i * 31) % 150 },
      ],
    }));
    const detail = { film: 1, list, own: null, continues: false };
    viewer.dispatchEvent(new CustomEvent('part-measure', { detail, bubbles: true, composed: true }));
    await lab.updateComplete;
    expect(shapes(lab)).to.have.length(300);
    const layer = find(lab, '.measures svg');
    let renders = 0;
    const watch = new MutationObserver((records) => (renders += records.length));
    // All of them are moved by one attribute, and nothing else of them changes.
    watch.observe(layer, { attributes: true, childList: true, subtree: true });
    area(lab).focus();
    for (const key of ['+', '+', '+']) await sendKeys({ press: key });
    await viewer.updateComplete;
    await nextFrame();
    renders = 0;
    const [x, y] = windowPlace(lab, { x: 400, y: 300 });
    pointer('pointerdown', area(lab), x, y, 1, 'mouse');
    for (let i = 1; i <= 20; i++) pointer('pointermove', area(lab), x + 2 * i, y, 1, 'mouse');
    pointer('pointerup', area(lab), x + 40, y, 1, 'mouse');
    await viewer.updateComplete;
    await nextFrame();
    watch.disconnect();
    expect(renders).to.equal(1);
    lab.reset();
    await lab.updateComplete;
    expect(lab.measurements).to.deep.equal([]);
  });
});
