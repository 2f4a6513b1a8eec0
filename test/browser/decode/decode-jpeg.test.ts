import { expect } from '@open-wc/testing';
import { releaseDecoder } from '../../../src/decode/decode-client.ts';
import { decodeFile, decodeImage } from '../../../src/decode/decode-image.ts';
import { readImageHeader } from '../../../src/decode/read-image-header.ts';
import { decodeJpeg } from '../../../src/decode/jpeg/decode-jpeg.ts';
import { Pacer } from '../../../src/worker/pacer.ts';
import { sha256Hex } from '../../../src/base/checksums/sha256.ts';
import { XrayError } from '../../../src/base/xray-error.ts';
import type { Raster8 } from '../../../src/image/raster-image.ts';
import type { ShowPicture } from '../../../src/decode/source/decode-input.ts';
import type { ImageHeader } from '../../../src/decode/source/image-header.ts';
import { exifSegment, insertSegment, scannedJpeg } from '../../support/jpeg-segments.ts';

/** On this thread, without the worker. */
async function decodeHere(source: Blob, header: ImageHeader, show?: ShowPicture): Promise<Raster8> {
  return decodeJpeg({ bytes: new Uint8Array(await source.arrayBuffer()), header }, new Pacer(), undefined, show);
}

type Paint = (context: CanvasRenderingContext2D, width: number, height: number) => void;

async function makeJpeg(width: number, height: number, paint: Paint): Promise<Uint8Array<ArrayBuffer>> {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width, height });
  const context = canvas.getContext('2d');
  if (!context) throw new Error('This browser has no 2D canvas.');
  paint(context, width, height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.9));
  if (!blob) throw new Error('This browser writes no JPEG.');
  return new Uint8Array(await blob.arrayBuffer());
}

const colorful: Paint = (context, width, height) => {
  const gradient = context.createLinearGradient(0, 0, width, height);
  ['red', 'lime', 'blue', 'white'].forEach((color, i) => gradient.addColorStop(i / 3, color));
  context.fillStyle = gradient;
  context.fillRect(0, 0, width, height);
  context.fillStyle = 'black';
  for (let x = 0; x < width; x += 37) context.fillRect(x, (x * 7) % height, 11, 13);
};

/** The four quarters in four grays: 40, 100 above, 160, 220 below. */
const quarters: Paint = (context, width, height) => {
  [40, 100, 160, 220].forEach((level, i) => {
    context.fillStyle = `rgb(${level} ${level} ${level})`;
    context.fillRect(((i % 2) * width) / 2, (i >> 1) * (height / 2), width / 2, height / 2);
  });
};

/** A one-component 16 × 16 JPEG of level 138, written by hand: a canvas writes only colour. */
function grayJpeg(): Uint8Array<ArrayBuffer> {
  const seg = (marker: number, ...content: number[]): number[] => [0xff, marker, 0, content.length + 2, ...content];
  // One DC code for size 0 (bit 0) and one for size 4 (bits 10); AC: end of block is bit 0.
  const dcTable = [0, 1, 1, ...new Array<number>(14).fill(0), 0, 4];
  const acTable = [0x10, 1, ...new Array<number>(15).fill(0), 0];
  // Four blocks: DC +10 (10 1010) and end (0); then three times no change (0) and end (0); ones fill the byte.
  const data = [0b10101000, 0b00000111];
  return Uint8Array.from([
    ...[0xff, 0xd8],
    ...seg(0xdb, 0, ...new Array<number>(64).fill(8)),
    ...seg(0xc0, 8, 0, 16, 0, 16, 1, 1, 0x11, 0),
    ...seg(0xc4, ...dcTable),
    ...seg(0xc4, ...acTable),
    ...seg(0xda, 1, 1, 0, 0, 63, 0),
    ...data,
    ...[0xff, 0xd9],
  ]);
}

/** What is shown of a file as it is decoded, where every look at the clock is 200 ms later than the last. */
async function earlyPictures(file: Blob): Promise<ImageData[]> {
  const shown: ImageData[] = [];
  let clock = 0;
  Object.defineProperty(performance, 'now', { configurable: true, value: () => (clock += 200) });
  try {
    await decodeHere(file, await readImageHeader(file), (picture) => {
      const context = new OffscreenCanvas(picture.width, picture.height).getContext('2d');
      if (!context) throw new Error('This browser has no 2D canvas.');
      context.drawImage(picture, 0, 0);
      shown.push(context.getImageData(0, 0, picture.width, picture.height));
      picture.close();
    });
  } finally {
    Reflect.deleteProperty(performance, 'now');
  }
  return shown;
}

async function failure(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => expect.fail('It was taken.'),
    (error: unknown) => error,
  );
}

async function expectDamaged(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  const error = await failure(decodeImage(new File([bytes], 'thorax.jpg')));
  expect(error).to.be.instanceOf(XrayError);
  expect(error).to.include({
    code: 'decode-failed',
    message: 'thorax.jpg: the image could not be read. The file may be damaged.',
  });
}

describe('decoding JPEG', () => {
  afterEach(() => releaseDecoder());

  it('gives one channel for one component', async () => {
    const blob = new Blob([grayJpeg()]);
    const { image, source } = await decodeFile(blob, { digest: true });
    expect(source).to.deep.equal({
      format: 'jpeg',
      bitDepth: 8,
      colorType: 'gray',
      fidelity: 'exact',
      bytes: blob.size,
      sha256: await sha256Hex(grayJpeg()),
    });
    expect([image.width, image.height, image.channels]).to.deep.equal([16, 16, 1]);
    // 10 × 8 / 8 above the middle.
    expect(Array.from(new Set(image.data))).to.deep.equal([138]);
  });

  it('does the same on the page as in the worker', async () => {
    const blob = new Blob([await makeJpeg(300, 200, colorful)]);
    const header = await readImageHeader(blob);
    const onPage = await decodeHere(blob, header);
    expect(onPage).to.deep.equal(await decodeImage(blob));
  });

  const corners = [
    [1, 64, 48, [40, 100, 160, 220]],
    [2, 64, 48, [100, 40, 220, 160]],
    [3, 64, 48, [220, 160, 100, 40]],
    [4, 64, 48, [160, 220, 40, 100]],
    [5, 48, 64, [40, 160, 100, 220]],
    [6, 48, 64, [160, 40, 220, 100]],
    [7, 48, 64, [220, 100, 160, 40]],
    [8, 48, 64, [100, 220, 40, 160]],
  ] as const;
  for (const [orientation, width, height, levels] of corners) {
    it(`stands upright after EXIF orientation ${orientation}`, async () => {
      const turned = insertSegment(await makeJpeg(64, 48, quarters), exifSegment(orientation));
      const header = await readImageHeader(new Blob([turned]));
      expect([header.width, header.height]).to.deep.equal([width, height]);
      const image = await decodeImage(new Blob([turned]));
      expect([image.width, image.height]).to.deep.equal([width, height]);
      const at = (x: number, y: number): number => image.data[(y * width + x) * 3];
      const found = [at(4, 4), at(width - 5, 4), at(4, height - 5), at(width - 5, height - 5)];
      found.forEach((value, i) => expect(value, `corner ${i}`).to.be.closeTo(levels[i], 2));
    });

    it(`is shown early as it will stand, after EXIF orientation ${orientation}`, async () => {
      const turned = insertSegment(await makeJpeg(64, 48, quarters), exifSegment(orientation));
      const pictures = await earlyPictures(new Blob([turned]));
      const last = pictures[pictures.length - 1];
      expect([last.width, last.height]).to.deep.equal([width, height]);
      const at = (x: number, y: number): number => last.data[(y * width + x) * 4];
      const found = [at(4, 4), at(width - 5, 4), at(4, height - 5), at(width - 5, height - 5)];
      found.forEach((value, i) => expect(value, `corner ${i}`).to.be.closeTo(levels[i], 2));
    });
  }

  it('is shown as it grows, reduced, to those who ask for it', async () => {
    const pictures = await earlyPictures(new Blob([await makeJpeg(2100, 1400, quarters)]));
    expect(pictures.length).to.be.above(2);
    const [first] = pictures;
    // One pixel in three.
    expect([first.width, first.height]).to.deep.equal([700, 467]);
    expect([first.data[0], first.data[4 * 700 * 466]]).to.deep.equal([pictures[pictures.length - 1].data[0], 0]);
  });

  it('turns it by an EXIF entry of another type, as OpenCV does', async () => {
    const long = exifSegment(6);
    // The type, and a long number’s value in the order of bytes that a short one’s has.
    const entry = long.length - 16;
    long.splice(entry + 3, 1, 4);
    const turned = insertSegment(await makeJpeg(64, 48, quarters), long);
    const image = await decodeImage(new Blob([turned]));
    expect([image.width, image.height]).to.deep.equal([48, 64]);
    expect(image.data[(4 * 48 + 4) * 3]).to.be.closeTo(160, 2);
  });

  it('refuses a file cut short, wherever', async () => {
    const whole = await makeJpeg(300, 200, colorful);
    for (const part of [0.02, 0.1, 0.5, 0.9, 0.99]) await expectDamaged(whole.slice(0, whole.length * part));
    await expectDamaged(whole.slice(0, -2));
  });

  it('refuses what has a JPEG header and nothing else', async () => {
    const whole = await makeJpeg(300, 200, colorful);
    const scan = whole.findIndex((value, i) => value === 0xff && whole[i + 1] === 0xda);
    await expectDamaged(Uint8Array.from([...whole.subarray(0, scan), 0xff, 0xd9]));
    await expectDamaged(Uint8Array.of(0xff, 0xd8, 0xff, 0xd9));
  });

  it('takes bytes behind the end', async () => {
    const whole = await makeJpeg(30, 20, colorful);
    const image = await decodeImage(new Blob([whole, new Uint8Array(1000)]));
    expect(image).to.deep.equal(await decodeImage(new Blob([whole])));
  });

  for (const length of [0, 1]) {
    it(`takes comments and the like whose length is ${length}, as libjpeg-turbo does`, async () => {
      const plain = await makeJpeg(30, 20, colorful);
      const scan = plain.findIndex((value, i) => value === 0xff && plain[i + 1] === 0xda);
      const odd = [0xfe, 0xe1, 0xe2, 0xee, 0xdc].flatMap((marker) => [0xff, marker, 0, length]);
      const bytes = Uint8Array.from([0xff, 0xd8, ...odd, ...plain.subarray(2, scan), ...odd, ...plain.subarray(scan)]);
      expect(await decodeImage(new Blob([bytes]))).to.deep.equal(await decodeImage(new Blob([plain])));
    });
  }

  it('takes 99 scans, and refuses more', async () => {
    const { data } = await decodeImage(new Blob([scannedJpeg(99)]));
    expect([data.length, ...new Set(data)]).to.deep.equal([256, 138]);
    const error = await failure(decodeImage(new Blob([scannedJpeg(100)])));
    expect(error).to.include({ code: 'decode-failed', reason: 'too-many-scans' });
  });

  it('refuses by the header what is too large, undecoded', async () => {
    const jpeg = await makeJpeg(30, 20, colorful);
    const frame = jpeg.findIndex((value, i) => value === 0xff && (jpeg[i + 1] === 0xc0 || jpeg[i + 1] === 0xc2));
    jpeg.fill(0xff, frame + 5, frame + 9);
    const error = await failure(decodeImage(new File([jpeg], 'huge.jpg')));
    expect(error).to.include({
      code: 'image-too-large',
      message: 'huge.jpg: 65535 × 65535 pixels is too large. The maximum is 100 megapixels.',
    });
  });

  it('stops when it is aborted, and decodes the next file', async () => {
    const blob = new Blob([await makeJpeg(2500, 1100, colorful)]);
    const controller = new AbortController();
    const decoding = failure(decodeImage(blob, { signal: controller.signal }));
    setTimeout(() => controller.abort());
    expect(await decoding).to.include({ name: 'AbortError' });
    expect((await decodeImage(blob)).width).to.equal(2500);
  });
});
