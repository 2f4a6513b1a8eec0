import { expect } from '@open-wc/testing';
import type { XrayLab } from '../../../../src/components/lab/xray-lab.ts';
import { GERMAN } from '../../../../src/messages/de.ts';
import type { Raster16 } from '../../../../src/image/raster-image.ts';
import { radiograph } from '../../../support/images.ts';
import { dicomFile, type SaidElements } from '../support/dicom-file.ts';
import { button, find, findAll, openLab, pngFile, record } from '../support/lab-fixture.ts';
import { drag, placeIn, press } from '../support/reader.ts';
import { waitUntil } from '../support/wait-until.ts';
import { onBackend } from '../../../support/skip-without.ts';

const [width, height] = [120, 90];
const picture = radiograph(width, height);
const data = Uint16Array.from(picture.data, (value, i) => 90 + value * 15 + (i % 13));
const film: Raster16 = { width, height, channels: 1, bitDepth: 16, data };

/** Rescaled by −1024, in HU, with two windows. */
const SAID: SaidElements = [
  [0x00281050, 'DS', '576\\1376'],
  [0x00281051, 'DS', '2400\\1000'],
  [0x00281052, 'DS', '-1024'],
  [0x00281053, 'DS', '1'],
  [0x00281054, 'LO', 'HU'],
  [0x00281055, 'LO', 'NORMAL\\BONE'],
];

async function openWith(file: File, attributes: Record<string, string> = {}): Promise<XrayLab> {
  const lab = await openLab(attributes);
  await lab.process(file);
  await lab.updateComplete;
  return lab;
}

const plotOf = (lab: Element): HTMLElement => find(lab, '[role="group"].plot');
const edgesOf = (lab: Element): HTMLElement[] => findAll(plotOf(lab), '[role="slider"]');
const edgeValues = (lab: Element): number[] => edgesOf(lab).map((edge) => Number(edge.getAttribute('aria-valuenow')));
const texts = (lab: Element): (string | null)[] => edgesOf(lab).map((edge) => edge.getAttribute('aria-valuetext'));

/** A pointer that is not there moves over the plot, to parts of its width. */
function slide(lab: Element, pointerType: string, ...places: readonly number[]): void {
  const plot = plotOf(lab);
  plot.setPointerCapture = () => undefined;
  const { left, top, width: wide } = plot.getBoundingClientRect();
  const at = (type: string, place: number): void => {
    const clientX = left + wide * place;
    const init = { clientX, clientY: top + 20, pointerId: 9, pointerType, bubbles: true, composed: true };
    plot.dispatchEvent(new PointerEvent(type, init));
  };
  at('pointerdown', places[0]);
  for (const place of places) at('pointermove', place);
  at('pointerup', places[places.length - 1]);
}

for (const backend of ['cpu', 'webgl2']) {
  it(
    `edges of the window are dragged over the stored values, live, and each drag is one step, on ${backend}`,
    onBackend(backend, async () => {
      const lab = await openWith(await pngFile('film.png', film), { backend });
      const [from, to] = [Math.min(...data), Math.max(...data)];
      expect(edgeValues(lab)).to.deep.equal([from, to]);
      await waitUntil(() => findAll(plotOf(lab), 'path').length === 1);
      const changes = record(lab, 'xray-change');
      const plot = plotOf(lab);
      await drag(await placeIn(plot, 0, 0.4), await placeIn(plot, 0.25, 0.4));
      const [low, high] = edgeValues(lab);
      expect(low).to.be.closeTo(from + (to - from) / 4, (to - from) / 100);
      expect(high).to.equal(to);
      expect(lab.params.window).to.deep.include({ source: 'manual', center: (low + to + 1) / 2, width: to - low + 1 });
      expect(changes.length).to.be.above(1);
      await waitUntil(async () => {
        const { data: shown } = await lab.results[0].read('original');
        return shown.every((shade, i) => (data[i] <= low ? shade === 0 : data[i] < to || shade === 255));
      });
      await drag(await placeIn(plot, 0.6, 0.4), await placeIn(plot, 0.5, 0.4));
      expect(lab.windowWidth).to.equal(to - low + 1);
      expect(edgeValues(lab)[0]).to.be.below(low);
      button(lab, 'Undo').click();
      await lab.updateComplete;
      expect(edgeValues(lab)).to.deep.equal([low, to]);
      button(lab, 'Undo').click();
      await lab.updateComplete;
      expect([edgeValues(lab), lab.windowSource]).to.deep.equal([[from, to], 'auto']);
      expect(lab.backendInUse).to.equal(backend);
    }),
  );
}

it('edges are moved by keys, told in the file’s unit, and do not pass each other', async () => {
  const lab = await openWith(dicomFile('film.dcm', picture, 12, SAID));
  expect(texts(lab)).to.deep.equal(['-624 HU', '1775 HU']);
  const [low, high] = edgesOf(lab);
  low.focus();
  await press('Shift', 'ArrowRight');
  await press('Shift', 'ArrowRight');
  expect(texts(lab)[0]).to.equal('-622 HU');
  expect(lab.params.window).to.deep.include({ source: 'manual', center: 577, width: 2398 });
  await press('PageUp');
  expect(edgeValues(lab)[0]).to.be.above(-500);
  await press('End');
  expect(edgeValues(lab)).to.deep.equal([1775, 1775]);
  expect(lab.windowWidth).to.equal(1);
  high.focus();
  await press('Home');
  expect(edgeValues(lab)).to.deep.equal([1775, 1775]);
  lab.messages = GERMAN;
  await lab.updateComplete;
  expect(edgesOf(lab).map((edge) => edge.getAttribute('aria-label'))).to.deep.equal([
    'Untere Grenze des Fensters',
    'Obere Grenze des Fensters',
  ]);
});

it('a finger takes hold of an edge from further away than a mouse; beside the window nothing is taken', async () => {
  const lab = await openWith(await pngFile('film.png', film), {
    'window-source': 'manual',
    'window-center': '2000',
    'window-width': '1000',
    'blur-method': 'median',
    'blur-size': '15',
  });
  const plot = plotOf(lab).getBoundingClientRect();
  const [from] = edgesOf(lab).map((edge) => edge.getBoundingClientRect());
  const beside = (from.left + from.width / 2 - 18 - plot.left) / plot.width;
  slide(lab, 'mouse', beside, beside + 0.1);
  expect(lab.params.window).to.include({ center: 2000, width: 1000 });
  slide(lab, 'touch', beside, beside + 0.1);
  expect(lab.windowWidth).to.be.below(1000);
  // Others stay as they were set, whatever they are computed as.
  expect(lab.blurSize).to.equal(15);
});

it('samples are counted once a film, however often the window moves', async () => {
  const lab = await openWith(dicomFile('film.dcm', picture, 12, SAID));
  await waitUntil(() => findAll(plotOf(lab), 'path').length === 1);
  const path = find(plotOf(lab), 'path');
  const { source } = find<HTMLElement & { source: { sampleCounts: () => Promise<Uint32Array> } }>(
    lab,
    'xray-window-histogram',
  );
  const counts = await source.sampleCounts();
  expect(counts.reduce((sum, count) => sum + count, 0)).to.equal(width * height);
  for (const place of [0.1, 0.3, 0.2]) slide(lab, 'mouse', 0.5, place);
  await lab.updateComplete;
  expect(await source.sampleCounts()).to.equal(counts);
  expect(find(plotOf(lab), 'path')).to.equal(path);
});

it('of 8 bits a DICOM file offers its windows by their names', async () => {
  const lab = await openWith(
    dicomFile(
      'a.dcm',
      picture,
      8,
      [SAID[0], SAID[1], SAID[5]].map(
        ([tag, vr, text]) =>
          [
            tag,
            vr,
            text.replace('576', '100').replace('1376', '150').replace('2400', '180').replace('1000', '60'),
          ] as const,
      ),
    ),
  );
  const list = find<HTMLSelectElement>(lab, '#window-source');
  expect([...list.options].map(({ text }) => text)).to.include.members(['NORMAL', 'BONE']);
  expect(findAll(lab, 'xray-window-histogram')).to.deep.equal([]);
  list.value = 'preset.1';
  list.dispatchEvent(new Event('change', { bubbles: true }));
  await waitUntil(async () => {
    const { data: shown } = await lab.results[0].read('original');
    return shown.every((shade, i) => shade === windowed(picture.data[i], 150, 60));
  });
});

/** PS3.3, C.11.2.1.2.1, without ties. */
function windowed(value: number, center: number, size: number): number {
  if (value <= center - 0.5 - (size - 1) / 2) return 0;
  if (value > center - 0.5 + (size - 1) / 2) return 255;
  return Math.round(((value - center + 0.5) / (size - 1) + 0.5) * 255);
}

it('burnt-in text is said beside what saves, as long as there are such results and they may be saved', async () => {
  const lab = await openLab();
  const said = (): string[] => findAll(lab, '.burned-in').map(({ innerText }) => innerText);
  const burned: SaidElements = [[0x00280301, 'CS', 'YES']];
  await lab.process([dicomFile('a.dcm', picture, 12, burned), await pngFile('b.png')]);
  await lab.updateComplete;
  expect(said()).to.deep.equal([
    '1 of 2 files says that text is burnt into the picture. It may tell who the patient is.',
  ]);
  expect(button(lab, 'Download Results (ZIP)').disabled).to.equal(false);
  expect((await lab.exportZip()).size).to.be.above(0);
  lab.noDownload = true;
  await lab.updateComplete;
  expect(said()).to.deep.equal([]);
  lab.noDownload = false;
  button(lab, 'Remove a.dcm').click();
  await lab.updateComplete;
  expect(said()).to.deep.equal([]);
});

it('images are called by the method that computes them; their names in archives stay', async () => {
  const lab = await openWith(await pngFile('a.png'), { 'enhance-method': 'clahe', 'blur-method': 'median' });
  const titles = (): string[] => findAll(lab, 'figcaption .title').map(({ innerText }) => innerText.trim());
  expect(titles().slice(2, 4)).to.deep.equal(['Enhanced (CLAHE)', 'Blurred (Median)']);
  expect(findAll(lab, 'legend').map(({ innerText }) => innerText)).to.include.members(titles().slice(2, 4));
  lab.enhanceMethod = 'equalize';
  lab.blurMethod = 'gaussian';
  await lab.updateComplete;
  expect(titles().slice(2, 4)).to.deep.equal(['Enhanced (Histogram Equalization)', 'Blurred (Gaussian)']);
});
