import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { crc32 } from '../../../../src/base/checksums/crc32.ts';
import { XrayError } from '../../../../src/base/xray-error.ts';
import { ScanWalk } from '../../../../src/decode/jpeg/entropy/scan-walk.ts';
import { decodeOwnJpeg } from '../../../../src/decode/jpeg/own-jpeg.ts';
import { readImageHeader } from '../../../../src/decode/read-image-header.ts';
import { Pacer } from '../../../../src/worker/pacer.ts';
import { withoutWebAssembly } from '../../../support/decoder-kinds.ts';
import { jpegFixtures } from '../../../support/jpeg-fixtures.ts';
import { mutate, mutations } from '../../../support/mutants.ts';
import { randomJpeg } from '../../../support/random-jpegs.ts';

const FILES = 2000;

vi.setConfig({ testTimeout: 120_000 });

/** What became of a file: all that can be told of a picture, or of a refusal. */
async function outcome(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  try {
    const { width, height, channels, data } = await decodeOwnJpeg({ bytes }, new Pacer());
    return `${width}x${height}x${channels} ${crc32(data)}`;
  } catch (error) {
    if (error instanceof XrayError) return `${error.code} ${error.reason}`;
    throw error;
  }
}

/** The same, which both must come to. */
async function sameOutcome(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const fast = await outcome(bytes);
  expect(await withoutWebAssembly(() => outcome(bytes))).toBe(fast);
  return fast;
}

describe('the JPEG decoders in WebAssembly and TypeScript agree on', () => {
  it(`${FILES} files of any bits`, async () => {
    let decoded = 0;
    for (let seed = 1; seed <= FILES; seed++) {
      if (!(await sameOutcome(randomJpeg(seed))).startsWith('decode-failed')) decoded++;
    }
    console.log(`${decoded} of ${FILES} decoded`);
    // Both happen, or they are too tame or too wild.
    expect(decoded).toBeGreaterThan(FILES / 4);
    expect(decoded).toBeLessThan(FILES);
  });

  it(`${FILES} files that are damaged`, async () => {
    const files = jpegFixtures().filter(({ expected }) => expected && !expected.bits);
    let decoded = 0;
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...files), mutations, fc.boolean(), async ({ bytes }, changes, whole) => {
        const mutant = mutate(bytes, changes, whole ? 2 : 160);
        const header = await readImageHeader(new File([mutant], 'mutant.jpg'), { maxPixels: 100_000 }).catch(
          () => null,
        );
        if (header && !(await sameOutcome(mutant)).startsWith('decode-failed')) decoded++;
      }),
      { numRuns: FILES, seed: 9 },
    );
    expect(decoded).toBeGreaterThan(FILES / 100);
  });
});

it('the JPEG decoder in WebAssembly is the one that is used', async () => {
  const calls = vi.spyOn(ScanWalk.prototype, 'decodeRow');
  const huffman = jpegFixtures()
    .filter(({ name, expected }) => expected && !expected.bits && name !== '')
    .slice(0, 1);
  const [{ bytes }] = huffman;
  await decodeOwnJpeg({ bytes }, new Pacer());
  expect(calls).not.toHaveBeenCalled();
  await withoutWebAssembly(() => decodeOwnJpeg({ bytes }, new Pacer()));
  expect(calls).toHaveBeenCalled();
  calls.mockRestore();
});
