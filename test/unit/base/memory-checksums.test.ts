import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { adler32 } from '../../../src/base/checksums/adler32.ts';
import { crc32, joinedCrc32 } from '../../../src/base/checksums/crc32.ts';
import {
  CHECKSUM_BYTES,
  checksumsIn,
  compileChecksums,
  type MemoryChecksums,
} from '../../../src/base/checksums/memory-checksums.ts';
import { Sha256 } from '../../../src/base/checksums/sha256.ts';

const memory = new WebAssembly.Memory({ initial: 40 });
/** Not where memory begins, and not a multiple of more than it must be. */
const SCRATCH = 4096 + 16;
const START = SCRATCH + CHECKSUM_BYTES;
let checksums: MemoryChecksums;

beforeAll(async () => {
  const module = await compileChecksums();
  if (!module) throw new Error('There is no WebAssembly with SIMD.');
  expect(WebAssembly.Module.imports(module)).toEqual([{ module: 'env', name: 'memory', kind: 'memory' }]);
  checksums = await checksumsIn(memory, module, SCRATCH);
});

/** Puts `bytes` into the memory, `offset` bytes from where it is free. */
function put(bytes: Uint8Array, offset = 0): number {
  new Uint8Array(memory.buffer).set(bytes, START + offset);
  return START + offset;
}

const anyBytes = fc.uint8Array({ maxLength: 700 });

describe('checksums of memory are those in TypeScript', () => {
  it('CRC-32, of any bytes at any address, continued', () => {
    fc.assert(
      fc.property(anyBytes, fc.nat(40), fc.nat(2 ** 32 - 1), (bytes, offset, before) => {
        expect(checksums.crc32(put(bytes, offset), bytes.length, before)).toBe(crc32(bytes, before));
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  it('Adler-32, of any bytes, and of the largest values for as long as sums could overflow', () => {
    fc.assert(
      fc.property(anyBytes, fc.nat(40), fc.nat(65520), fc.nat(65520), (bytes, offset, a, b) => {
        const before = ((b << 16) | a) >>> 0;
        expect(checksums.adler32(put(bytes, offset), bytes.length, before)).toBe(adler32(bytes, before));
      }),
      { seed: 2, numRuns: 500 },
    );
    const largest = new Uint8Array(300_001).fill(255);
    const before = ((65520 << 16) | 65520) >>> 0;
    expect(checksums.adler32(put(largest), largest.length, before)).toBe(adler32(largest, before));
  });

  it('SHA-256, of any bytes in pieces of any size', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), fc.integer({ min: 1, max: 300 }), (bytes, size) => {
        const expected = createHash('sha256').update(bytes).digest('hex');
        const twin = new Sha256();
        checksums.startSha256();
        for (let at = 0; at < bytes.length; at += size) {
          const piece = bytes.slice(at, at + size);
          twin.add(piece);
          checksums.addToSha256(put(piece, at % 7), piece.length);
        }
        expect(checksums.endSha256()).toBe(expected);
        expect(twin.hex()).toBe(expected);
      }),
      { seed: 3, numRuns: 300 },
    );
  });

  it('SHA-256, of every length around that of a block', () => {
    for (let length = 0; length < 200; length++) {
      const bytes = Uint8Array.from({ length }, (_, i) => (i * 31 + length) & 0xff);
      checksums.startSha256();
      checksums.addToSha256(put(bytes), length);
      expect(checksums.endSha256(), `length ${length}`).toBe(createHash('sha256').update(bytes).digest('hex'));
    }
  });
});

it('a CRC-32 of two pieces follows from those of each', () => {
  fc.assert(
    fc.property(anyBytes, anyBytes, (first, second) => {
      const whole = crc32(second, crc32(first));
      expect(joinedCrc32(crc32(first), crc32(second), second.length)).toBe(whole);
    }),
    { seed: 4 },
  );
});
