import { expect } from '@open-wc/testing';
import { releaseDecoder } from '../../../src/decode/decode-client.ts';
import { decodeFile } from '../../../src/decode/decode-image.ts';
import { forgetJpegProbe } from '../../../src/decode/jpeg/jpeg-probe.ts';
import { PROBE_JPEG } from '../../../src/decode/jpeg/jpeg-probe-image.ts';
import { bareJpeg } from '../../../src/decode/jpeg/bare-jpeg.ts';

const profiled = Uint8Array.from(atob(PROBE_JPEG), (character) => character.charCodeAt(0));
const plain = bareJpeg(profiled);

/** Fidelity of a JPEG without and with a colour profile. */
async function fidelities(): Promise<string[]> {
  const decoded = [await decodeFile(plain), await decodeFile(new Blob([profiled]))];
  return decoded.map(({ source }) => source.fidelity);
}

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
  const { Worker: BrowserWorker, createImageBitmap: browserBitmap } = window;
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

  it('finds this browser exact, in a worker and on the page', async () => {
    expect(await fidelities()).to.deep.equal(['exact', 'exact']);
    refuseWorkers();
    forgetJpegProbe();
    expect(await fidelities()).to.deep.equal(['exact', 'exact']);
  });

  it('is run once a page', async () => {
    let reads = 0;
    disturb(() => reads++);
    await fidelities();
    const first = reads;
    await fidelities();
    expect([first, reads]).to.deep.equal([4, 6]);
  });

  it('tells a PNG apart: it is exact whatever the canvas does', async () => {
    disturb((data) => data.fill(255));
    const canvas = new OffscreenCanvas(3, 2);
    canvas.getContext('2d');
    const png = await canvas.convertToBlob();
    expect((await decodeFile(png)).source.fidelity).to.equal('exact');
  });

  it('finds a browser exact that applies colour profiles, whatever is asked: it does not see them', async () => {
    const bitmap = await browserBitmap(new Blob([profiled]));
    expect(samples(bitmap), 'as the profile says').to.not.deep.equal(samples(await browserBitmap(plain)));
    refuseWorkers();
    window.createImageBitmap = ((source: Blob) => browserBitmap(source)) as typeof createImageBitmap;
    expect(await fidelities()).to.deep.equal(['exact', 'exact']);
  });

  it('finds a conversion of every picture, such as to the colours of the screen', async () => {
    disturb((data) =>
      data.forEach((value, i) => (data[i] = i % 4 === 3 ? 255 : Math.round(255 * (value / 255) ** 1.2))),
    );
    expect(await fidelities()).to.deep.equal(['converted', 'converted']);
  });

  it('finds another decoder by the texture alone', async () => {
    disturb((data) => {
      for (let i = 4 * 64 * 32; i < data.length; i += 4 * 7) data[i] += 1;
    });
    expect(await fidelities()).to.deep.equal(['converted', 'converted']);
  });

  it('finds Brave’s noise: the lowest bit of up to 512 samples, the same at every reading', async () => {
    disturb((data) => flipBits(data, 512, 1, seeded(7)));
    expect(await fidelities()).to.deep.equal(['noisy', 'noisy']);
  });

  it('finds Firefox’s noise: one of the two lowest bits of as few as 20 samples', async () => {
    for (let seed = 1; seed <= 20; seed++) {
      forgetJpegProbe();
      disturb((data) => flipBits(data, 20, 2, seeded(seed)));
      expect(await fidelities(), `seed ${seed}`).to.deep.equal(['noisy', 'noisy']);
      surface.getImageData = getImageData;
    }
  });

  it('finds noise that changes, even where no flat square shows it', async () => {
    let reading = 0;
    disturb((data) => (data[data.length - 4] ^= ++reading & 1));
    expect(await fidelities()).to.deep.equal(['noisy', 'noisy']);
  });

  for (const [what, change] of [
    ['white', (data) => data.fill(255)],
    ['random bytes, repeated', (data) => data.forEach((_, i) => (data[i] = seeded(i % 32)() & 0xff))],
    ['random colours', (data) => data.forEach((_, i) => (data[i] = i % 4 === 3 ? 255 : seeded(i)() & 0xff))],
    ['nothing', (data) => data.fill(0)],
  ] satisfies [string, Disturb][]) {
    it(`refuses JPEGs where pages are given ${what} in place of pixels, until they are given the pixels`, async () => {
      disturb(change);
      const error = await decodeFile(new File([plain], 'hand.jpg')).then(
        () => expect.fail('It was taken.'),
        (reason: unknown) => reason,
      );
      expect(error).to.include({
        code: 'decode-failed',
        message: 'hand.jpg: this browser hides the pixels of JPG images from pages.',
      });
      expect(error).to.have.property('hint').that.includes('PNG');
      surface.getImageData = getImageData;
      expect(await fidelities()).to.deep.equal(['exact', 'exact']);
    });
  }
});
