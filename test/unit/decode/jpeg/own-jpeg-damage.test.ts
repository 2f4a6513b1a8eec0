import { describe, expect, it } from 'vitest';
import { XrayError } from '../../../../src/base/xray-error.ts';
import { decodeJpegSamples, decodeJpeg } from '../../../../src/decode/jpeg/decode-jpeg.ts';
import { Pacer } from '../../../../src/worker/pacer.ts';
import { DECODER_KINDS, useDecoder } from '../../../support/decoder-kinds.ts';
import { frameMarkerOf, type JpegFixture } from '../../../support/jpeg-fixture.ts';
import { jpegFixtures } from '../../../support/jpeg-fixtures.ts';
import { scannedJpeg, segment } from '../../../support/jpeg-segments.ts';

const fixtures = jpegFixtures();

async function codeOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  try {
    const { data } = await decodeJpeg({ bytes }, new Pacer());
    return `decoded ${data.length}`;
  } catch (error) {
    if (error instanceof XrayError) return error.reason ?? error.code;
    throw error;
  }
}

/** The first of a kind that has as many bytes of data in its last scan. */
function example(marker: number, fits: (fixture: JpegFixture) => boolean = () => true): Uint8Array<ArrayBuffer> {
  const found = fixtures.find(
    (fixture) => frameMarkerOf(fixture) === marker && fixture.expected && !fixture.expected.bits && fits(fixture),
  );
  if (!found) throw new Error('No such fixture.');
  return found.bytes;
}

const places = (bytes: Uint8Array, marker: number): number[] =>
  [...bytes.keys()].filter((at) => bytes[at] === 0xff && bytes[at + 1] === marker);

const joined = (...parts: (Uint8Array | readonly number[])[]): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(parts.flatMap((part) => [...part]));

/** Gray, 16 × 16, a scan of `data`; codes: 0 is a size of 0, 10 one of 4, in AC 0 the end of the block. */
function tiny(data: readonly number[], { restart = 0, end = [0xff, 0xd9] } = {}): Uint8Array<ArrayBuffer> {
  const codes = [1, 1, ...new Array<number>(14).fill(0), 0, 4];
  return joined(
    [0xff, 0xd8],
    segment(0xdb, [0, ...new Array<number>(64).fill(8)]),
    segment(0xc0, [8, 0, 16, 0, 16, 1, 1, 0x11, 0]),
    segment(0xc4, [0, ...codes]),
    segment(0xc4, [0x10, ...codes]),
    restart > 0 ? segment(0xdd, [0, restart]) : [],
    segment(0xda, [1, 1, 0, 0, 63, 0]),
    data,
    end,
  );
}

describe.each(DECODER_KINDS)('a JPEG that is damaged, in %s,', (kind) => {
  useDecoder(kind);

  it('is refused where libjpeg would paint what is missing', async () => {
    // Four blocks of two bits each.
    expect(await codeOf(tiny([0b00000000]))).toBe('decoded 256');
    expect(await codeOf(tiny([]))).toBe('decode-failed');
    // Four differences and four ends are 28 bits.
    const blocks = [0b10101001, 0b01010010, 0b10100101, 0b01001111];
    expect(await codeOf(tiny(blocks))).toBe('decoded 256');
    expect(await codeOf(tiny(blocks.slice(0, 3)))).toBe('decode-failed');
    for (const marker of [0xc0, 0xc2]) {
      const whole = example(marker, ({ bytes }) => bytes.length > 600);
      expect(await codeOf(whole)).toMatch(/^decoded/);
      const cut = whole.length - 40;
      expect(await codeOf(joined(whole.subarray(0, cut), [0xff, 0xd9]))).toBe('decode-failed');
    }
  });

  it('is refused where its end is missing, whatever it holds', async () => {
    for (const marker of [0xc0, 0xc2, 0xc9, 0xca]) {
      const whole = example(marker, ({ bytes }) => bytes[bytes.length - 1] === 0xd9);
      expect(await codeOf(whole)).toMatch(/^decoded/);
      expect(await codeOf(whole.slice(0, -2))).toBe('decode-failed');
      expect(await codeOf(whole.slice(0, -1))).toBe('decode-failed');
    }
  });

  it('is refused for codes that are none', async () => {
    expect(await codeOf(tiny([0b11000000]))).toBe('decode-failed');
    expect(await codeOf(tiny([0xff, 0, 0xff, 0]))).toBe('decode-failed');
  });

  it('is refused where a restart marker is missing, early or another one', async () => {
    const [r0, r1, r2] = [0xd0, 0xd1, 0xd2].map((code) => [0xff, code]);
    const each = (...markers: readonly (readonly number[])[]): Uint8Array<ArrayBuffer> =>
      tiny([0x3f, ...markers.flatMap((marker) => [...marker, 0x3f])], { restart: 1 });
    expect(await codeOf(each(r0, r1, r2))).toBe('decoded 256');
    expect(await codeOf(each(r0, r1))).toBe('decode-failed');
    expect(await codeOf(each(r0, r2, r1))).toBe('decode-failed');
    expect(await codeOf(each(r1, r2, r0))).toBe('decode-failed');
    // No interval was declared.
    expect(await codeOf(tiny([0x3f, ...r0, 0x3f, ...r1, 0x3f, ...r2, 0x3f]))).toBe('decode-failed');
  });

  it('may have bytes that belong to nothing: libjpeg passes over them', async () => {
    const plain = tiny([0x00]);
    const strayed = (at: number): Promise<string> =>
      codeOf(joined(plain.subarray(0, at), [1, 2, 3, 0xff, 0], plain.subarray(at)));
    expect(await strayed(2 + 69)).toBe('decoded 256');
    // But right in front, where OpenCV takes it for no JPEG.
    expect(await strayed(2)).toBe('decode-failed');
    expect(await codeOf(tiny([0x00, 1, 2, 3]))).toBe('decoded 256');
    expect(await codeOf(tiny([0x3f, 0x12, 0xff, 0xd0, 0x3f, 0xff, 0xd1, 0x3f, 0xff, 0xd2, 0x3f], { restart: 1 }))).toBe(
      'decoded 256',
    );
    expect(await codeOf(joined(plain, [1, 2, 3]))).toBe('decoded 256');
    // Fill bytes, also before a stuffed zero.
    expect(await codeOf(tiny([0x00], { end: [0xff, 0xff, 0xff, 0xd9] }))).toBe('decoded 256');
  });

  it('is refused for segments that are not as they should be', async () => {
    const plain = tiny([0x00]);
    const withSegment = (marker: number, content: readonly number[]): Promise<string> =>
      codeOf(joined(plain.subarray(0, 2), segment(marker, content), plain.subarray(2)));
    expect(await withSegment(0xfe, [1, 2, 3])).toBe('decoded 256');
    expect(await withSegment(0xdc, [0, 16])).toBe('decoded 256');
    // Tables of number 4, without their content, with more codes than fit or all ones; a conditioning with L above U.
    expect(await withSegment(0xdb, [4, ...new Array<number>(64).fill(1)])).toBe('decode-failed');
    expect(await withSegment(0xdb, [0, 1, 2])).toBe('decode-failed');
    expect(await withSegment(0xc4, [4, 1, ...new Array<number>(15).fill(0), 0])).toBe('decode-failed');
    expect(await withSegment(0xc4, [1, 1])).toBe('decode-failed');
    expect(await withSegment(0xcc, [0, 0x01])).toBe('decode-failed');
    expect(await withSegment(0xcc, [32, 0])).toBe('decode-failed');
    expect(await withSegment(0xdd, [1])).toBe('decode-failed');
    // Markers that are reserved, hierarchical, another frame, a start of image.
    for (const marker of [0x02, 0xde, 0xf0, 0xc3, 0xc5]) expect(await withSegment(marker, [0])).toBe('decode-failed');
    expect(await withSegment(0xc1, [8, 0, 16, 0, 16, 1, 1, 0x11, 0])).toBe('decode-failed');
    expect(await codeOf(joined(plain.subarray(0, 2), [0xff, 0xd8], plain.subarray(2)))).toBe('decode-failed');
  });

  it('is refused where DC coefficients of a progressive frame come to more than 32 bits', async () => {
    // One code, for a size of 15: each block is 32,767 above the one before.
    const rising = (columns: number, rows: number): Uint8Array<ArrayBuffer> => {
      const scan = new Array<readonly number[]>(columns * rows).fill([0x7f, 0xff, 0]).flat();
      return joined(
        [0xff, 0xd8],
        segment(0xdb, [0, ...new Array<number>(64).fill(1)]),
        segment(0xc2, [8, rows >> 5, (8 * rows) & 0xff, columns >> 5, (8 * columns) & 0xff, 1, 1, 0x11, 0]),
        segment(0xc4, [0, 1, ...new Array<number>(15).fill(0), 15]),
        segment(0xda, [1, 1, 0, 0, 0, 0]),
        scan,
        [0xff, 0xd9],
      );
    };
    expect(await codeOf(rising(256, 256))).toBe(`decoded ${2 ** 22}`);
    expect(await codeOf(rising(257, 256))).toBe('decode-failed');
  });

  it('is refused for tables that are no code', async () => {
    const plain = tiny([0x00]);
    const table = segment(0xc4, [0x10, 1, 1, ...new Array<number>(14).fill(0), 0, 4]);
    const at = places(plain, 0xc4)[1];
    const withTable = (counts: readonly number[], values: readonly number[]): Promise<string> => {
      const filled = [...counts, ...new Array<number>(16 - counts.length).fill(0)];
      return codeOf(
        joined(plain.subarray(0, at), segment(0xc4, [0x10, ...filled, ...values]), plain.subarray(at + table.length)),
      );
    };
    expect(await withTable([1, 1], [0, 4])).toBe('decoded 256');
    expect(await withTable([2], [0, 4])).toBe('decode-failed');
    expect(await withTable([1, 2], [0, 4, 5])).toBe('decode-failed');
    expect(await withTable([3], [0, 4, 5])).toBe('decode-failed');
  });
});

describe.each(DECODER_KINDS)('a JPEG that would take too long or too much, in %s,', (kind) => {
  useDecoder(kind);

  it('is refused for its scans before any is decoded', async () => {
    expect(await codeOf(scannedJpeg(99))).toBe('decoded 256');
    expect(await codeOf(scannedJpeg(100))).toBe('too-many-scans');
    expect(await codeOf(scannedJpeg(31, { width: 60_000, height: 60_000 }))).toBe('too-many-scans');
  });

  it('is refused where its frame is not the one its header told of', async () => {
    const bytes = tiny([0x00]);
    const header = { format: 'jpeg', width: 16, height: 16, bitDepth: 8, colorType: 'gray' } as const;
    expect((await decodeJpeg({ bytes, header }, new Pacer())).data.length).toBe(256);
    await expect(decodeJpeg({ bytes, header: { ...header, height: 8 } }, new Pacer())).rejects.toMatchObject({
      code: 'decode-failed',
    });
  });

  it('ends between two rows of units when it is no longer wanted', async () => {
    class Steps extends Pacer {
      rests = 0;
      constructor(private readonly stop: AbortController) {
        super(stop.signal);
      }
      override get due(): boolean {
        return true;
      }
      override async rest(): Promise<void> {
        if (++this.rests === 3) this.stop.abort();
        await super.rest();
      }
    }
    for (const marker of [0xc0, 0xc2]) {
      const pacer = new Steps(new AbortController());
      const bytes = example(marker, ({ expected }) => (expected?.height ?? 0) > 48);
      await expect(decodeJpeg({ bytes }, pacer)).rejects.toHaveProperty('name', 'AbortError');
      expect(pacer.rests).toBe(3);
    }
  });

  it('has 8 bits, unless its samples are asked for', async () => {
    const twelve = fixtures.find(({ expected }) => expected?.bits === 12);
    if (!twelve) throw new Error('No such fixture.');
    expect(await codeOf(twelve.bytes)).toBe('jpeg-kind');
    expect((await decodeJpegSamples(twelve.bytes, new Pacer())).data).toBeInstanceOf(Uint16Array);
  });
});
