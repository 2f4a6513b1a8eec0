import { createHash } from 'node:crypto';
import { crc32 as nodeCrc32 } from 'node:zlib';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { adler32 } from '../../../src/base/checksums/adler32.ts';
import { crc32, crc32Steps } from '../../../src/base/checksums/crc32.ts';
import { sha256, sha256Hex } from '../../../src/base/checksums/sha256.ts';

const reference = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const own = (bytes: Uint8Array): string => Buffer.from(sha256(bytes)).toString('hex');

describe('SHA-256', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('gives the digests of FIPS 180-4’s examples', () => {
    expect(own(new TextEncoder().encode('abc'))).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
    expect(own(new Uint8Array(0))).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  });

  it('agrees with Node for every length around the block size and for any bytes', () => {
    for (let length = 0; length < 200; length++) {
      const bytes = Uint8Array.from({ length }, (_, i) => (i * 31 + length) & 0xff);
      expect(own(bytes), `length ${length}`).toBe(reference(bytes));
    }
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 5000 }), (bytes) => own(bytes) === reference(bytes)),
      { seed: 1 },
    );
  });

  it('hashes a view at an odd offset', () => {
    const view = Uint8Array.from({ length: 1000 }, (_, i) => i & 0xff).subarray(3, 777);
    expect(own(view)).toBe(reference(view));
  });

  it('needs no crypto.subtle, which insecure pages lack', async () => {
    const bytes = Uint8Array.of(1, 2, 3);
    const secure = await sha256Hex(bytes);
    vi.stubGlobal('crypto', {});
    const insecure = await sha256Hex(bytes);
    expect([secure, insecure]).toEqual([reference(bytes), reference(bytes)]);
  });
});

describe('CRC-32', () => {
  it('gives the standard check value', () => {
    expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf43926);
    expect(crc32(new Uint8Array(0))).toBe(0);
  });

  it('agrees with Node for any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => crc32(bytes) === nodeCrc32(bytes)),
      { seed: 2 },
    );
  });

  it('is the same in one go or several', () => {
    const bytes = Uint8Array.from({ length: 3_000_001 }, (_, i) => (i * 7 + (i >> 9)) & 0xff);
    expect(crc32(bytes.subarray(1001), crc32(bytes.subarray(0, 1001)))).toBe(crc32(bytes));
    const steps = crc32Steps(bytes);
    let pauses = 0;
    let step = steps.next();
    for (; !step.done; step = steps.next()) pauses++;
    expect([step.value, pauses]).toEqual([crc32(bytes), 3]);
  });
});

describe('Adler-32', () => {
  it('gives the value of RFC 1950’s formula, in one go or several', () => {
    const formula = (bytes: Uint8Array): number => {
      let a = 1;
      let b = 0;
      for (const byte of bytes) {
        a = (a + byte) % 65521;
        b = (b + a) % 65521;
      }
      return b * 65536 + a;
    };
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(200), (bytes, cut) => {
        expect(adler32(bytes, 1)).toBe(formula(bytes));
        expect(adler32(bytes.subarray(cut), adler32(bytes.subarray(0, cut), 1))).toBe(formula(bytes));
      }),
      { seed: 3 },
    );
    const largest = new Uint8Array(100_000).fill(255);
    expect(adler32(largest, 1)).toBe(formula(largest));
  });
});
