import { expect, nextFrame } from '@open-wc/testing';
import type { XrayLab } from '../../../../src/components/lab/xray-lab.ts';
import { canvasOf, find, findAll, openLab } from '../support/lab-fixture.ts';
import { clickOn, moveTo, placeIn, press, tabTo } from '../support/reader.ts';
import { area, canvasIn, painted, panes, probed, zoomShown } from '../support/viewer-fixture.ts';
import { waitUntil } from '../support/wait-until.ts';
import { hasWebgl2, skipWithout } from '../../../support/skip-without.ts';

const [width, height] = [60, 40];
const stored = (x: number, y: number): number => x * 30 - y * 20;

/** A DICOM file, gray of 12 bits, signed, or in colour, whose pixels are `aspect` (height\width) large. */
function film(aspect: string, colours: 'gray' | 'RGB' | 'PALETTE COLOR' = 'gray'): File {
  const short = (value: number): number[] => [value & 255, (value >> 8) & 255];
  const element = (group: number, name: number, vr: string, value: number[]): number[] => {
    const long = ['OB', 'OW'].includes(vr);
    const length = long ? [0, 0, ...short(value.length), ...short(value.length >> 16)] : short(value.length);
    return [...short(group), ...short(name), ...bytesOf(vr), ...length, ...value];
  };
  const bytesOf = (text: string): number[] => [...text].map((letter) => letter.charCodeAt(0));
  const text = (group: number, name: number, vr: string, value: string): number[] =>
    element(group, name, vr, bytesOf(value.length % 2 === 0 ? value : `${value} `));
  const number = (name: number, value: number): number[] => element(0x28, name, 'US', short(value));
  const values = Array.from({ length: width * height }, (_, i) => stored(i % width, Math.floor(i / width)));
  const isGray = colours === 'gray';
  const [samples, allocated, bits] = isGray ? [1, 16, 12] : [colours === 'RGB' ? 3 : 1, 8, 8];
  const cells = isGray
    ? values.flatMap((value) => short(value & 0xfff))
    : values.flatMap((value) => new Array<number>(samples).fill(value & 255));
  const meaning = [
    ...text(0x28, 0x1052, 'DS', '-10'),
    ...text(0x28, 0x1053, 'DS', '0.5'),
    ...text(0x28, 0x1054, 'LO', 'HU'),
  ];
  const shades = Array.from({ length: 256 }, (_, i) => [0, i]).flat();
  const palette = [
    ...[0x1101, 0x1102, 0x1103].flatMap((name) => element(0x28, name, 'US', [0, 1, 0, 0, 16, 0])),
    ...[0x1201, 0x1202, 0x1203].flatMap((name) => element(0x28, name, 'OW', shades)),
  ];
  const bytes = [
    ...new Array<number>(128).fill(0),
    ...bytesOf('DICM'),
    ...element(2, 0x10, 'UI', [...bytesOf('1.2.840.10008.1.2.1'), 0]),
    ...number(0x02, samples),
    ...text(0x28, 0x04, 'CS', isGray ? 'MONOCHROME2' : colours),
    ...number(0x06, 0),
    ...number(0x10, height),
    ...number(0x11, width),
    ...text(0x28, 0x34, 'IS', aspect),
    ...number(0x100, allocated),
    ...number(0x101, bits),
    ...number(0x102, bits - 1),
    ...number(0x103, isGray ? 1 : 0),
    ...(isGray ? meaning : colours === 'RGB' ? [] : palette),
    ...element(0x7fe0, 0x10, isGray ? 'OW' : 'OB', cells),
  ];
  return new File([new Uint8Array(bytes)], 'film.dcm');
}

async function openFilm(aspect: string, backend: string, colours?: 'RGB' | 'PALETTE COLOR'): Promise<XrayLab> {
  const lab = await openLab({ backend }, 740);
  await lab.process(film(aspect, colours));
  await lab.updateComplete;
  return lab;
}

const said = (lab: Element): string[] =>
  findAll(lab, '.shape')
    .filter(({ hidden }) => !hidden)
    .map(({ innerText }) => innerText.trim());
/** Whether it has a shape (width divided by height), to whole pixels. */
const hasShape = (element: Element, shape: number): boolean => {
  const box = element.getBoundingClientRect();
  return box.height > 0 && Math.abs(box.width - box.height * shape) <= 1 + shape;
};

for (const backend of ['cpu', 'webgl2']) {
  for (const [aspect, across, down] of [
    ['2\\1', 1, 2],
    ['1\\3', 3, 1],
  ] as const) {
    describe(`pixels of ${across}:${down}, on ${backend}`, () => {
      before(async function () {
        if (backend === 'webgl2') await skipWithout(this, 'WebGL2', hasWebgl2());
      });

      const shape = (width * across) / (height * down);

      it('are seen in their shape among the images, which says so, and are the file’s when they are saved', async () => {
        const lab = await openFilm(aspect, backend);
        await waitUntil(() => hasShape(canvasOf(lab, 'original'), shape));
        await waitUntil(() => hasShape(canvasOf(lab, 'edges'), shape));
        expect(said(lab)).to.deep.equal([`Shown at ${across}:${down} pixel aspect`]);
        const read = await lab.results[0].read('original');
        expect([read.width, read.height]).to.deep.equal([width, height]);
      });

      it('are where they are seen in the viewer, with what is stored there', async () => {
        const lab = await openFilm(aspect, backend);
        await clickOn(findAll(lab, 'button.open')[0]);
        await painted(lab);
        const canvas = canvasIn(panes(lab)[0]);
        expect(hasShape(canvas, shape)).to.equal(true);
        expect(said(lab)).to.include(`Shown at ${across}:${down} pixel aspect`);
        for (const [x, y] of [
          [7, 31],
          [52, 5],
        ]) {
          await moveTo(await placeIn(canvas, (x + 0.5) / width, (y + 0.5) / height));
          await waitUntil(() => probed(lab)['x, y'] === `${x}, ${y}` && probed(lab).Stored === String(stored(x, y)));
          expect(probed(lab).Value).to.equal(`${stored(x, y) / 2 - 10} HU`);
        }
        await tabTo(area(lab));
        await press('1');
        await waitUntil(() => zoomShown(lab) === '100 %');
        await nextFrame();
        const { width: wide, height: high } = canvas.getBoundingClientRect();
        expect([wide, high].map((side) => side * devicePixelRatio)).to.deep.equal([width * across, height * down]);
        await press('c');
        const mark = (): DOMRect => find(panes(lab)[0], '.mark').getBoundingClientRect();
        await waitUntil(() => findAll(panes(lab)[0], '.mark').length === 1);
        await nextFrame();
        const { left, top } = canvas.getBoundingClientRect();
        expect(mark().left - left).to.be.closeTo(((width / 2 + 0.5) * across) / devicePixelRatio, 1);
        expect(mark().top - top).to.be.closeTo(((height / 2 + 0.5) * down) / devicePixelRatio, 1);
      });
    });
  }
}

for (const colours of ['RGB', 'PALETTE COLOR'] as const) {
  it(`are seen in their shape in ${colours}, too`, async () => {
    const lab = await openFilm('2\\1', 'cpu', colours);
    const shape = width / (2 * height);
    await waitUntil(() => hasShape(canvasOf(lab, 'original'), shape));
    expect(said(lab)).to.deep.equal(['Shown at 1:2 pixel aspect']);
    await clickOn(findAll(lab, 'button.open')[0]);
    await painted(lab);
    await waitUntil(() => hasShape(canvasIn(panes(lab)[0]), shape));
    expect(said(lab)).to.include('Shown at 1:2 pixel aspect');
  });
}

it('square ones are not spoken of', async () => {
  const lab = await openFilm('1\\1', 'cpu');
  await waitUntil(() => hasShape(canvasOf(lab, 'original'), width / height));
  expect(said(lab)).to.deep.equal([]);
});
