import { expect } from '@open-wc/testing';
import JSZip from 'jszip';
import { crc32 } from '../../../../src/base/checksums/crc32.ts';
import { releaseDecoder } from '../../../../src/decode/decode-client.ts';
import { decodeImage } from '../../../../src/decode/decode-image.ts';
import {
  componentsOf,
  fetchFixtures,
  frameMarkerOf,
  wantedOutcome,
  type JpegFixture,
} from '../../../support/jpeg-fixture.ts';
import { findAll, openLab, record } from '../support/lab-fixture.ts';

interface Manifest {
  readonly images: readonly { readonly name: string; readonly source: { readonly fidelity: string } }[];
}

/** In colour, baseline and extended, and of four inks. */
async function someFiles(): Promise<JpegFixture[]> {
  const fixtures = (await fetchFixtures()).filter(({ expected }) => !expected?.bits);
  return [
    [0xc0, 3],
    [0xc1, 3],
    [0xc0, 4],
  ].map(([marker, components]) => {
    const found = fixtures.find((file) => frameMarkerOf(file) === marker && componentsOf(file) === components);
    if (!found) throw new Error('No such fixture.');
    return found;
  });
}

describe('<xray-lab> in a browser that guards against being recognised', () => {
  const { Worker: BrowserWorker } = window;
  const { createImageBitmap: browserBitmap } = window;
  const surfaces = [OffscreenCanvasRenderingContext2D.prototype, CanvasRenderingContext2D.prototype];
  const readers = surfaces.map(({ getImageData }) => getImageData);
  /** Pictures that the browser was asked to decode. */
  let decoded = 0;

  beforeEach(() => {
    releaseDecoder();
    decoded = 0;
    window.createImageBitmap = ((...args: [ImageBitmapSource]) => {
      if (args[0] instanceof Blob) decoded++;
      return browserBitmap(...args);
    }) as typeof browserBitmap;
    // The page's own canvas can be disturbed, a worker's cannot.
    window.Worker = function refuse() {
      throw new DOMException('Refused by policy.', 'SecurityError');
    } as unknown as typeof Worker;
  });
  afterEach(() => {
    Object.assign(window, { Worker: BrowserWorker, createImageBitmap: browserBitmap });
    surfaces.forEach((surface, i) => (surface.getImageData = readers[i]));
    releaseDecoder();
  });

  for (const [what, change] of [
    ['hides pixels', (data: Uint8ClampedArray) => data.fill(255)],
    ['adds noise', (data: Uint8ClampedArray) => data.forEach((_, i) => i % 101 === 0 && (data[i] ^= 1))],
  ] as const) {
    it(`gives the exact pixels where it ${what}, and its manifest says so`, async () => {
      for (const [i, surface] of surfaces.entries()) {
        surface.getImageData = function (this: typeof surface, ...area: Parameters<(typeof readers)[0]>) {
          const image = readers[i].apply(this as OffscreenCanvasRenderingContext2D, area);
          change(image.data);
          return image;
        };
      }
      const fixtures = await someFiles();
      const lab = await openLab({ backend: 'cpu' });
      const errors = record(lab, 'xray-error');
      await lab.process(fixtures.map(({ bytes }, i) => new File([bytes], `hand-${i}.jpg`)));
      expect(decoded).to.equal(0);
      await lab.updateComplete;
      expect([errors, findAll(lab, '[part~="details"] .note')]).to.deep.equal([[], []]);
      const { files } = await JSZip.loadAsync(await lab.exportZip());
      const { images } = JSON.parse(await files['manifest.json'].async('string')) as Manifest;
      expect(images.map(({ source }) => source.fidelity)).to.deep.equal(['exact', 'exact', 'exact']);
      for (const [i, fixture] of fixtures.entries()) {
        const png = await files[`hand-${i}_original.png`].async('blob');
        const { width, height, channels, data } = await decodeImage(png);
        expect(`${width}x${height}x${channels} ${crc32(data)}`, fixture.name).to.equal(wantedOutcome(fixture));
      }
    });
  }
});
