import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeFile } from '../../../../src/decode/decode-image.ts';
import type { RasterImage } from '../../../../src/image/raster-image.ts';
import { cellsOf, describing, dicomFile, nativeBytes, type MadePicture } from '../../../support/dicom-maker.ts';

const FILMS = process.env.XRAY_LONG ? 1300 : 26;

/** DCMTK's tools, which code and decode JPEG by libjpegs of 8, 12 and 16 bits (Debian: dcmtk). */
const hasTools = ['dcmcjpeg', 'dcmdjpeg'].every((tool) => spawnSync(tool, ['--version']).status === 0);

interface Coding {
  readonly options: readonly string[];
  readonly bits: readonly number[];
  readonly lossy?: true;
}

const CODINGS: readonly Coding[] = [
  { options: ['+eb'], bits: [8], lossy: true },
  { options: ['+ee'], bits: [9, 10, 12], lossy: true },
  { options: ['+es'], bits: [8, 12], lossy: true },
  { options: ['+ep'], bits: [8, 11, 12], lossy: true },
  { options: ['+e1'], bits: [8, 12, 16] },
  ...[1, 2, 3, 4, 5, 6, 7].map((predictor) => ({ options: ['+el', '+sv', `${predictor}`], bits: [8, 10, 12, 14, 16] })),
];

interface Film {
  readonly picture: MadePicture;
  readonly options: readonly string[];
}

const film: fc.Arbitrary<Film> = fc
  .record({
    coding: fc.constantFrom(...CODINGS),
    bitsAt: fc.nat(9),
    columns: fc.integer({ min: 1, max: 90 }),
    rows: fc.integer({ min: 1, max: 70 }),
    quality: fc.integer({ min: 1, max: 100 }),
    signed: fc.boolean(),
    slopes: fc.tuple(fc.nat(0xffff), fc.nat(0xffff)),
    noise: fc.nat(16),
  })
  .map(({ coding, bitsAt, columns, rows, quality, slopes: [across, down], noise, ...rest }) => {
    const { options, lossy = false } = coding;
    const bits = coding.bits[bitsAt % coding.bits.length];
    const signed = !lossy && rest.signed;
    const valueAt = (_: unknown, i: number): number => {
      const slope = (across * (i % columns)) / columns + (down * Math.floor(i / columns)) / rows;
      const value = (Math.floor(slope) + ((i * 40503) % 2 ** noise)) % 2 ** bits;
      return signed ? value - 2 ** (bits - 1) : value;
    };
    const values = Array.from({ length: rows * columns }, valueAt);
    return {
      picture: { rows, columns, values, bits, signed },
      options: lossy ? [...options, '+q', `${quality}`] : options,
    };
  });

describe.skipIf(!hasTools)('films that DCMTK codes (skipped where it is absent)', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'xray-lab-dcmtk-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const run = (tool: string, ...args: readonly string[]): void => {
    const { status, stderr } = spawnSync(tool, args, { encoding: 'utf8' });
    expect({ tool, args, status, stderr }).toMatchObject({ status: 0 });
  };
  const stored = async (path: string): Promise<RasterImage> =>
    (await decodeFile(new File([readFileSync(path)], path), { depth: 'stored' })).image;

  it(`have the samples that it decodes, all ${FILMS}`, { timeout: 1_800_000 }, async () => {
    const [native, coded, decoded] = ['native', 'coded', 'decoded'].map((name) => join(folder, `${name}.dcm`));
    const wrong: string[] = [];
    for (const { picture, options } of fc.sample(film, { seed: 16, numRuns: FILMS })) {
      const elements = describing(picture, [[0x00080018, 'UI', '1.2.3']]);
      const pixels = nativeBytes(cellsOf(picture));
      writeFileSync(native, dicomFile({ elements, pixels, pixelVr: picture.bits === 8 ? 'OB' : 'OW' }));
      run('dcmcjpeg', '+un', ...options, native, coded);
      run('dcmdjpeg', coded, decoded);
      const [own, theirs] = [await stored(coded), await stored(decoded)];
      const isSame = own.data.length === theirs.data.length && own.data.every((sample, i) => sample === theirs.data[i]);
      if (!isSame) wrong.push(`${options.join(' ')}, ${picture.bits} bits, ${picture.columns} × ${picture.rows}`);
    }
    expect(wrong).toEqual([]);
  });
});
