import { constants, deflateRawSync, deflateSync, inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { layOutScratch } from '../../../../src/decode/png/scratch-layout.ts';
import type { PngKernels } from '../../../../src/decode/png/decoder.generated.ts';
import { createPngKernels, INFLATE_STATUS } from '../../../../src/decode/png/png-module.ts';
import { unfilterRow } from '../../../../src/decode/png/png-rows.ts';
import { emptyBlocksBefore } from '../../../support/empty-blocks.ts';
import { seededRandom } from '../../../support/images.ts';

const { enough, starved, ended, damaged, pause } = INFLATE_STATUS;

interface Bench {
  readonly kernels: PngKernels;
  readonly bytes: Uint8Array;
}

async function openBench(): Promise<Bench> {
  const memory = new WebAssembly.Memory({ initial: 64 });
  const kernels = await createPngKernels(memory);
  if (!kernels) throw new Error('No WebAssembly.');
  return { kernels, bytes: new Uint8Array(memory.buffer).fill(0xa5) };
}

/** Anything but a multiple of anything. */
const FIRST = 70_001;
const scratch = layOutScratch(FIRST, 1, 1);

/** Inflates with input and output in pieces of these lengths. Null where it is refused. */
function inflate(bench: Bench, stream: Uint8Array, nextInput: () => number, nextOutput: () => number): Buffer | null {
  const { kernels, bytes } = bench;
  const { state, input, output, outputEnd } = scratch;
  kernels.startInflating(state, output);
  kernels.giveInput(state, input, 0);
  const chunks: Buffer[] = [];
  let at = 2;
  let from = output;
  for (;;) {
    const status = kernels.inflate(state, Math.min(outputEnd, from + nextOutput()));
    const to = kernels.outputAt(state);
    chunks.push(Buffer.from(bytes.slice(from, to)));
    from = to;
    if (status === ended) return Buffer.concat(chunks);
    if (status === damaged || (status === starved && at >= stream.length)) return null;
    if (status === starved) {
      const piece = stream.subarray(at, at + nextInput());
      at += piece.length;
      bytes.set(piece, input);
      kernels.giveInput(state, input, piece.length);
    }
    if (outputEnd - to < 1000) {
      const keep = to - 32768;
      bytes.copyWithin(output, keep, to);
      kernels.moveOutput(state, keep - output);
      from -= keep - output;
    }
    if (status !== enough && status !== starved && status !== pause) throw new Error(`Status ${status}.`);
  }
}

/** Bytes like those of rows: noise of some spread, with repeats of all distances and lengths in it. */
function content(random: () => number, length: number): Uint8Array {
  const below = (most: number): number => Math.floor(random() * most);
  const bytes = new Uint8Array(length);
  const spread = 1 + below(256);
  for (let at = 0; at < length;) {
    if (at > 0 && below(20) === 0) {
      const distance = 1 + below(Math.min(at, [3, 20, 40_000][below(3)]));
      for (let left = below([8, 400][below(2)]); left > 0 && at < length; left--, at++)
        bytes[at] = bytes[at - distance];
    } else {
      bytes[at++] = below(spread);
    }
  }
  return bytes;
}

const STRATEGIES = [
  { level: 0 },
  { level: 1 },
  { level: 9 },
  { level: 9, memLevel: 1 },
  { strategy: constants.Z_FIXED },
  { strategy: constants.Z_HUFFMAN_ONLY },
  { strategy: constants.Z_RLE },
];

describe('inflate in WebAssembly', () => {
  it('gives what was deflated, whatever pieces input and output come in', async () => {
    const bench = await openBench();
    const random = seededRandom(7);
    const below = (most: number): number => Math.floor(random() * most);
    for (let i = 0; i < 140; i++) {
      const bytes = content(random, below([10, 2000, 90_000][i % 3]));
      const stream = deflateSync(bytes, STRATEGIES[i % STRATEGIES.length]);
      const mostInput = [1, 7, 300, 60_000][below(4)];
      const mostOutput = [10, 300, 5000, 1e6][below(4)];
      const result = inflate(
        bench,
        stream,
        () => 1 + below(mostInput),
        () => 1 + below(mostOutput),
      );
      expect(result && Buffer.compare(result, bytes), `stream ${i}`).toBe(0);
    }
  });

  it('reads a stream a byte at a time', async () => {
    const bench = await openBench();
    const random = seededRandom(8);
    for (const options of STRATEGIES) {
      const bytes = content(random, 3000);
      const result = inflate(bench, deflateSync(bytes, options), () => 1, () => 1e6); // prettier-ignore
      expect(result && Buffer.compare(result, bytes)).toBe(0);
    }
  });

  it('finds the longest codes', async () => {
    // Each value twice as often as the one before: codes of all lengths.
    const bytes = Uint8Array.from({ length: 1 << 17 }, (_, i) => 31 - Math.clz32(i + 1));
    const mixed = bytes.map((_, i) => bytes[Math.imul(i, 40_503) & (bytes.length - 1)]);
    const stream = deflateSync(mixed, { strategy: constants.Z_HUFFMAN_ONLY });
    const bench = await openBench();
    for (const most of [1, 60_000]) {
      const result = inflate(bench, stream, () => most, () => 1e6); // prettier-ignore
      expect(result && Buffer.compare(result, mixed)).toBe(0);
    }
  });

  it('refuses what zlib refuses, of streams with a few bits wrong', async () => {
    const bench = await openBench();
    const random = seededRandom(9);
    const below = (most: number): number => Math.floor(random() * most);
    let refused = 0;
    for (let i = 0; i < 1500; i++) {
      const stream = Uint8Array.from(deflateSync(content(random, 1 + below(400)), STRATEGIES[i % STRATEGIES.length]));
      for (let times = 1 + below(2); times > 0; times--) stream[2 + below(stream.length - 2)] ^= 1 << below(8);
      let expected: Buffer | null = null;
      try {
        expected = inflateSync(stream);
      } catch {
        refused++;
      }
      const most = [1, 10, 1000][below(3)];
      const result = inflate(bench, stream, () => 1 + below(most), () => 1e6); // prettier-ignore
      expect(result?.toString('hex'), `stream ${i}`).toBe(expected?.toString('hex'));
    }
    expect(refused).toBeGreaterThan(1000);
  });

  /** Blocks without what stands around them: refused or not is told before a checksum is. */
  it('refuses what zlib refuses, of bits at random', async () => {
    const bench = await openBench();
    const random = seededRandom(10);
    const taken: string[] = [];
    for (let i = 0; i < 3000; i++) {
      const raw = Uint8Array.from({ length: 1 + (i % 40) }, () => Math.floor(random() * 256));
      // Dynamic blocks, of which most tables are wrong; of the fixed ones most distances.
      raw[0] = (raw[0] & 0xf8) | (i % 4 === 0 ? 3 : 5);
      const own = statusOf(bench, raw);
      const zlibs = zlibSays(raw);
      expect(own, `bits ${i}`).toBe(zlibs);
      taken.push(own);
    }
    expect(new Set(taken).size).toBe(2);
  });

  function statusOf({ kernels, bytes }: Bench, raw: Uint8Array): string {
    const { state, input, output, outputEnd } = scratch;
    kernels.startInflating(state, output);
    bytes.set(raw, input);
    kernels.giveInput(state, input, raw.length);
    const status = kernels.inflate(state, outputEnd);
    // A block that ends is followed by a checksum, which is wrong.
    return status === starved ? 'goes on' : 'refused or ended';
  }

  function zlibSays(raw: Uint8Array): string {
    try {
      inflateSync(Uint8Array.from([0x78, 0x9c, ...raw]));
      return 'refused or ended';
    } catch (error) {
      return (error as { code: string }).code === 'Z_BUF_ERROR' ? 'goes on' : 'refused or ended';
    }
  }

  it('gives the thread back among blocks that hold nothing', async () => {
    const { kernels, bytes } = await openBench();
    const { state, input, output, outputEnd } = scratch;
    const stream = emptyBlocksBefore(Uint8Array.of(1, 2, 3), 500);
    kernels.startInflating(state, output);
    bytes.set(stream.subarray(2), input);
    kernels.giveInput(state, input, stream.length - 2);
    let pauses = 0;
    while (kernels.inflate(state, outputEnd) === pause) pauses++;
    expect(pauses).toBeGreaterThan(10);
    expect([...bytes.slice(output, kernels.outputAt(state))]).toEqual([1, 2, 3]);
  });

  it('writes nowhere but in its own memory', async () => {
    const { kernels, bytes } = await openBench();
    const before = bytes.slice();
    const { state, input, output, outputEnd, end } = scratch;
    const raw = deflateRawSync(new Uint8Array(400_000), { level: 9 });
    kernels.startInflating(state, output);
    bytes.set(raw, input);
    kernels.giveInput(state, input, raw.length);
    expect(kernels.inflate(state, outputEnd)).toBe(enough);
    expect(Buffer.compare(bytes.subarray(0, FIRST), before.subarray(0, FIRST))).toBe(0);
    expect(Buffer.compare(bytes.subarray(end), before.subarray(end))).toBe(0);
  });
});

describe('unfilterRow in WebAssembly', () => {
  it.each([1, 2, 3, 4, 6, 8])('gives what its plain twin gives, for pixels of %d bytes', async (pixel) => {
    const { kernels, bytes } = await openBench();
    const random = seededRandom(pixel);
    for (let pixels = 1; pixels <= 70; pixels++) {
      const length = pixels * pixel;
      for (let filter = 0; filter < 5; filter++) {
        const noise = (): number => [0, 255, Math.floor(random() * 256)][Math.floor(random() * 3)];
        const from = 1001 + pixels;
        const above = 3003;
        const to = 6005;
        bytes[from] = filter;
        for (let i = 0; i < length; i++) {
          bytes[from + 1 + i] = noise();
          bytes[above + i] = noise();
        }
        const row = bytes.slice(from + 1, from + 1 + length);
        unfilterRow(filter, row, bytes.slice(above, above + length), pixel);
        bytes.fill(0xa5, to - 64, to + length + 64);
        expect(kernels.unfilterRow(from, above, to, length, pixel)).toBeTruthy();
        expect(Buffer.compare(bytes.subarray(to, to + length), row), `${filter}, ${pixels} pixels`).toBe(0);
        const around = [...bytes.slice(to - 64, to), ...bytes.slice(to + length + 15, to + length + 64)];
        expect(around.every((byte) => byte === 0xa5)).toBe(true);
      }
    }
    bytes[1001] = 4;
    expect(kernels.unfilterRow(1001, 3003, 6005, pixel, pixel)).toBeTruthy();
    bytes[1001] = 5;
    expect(kernels.unfilterRow(1001, 3003, 6005, pixel, pixel)).toBeFalsy();
  });
});
