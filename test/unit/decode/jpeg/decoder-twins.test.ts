import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { crc32 } from '../../../../src/base/checksums/crc32.ts';
import { XrayError } from '../../../../src/base/xray-error.ts';
import { ScanWalk } from '../../../../src/decode/jpeg/entropy/scan-walk.ts';
import { decodeJpeg } from '../../../../src/decode/jpeg/decode-jpeg.ts';
import { readImageHeader } from '../../../../src/decode/read-image-header.ts';
import { Pacer } from '../../../../src/worker/pacer.ts';
import { withoutWebAssembly } from '../../../support/decoder-kinds.ts';
import { frameMarkerOf } from '../../../support/jpeg-fixture.ts';
import { jpegFixtures } from '../../../support/jpeg-fixtures.ts';
import { mutate, mutations } from '../../../support/mutants.ts';
import { randomJpeg } from '../../../support/random-jpegs.ts';

const FILES = 2000;

vi.setConfig({ testTimeout: 120_000 });

/** What became of a file: all that can be told of a picture, or of a refusal. */
async function outcome(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  try {
    const { width, height, channels, data } = await decodeJpeg({ bytes }, new Pacer());
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

/** Files that WebAssembly decodes: the largest sequential and the largest progressive one. */
const [sequential, progressive] = [0xc0, 0xc2].map((marker) => {
  const those = jpegFixtures().filter((one) => one.expected && !one.expected.bits && frameMarkerOf(one) === marker);
  return those.reduce((a, b) => (b.bytes.length > a.bytes.length ? b : a));
});

it('the JPEG decoder in WebAssembly is the one that is used', async () => {
  const calls = vi.spyOn(ScanWalk.prototype, 'decodeRow');
  for (const { bytes } of [sequential, progressive]) {
    calls.mockClear();
    await decodeJpeg({ bytes }, new Pacer());
    expect(calls).not.toHaveBeenCalled();
    await withoutWebAssembly(() => decodeJpeg({ bytes }, new Pacer()));
    expect(calls).toHaveBeenCalled();
  }
  calls.mockRestore();
});

it('a JPEG that no memory of WebAssembly is to be had for is decoded without', async () => {
  const { bytes } = progressive;
  const expected = await outcome(bytes);
  const none = (): never => {
    throw new RangeError('could not allocate memory');
  };
  const grow = vi.spyOn(WebAssembly.Memory.prototype, 'grow').mockImplementation(none);
  const memory = vi.spyOn(WebAssembly, 'Memory').mockImplementation(none);
  const calls = vi.spyOn(ScanWalk.prototype, 'decodeRow');
  // The memory that is kept is taken by the first, if there is one.
  expect(await Promise.all([outcome(bytes), outcome(bytes)])).toEqual([expected, expected]);
  expect(calls).toHaveBeenCalled();
  for (const spy of [grow, memory, calls]) spy.mockRestore();
});

it('JPEGs that are decoded in turns do not get into each other’s way', async () => {
  class AtOnce extends Pacer {
    override get due(): boolean {
      return true;
    }
  }
  const files = [sequential, progressive, sequential];
  const pictures = await Promise.all(files.map(({ bytes }) => decodeJpeg({ bytes }, new AtOnce())));
  expect(pictures.map(({ data }) => crc32(data))).toEqual(files.map(({ expected }) => expected?.crc));
});
