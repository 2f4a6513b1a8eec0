import { constants, deflateSync, inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Inflater } from '../../../../src/decode/png/inflation/inflate.ts';
import { BitWriter } from '../../../../src/export/png/bit-writer.ts';
import { BLOCK_ROOM, deflateRle, RleDeflater } from '../../../../src/export/png/deflate-rle.ts';
import { PlainKernels } from '../../../../src/export/png/plain-kernels.ts';
import { MOST_BLOCK_BYTES } from '../../../../src/export/png/png-kernels.ts';
import { random } from '../rasters.ts';

function inflateOwn(stream: Uint8Array): Buffer {
  const inflater = new Inflater([stream]);
  const pieces: Buffer[] = [];
  for (let piece = inflater.next(); piece; piece = inflater.next()) pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces);
}

function expectRoundTrip(bytes: Uint8Array<ArrayBuffer>, stream = deflateRle(bytes)): void {
  expect(inflateSync(stream).equals(bytes), `zlib, ${bytes.length} bytes`).toBe(true);
  expect(inflateOwn(stream).equals(bytes), `own inflater, ${bytes.length} bytes`).toBe(true);
}

/** Runs whose lengths are drawn evenly from 1 … `longest`, of values below `values`. */
function runs(length: number, longest: number, values: number, seed: number): Uint8Array<ArrayBuffer> {
  const next = random(seed);
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length;) {
    const end = at + 1 + (next() % longest);
    bytes.fill(next() % values, at, end);
    at = end;
  }
  return bytes;
}

/** Values that are the rarer the larger they are, as the differences in a filtered photograph. */
function skewed(length: number, seed: number): Uint8Array<ArrayBuffer> {
  const next = random(seed);
  return Uint8Array.from({ length }, () => Math.clz32(next()) * (next() & 1 ? 1 : -1));
}

const contents = fc.oneof(
  fc.uint8Array({ maxLength: 3000 }).map((bytes) => bytes.slice()),
  fc.array(fc.constantFrom(0, 0, 0, 1, 255), { maxLength: 3000 }).map((values) => Uint8Array.from(values)),
  fc
    .tuple(fc.nat(5000), fc.integer({ min: 1, max: 700 }), fc.integer({ min: 1, max: 256 }), fc.integer())
    .map((settings) => runs(...settings)),
  fc.tuple(fc.nat(5000), fc.integer()).map((settings) => skewed(...settings)),
);

describe('deflateRle', () => {
  it('gives back any bytes', () => {
    fc.assert(
      fc.property(contents, (bytes) => expectRoundTrip(bytes)),
      { numRuns: 300, seed: 1 },
    );
  });

  it('gives back the same however the bytes are cut', () => {
    fc.assert(
      fc.property(contents, fc.integer({ min: 1, max: 2000 }), (bytes, piece) => {
        const output = new BitWriter(new Uint8Array(1 << 20));
        const deflater = new RleDeflater(new PlainKernels(), output, () => undefined);
        for (let at = 0; at < bytes.length; at += piece) deflater.push(bytes.slice(at, at + piece));
        deflater.finish();
        expectRoundTrip(bytes, output.bytes.subarray(0, output.at));
      }),
      { seed: 2 },
    );
  });

  it('takes every length up to where runs are cut, and equal bytes all through', () => {
    for (let length = 0; length < 800; length++) expectRoundTrip(new Uint8Array(length).fill(length));
  });

  it.each([-1, 0, 1, MOST_BLOCK_BYTES])('takes a block and %d bytes', (more) => {
    const length = MOST_BLOCK_BYTES + more;
    expectRoundTrip(new Uint8Array(length));
    expectRoundTrip(Uint8Array.from({ length }, (_, i) => i & 1));
    expectRoundTrip(runs(length, 300, 256, more));
    expectRoundTrip(runs(length, 5, 3, more));
    expectRoundTrip(skewed(length, more));
  });

  it('writes codes of every length that it may', () => {
    // One byte once, another twice, and so on: without a limit the rarest would take 15 bits and more.
    const pieces = Array.from({ length: 17 }, (_, i) => new Uint8Array(1 << i).fill(i * 3));
    const bytes = Uint8Array.from(Buffer.concat(pieces)).sort((a, b) => ((a * 7919) % 31) - ((b * 7919) % 31));
    const mixed = Uint8Array.from(bytes, (_, i) => bytes[(i * 7919) % bytes.length]);
    expectRoundTrip(mixed);
  });

  it('writes random bytes as they are, with 5 bytes to 65535', () => {
    const next = random(4);
    const bytes = Uint8Array.from({ length: 300_000 }, () => next());
    const stream = deflateRle(bytes);
    expectRoundTrip(bytes, stream);
    expect(stream.length).toBeLessThan(bytes.length + 60);
  });

  it('needs no more room for a block than it says', () => {
    const next = random(6);
    const bytes = Uint8Array.from({ length: MOST_BLOCK_BYTES }, () => next());
    let most = 0;
    const output = new BitWriter(new Uint8Array(BLOCK_ROOM));
    const deflater = new RleDeflater(new PlainKernels(), output, ({ at }) => (most = at));
    deflater.push(bytes);
    expect(most).toBeGreaterThan(MOST_BLOCK_BYTES);
    expect(most).toBeLessThan(BLOCK_ROOM - 16);
  });

  it('is about as small as zlib with the same strategy', () => {
    for (const bytes of [
      skewed(500_000, 1),
      runs(500_000, 20, 256, 2),
      runs(500_000, 3000, 2, 3),
      new Uint8Array(500_000),
    ]) {
      const like = deflateSync(bytes, { level: 1, strategy: constants.Z_RLE }).length;
      expect(deflateRle(bytes).length).toBeLessThan(like * 1.08 + 100);
    }
  });
});
