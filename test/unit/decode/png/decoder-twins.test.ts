import { constants, deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { decodePng } from '../../../../src/decode/png/decode-png.ts';
import { Inflater } from '../../../../src/decode/png/inflation/inflate.ts';
import { Pacer } from '../../../../src/worker/pacer.ts';
import { withoutWebAssembly } from '../../../support/decoder-kinds.ts';
import { seededRandom } from '../../../support/images.ts';
import { chunk, concat, exifBlock, ihdr, PASSES, pngOf } from '../../../support/png-maker.ts';

type Random = (most: number) => number;

function randomBelow(seed: number): Random {
  const random = seededRandom(seed);
  return (most) => Math.floor(random() * most);
}

const KINDS = [
  [0, 1, 1],
  [0, 2, 1],
  [0, 4, 1],
  [0, 8, 1],
  [0, 16, 1],
  [2, 8, 3],
  [2, 16, 3],
  [3, 1, 1],
  [3, 2, 1],
  [3, 4, 1],
  [3, 8, 1],
  [4, 8, 2],
  [4, 16, 2],
  [6, 8, 4],
  [6, 16, 4],
] as const;

const STRATEGIES = [
  { level: 0 },
  { level: 1 },
  { level: 6 },
  { level: 9, memLevel: 1 },
  { strategy: constants.Z_FIXED },
  { strategy: constants.Z_HUFFMAN_ONLY },
  { strategy: constants.Z_RLE },
  { windowBits: 9 },
  { windowBits: 14 },
];

interface Layout {
  readonly width: number;
  readonly height: number;
  readonly colorType: number;
  readonly bitDepth: number;
  readonly interlaced: boolean;
}

/** Rows of any filter and of bytes that repeat here and there. */
function rowsOf({ width, height, bitDepth, interlaced }: Layout, samples: number, below: Random): Uint8Array {
  const passes = interlaced ? PASSES : [[0, 0, 1, 1]];
  const rows: Uint8Array[] = [];
  const spread = 1 + below(256);
  for (const [left, top, stepX, stepY] of passes) {
    const columns = Math.ceil((width - left) / stepX);
    for (let y = top; y < height && columns > 0; y += stepY) {
      const last = rows[rows.length - 1] as Uint8Array | undefined;
      const row = new Uint8Array(1 + Math.ceil((columns * samples * bitDepth) / 8));
      const same = below(4);
      for (let i = 1; i < row.length; i++) row[i] = same === 0 ? (last?.[i] ?? 0) : below(spread);
      row[0] = below(5);
      rows.push(row);
    }
  }
  return concat(rows);
}

function chunksOf(data: Uint8Array, below: Random): Uint8Array[] {
  const most = [1, 50, 5000, 1 << 20][below(4)];
  const chunks: Uint8Array[] = [];
  for (let at = 0; at < data.length;) {
    const length = below(most + 1);
    if (chunks.length > 400) return [...chunks, chunk('IDAT', data.subarray(at))];
    chunks.push(chunk('IDAT', data.subarray(at, at + length)));
    at += length;
  }
  return chunks;
}

interface Case {
  readonly data: Uint8Array;
  png(data: Uint8Array, below: Random): Uint8Array;
}

function randomCase(below: Random, widest = 70): Case {
  const [colorType, bitDepth, samples] = KINDS[below(KINDS.length)];
  const layout = { width: 1 + below(widest), height: 1 + below(24), colorType, bitDepth, interlaced: below(4) === 0 };
  const data = deflateSync(rowsOf(layout, samples, below), STRATEGIES[below(STRATEGIES.length)]);
  const palette =
    colorType === 3
      ? [
          chunk(
            'PLTE',
            Uint8Array.from({ length: 48 }, () => below(256)),
          ),
        ]
      : [];
  const exif = below(9) === 0 ? [chunk('eXIf', exifBlock(1 + below(8)))] : [];
  return {
    data,
    png: (bytes, cut) => pngOf(ihdr(layout), ...palette, ...chunksOf(bytes, cut), ...exif, chunk('IEND')),
  };
}

async function outcome(png: Uint8Array, depth: 'picture' | 'stored'): Promise<string> {
  try {
    const { width, height, channels, bitDepth, data } = await decodePng(png, new Pacer(), depth);
    const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
    return `${width} × ${height} × ${channels}, ${bitDepth} bits: ${bytes.toString('base64')}`;
  } catch (error) {
    expect(error).toMatchObject({ code: 'decode-failed' });
    return 'refused';
  }
}

/** Both decoders' answer to a file, which is the same. */
async function bothSay(png: Uint8Array, name: string, depth: 'picture' | 'stored' = 'picture'): Promise<string> {
  const fast = await outcome(png, depth);
  expect(await withoutWebAssembly(() => outcome(png, depth)), name).toBe(fast);
  return fast;
}

describe('the decoders in WebAssembly and TypeScript agree on', () => {
  it('pictures of every kind and width, compressed in every way', async () => {
    const below = randomBelow(1);
    for (let i = 0; i < 250; i++) {
      const { png, data } = randomCase(below);
      const bytes = png(data, below);
      expect(await bothSay(bytes, `picture ${i}`)).not.toBe('refused');
      await bothSay(bytes, `stored samples ${i}`, 'stored');
    }
  });

  it('pictures of many rows at a time, and rows longer than that', async () => {
    const below = randomBelow(2);
    for (let i = 0; i < 12; i++) {
      const { png, data } = randomCase(below, 40_000);
      const bytes = png(data, below);
      expect(await bothSay(bytes, `picture ${i}`)).not.toBe('refused');
      await bothSay(bytes, `stored samples ${i}`, 'stored');
    }
  });

  it('data with bits wrong, cut short, or followed by others', async () => {
    const below = randomBelow(3);
    const said = { refused: 0, taken: 0 };
    for (let i = 0; i < 1200; i++) {
      const { png, data } = randomCase(below, 12);
      let bytes = Uint8Array.from(data);
      const harm = below(5);
      if (harm === 0) bytes = bytes.subarray(0, below(bytes.length));
      else if (harm === 1) bytes = concat([bytes, Uint8Array.from({ length: below(9) }, () => below(256))]);
      // Near the end, what follows the picture is wrong rather than the picture.
      else
        for (let n = harm; n > 1; n--) bytes[bytes.length - 1 - below(below(2) ? 12 : bytes.length)] ^= 1 << below(8);
      const answer = await bothSay(png(bytes, below), `damaged ${i}`);
      said[answer === 'refused' ? 'refused' : 'taken']++;
    }
    expect(said.refused).toBeGreaterThan(500);
    expect(said.taken).toBeGreaterThan(100);
  });

  it('what follows the picture: more rows, damaged or cut', async () => {
    const below = randomBelow(4);
    const said = { refused: 0, taken: 0 };
    for (let i = 0; i < 1200; i++) {
      const layout = { width: 5, height: 3, colorType: 0, bitDepth: 8, interlaced: false };
      const rows = rowsOf({ ...layout, height: 3 + below(20) }, 1, below);
      let data = Uint8Array.from(deflateSync(rows, STRATEGIES[below(7)]));
      if (below(3) === 0) data = data.subarray(0, data.length - below(12));
      else for (let n = below(3); n > 0; n--) data[data.length - 1 - below(data.length / 2)] ^= 1 << below(8);
      const png = pngOf(ihdr(layout), chunk('IDAT', data), chunk('IEND'));
      said[(await bothSay(png, `more ${i}`)) === 'refused' ? 'refused' : 'taken']++;
    }
    expect(said.refused).toBeGreaterThan(300);
    expect(said.taken).toBeGreaterThan(300);
  });
});

describe('a picture is decoded into memory that is given', () => {
  const below = randomBelow(5);
  const cases = Array.from({ length: 60 }, () => randomCase(below));

  it('to an array, which is returned', async () => {
    for (const { png, data } of cases) {
      const bytes = png(data, below);
      const expected = await decodePng(bytes, new Pacer());
      const into = new Uint8Array(expected.data.length).fill(9);
      const given = await decodePng(bytes, new Pacer(), 'picture', into);
      expect(given.data).toBe(into);
      expect(given).toEqual(expected);
    }
    await expect(
      decodePng(cases[0].png(cases[0].data, below), new Pacer(), 'picture', new Uint8Array(1)),
    ).rejects.toThrow(RangeError);
  });

  it('to a part of the memory of others, and nothing else there is touched', async () => {
    const memory = new WebAssembly.Memory({ initial: 2 });
    const all = new Uint8Array(memory.buffer);
    for (const { png, data } of cases) {
      const bytes = png(data, below);
      const expected = await decodePng(bytes, new Pacer());
      all.fill(0x77);
      const [start, end] = [1001, 1001 + expected.data.length];
      expect(await decodePng(bytes, new Pacer(), 'picture', all.subarray(start, end))).toEqual(expected);
      for (const part of [all.subarray(0, start), all.subarray(end)]) {
        expect(part.every((byte) => byte === 0x77)).toBe(true);
      }
    }
  });
});

it('the decoder in WebAssembly is the one that is used', async () => {
  const next = Inflater.prototype.next;
  let calls = 0;
  Inflater.prototype.next = function () {
    calls++;
    return next.call(this);
  };
  try {
    const layout = { width: 9, height: 9, colorType: 2, bitDepth: 8, interlaced: false };
    const png = pngOf(ihdr(layout), chunk('IDAT', deflateSync(rowsOf(layout, 3, randomBelow(6)))), chunk('IEND'));
    await decodePng(png, new Pacer());
    expect(calls).toBe(0);
    await withoutWebAssembly(() => decodePng(png, new Pacer()));
    expect(calls).toBeGreaterThan(0);
  } finally {
    Inflater.prototype.next = next;
  }
});
