import { expect } from '@open-wc/testing';
import { crc32 } from '../../../src/base/checksums/crc32.ts';
import { releaseDecoder } from '../../../src/decode/decode-client.ts';
import { decodeFile } from '../../../src/decode/decode-image.ts';
import { bareJpeg } from '../../../src/decode/jpeg/bare-jpeg.ts';
import { forgetJpegProbe, isBrowserExact } from '../../../src/decode/jpeg/jpeg-probe.ts';
import { PROBE_CRC, PROBE_JPEG } from '../../../src/decode/jpeg/jpeg-probe-image.ts';

const profiled = Uint8Array.from(atob(PROBE_JPEG), (character) => character.charCodeAt(0));
const plain = bareJpeg(profiled);

/** CRC-32 of the pixels of a JPEG without and with a colour profile, each of which calls itself exact. */
async function decoded(): Promise<number[]> {
  const files = [await decodeFile(plain), await decodeFile(new Blob([profiled]))];
  expect(files.map(({ source }) => source.fidelity)).to.deep.equal(['exact', 'exact']);
  return files.map(({ image }) => crc32(image.data));
}

const EXACT = [PROBE_CRC, PROBE_CRC];

type Disturb = (data: Uint8ClampedArray) => void;

/** A small generator, so that the same disturbance comes again (mulberry32). */
function seeded(seed: number): () => number {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    const t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    return (t ^ (t >>> 14)) >>> 0;
  };
}

/** Flips one of the `bits` lowest bits of `count` samples, alpha never. */
function flipBits(data: Uint8ClampedArray, count: number, bits: 1 | 2, next: () => number): void {
  for (let i = 0; i < count; i++) {
    data[4 * (next() % (data.length / 4)) + (next() % 3)] ^= 1 << (next() % bits);
  }
}

function samples(bitmap: ImageBitmap): number[] {
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
  context?.drawImage(bitmap, 0, 0);
  return Array.from(context?.getImageData(0, 0, bitmap.width, bitmap.height).data ?? []);
}

describe('the JPEG probe', () => {
  const { Worker: BrowserWorker, createImageBitmap: browserBitmap, OffscreenCanvas: BrowserCanvas } = window;
  const surface = OffscreenCanvasRenderingContext2D.prototype;
  const { getImageData } = surface;

  beforeEach(() => forgetJpegProbe());
  afterEach(() => {
    Object.assign(window, { Worker: BrowserWorker, createImageBitmap: browserBitmap });
    surface.getImageData = getImageData;
    releaseDecoder();
    forgetJpegProbe();
  });

  /** The page's own canvas can be disturbed, a worker's cannot; where workers are refused the page decodes. */
  function refuseWorkers(): void {
    releaseDecoder();
    window.Worker = function refuse() {
      throw new DOMException('Refused by policy.', 'SecurityError');
    } as unknown as typeof Worker;
  }

  function disturb(change: Disturb): void {
    refuseWorkers();
    surface.getImageData = function (this: OffscreenCanvasRenderingContext2D, ...area) {
      const image = getImageData.apply(this, area);
      change(image.data);
      return image;
    };
  }

  /** Whether the browser is believed, and whether what comes of a file is exact nevertheless. */
  async function expectOwn(what?: string): Promise<void> {
    forgetJpegProbe();
    expect(await isBrowserExact(), what).to.equal(false);
    expect(await decoded(), what).to.deep.equal(EXACT);
  }

  it('finds this browser exact, in a worker and on the page', async () => {
    expect(await decoded()).to.deep.equal(EXACT);
    refuseWorkers();
    expect(await isBrowserExact()).to.equal(true);
    expect(await decoded()).to.deep.equal(EXACT);
  });

  it('is run once', async () => {
    let reads = 0;
    disturb(() => reads++);
    await decoded();
    const first = reads;
    await decoded();
    expect([first, reads]).to.deep.equal([4, 6]);
  });

  it('has the browser asked no further where it is not exact', async () => {
    let asked = 0;
    disturb((data) => data.fill(255));
    window.createImageBitmap = ((...args: [Blob]) => {
      asked++;
      return browserBitmap(...args);
    }) as typeof createImageBitmap;
    expect(await decoded()).to.deep.equal(EXACT);
    // The first file and the known one, whose first reading tells.
    expect(asked).to.equal(2);
  });

  it('finds a browser exact that applies colour profiles, whatever is asked: it does not see them', async () => {
    const bitmap = await browserBitmap(new Blob([profiled]));
    expect(samples(bitmap), 'as the profile says').to.not.deep.equal(samples(await browserBitmap(plain)));
    refuseWorkers();
    window.createImageBitmap = ((source: Blob) => browserBitmap(source)) as typeof createImageBitmap;
    expect(await isBrowserExact()).to.equal(true);
    expect(await decoded()).to.deep.equal(EXACT);
  });

  for (const [what, change] of [
    ['white', (data) => data.fill(255)],
    ['random bytes, repeated', (data) => data.forEach((_, i) => (data[i] = seeded(i % 32)() & 0xff))],
    ['random colours', (data) => data.forEach((_, i) => (data[i] = i % 4 === 3 ? 255 : seeded(i)() & 0xff))],
    ['nothing', (data) => data.fill(0)],
    [
      'the colours of the screen',
      (data) => data.forEach((value, i) => (data[i] = i % 4 === 3 ? 255 : Math.round(255 * (value / 255) ** 1.2))),
    ],
    [
      'the pixels of another decoder',
      (data) => {
        for (let i = 4 * 64 * 32; i < data.length; i += 4 * 7) data[i] += 1;
      },
    ],
    ['Brave’s noise, the same at every reading', (data) => flipBits(data, 512, 1, seeded(7))],
  ] satisfies [string, Disturb][]) {
    it(`has JPEGs decoded by own code where pages are given ${what}`, async () => {
      disturb(change);
      await expectOwn();
    });
  }

  it('has them decoded by own code in Firefox’s noise: one of the two lowest bits of as few as 20 samples', async () => {
    for (let seed = 1; seed <= 20; seed++) {
      disturb((data) => flipBits(data, 20, 2, seeded(seed)));
      await expectOwn(`seed ${seed}`);
      surface.getImageData = getImageData;
    }
  });

  it('has them decoded by own code in noise that changes', async () => {
    let reading = 0;
    disturb((data) => (data[data.length - 4] ^= ++reading & 1));
    await expectOwn();
  });

  for (const missing of ['OffscreenCanvas', 'createImageBitmap'] as const) {
    it(`has them decoded by own code where there is no ${missing}`, async () => {
      refuseWorkers();
      Object.assign(window, { [missing]: undefined });
      try {
        await expectOwn();
      } finally {
        Object.assign(window, { OffscreenCanvas: BrowserCanvas, createImageBitmap: browserBitmap });
      }
    });
  }

  it('has them decoded by own code where a canvas is for WebGL only', async () => {
    refuseWorkers();
    const { getContext } = BrowserCanvas.prototype;
    BrowserCanvas.prototype.getContext = () => {
      throw new TypeError('2d');
    };
    try {
      await expectOwn();
    } finally {
      BrowserCanvas.prototype.getContext = getContext;
    }
  });
});
