import { describe, expect, it } from 'vitest';
import { decodeFile } from '../../../../../src/decode/decode-image.ts';
import {
  codedDicom,
  codestreamFixture,
  codestreamFixtures,
  type CodestreamFixture,
} from '../../../../support/codestream-fixtures.ts';
import { joined, type DicomElement } from '../../../../support/dicom-maker.ts';

const SIGN = 0x80;
/** Where the depth of the first component stands in a codestream of JPEG 2000. */
const DEPTH = 42;

const fileOf = (fixture: CodestreamFixture, further?: readonly DicomElement[], coded?: Uint8Array): File =>
  new File([codedDicom(fixture, further, coded)], 'a.dcm');

/** Stored values, those below zero too. */
async function storedIn(file: File): Promise<number[]> {
  const { image, values } = await decodeFile(file, { depth: 'stored' });
  return [...image.data].map((sample) => sample - (values?.bias ?? 0));
}

const refusal = (file: File): Promise<unknown> =>
  decodeFile(file, { depth: 'stored' }).then(
    () => 'an image',
    (error: unknown) => error,
  );

/** `bytes` with numbers of so many bytes at places, the high byte first. */
function changed(bytes: Uint8Array, size: 1 | 2 | 4, ...places: [at: number, value: number][]): Uint8Array {
  const copy = bytes.slice();
  const view = new DataView(copy.buffer);
  const put = { 1: view.setUint8, 2: view.setUint16, 4: view.setUint32 }[size].bind(view);
  for (const [at, value] of places) put(at, value);
  return copy;
}

function box(name: string, content: Uint8Array, length = content.length + 8): Uint8Array {
  const head = changed(new Uint8Array(8), 4, [0, length]);
  [...name].forEach((letter, i) => (head[4 + i] = letter.charCodeAt(0)));
  return joined(head, content);
}

describe('a codestream', () => {
  it.each(codestreamFixtures().map((fixture) => [fixture.name, fixture] as const))('of %s', async (_, fixture) => {
    const { picture, near } = fixture;
    const stored = await storedIn(fileOf(fixture));
    expect(stored).toHaveLength(picture.values.length);
    const worst = Math.max(...stored.map((value, i) => Math.abs(value - picture.values[i])));
    expect(worst).toBeLessThanOrEqual(near);
  });

  it('is decoded by a codec that is kept, one frame after the other', async () => {
    const fixture = codestreamFixture('JPEG 2000, 12 bits');
    for (let frame = 0; frame < 3; frame++) expect(await storedIn(fileOf(fixture))).toEqual(fixture.picture.values);
  });

  // CharLS read on through all of its memory, for many seconds: with hundreds of cuts that would be seen.
  it.each([
    'JPEG-LS, 12 bits',
    'JPEG-LS, colours by line',
    'JPEG 2000, 12 bits',
    'JPEG 2000, colours of 12 bits',
    'HTJ2K, 12 bits',
  ])('of %s, cut anywhere, is refused, and the next one decoded', async (name) => {
    const fixture = codestreamFixture(name);
    const { codestream } = fixture;
    for (let length = 4; length < codestream.length - 4; length += 17) {
      const cut = fileOf(fixture, [], codestream.slice(0, length));
      expect(await refusal(cut)).toHaveProperty('code', 'decode-failed');
    }
    expect(await storedIn(fileOf(fixture))).toEqual(fixture.picture.values);
  });

  it('of 8 bits with a sign keeps what is below zero', async () => {
    const fixture = codestreamFixture('JPEG 2000, 8 bits');
    const { values } = fixture.picture;
    const signed = changed(fixture.codestream, 1, [DEPTH, 7 + SIGN]);
    expect(await storedIn(fileOf(fixture, [[0x00280103, 'US', [1]]], signed))).toEqual(values.map((v) => v - 128));
  });

  it('of 8 bits with a sign, in cells of 16, fills the cell with it', async () => {
    const fixture = codestreamFixture('JPEG 2000, 8 bits');
    const signed = changed(fixture.codestream, 1, [DEPTH, 7 + SIGN]);
    const words: DicomElement[] = [
      [0x00280100, 'US', [16]],
      [0x00280101, 'US', [16]],
      [0x00280102, 'US', [15]],
      [0x00280103, 'US', [1]],
    ];
    expect(await storedIn(fileOf(fixture, words, signed))).toEqual(fixture.picture.values.map((v) => v - 128));
  });

  it('without a sign, of a file that has one, is read as the same bits', async () => {
    const fixture = codestreamFixture('JPEG 2000, 12 bits');
    const stored = await storedIn(fileOf(fixture, [[0x00280103, 'US', [1]]]));
    expect(stored).toEqual(fixture.picture.values.map((value) => (value >= 2048 ? value - 4096 : value)));
  });

  it('of 12 bits in the codestream, of which 10 are stored, is masked', async () => {
    const fixture = codestreamFixture('JPEG-LS, 12 bits');
    const ten: DicomElement[] = [
      [0x00280101, 'US', [10]],
      [0x00280102, 'US', [9]],
    ];
    expect(await storedIn(fileOf(fixture, ten))).toEqual(fixture.picture.values.map((value) => value & 1023));
  });

  it.each<[string, (codestream: Uint8Array) => Uint8Array]>([
    ['a length', (codestream) => box('jp2c', codestream)],
    ['the rest of the file', (codestream) => box('jp2c', codestream, 0)],
    [
      'a length of 64 bits',
      (codestream) => box('jp2c', joined(changed(new Uint8Array(8), 4, [4, codestream.length + 16]), codestream), 1),
    ],
  ])('in a whole file of JPEG 2000, in a box of %s', async (_, wrap) => {
    const fixture = codestreamFixture('JPEG 2000, 12 bits');
    const file = joined(box('jP  ', new Uint8Array(4)), box('ftyp', new Uint8Array(12)), wrap(fixture.codestream));
    expect(await storedIn(fileOf(fixture, [], file))).toEqual(fixture.picture.values);
  });

  it.each(['JPEG 2000, colours of 12 bits', 'JPEG 2000, colours of 16 bits, not taken apart'])(
    'of %s, shows the highest eight of them',
    async (name) => {
      const { picture } = codestreamFixture(name);
      const { image } = await decodeFile(fileOf(codestreamFixture(name)));
      expect(image.channels).toBe(3);
      expect([...image.data]).toEqual(picture.values.map((value) => value >> ((picture.bits ?? 8) - 8)));
    },
  );

  it('of colours of 12 bits with a sign keeps what is below zero', async () => {
    const fixture = codestreamFixture('JPEG 2000, colours of 12 bits');
    const depths = [0, 1, 2].map((component): [number, number] => [DEPTH + 3 * component, 11 + SIGN]);
    const signed = changed(fixture.codestream, 1, ...depths);
    const stored = await storedIn(fileOf(fixture, [[0x00280103, 'US', [1]]], signed));
    expect(stored).toEqual(fixture.picture.values.map((value) => value - 2048));
  });

  it('of colours that were taken apart is RGB already', async () => {
    const fixture = codestreamFixture('JPEG 2000, colours');
    expect(await storedIn(fileOf(fixture, [[0x00280004, 'CS', 'YBR_RCT']]))).toEqual(fixture.picture.values);
  });
});

describe('what is refused before a codec is asked', () => {
  const jpegLs = codestreamFixture('JPEG-LS, 12 bits');
  const jpeg2000 = codestreamFixture('JPEG 2000, 12 bits');
  const colours = codestreamFixture('JPEG 2000, colours');
  /** Behind SOI, SOF55's marker and length. */
  const frame = 6;

  it.each<[string, CodestreamFixture, Uint8Array]>([
    ['JPEG-LS of other rows', jpegLs, changed(jpegLs.codestream, 2, [frame + 1, 65535])],
    ['JPEG-LS of other columns', jpegLs, changed(jpegLs.codestream, 2, [frame + 3, 65535])],
    ['JPEG-LS of other components', jpegLs, changed(jpegLs.codestream, 1, [frame + 5, 3])],
    ['JPEG-LS of more bits than cells have', jpegLs, changed(jpegLs.codestream, 1, [frame, 17])],
    ['JPEG-LS without a scan', jpegLs, jpegLs.codestream.slice(0, 20)],
    ['nothing of JPEG-LS', jpegLs, new Uint8Array(100)],
    ['JPEG 2000 of other columns', jpeg2000, changed(jpeg2000.codestream, 4, [8, 2 ** 31])],
    ['JPEG 2000 of other rows', jpeg2000, changed(jpeg2000.codestream, 4, [12, 2 ** 31])],
    ['JPEG 2000 of other components', jpeg2000, changed(jpeg2000.codestream, 2, [40, 16384])],
    ['JPEG 2000 of more bits than cells have', jpeg2000, changed(jpeg2000.codestream, 1, [DEPTH, 37])],
    ['JPEG 2000 in tiles of nothing', jpeg2000, changed(jpeg2000.codestream, 4, [24, 0], [28, 0])],
    ['JPEG 2000 with tiles behind the image', jpeg2000, changed(jpeg2000.codestream, 4, [32, 5])],
    ['boxes without a codestream', jpeg2000, box('ftyp', new Uint8Array(200))],
    ['a box that is shorter than its head', jpeg2000, box('ftyp', new Uint8Array(200), 4)],
    ['nothing of JPEG 2000', jpeg2000, new Uint8Array(100)],
  ])('%s', async (_, fixture, coded) => {
    expect(await refusal(fileOf(fixture, [], coded))).toMatchObject({
      code: 'decode-failed',
      message: 'a.dcm: the image could not be read. The file may be damaged.',
    });
  });

  it.each<[string, CodestreamFixture, Uint8Array]>([
    ['JPEG 2000 of a part of its grid', jpeg2000, changed(jpeg2000.codestream, 4, [16, 1])],
    ['JPEG 2000 of coarser colours', colours, changed(colours.codestream, 1, [DEPTH + 4, 2])],
    ['JPEG 2000 of other bits in each component', colours, changed(colours.codestream, 1, [DEPTH + 3, 6])],
  ])('%s', async (_, fixture, coded) => {
    expect(await refusal(fileOf(fixture, [], coded))).toMatchObject({
      code: 'unsupported-type',
      reason: 'dicom-kind',
    });
  });
});
