import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { XrayError } from '../../../src/base/xray-error.ts';
import { decodeJpegSamples, decodeJpeg } from '../../../src/decode/jpeg/decode-jpeg.ts';
import { readImageHeader } from '../../../src/decode/read-image-header.ts';
import { assertRasterImage } from '../../../src/image/raster-image.ts';
import { Pacer } from '../../../src/worker/pacer.ts';
import { allocationsOf } from '../../support/counted-allocations.ts';
import { jpegFixtures } from '../../support/jpeg-fixtures.ts';
import { jpegTelling, toldSize } from '../../support/lying-headers.ts';
import { mutantCount, mutate, mutations } from '../../support/mutants.ts';

const MUTANTS = mutantCount(5000, process.env.XRAY_FUZZ);
const MAX_PIXELS = 100_000;

vi.setConfig({ testTimeout: 120_000 + MUTANTS * 40 });

const files = jpegFixtures()
  .filter(({ expected }) => !expected?.bits)
  .map(({ bytes }) => bytes);

/** What came of a file on the way that the application takes: a picture, or an error's code. Anything else fails the test. */
async function outcome(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  try {
    const header = await readImageHeader(new File([bytes], 'mutant.jpg'), { maxPixels: MAX_PIXELS });
    const image = await decodeJpeg({ bytes, header }, new Pacer());
    assertRasterImage(image);
    expect(image.width * image.height).toBeLessThanOrEqual(MAX_PIXELS);
    return 'decoded';
  } catch (error) {
    if (!(error instanceof XrayError)) throw error;
    return error.code;
  }
}

/** What is held whatever is in a file: tables, a memory that is kept for the next one. */
const ROOM = 2 ** 18;

/** The outcome, for which no more memory is taken than the file, and the size that its header tells, account for. */
async function boundedOutcome(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const { result, bytes: taken } = await allocationsOf(() => outcome(bytes));
  expect(taken).toBeLessThan(ROOM + 4 * bytes.length + 8 * toldSamples(bytes));
  return result;
}

/** Samples of all components, each as large as the picture filled up to whole units; 0 where nothing is told that is read. */
function toldSamples(bytes: Uint8Array): number {
  let most = 0;
  for (let at = 2; at + 10 < bytes.length; at++) {
    if (bytes[at] !== 0xff || ![0xc0, 0xc1, 0xc2, 0xc9, 0xca].includes(bytes[at + 1])) continue;
    const [height, width] = [at + 5, at + 7].map((side) => bytes[side] * 256 + bytes[side + 1]);
    const samples = Math.ceil(height / 32) * Math.ceil(width / 32) * 1024 * bytes[at + 9];
    if (width * height <= MAX_PIXELS) most = Math.max(most, samples);
  }
  return most;
}

/** Bytes in use after everything that can be freed is. */
function bytesInUse(): number {
  setFlagsFromString('--expose_gc');
  (runInNewContext('gc') as () => void)();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

it(`decodes or refuses ${MUTANTS} damaged JPEGs, and keeps nothing of them`, async () => {
  const counts: Record<string, number> = {};
  let before = 0;
  let made = 0;
  await fc.assert(
    fc.asyncProperty(fc.nat(files.length - 1), mutations, fc.boolean(), async (index, changes, whole) => {
      const result = await boundedOutcome(mutate(files[index], changes, whole ? 2 : 160));
      counts[result] = (counts[result] ?? 0) + 1;
      if (++made === Math.ceil(MUTANTS / 5)) before = bytesInUse();
    }),
    { numRuns: MUTANTS, seed: 7 },
  );
  expect(bytesInUse() - before).toBeLessThan(8 * 2 ** 20);
  console.log(`JPEG mutants: ${JSON.stringify(counts)}`);
  // All happen, or the mutants are too tame or too wild.
  expect(counts.decoded).toBeGreaterThan(MUTANTS / 100);
  expect(counts['decode-failed']).toBeGreaterThan(MUTANTS / 10);
});

it('makes samples of 12 bits, or refuses, of what has them and is damaged', async () => {
  const twelve = jpegFixtures().filter(({ expected }) => expected?.bits);
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...twelve), mutations, async ({ bytes }, changes) => {
      // Behind the frame header, so that the size stays.
      const mutant = mutate(bytes, changes, bytes.length >> 1);
      await decodeJpegSamples(mutant, new Pacer()).then(
        ({ data, width, height, channels }) => expect(data.length).toBe(width * height * channels),
        (error: unknown) => expect(error).toBeInstanceOf(XrayError),
      );
    }),
    { numRuns: MUTANTS / 10, seed: 8 },
  );
});

it(`takes memory for no more than is there, whatever size ${MUTANTS / 10} files tell`, async () => {
  const factor = fc.constantFrom(0x11, 0x21, 0x12, 0x22, 0x41, 0x14, 0x44);
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...files),
      toldSize(MAX_PIXELS),
      fc.array(factor, { maxLength: 4 }),
      async (file, size, sampling) => {
        await boundedOutcome(jpegTelling(file, size, sampling));
      },
    ),
    { numRuns: MUTANTS / 10, seed: 13 },
  );
});
