import { expect } from '@open-wc/testing';
import JSZip from 'jszip';
import { createZip } from '../../../src/export/zip/create-zip.ts';
import { encodePng } from '../../../src/export/encode/encode-png.ts';
import { encodeInWorker, releaseExporters } from '../../../src/export/encode/export-client.ts';
import { sha256Hex } from '../../../src/base/checksums/sha256.ts';
import type { Raster8, RasterImage } from '../../../src/image/raster-image.ts';
import { rowsOf } from '../../../src/image/row-source.ts';

function ramp(width: number, height: number, channels: 1 | 3): Raster8 {
  const data = Uint8Array.from({ length: width * height * channels }, (_, i) => (i * 7 + (i >> 6)) & 0xff);
  return { width, height, channels, bitDepth: 8, data };
}

/** The samples of a PNG as this browser's own decoder sees them. */
async function decodeNatively(png: Blob, channels: 1 | 3): Promise<{ width: number; height: number; data: number[] }> {
  const bitmap = await createImageBitmap(png, { colorSpaceConversion: 'none' });
  const { width, height } = bitmap;
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width, height });
  const context = canvas.getContext('2d');
  if (!context) throw new Error('This browser has no 2D canvas.');
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  const rgba = context.getImageData(0, 0, width, height).data;
  return { width, height, data: Array.from(rgba).filter((_, i) => i % 4 < channels) };
}

async function expectSamePixels(png: Blob, image: RasterImage): Promise<void> {
  const decoded = await decodeNatively(png, image.channels);
  expect([decoded.width, decoded.height]).to.deep.equal([image.width, image.height]);
  expect(decoded.data.findIndex((sample, i) => sample !== image.data[i])).to.equal(-1);
}

describe('export in workers', () => {
  let started: string[] = [];
  const BrowserWorker = window.Worker;

  before(() => {
    window.Worker = class extends BrowserWorker {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options);
        started.push(String(url));
      }
    };
  });
  afterEach(() => {
    releaseExporters();
    started = [];
  });
  after(() => {
    window.Worker = BrowserWorker;
  });

  for (const channels of [1, 3] as const) {
    it(`encodes ${channels === 1 ? 'gray' : 'RGB'} as the browser decodes it`, async () => {
      const image = ramp(211, 97, channels);
      const png = await encodePng(image);
      expect(png.type).to.equal('image/png');
      await expectSamePixels(png, image);
      expect(started.length).to.equal(1);
      expect(image.data.length, 'the image stays the caller’s').to.equal(211 * 97 * channels);
    });
  }

  it('encodes five images over no more workers than cores', async () => {
    const images = Array.from({ length: 5 }, (_, i) => ramp(300 + i, 200, 1));
    const pngs = await Promise.all(images.map((image) => encodePng(image)));
    for (const [i, png] of pngs.entries()) await expectSamePixels(png, images[i]);
    expect(started.length).to.equal(Math.min(4, navigator.hardwareConcurrency));
  });

  it('encodes without a worker where the page refuses them', async () => {
    const CountingWorker = window.Worker;
    window.Worker = function refuse() {
      throw new DOMException('Refused by policy.', 'SecurityError');
    } as unknown as typeof Worker;
    try {
      const image = ramp(40, 30, 1);
      await expectSamePixels(await encodePng(image), image);
    } finally {
      window.Worker = CountingWorker;
    }
  });

  it('makes a ZIP that opens again, with the digests its manifest tells', async () => {
    const images = { 'a_grayscale.png': ramp(64, 48, 1), 'b röntgen.png': ramp(20, 10, 3) };
    const zip = await createZip(Object.entries(images).map(([name, image]) => ({ name, image })));
    expect(zip.type).to.equal('application/zip');

    const archive = await JSZip.loadAsync(zip, { checkCRC32: true });
    const manifest: unknown = JSON.parse((await archive.file('manifest.json')?.async('string')) ?? '');
    const digests = [];
    for (const [name, image] of Object.entries(images)) {
      const bytes = await archive.file(name)?.async('arraybuffer');
      if (!bytes) throw new Error(`${name} is missing.`);
      await expectSamePixels(new Blob([bytes], { type: 'image/png' }), image);
      digests.push({ file: name, sha256: await sha256Hex(new Uint8Array(bytes)) });
    }
    expect(manifest).to.deep.include({ schemaVersion: 1, otherFiles: digests });
  });

  it('rejects what is encoded when the workers are released, and works again after', async () => {
    const failure = encodeInWorker(rowsOf(ramp(1500, 1500, 1)), { digest: false }).then(
      () => 'encoded',
      (error: Error) => error.name,
    );
    releaseExporters();
    expect(await failure).to.equal('AbortError');
    expect((await encodePng(ramp(5, 5, 1))).size).to.be.greaterThan(60);
  });
});
