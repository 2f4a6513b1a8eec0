import { deflateSync } from 'node:zlib';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { decodeImage } from '../../../src/decode/decode-image.ts';
import { assertRasterImage } from '../../../src/image/raster-image.ts';
import { XrayError } from '../../../src/base/xray-error.ts';
import { withoutWebAssembly } from '../../support/decoder-kinds.ts';
import { mutantCount, mutate, mutations, withRightChecksums } from '../../support/mutants.ts';
import { chunk, exifBlock, makePng, type PngRecipe } from '../../support/png-maker.ts';

const MUTANTS = mutantCount(5000, process.env.XRAY_FUZZ);
/** A decoder that hangs is found; one on a busy machine is not. */
const DEADLINE_MS = 500_000;
const MAX_PIXELS = 250_000;

vi.setConfig({ testTimeout: 120_000 + MUTANTS * 40 });

const gray = (x: number, y: number): number[] => [(x * 7 + y * 13) % 256];
const seeds: readonly PngRecipe[] = [
  { width: 23, height: 17, colorType: 0, bitDepth: 8, pixel: gray, filter: (row) => row % 5 },
  { width: 19, height: 11, colorType: 2, bitDepth: 8, pixel: (x, y) => [x * 9, y * 11, x + y], pieceLength: 50 },
  { width: 13, height: 9, colorType: 0, bitDepth: 16, pixel: (x, y) => [x * 4000 + y], interlaced: true },
  {
    width: 21,
    height: 8,
    colorType: 3,
    bitDepth: 2,
    pixel: (x, y) => [(x + y) % 4],
    palette: [0, 0, 0, 90, 91, 92, 200, 100, 0, 255, 255, 255],
    beforeData: [chunk('tRNS', Uint8Array.of(0, 128, 255))],
  },
  { width: 9, height: 14, colorType: 4, bitDepth: 8, pixel: (x, y) => [x * 20, y * 15], filter: () => 4 },
  {
    width: 12,
    height: 10,
    colorType: 6,
    bitDepth: 16,
    pixel: (x, y) => [x * 5000, y * 6000, 77, 65535],
    interlaced: true,
    beforeData: [chunk('eXIf', exifBlock(6)), chunk('tEXt', Uint8Array.from(Buffer.from('Comment\0<script>')))],
  },
  // Matches may reach as far as 512 bytes and into the row.
  {
    width: 700,
    height: 4,
    colorType: 0,
    bitDepth: 8,
    pixel: (x, y) => [(x * y) % 50],
    compress: (rows) => deflateSync(rows, { windowBits: 9 }),
  },
  { width: 40, height: 30, colorType: 0, bitDepth: 1, pixel: (x, y) => [(x ^ y) & 1] },
];
const files = seeds.map(makePng);

const rejections: unknown[] = [];
const onRejection = (reason: unknown): void => void rejections.push(reason);
beforeAll(() => void process.on('unhandledRejection', onRejection));
afterAll(() => void process.off('unhandledRejection', onRejection));

/** What came of a file: an image, or an error's code, the same of both decoders. Anything else fails the test. */
async function outcome(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const said = await decided(bytes);
  expect(await withoutWebAssembly(() => decided(bytes))).toEqual(said);
  return said.outcome;
}

async function decided(bytes: Uint8Array<ArrayBuffer>): Promise<{ outcome: string; pixels?: string }> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('Not decided within the deadline.')), DEADLINE_MS);
  });
  try {
    const file = new File([bytes], 'mutant.png');
    const image = await Promise.race([decodeImage(file, { maxPixels: MAX_PIXELS }), deadline]);
    assertRasterImage(image);
    expect(image.width * image.height).toBeLessThanOrEqual(MAX_PIXELS);
    return { outcome: 'decoded', pixels: Buffer.from(image.data).toString('latin1') };
  } catch (error) {
    if (!(error instanceof XrayError)) throw error;
    expect(['unsupported-type', 'file-empty', 'image-too-large', 'decode-failed']).toContain(error.code);
    expect(error.message.startsWith('mutant.png: ')).toBe(true);
    return { outcome: error.code };
  } finally {
    clearTimeout(timer);
  }
}

/** Bytes in use after everything that can be freed is. */
function bytesInUse(): number {
  setFlagsFromString('--expose_gc');
  (runInNewContext('gc') as () => void)();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

const seed = fc.integer({ min: 0, max: files.length - 1 });

it('decodes the seeds', async () => {
  for (const file of files) expect(await outcome(file)).toBe('decoded');
});

it(`decodes or refuses ${MUTANTS} damaged PNGs, and keeps nothing of them`, async () => {
  const counts: Record<string, number> = {};
  let before = 0;
  let made = 0;
  await fc.assert(
    fc.asyncProperty(seed, mutations, fc.boolean(), fc.nat(9), async (index, changes, repaired, part) => {
      // The signature stays in nine of ten; the header, too, in half of them.
      const mutant = mutate(files[index], changes, part === 0 ? 0 : part < 5 ? 8 : 33);
      const result = await outcome(repaired ? withRightChecksums(mutant) : mutant);
      counts[result] = (counts[result] ?? 0) + 1;
      // By then, code is compiled and tables are made.
      if (++made === Math.ceil(MUTANTS / 5)) before = bytesInUse();
    }),
    { numRuns: MUTANTS, seed: 7 },
  );
  expect(bytesInUse() - before).toBeLessThan(8 * 2 ** 20);
  console.log(`PNG mutants: ${JSON.stringify(counts)}`);
  // Both happen, or the mutants are too tame or too wild.
  expect(counts.decoded).toBeGreaterThan(MUTANTS / 100);
  expect(counts['decode-failed']).toBeGreaterThan(MUTANTS / 10);
  expect(rejections).toEqual([]);
});

it('decodes or refuses pixel data of any kind and length', async () => {
  const counts: Record<string, number> = {};
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...seeds),
      fc.uint8Array({ maxLength: 3000 }),
      mutations,
      async (recipe, data, changes) => {
        // Data that inflate well but hold too little, too much or no filter that there is; and damaged streams.
        const compressors: PngRecipe['compress'][] = [
          () => deflateSync(data),
          (rows) => mutate(deflateSync(rows), changes),
          (rows) => deflateSync(mutate(rows, changes)),
        ];
        for (const compress of compressors) {
          const result = await outcome(makePng({ ...recipe, compress }));
          counts[result] = (counts[result] ?? 0) + 1;
        }
      },
    ),
    { numRuns: MUTANTS / 10, seed: 11 },
  );
  expect(counts.decoded).toBeGreaterThan(MUTANTS / 100);
  expect(counts['decode-failed']).toBeGreaterThan(MUTANTS / 10);
  console.log(`PNGs with other data: ${JSON.stringify(counts)}`);
  expect(rejections).toEqual([]);
});
