import { decode as referenceDecode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { decodePng } from '../../../../src/decode/png/decode-png.ts';
import { Pacer } from '../../../../src/worker/pacer.ts';
import { emptyBlocksBefore } from '../../../support/empty-blocks.ts';
import { chunk, exifBlock, ihdr, makePng, pngOf, type PngRecipe } from '../../../support/png-maker.ts';
import { DECODER_KINDS, useDecoder } from '../../../support/decoder-kinds.ts';

const decode = (bytes: Uint8Array): ReturnType<typeof decodePng> => decodePng(bytes, new Pacer());

/** A sample of 0…2^bits−1 that no neighbour shares. */
const sample = (x: number, y: number, c: number, bits: number): number =>
  ((x * 2654435761 + y * 40503 + c * 977 + ((x * y) << 3)) >>> 5) & ((1 << bits) - 1);

const PALETTE = Array.from({ length: 768 }, (_, i) => (i * 83 + 5) & 0xff);

type Kind = [name: string, colorType: PngRecipe['colorType'], bitDepth: PngRecipe['bitDepth'], samples: number];
const KINDS: Kind[] = [
  ['gray', 0, 1, 1],
  ['gray', 0, 2, 1],
  ['gray', 0, 4, 1],
  ['gray', 0, 8, 1],
  ['gray', 0, 16, 1],
  ['gray and alpha', 4, 8, 2],
  ['gray and alpha', 4, 16, 2],
  ['RGB', 2, 8, 3],
  ['RGB', 2, 16, 3],
  ['RGBA', 6, 8, 4],
  ['RGBA', 6, 16, 4],
  ['palette', 3, 1, 1],
  ['palette', 3, 2, 1],
  ['palette', 3, 4, 1],
  ['palette', 3, 8, 1],
];

function recipe([, colorType, bitDepth, samples]: Kind, width: number, height: number): PngRecipe {
  return {
    width,
    height,
    colorType,
    bitDepth,
    palette: colorType === 3 ? PALETTE.slice(0, 3 << bitDepth) : undefined,
    pixel: (x, y) => Array.from({ length: samples }, (_, c) => sample(x, y, c, bitDepth)),
  };
}

/** What libpng's expand, strip_16 and strip_alpha make of a pixel. */
function expected([, colorType, bitDepth]: Kind, width: number, height: number): number[] {
  const value = (x: number, y: number, c: number): number => {
    const raw = sample(x, y, c, bitDepth);
    return bitDepth === 16 ? raw >> 8 : raw * { 1: 255, 2: 85, 4: 17, 8: 1 }[bitDepth];
  };
  const pixels: number[] = [];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (colorType === 3) pixels.push(...PALETTE.slice(sample(x, y, 0, bitDepth) * 3).slice(0, 3));
      else if (colorType === 0 || colorType === 4) pixels.push(value(x, y, 0));
      else pixels.push(value(x, y, 0), value(x, y, 1), value(x, y, 2));
    }
  }
  return pixels;
}

describe.each(DECODER_KINDS)('in %s:', (kind) => {
  useDecoder(kind);

  describe('decodePng', () => {
    describe.each(KINDS)('%s (type %d) of %d bits', (...kind) => {
      const channels = kind[1] === 0 || kind[1] === 4 ? 1 : 3;

      it.each([
        ['row after row', false],
        ['Adam7', true],
      ])('%s, every filter, every small size', async (_, interlaced) => {
        for (const [width, height] of [
          [1, 1],
          [2, 1],
          [1, 3],
          [3, 2],
          [4, 5],
          [5, 4],
          [7, 9],
          [8, 8],
          [9, 7],
          [33, 31],
        ]) {
          const png = makePng({ ...recipe(kind, width, height), interlaced, filter: (row) => row % 5 });
          const image = await decode(png);
          expect(image).toMatchObject({ width, height, channels, bitDepth: 8 });
          expect(Array.from(image.data), `${width} × ${height}`).toEqual(expected(kind, width, height));
        }
      });
    });

    describe.each(KINDS)('with the samples as they are stored, %s (type %d) of %d bits', (...kind) => {
      it.each([
        ['row after row', false],
        ['Adam7', true],
      ])(
        '%s: of 16 bits both bytes, as another decoder gives them, of fewer the same as ever',
        async (_, interlaced) => {
          for (const [width, height] of [
            [1, 1],
            [5, 4],
            [9, 7],
            [33, 31],
          ]) {
            const png = makePng({ ...recipe(kind, width, height), interlaced, filter: (row) => row % 5 });
            const picture = await decode(png);
            const stored = await decodePng(png, new Pacer(), 'stored');
            if (kind[2] < 16) {
              expect(stored).toEqual(picture);
              continue;
            }
            const { data, channels: samples } = referenceDecode(png);
            const kept = Array.from(data).filter((_value, i) => i % samples < picture.channels);
            expect(stored).toEqual({ ...picture, bitDepth: 16, data: Uint16Array.from(kept) });
            expect(Uint8Array.from(stored.data, (value) => value >> 8)).toEqual(picture.data);
          }
        },
      );
    });

    it.each([1, 2, 3, 4, 5, 6, 7, 8])(
      'turns 16-bit samples by orientation %d as it does their high bytes',
      async (value) => {
        const kind = KINDS[8];
        const png = makePng({ ...recipe(kind, 5, 4), beforeData: [chunk('eXIf', exifBlock(value))] });
        const picture = await decode(png);
        const stored = await decodePng(png, new Pacer(), 'stored');
        expect(stored.data).toBeInstanceOf(Uint16Array);
        expect({ ...stored, bitDepth: 8, data: Uint8Array.from(stored.data, (sample) => sample >> 8) }).toEqual(
          picture,
        );
        const exact = (image: { data: ArrayLike<number> }): number[] => Array.from(image.data).sort((a, b) => a - b);
        expect(exact(stored)).toEqual(exact({ data: referenceDecode(png).data }));
      },
    );

    it('agrees with another decoder on filters over long rows', async () => {
      for (const filter of [0, 1, 2, 3, 4]) {
        const png = makePng({ ...recipe(['RGB', 2, 8, 3], 301, 50), filter: () => filter });
        expect(Buffer.from((await decode(png)).data).equals(referenceDecode(png).data as Uint8Array)).toBe(true);
      }
    });

    it('takes the data in pieces of one byte, and empty ones', async () => {
      const kind = KINDS[3];
      const png = makePng({ ...recipe(kind, 9, 9), pieceLength: 1, beforeData: [chunk('IDAT'), chunk('IDAT')] });
      expect(Array.from((await decode(png)).data)).toEqual(expected(kind, 9, 9));
    });

    it.each([
      ['gAMA', Uint8Array.of(0, 1, 0x86, 0xa0)],
      ['sRGB', Uint8Array.of(0)],
      ['cICP', Uint8Array.of(9, 16, 0, 1)],
      ['iCCP', Uint8Array.from([...Buffer.from('icc\0\0'), 1, 2, 3])],
      ['zTXt', Uint8Array.from([...Buffer.from('a\0\0'), 9, 9])],
      ['tRNS', Uint8Array.of(0, 0)],
      ['pHYs', Uint8Array.of(0, 0, 0, 2, 0, 0, 0, 1, 0)],
      ['sBIT', Uint8Array.of(3)],
      ['PLTE', Uint8Array.of(1, 2, 3)],
      ['prVt', Uint8Array.of(1)],
    ])('changes no pixel of a gray image for %s, sound or not', async (type, content) => {
      const kind = KINDS[3];
      const sound = chunk(type, content);
      const broken = Uint8Array.from(sound);
      if (type !== 'PLTE') broken[broken.length - 1] ^= 1;
      for (const extra of [sound, broken]) {
        const png = makePng({ ...recipe(kind, 5, 4), beforeData: [extra], afterData: [extra] });
        expect(Array.from((await decode(png)).data)).toEqual(expected(kind, 5, 4));
      }
    });

    it('keeps the colours below a transparent palette entry', async () => {
      const kind: Kind = ['palette', 3, 8, 1];
      const png = makePng({ ...recipe(kind, 6, 6), beforeData: [chunk('tRNS', new Uint8Array(200))] });
      expect(Array.from((await decode(png)).data)).toEqual(expected(kind, 6, 6));
    });

    it('shows indices beyond the palette in black', async () => {
      const png = makePng({
        width: 2,
        height: 1,
        colorType: 3,
        bitDepth: 8,
        palette: [10, 20, 30],
        pixel: (x) => [x * 9],
      });
      expect(Array.from((await decode(png)).data)).toEqual([10, 20, 30, 0, 0, 0]);
    });

    it.each([
      [1, [1, 2, 3, 4, 5, 6], 3, 2],
      [2, [3, 2, 1, 6, 5, 4], 3, 2],
      [3, [6, 5, 4, 3, 2, 1], 3, 2],
      [4, [4, 5, 6, 1, 2, 3], 3, 2],
      [5, [1, 4, 2, 5, 3, 6], 2, 3],
      [6, [4, 1, 5, 2, 6, 3], 2, 3],
      [7, [6, 3, 5, 2, 4, 1], 2, 3],
      [8, [3, 6, 2, 5, 1, 4], 2, 3],
    ])('turns by EXIF orientation %d', async (orientation, pixels, width, height) => {
      const gray: PngRecipe = { width: 3, height: 2, colorType: 0, bitDepth: 8, pixel: (x, y) => [1 + x + 3 * y] };
      const color: PngRecipe = { ...gray, colorType: 2, pixel: (x, y) => [0, 100, 200].map((c) => c + 1 + x + 3 * y) };
      const exif = chunk('eXIf', exifBlock(orientation, orientation % 2 === 0));
      const image = await decode(makePng({ ...gray, beforeData: [exif] }));
      expect([image.width, image.height, ...image.data]).toEqual([width, height, ...pixels]);
      const colored = await decode(makePng({ ...color, afterData: [exif] }));
      expect(Array.from(colored.data)).toEqual(pixels.flatMap((p) => [p, p + 100, p + 200]));
    });

    const tiny = { width: 1, height: 1, colorType: 0, bitDepth: 8 };
    const end = chunk('IEND');
    it.each([
      [
        'blocks that hold nothing',
        () => pngOf(ihdr(tiny), chunk('IDAT', emptyBlocksBefore(Uint8Array.of(0, 7), 5000)), end),
      ],
      ['chunks that hold nothing', () => pngOf(ihdr(tiny), ...new Array<Uint8Array>(5000).fill(chunk('tEXt')), end)],
    ])('stops among %s when it is no longer wanted', async (_, bytes) => {
      const controller = new AbortController();
      const pacer = new Pacer(controller.signal);
      let asked = 0;
      const due = (): boolean => {
        if (++asked === 100) controller.abort();
        return asked >= 100;
      };
      Object.defineProperty(pacer, 'due', { get: due });
      await expect(decodePng(bytes(), pacer)).rejects.toMatchObject({ name: 'AbortError' });
      expect(asked).toBe(100);
    });

    it('stops between rows when it is no longer wanted', async () => {
      const png = makePng({ ...recipe(KINDS[0], 4000, 400), filter: () => 4 });
      const controller = new AbortController();
      const pacer = new Pacer(controller.signal);
      Object.defineProperty(pacer, 'due', { value: true });
      const decoding = decodePng(png, pacer);
      controller.abort();
      await expect(decoding).rejects.toMatchObject({ name: 'AbortError' });
    });
  });
});
