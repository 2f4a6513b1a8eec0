import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decodePng } from '../../../../src/decode/png/decode-png.ts';
import { Pacer } from '../../../../src/worker/pacer.ts';
import { seededRandom } from '../../../support/images.ts';
import { streamOf, type Said } from '../../../support/matches.ts';
import { chunk, ihdr, pngOf } from '../../../support/png-maker.ts';
import { DECODER_KINDS, useDecoder } from '../../../support/decoder-kinds.ts';

/** A gray picture whose IDATs are `data` cut behind these bytes. */
function png(width: number, height: number, data: Uint8Array, cuts: readonly number[] = []): Uint8Array {
  const ends = [...cuts, data.length];
  const pieces = ends.map((end, i) => chunk('IDAT', data.subarray(i === 0 ? 0 : ends[i - 1], end)));
  return pngOf(ihdr({ width, height, colorType: 0, bitDepth: 8 }), ...pieces, chunk('IEND'));
}

const decode = (bytes: Uint8Array): Promise<boolean> =>
  decodePng(bytes, new Pacer()).then(
    () => true,
    (error: unknown) => {
      expect(error).toMatchObject({ code: 'decode-failed' });
      return false;
    },
  );

/** `rows` of `length` bytes, of which the first is the filter 0; `matches` are put where they begin. */
function said(rows: number, length: number, matches: Readonly<Record<number, Said>>): Said[] {
  const all: Said[] = [];
  for (let at = 0; at < rows * length;) {
    const match = matches[at];
    if (match !== undefined && typeof match === 'object' && 'length' in match) {
      all.push(match);
      at += match.length;
    } else {
      all.push(at % length === 0 ? 0 : (at * 7) % 100);
      at++;
    }
  }
  return all;
}

const back = (distance: number, length = 3): Said => ({ distance, length });

describe.each(DECODER_KINDS)('in %s:', (kind) => {
  useDecoder(kind);

  describe('a PNG whose matches reach back further than it declares', () => {
    it.each([
      ['within it', 100, { 310: back(256) }, 8, true],
      ['as far as it and the row go', 100, { 304: back(257) }, 8, true],
      ['further by one', 100, { 304: back(258) }, 8, false],
      ['further, and declared so', 100, { 304: back(258) }, 9, true],
      ['further, in the middle of a long row, which zlib still has', 1000, { 600: back(500) }, 8, true],
      ['further, from the beginning of a row', 1000, { 1300: back(600) }, 8, false],
      ['as far as the row and the window before it go', 1000, { 1304: back(303 + 256) }, 8, true],
      ['and one byte further', 1000, { 1304: back(303 + 257) }, 8, false],
      ['further, in a long row that the match leaves', 1000, { 998: back(500, 10) }, 8, false],
      ['further, to the end of the row', 1000, { 991: back(500, 10) }, 8, true],
      ['further, from the last row to what follows the picture', 1000, { 1999: back(500, 8) }, 8, true],
    ] as const)('%s', async (_, width, matches, windowBits, taken) => {
      const rows = width === 100 ? 6 : 2;
      expect(await decode(png(width, rows, streamOf(said(rows, 1 + width, matches), windowBits)))).toBe(taken);
    });

    it('has to do with less where the row comes in two pieces of data', async () => {
      const data = streamOf(said(1, 1001, { 900: back(500) }), 8);
      expect(await decode(png(1000, 1, data))).toBe(true);
      // Some 800 bytes of the row come with the second.
      expect(await decode(png(1000, 1, data, [200]))).toBe(true);
      expect(await decode(png(1000, 1, data, [800]))).toBe(false);
    });
  });

  /** Pictures with matches of any kind, in rows, blocks and pieces of any length. */
  function randomPng(index: number): Uint8Array {
    const random = seededRandom(index + 1);
    const below = (most: number): number => Math.floor(random() * most);
    const width = [30, 300, 900, 9000][below(4)];
    const height = 1 + below(width > 1000 ? 4 : 12);
    const windowBits = 8 + below(3);
    const total = (1 + width) * height;
    const often = [3, 60, 400, 4000][below(4)];
    const all: Said[] = [];
    for (let at = 0; at < total;) {
      const kind = below(100);
      // Without a filter at the beginning of each row the picture could not be decoded.
      const free = (1 + width - (at % (1 + width))) % (1 + width);
      const far = below(often) === 0 && at > 40;
      const length = Math.min(3 + below(8), total - at);
      if (far && length >= 3 && (free >= length || kind < 3)) {
        const reach = Math.min(at, (2 ** windowBits * (6 + below(12))) / 8 + below(3), 32768);
        all.push({ length, distance: Math.max(1, Math.floor(reach)) });
        at += length;
      } else if (kind === 99 && free > 50) {
        all.push({ stored: Array.from({ length: 40 }, () => below(100)) });
        at += 40;
      } else {
        all.push(free === 0 ? 0 : below(100));
        at++;
      }
    }
    const data = streamOf(all, windowBits);
    const cuts = Array.from({ length: below(4) }, () => below(data.length)).sort((a, b) => a - b);
    return png(width, height, data, cuts);
  }

  /**
   * What `cv2.imread` (OpenCV 4.6, libpng 1.6.39, zlib 1.2.13) says of the pictures above: 1 where it takes one; a decoder that goes by the
   * declared window alone refuses 53 of these, too. With XRAY_WINDOW_FILES naming a folder, the pictures are written there to be
   * asked anew.
   */
  const TAKEN =
    '1100011110010011001000101000100100100110000111000011100100000010110110010110101000010110111111110101' +
    '1010110101000100011110000011110111100111111101001000001011111001010111011001110010110000101111101001' +
    '0000001110000111010101111001011010111111101000110011000010001000101010010010010111011010101100101000' +
    '1000101010010101110010110010100010111111111001000101111001001001101000111000001001101111000101001011';

  it('is taken where libpng takes it, and refused where it does not', async () => {
    const folder = process.env.XRAY_WINDOW_FILES;
    if (folder) mkdirSync(folder, { recursive: true });
    let taken = '';
    for (let i = 0; i < TAKEN.length; i++) {
      const bytes = randomPng(i);
      if (folder) writeFileSync(join(folder, `${String(i).padStart(4, '0')}.png`), bytes);
      taken += (await decode(bytes)) ? '1' : '0';
    }
    expect(taken).toBe(TAKEN);
  });
});
