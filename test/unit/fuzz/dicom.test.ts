import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { XrayError } from '../../../src/base/xray-error.ts';
import { decodeFile } from '../../../src/decode/decode-image.ts';
import { readImageHeader } from '../../../src/decode/read-image-header.ts';
import { assertRasterImage } from '../../../src/image/raster-image.ts';
import { windowTable } from '../../../src/image/window-table.ts';
import { allocationsOf } from '../../support/counted-allocations.ts';
import { DICOM_SEEDS } from '../../support/dicom-seeds.ts';
import { dicomTelling, toldSize } from '../../support/lying-headers.ts';
import { mutantCount, mutate, mutations } from '../../support/mutants.ts';

const MUTANTS = mutantCount(3000, process.env.XRAY_FUZZ);
const MAX_PIXELS = 100_000;

vi.setConfig({ testTimeout: 120_000 + MUTANTS * 40 });

/** What came of a file on the way that the application takes: an image, or an error's code. Anything else fails the test. */
async function outcome(bytes: Uint8Array<ArrayBuffer>, depth: 'picture' | 'stored', frame: number): Promise<string> {
  try {
    const decoded = await decodeFile(new File([bytes], 'mutant.dcm'), {
      maxPixels: MAX_PIXELS,
      depth,
      frame,
    });
    const { image } = decoded;
    assertRasterImage(image);
    expect(image.width * image.height).toBeLessThanOrEqual(MAX_PIXELS);
    const meaning = 'values' in decoded ? decoded.values : null;
    if (meaning) windowTable(meaning, undefined, 2 ** meaning.bitsStored);
    return 'decoded';
  } catch (error) {
    if (!(error instanceof XrayError)) throw error;
    return error.code;
  }
}

/** What is held whatever is in a file: tables of 16 bits, room for what a deflated file has in front of its image. */
const ROOM = 2 ** 20;

/** The outcome, for which no more memory is taken than the file, and the size that its header tells, account for. */
async function boundedOutcome(bytes: Uint8Array<ArrayBuffer>, depth: 'picture' | 'stored', frame = 0): Promise<string> {
  const { result, bytes: taken } = await allocationsOf(() => outcome(bytes, depth, frame));
  const header = await readImageHeader(new File([bytes], 'mutant.dcm'), { maxPixels: MAX_PIXELS }).catch(() => null);
  const samples = header ? header.width * header.height * (header.colorType === 'rgb' ? 3 : 1) : 0;
  expect(taken).toBeLessThan(ROOM + 8 * bytes.length + 12 * samples);
  return result;
}

it('begins with files that are good', async () => {
  for (const file of DICOM_SEEDS) expect(await outcome(file, 'stored', 0)).toBe('decoded');
});

it(`decodes or refuses ${MUTANTS} damaged DICOM files`, async () => {
  const counts: Record<string, number> = {};
  await fc.assert(
    fc.asyncProperty(
      fc.nat(DICOM_SEEDS.length - 1),
      mutations,
      fc.constantFrom(0, 132, 400),
      fc.boolean(),
      fc.nat(1),
      async (index, changes, kept, isStored, frame) => {
        const bytes = mutate(DICOM_SEEDS[index], changes, kept);
        const result = await boundedOutcome(bytes, isStored ? 'stored' : 'picture', frame);
        counts[result] = (counts[result] ?? 0) + 1;
      },
    ),
    { numRuns: MUTANTS, seed: 11 },
  );
  console.log(`DICOM mutants: ${JSON.stringify(counts)}`);
  // All happen, or the mutants are too tame or too wild.
  expect(counts.decoded).toBeGreaterThan(MUTANTS / 20);
  expect(counts['decode-failed']).toBeGreaterThan(MUTANTS / 10);
  expect(counts['unsupported-type']).toBeGreaterThan(0);
});

it(`takes memory for no more than is there, whatever size ${MUTANTS / 10} files tell`, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...DICOM_SEEDS),
      toldSize(MAX_PIXELS),
      fc.boolean(),
      async (seed, size, stored) => {
        await boundedOutcome(dicomTelling(seed, size), stored ? 'stored' : 'picture');
      },
    ),
    { numRuns: MUTANTS / 10, seed: 12 },
  );
});
