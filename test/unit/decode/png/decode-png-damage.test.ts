import { constants, deflateSync } from 'node:zlib';
import { describe, expect, it, vi } from 'vitest';
import { decodePng } from '../../../../src/decode/png/decode-png.ts';
import { Inflater } from '../../../../src/decode/png/inflation/inflate.ts';
import { Pacer } from '../../../../src/worker/pacer.ts';
import { peakMemory, WatchfulPacer } from '../../../support/peak-memory.ts';
import { chunk, concat, ihdr, makePng, pngOf, type PngRecipe } from '../../../support/png-maker.ts';
import { DECODER_KINDS, useDecoder } from '../../../support/decoder-kinds.ts';

const decode = (bytes: Uint8Array): ReturnType<typeof decodePng> => decodePng(bytes, new Pacer());
const DAMAGED = expect.objectContaining({
  code: 'decode-failed',
  message: 'the image could not be read. The file may be damaged.',
}) as unknown;

const gray: PngRecipe = {
  width: 16,
  height: 16,
  colorType: 0,
  bitDepth: 8,
  pixel: (x, y) => [(x * 37 + y * 11) & 0xff],
};
const head = ihdr(gray);
const rows = Uint8Array.from({ length: 17 * 16 }, (_, i) => (i % 17 === 0 ? 0 : i & 0xff));
const data = deflateSync(rows);
const idat = chunk('IDAT', data);
const end = chunk('IEND');
const palette = chunk('PLTE', Uint8Array.of(1, 2, 3));

function withDamage(bytes: Uint8Array, at: number): Uint8Array {
  const damaged = Uint8Array.from(bytes);
  damaged[at < 0 ? damaged.length + at : at] ^= 1;
  return damaged;
}

describe.each(DECODER_KINDS)('in %s:', (kind) => {
  useDecoder(kind);

  describe('decodePng refuses', () => {
    it.each([
      ['no data', pngOf(head, end)],
      ['no IEND', pngOf(head, idat)],
      ['a cut IEND', pngOf(head, idat, end.subarray(0, 10))],
      ['a wrong IDAT checksum', pngOf(head, withDamage(idat, -1), end)],
      ['a wrong IEND checksum', pngOf(head, idat, withDamage(end, -1))],
      ['two headers', pngOf(head, head, idat, end)],
      ['a chunk before the header', pngOf(chunk('gAMA', new Uint8Array(4)), head, idat, end)],
      ['an unknown critical chunk', pngOf(head, chunk('CgBI', new Uint8Array(4)), idat, end)],
      ['a chunk type that is no letters', pngOf(head, chunk('t0xt'), idat, end)],
      [
        'a chunk that reaches beyond the file',
        pngOf(head, idat, Uint8Array.of(0x7f, 0xff, 0xff, 0xff, 116, 69, 88, 116)),
      ],
      [
        'a chunk length beyond the format',
        pngOf(head, idat, concat([Uint8Array.of(255, 255, 255, 255), end.subarray(4)])),
      ],
      [
        'data interrupted by another chunk',
        pngOf(head, chunk('IDAT', data.subarray(0, 20)), chunk('tEXt'), chunk('IDAT', data.subarray(20)), end),
      ],
      ['data that end early', pngOf(head, chunk('IDAT', deflateSync(rows.subarray(0, -1))), end)],
      ['data without their checksum', pngOf(head, chunk('IDAT', data.subarray(0, -4)), end)],
      ['data with a wrong checksum', pngOf(head, chunk('IDAT', withDamage(data, -1)), end)],
      ['a filter that does not exist', makePng({ ...gray, filter: (row) => (row === 9 ? 5 : 0) })],
      ['a palette image without palette', makePng({ ...gray, colorType: 3 })],
      ['a palette behind the data', makePng({ ...gray, colorType: 3, afterData: [palette] })],
      ['two palettes', makePng({ ...gray, colorType: 3, beforeData: [palette, palette] })],
      ['a palette of no whole entries', makePng({ ...gray, colorType: 3, palette: [1, 2, 3, 4] })],
      ['an empty palette', makePng({ ...gray, colorType: 3, beforeData: [chunk('PLTE')] })],
    ])('%s', async (_, bytes) => {
      await expect(decode(bytes)).rejects.toEqual(DAMAGED);
    });

    it('a wrong checksum that only looking beyond the last row finds', async () => {
      // 128 × 1024 bytes: the last row ends where the inflater pauses, before the end of the stream.
      const layout = { ...gray, width: 127, height: 1024 };
      const literals = deflateSync(new Uint8Array(128 * 1024), { strategy: constants.Z_HUFFMAN_ONLY });
      await expect(decode(pngOf(ihdr(layout), chunk('IDAT', literals), end))).resolves.toMatchObject({ height: 1024 });
      await expect(decode(pngOf(ihdr(layout), chunk('IDAT', withDamage(literals, -1)), end))).rejects.toEqual(DAMAGED);
    });

    it('a file cut anywhere', async () => {
      const whole = makePng(gray);
      for (let length = 8; length < whole.length; length++) {
        await expect(decode(whole.subarray(0, length)), `${length} of ${whole.length}`).rejects.toEqual(DAMAGED);
      }
    });

    it('a file with any one byte wrong, of those that decide pixels', async () => {
      const whole = makePng(gray);
      for (let at = 8; at < whole.length; at++) {
        await expect(decode(withDamage(whole, at)), `byte ${at}`).rejects.toEqual(DAMAGED);
      }
    });
  });

  describe('decodePng takes', () => {
    it.each([
      ['bytes behind the end', concat([makePng(gray), Uint8Array.of(0x50, 0x4b, 3, 4)])],
      ['an IEND with content', pngOf(head, chunk('IDAT', deflateSync(rows)), chunk('IEND', Uint8Array.of(1)))],
      ['more rows than the header says', pngOf(ihdr({ ...gray, height: 3 }), idat, end)],
      ['more data after another chunk', pngOf(head, idat, chunk('tEXt'), idat, end)],
      ['bytes behind the compressed stream', pngOf(head, idat, chunk('IDAT', new Uint8Array(10)), end)],
    ])('%s, as libpng does', async (_, bytes) => {
      await expect(decode(bytes)).resolves.toMatchObject({ width: 16 });
    });
  });

  describe('what follows the last row in the stream', () => {
    /** Compressed rows of a picture, with more of the kind behind them. */
    const more = deflateSync(concat([rows, new Uint8Array(40).fill(7), Uint8Array.of(1, 2, 3)]), { level: 9 });
    const refusal = (bytes: Uint8Array): Promise<string | undefined> =>
      decode(pngOf(head, chunk('IDAT', bytes), end)).then(
        () => undefined,
        (error: { code: string }) => error.code,
      );

    // As cv2.imread (libpng 1.6.39) does with each.
    it('may have a wrong checksum, or be no deflate at all', async () => {
      expect(await refusal(more)).toBe(undefined);
      expect(await refusal(withDamage(more, -1))).toBe(undefined);
      const stored = deflateSync(concat([rows, new Uint8Array(9)]), { level: 0 });
      const broken = concat([stored.subarray(0, -4), Uint8Array.of(7, 7, 7, 7, 7)]);
      // The block that follows is of a kind that there is not.
      broken[2] = 0;
      expect(await refusal(broken)).toBe(undefined);
    });

    it('must have an end', async () => {
      for (let less = 1; less <= 6; less++) expect(await refusal(more.subarray(0, -less))).toBe('decode-failed');
    });

    it('counts as part of the picture until there would be another byte', async () => {
      expect(await refusal(withDamage(data, -1))).toBe('decode-failed');
    });
  });

  describe('decodePng spends no memory on', () => {
    const peakOf = (bytes: Uint8Array): Promise<number> =>
      peakMemory((look) => decodePng(bytes, new WatchfulPacer(look)).catch(() => undefined));

    it('data that inflate to far more than the picture', async () => {
      const bomb = chunk('IDAT', deflateSync(new Uint8Array(300_000_000), { level: 9 }));
      const next = vi.spyOn(Inflater.prototype, 'next');
      expect(await peakOf(pngOf(head, bomb, end))).toBeLessThan(5_000_000);
      // The picture, and a megabyte of what follows it, 128 kB at a time.
      expect(next.mock.calls.length).toBeLessThan(12);
      next.mockRestore();
      await expect(decode(pngOf(head, bomb, end))).resolves.toMatchObject({ width: 16, height: 16 });
    });

    it('metadata that inflate to hundreds of megabytes', async () => {
      const deflated = deflateSync(new Uint8Array(300_000_000), { level: 9 });
      const beforeData = ['iCCP', 'zTXt'].map((type) => chunk(type, concat([Buffer.from('a\0\0'), deflated])));
      const bytes = makePng({ ...gray, beforeData });
      expect(await peakOf(bytes)).toBeLessThan(5_000_000);
      await expect(decode(bytes)).resolves.toMatchObject({ width: 16, height: 16 });
    });
  });
});
