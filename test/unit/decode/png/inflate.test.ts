import { constants, deflateRawSync, deflateSync, inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { Inflater } from '../../../../src/decode/png/inflation/inflate.ts';
import { emptyBlocksBefore } from '../../../support/empty-blocks.ts';
import { peakMemory } from '../../../support/peak-memory.ts';

function inflate(pieces: Uint8Array[]): Buffer {
  const inflater = new Inflater(pieces);
  const chunks: Buffer[] = [];
  for (let chunk = inflater.next(); chunk; chunk = inflater.next()) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

/** Bytes of some order: what a filtered radiograph looks like to the compressor. */
function noise(length: number, seed: number, spread: number): Uint8Array {
  let state = seed;
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state >>> 24) % spread;
  });
}

const contents: [string, Uint8Array][] = [
  ['nothing', new Uint8Array(0)],
  ['one byte', Uint8Array.of(7)],
  ['zeros', new Uint8Array(1_000_000)],
  ['text-like bytes', noise(300_000, 1, 16)],
  ['random bytes', noise(300_000, 2, 256)],
  ['matches across the whole window', Uint8Array.from({ length: 200_000 }, (_, i) => noise(1, i % 32768, 256)[0])],
];

describe('Inflater', () => {
  it.each(contents)('gives back %s, however compressed', (_, content) => {
    for (const options of [
      { level: 0 },
      { level: 1 },
      { level: 9 },
      { strategy: constants.Z_FIXED },
      { strategy: constants.Z_HUFFMAN_ONLY },
      { strategy: constants.Z_RLE },
      { windowBits: 9 },
    ]) {
      expect(inflate([deflateSync(content, options)]).equals(content)).toBe(true);
    }
  });

  it('takes its input in pieces of any size', () => {
    const [, content] = contents[3];
    const data = deflateSync(content.subarray(0, 5000));
    const pieces = Array.from(data, (byte) => Uint8Array.of(byte));
    expect(inflate([new Uint8Array(0), ...pieces]).equals(content.subarray(0, 5000))).toBe(true);
  });

  it('refuses a stream cut anywhere', () => {
    for (const options of [{}, { level: 0 }, { strategy: constants.Z_FIXED }]) {
      const data = deflateSync(contents[3][1].subarray(0, 300), options);
      for (let length = 0; length < data.length; length++) {
        expect(() => inflate([data.subarray(0, length)]), `${length} of ${data.length}`).toThrow(
          expect.objectContaining({ code: 'decode-failed' }),
        );
      }
    }
  });

  it('never gives other bytes for a stream with one bit wrong', () => {
    const content = contents[3][1].subarray(0, 300);
    const data = deflateSync(content);
    for (let bit = 16; bit < data.length * 8; bit++) {
      const damaged = Uint8Array.from(data);
      damaged[bit >> 3] ^= 1 << (bit & 7);
      let result: Buffer | null = null;
      try {
        result = inflate([damaged]);
      } catch {
        continue;
      }
      expect(result.equals(content), `bit ${bit}`).toBe(true);
    }
  });

  const wrap = (raw: Uint8Array): Uint8Array[] => [Uint8Array.of(0x78, 0x9c), raw, new Uint8Array(4)];
  it.each([
    ['a header of another method', [Uint8Array.of(0x79, 0x9c, 3, 0)]],
    ['a header with a wrong check', [Uint8Array.of(0x78, 0x9d, 3, 0)]],
    ['a preset dictionary', [Uint8Array.of(0x78, 0xbb, 0, 0, 0, 1, 3, 0)]],
    ['a reserved block type', wrap(Uint8Array.of(7, 0, 0))],
    ['a stored block whose length check is wrong', wrap(Uint8Array.of(1, 1, 0, 0, 0, 65))],
    ['a distance before the beginning', wrap(Uint8Array.of(0x4b, 0x04, 0x12, 0x00))],
    ['a wrong checksum', wrap(deflateRawSync(Uint8Array.of(1, 2, 3)))],
  ])('refuses %s', (_, pieces) => {
    expect(() => inflate(pieces)).toThrow(expect.objectContaining({ code: 'decode-failed' }));
  });

  it('goes no further than it is asked', async () => {
    const inflater = new Inflater([deflateSync(new Uint8Array(200_000_000), { level: 9 })]);
    const peak = await peakMemory((look) => {
      for (let i = 0; i < 100; i++) {
        expect(inflater.next()?.length).toBeLessThan(200_000);
        look();
      }
      return Promise.resolve();
    });
    expect(peak).toBeLessThan(1_000_000);
  });

  it('gives the thread back among blocks that hold nothing, and what stands behind them', () => {
    const stream = emptyBlocksBefore(Uint8Array.of(1, 2, 3), 5000);
    expect([...inflateSync(stream)], 'zlib takes it').toEqual([1, 2, 3]);
    const inflater = new Inflater([stream]);
    let empty = 0;
    let chunk = inflater.next();
    for (; chunk?.length === 0; chunk = inflater.next()) empty++;
    expect(chunk && [...chunk]).toEqual([1, 2, 3]);
    expect(empty).toBeGreaterThan(100);
    expect(inflater.next()).toBe(null);
  });

  it('finds the longest codes', () => {
    // Each value twice as often as the one before: codes of all lengths.
    const content = Uint8Array.from({ length: 1 << 17 }, (_, i) => 31 - Math.clz32(i + 1));
    const mixed = content.map((_, i) => content[Math.imul(i, 40_503) & (content.length - 1)]);
    expect(inflate([deflateSync(mixed, { strategy: constants.Z_HUFFMAN_ONLY })]).equals(mixed)).toBe(true);
  });
});
