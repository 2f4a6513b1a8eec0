import { describe, expect, it } from 'vitest';
import { crc32 } from '../../../../src/base/checksums/crc32.ts';
import { decodeInto } from '../../../../src/decode/decode-into.ts';
import { sha256Hex } from '../../../../src/base/checksums/sha256.ts';
import { jpegFixtures } from '../../../support/jpeg-fixtures.ts';

const MARGIN = 100;

/** A JPEG decoded into the middle of some memory. */
async function decoded(bytes: Uint8Array<ArrayBuffer>, length: number): Promise<Uint8Array> {
  const memory = new Uint8Array(length + 2 * MARGIN).fill(7);
  const file = { source: new Blob([bytes]), format: 'jpeg', digest: true };
  const { signal } = new AbortController();
  const sha256 = await decodeInto(memory.subarray(MARGIN, MARGIN + length), file, { signal, report: () => undefined });
  expect(sha256).toBe(await sha256Hex(bytes));
  return memory;
}

describe('a JPEG that is decoded into a plane', () => {
  const files = jpegFixtures().filter(({ expected }) => expected && !expected.bits);

  it('has the bytes that it has elsewhere, turned or not, and none around them', async () => {
    const wrong: string[] = [];
    for (const { name, bytes, expected } of files) {
      if (!expected) continue;
      const length = expected.width * expected.height * expected.channels;
      const memory = await decoded(bytes, length);
      const around = [...memory.subarray(0, MARGIN), ...memory.subarray(MARGIN + length)];
      const sound = crc32(memory.subarray(MARGIN, MARGIN + length)) === expected.crc && around.every((b) => b === 7);
      if (!sound) wrong.push(name);
    }
    expect(wrong).toEqual([]);
    expect(files.length).toBeGreaterThan(300);
  });

  it('is refused where that is of another size', async () => {
    const [{ bytes, expected }] = files;
    const length = (expected?.width ?? 0) * (expected?.height ?? 0) * (expected?.channels ?? 0);
    for (const other of [length - 1, length + 1, 0]) {
      await expect(decoded(bytes, other)).rejects.toMatchObject({ code: 'decode-failed' });
    }
  });
});
