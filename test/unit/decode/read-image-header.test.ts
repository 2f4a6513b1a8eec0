import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readImageHeader } from '../../../src/decode/read-image-header.ts';
import { exifSegment, frame, insertSegment, segment } from '../../support/jpeg-segments.ts';
import { chunk, concat, exifBlock, ihdr, pngOf } from '../../support/png-maker.ts';
import { ANY_FORMAT } from '../../support/format-names.ts';

/** A blob that counts what is taken from it. */
class CountingBlob extends Blob {
  bytesRead = 0;
  slices = 0;

  override slice(start = 0, end = this.size, type?: string): Blob {
    this.slices++;
    this.bytesRead += Math.min(end, this.size) - Math.min(start, this.size);
    return super.slice(start, end, type);
  }
}

const layout = { width: 300, height: 200, colorType: 0, bitDepth: 8 };
const data = chunk('IDAT', deflateSync(new Uint8Array(301 * 200)));
const png = (header = layout): Uint8Array<ArrayBuffer> => pngOf(ihdr(header), data, chunk('IEND'));
const jpeg = (marker: number, fields = {}): Uint8Array<ArrayBuffer> =>
  Uint8Array.from([0xff, 0xd8, ...segment(0xe0, [1, 2, 3]), ...segment(marker, frame(fields)), 0xff, 0xda]);

const refusal = (code: string, message: string): unknown =>
  expect.objectContaining({ name: 'XrayError', code, message });
const DAMAGED = refusal('decode-failed', 'The image: the image could not be read. The file may be damaged.');

describe('readImageHeader of a PNG', () => {
  it.each([
    [0, 1, 'gray'],
    [0, 16, 'gray'],
    [2, 8, 'rgb'],
    [3, 4, 'palette'],
    [4, 16, 'gray-alpha'],
    [6, 8, 'rgba'],
  ])('colour type %d with %d bits', async (colorType, bitDepth, name) => {
    const header = await readImageHeader(new Blob([png({ ...layout, colorType, bitDepth })]));
    expect(header).toEqual({ format: 'png', width: 300, height: 200, bitDepth, colorType: name });
  });

  it.each([
    ['before the data', [chunk('eXIf', exifBlock(6)), data]],
    ['after the data', [data, chunk('eXIf', exifBlock(8, true))]],
    ['behind one that is damaged', [chunk('eXIf', Uint8Array.of(0, 1, 2, 3)), chunk('eXIf', exifBlock(5)), data]],
  ])('gives the sides after an orientation %s', async (_, chunks) => {
    const header = await readImageHeader(new Blob([pngOf(ihdr(layout), ...chunks, chunk('IEND'))]));
    expect([header.width, header.height]).toEqual([200, 300]);
  });

  it('ignores an orientation whose checksum is wrong', async () => {
    const exif = chunk('eXIf', exifBlock(6));
    exif[exif.length - 1] ^= 1;
    const header = await readImageHeader(new Blob([pngOf(ihdr(layout), exif, data, chunk('IEND'))]));
    expect([header.width, header.height]).toEqual([300, 200]);
  });

  it('reads a few slices of a large file', async () => {
    const large = chunk('IDAT', new Uint8Array(8 << 20));
    const blob = new CountingBlob([pngOf(ihdr(layout), large, chunk('IEND'))]);
    await readImageHeader(blob);
    expect(blob.bytesRead).toBeLessThan(200_000);
  });

  it('walks past a hundred thousand chunks in a few slices', async () => {
    const texts = Array.from({ length: 100_000 }, () => chunk('tEXt', Uint8Array.of(65, 0, 66)));
    const blob = new CountingBlob([pngOf(ihdr(layout), ...texts, chunk('eXIf', exifBlock(6)), data, chunk('IEND'))]);
    expect(await readImageHeader(blob)).toMatchObject({ width: 200, height: 300 });
    expect(blob.slices).toBeLessThan(40);
  });

  const damagedIhdr = png();
  damagedIhdr[30] ^= 1;
  it.each([
    ['a wrong IHDR checksum', damagedIhdr],
    ['nothing behind the signature', png().subarray(0, 8)],
    ['a cut IHDR', png().subarray(0, 30)],
    ['another first chunk', pngOf(data, ihdr(layout), chunk('IEND'))],
    ['no columns', png({ ...layout, width: 0 })],
    ['no rows', png({ ...layout, height: 0 })],
    ['a bit depth that does not exist', png({ ...layout, bitDepth: 32 })],
    ['a bit depth that its colour type does not allow', png({ ...layout, colorType: 2, bitDepth: 4 })],
    ['a colour type that does not exist', png({ ...layout, colorType: 1 })],
    ['a damaged signature', Uint8Array.from([0x09, ...png().subarray(1)])],
  ])('refuses %s', async (_, bytes) => {
    await expect(readImageHeader(new Blob([bytes]))).rejects.toEqual(DAMAGED);
  });

  it('refuses sides beyond the format as too large', async () => {
    const file = new File([png({ ...layout, width: 0xffffffff, height: 0xffffffff })], 'big.png');
    await expect(readImageHeader(file)).rejects.toEqual(
      refusal(
        'image-too-large',
        'big.png: 4294967295 × 4294967295 pixels is too large. The maximum is 100 megapixels.',
      ),
    );
  });
});

describe('readImageHeader of a PNG with a long side', () => {
  const long = (width: number, height: number): File => new File([png({ ...layout, width, height })], 'long.png');
  const message = (width: number, height: number): string =>
    `long.png: ${width} × ${height} pixels is too large. No side may be longer than 1000000 pixels.`;

  it('takes what libpng takes', async () => {
    expect(await readImageHeader(long(1_000_000, 1))).toMatchObject({ width: 1_000_000 });
    expect(await readImageHeader(long(3, 1_000_000))).toMatchObject({ height: 1_000_000 });
  });

  it.each([
    [1_000_001, 1],
    [1, 1_000_001],
    [20_000_000, 5],
  ])('refuses %i × %i, and says why, whatever is allowed otherwise', async (width, height) => {
    const error = await readImageHeader(long(width, height), { maxPixels: 1e12 }).catch((reason: unknown) => reason);
    expect(error).toEqual(refusal('image-too-large', message(width, height)));
    expect(error).toMatchObject({ reason: 'side-limit', values: { width, height, limit: 1_000_000 } });
  });
});

describe('readImageHeader of a JPEG', () => {
  it.each([0, 1])('takes lengths of %i where libjpeg-turbo does, and nowhere else', async (length) => {
    for (const marker of [0xfe, 0xe0, 0xe1, 0xef, 0xdc]) {
      const odd = insertSegment(jpeg(0xc0), [0xff, marker, 0, length, ...exifSegment(6)]);
      expect(await readImageHeader(new Blob([odd]))).toMatchObject({ width: 200, height: 300 });
    }
    for (const marker of [0xdb, 0xc4, 0xdd]) {
      const odd = insertSegment(jpeg(0xc0), [0xff, marker, 0, length]);
      await expect(readImageHeader(new Blob([odd]))).rejects.toEqual(DAMAGED);
    }
  });

  it.each([
    ['baseline gray', 0xc0, 1, 'gray'],
    ['extended gray', 0xc1, 1, 'gray'],
    ['progressive colour', 0xc2, 3, 'rgb'],
    ['arithmetic coding', 0xc9, 3, 'rgb'],
    ['four inks', 0xc0, 4, 'cmyk'],
  ])('%s', async (_, marker, components, colorType) => {
    const header = await readImageHeader(new Blob([jpeg(marker, { components })]));
    expect(header).toEqual({ format: 'jpeg', width: 300, height: 200, bitDepth: 8, colorType });
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8, 0, 9])('sides after orientation %d', async (orientation) => {
    const header = await readImageHeader(new Blob([insertSegment(jpeg(0xc0), exifSegment(orientation))]));
    const turned = orientation >= 5 && orientation <= 8;
    expect([header.width, header.height]).toEqual(turned ? [200, 300] : [300, 200]);
  });

  it('goes by the first of two EXIF segments, and by none behind XMP, as OpenCV does', async () => {
    const twice = insertSegment(jpeg(0xc0), [...exifSegment(6), ...exifSegment(1)]);
    expect(await readImageHeader(new Blob([twice]))).toMatchObject({ width: 200, height: 300 });
    const xmp = segment(0xe1, [...Buffer.from('http://ns.adobe.com/xap/1.0/\0<x/>')]);
    const behind = insertSegment(jpeg(0xc0), [...xmp, ...exifSegment(6)]);
    expect(await readImageHeader(new Blob([behind]))).toMatchObject({ width: 300, height: 200 });
  });

  it('finds EXIF behind the frame', async () => {
    const whole = jpeg(0xc0);
    const late = concat([whole.subarray(0, -2), Uint8Array.from(exifSegment(6)), whole.subarray(-2)]);
    expect(await readImageHeader(new Blob([late]))).toMatchObject({ width: 200, height: 300 });
  });

  it('skips fill bytes, restart markers and stray bytes', async () => {
    const padded = insertSegment(jpeg(0xc0), [...segment(0xfe, [0x3c]), 1, 2, 0xff, 0, 0xff, 0xff, 0xff, 0xd0]);
    expect(await readImageHeader(new Blob([padded]))).toMatchObject({ width: 300, height: 200 });
  });

  it('reads no further than the first scan', async () => {
    const profile = [0xff, 0xe2, 65002 >> 8, 65002 & 0xff, ...new Uint8Array(65000).fill(7)];
    const icc = concat(Array.from({ length: 30 }, () => Uint8Array.from(profile)));
    const [start, rest] = [jpeg(0xc0).subarray(0, 2), jpeg(0xc0).subarray(2)];
    const blob = new CountingBlob([concat([start, icc, rest]), new Uint8Array(8 << 20)]);
    expect(await readImageHeader(blob)).toMatchObject({ width: 300, height: 200 });
    expect(blob.bytesRead).toBeLessThan(31 * 65536 + 65536);
  });

  it.each([
    ['12-bit JPEG', jpeg(0xc1, { precision: 12 })],
    ['Lossless JPEG', jpeg(0xc3, { precision: 12 })],
    ['Hierarchical JPEG', jpeg(0xc5)],
    ['JPEG-LS', jpeg(0xf7)],
  ])('refuses %s by its name', async (kind, bytes) => {
    await expect(readImageHeader(new File([bytes], 'a.jpg'))).rejects.toEqual(
      refusal(
        'unsupported-type',
        `a.jpg: ${kind} images are not supported. Please save it as an 8-bit RGB or grayscale JPG or PNG.`,
      ),
    );
  });

  it.each([
    ['fill bytes', [0xff]],
    ['stuffed bytes', [0xff, 0]],
    ['other bytes', [7]],
  ])('takes some thousand %s before a marker, and gives up early on millions', async (_, stray) => {
    const strays = (count: number): Uint8Array =>
      concat([Uint8Array.from(segment(0xfe)), new Uint8Array(count).map((_byte, i) => stray[i % stray.length])]);
    const some = insertSegment(jpeg(0xc0), [...strays(50_000)]);
    expect(await readImageHeader(new Blob([some]))).toMatchObject({ width: 300, height: 200 });
    // In two places.
    const many = [strays(40_000), strays(4_000_000)];
    const blob = new CountingBlob([concat([Uint8Array.of(0xff, 0xd8), ...many, jpeg(0xc0).subarray(2)])]);
    await expect(readImageHeader(blob)).rejects.toEqual(DAMAGED);
    expect(blob.bytesRead).toBeLessThan(300_000);
  });

  it.each([
    ['no frame', Uint8Array.of(0xff, 0xd8, 0xff, 0xd9)],
    ['a scan before the frame', Uint8Array.from([0xff, 0xd8, ...segment(0xda, [0])])],
    ['height 0', jpeg(0xc0, { height: 0 })],
    ['width 0', jpeg(0xc0, { width: 0 })],
    ['two components', jpeg(0xc0, { components: 2 })],
    ['five components', jpeg(0xc0, { components: 5 })],
    ['a cut frame', jpeg(0xc0).subarray(0, 15)],
    ['a segment of length 1', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 1, 0xff, 0xd9)],
    ['two frames', insertSegment(jpeg(0xc0), segment(0xc0, frame()))],
    ['no scan', jpeg(0xc0).subarray(0, -2)],
    ['endless empty segments', insertSegment(jpeg(0xc0), new Array(30_000).fill(segment(0xfe)).flat() as number[])],
  ])('refuses %s', async (_, bytes) => {
    await expect(readImageHeader(new Blob([bytes]))).rejects.toEqual(DAMAGED);
  });
});

describe('readImageHeader', () => {
  it('names the file', async () => {
    await expect(readImageHeader(new File(['BM'], 'chest.bmp'))).rejects.toEqual(
      refusal('unsupported-type', `chest.bmp: invalid file type. Please choose a ${ANY_FORMAT} image.`),
    );
    await expect(readImageHeader(new File([], 'x.png'))).rejects.toEqual(
      refusal('file-empty', 'x.png: the file is empty.'),
    );
  });

  it('goes by content, not by name or type', async () => {
    const file = new File([png()], 'scan.dcm', { type: 'text/html' });
    expect(await readImageHeader(file)).toMatchObject({ format: 'png' });
  });

  it('refuses by the limits it is given', async () => {
    await expect(readImageHeader(new Blob([png()]), { maxPixels: 59_999 })).rejects.toEqual(
      refusal('image-too-large', 'The image: 300 × 200 pixels is too large. The maximum is 59999 pixels.'),
    );
    await expect(readImageHeader(new Blob([png()]), { maxPixels: 60_000 })).resolves.toBeDefined();
    await expect(readImageHeader(new Blob([jpeg(0xc0)]), { maxFileSize: 10 })).rejects.toMatchObject({
      code: 'file-too-large',
    });
  });

  it('reports a file that can no longer be read', async () => {
    const vanished = new File([png()], 'gone.png');
    vanished.slice = () => {
      throw new DOMException('gone', 'NotReadableError');
    };
    await expect(readImageHeader(vanished)).rejects.toEqual(
      refusal('decode-failed', 'gone.png: the file is no longer as it was chosen: it was changed, moved or deleted.'),
    );
  });
});
