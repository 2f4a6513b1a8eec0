import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCpuEngine } from '../../../src/cpu/cpu-engine.ts';
import { decodeImage, imageInFile } from '../../../src/decode/decode-image.ts';
import type { SampleValues } from '../../../src/image/sample-values.ts';
import type { Engine } from '../../../src/pipeline/engine.ts';
import { resolveParams } from '../../../src/pipeline/params.ts';
import { cellsOf, describing, dicomFile, nativeBytes, type DicomElement } from '../../support/dicom-maker.ts';

/** Files with references that are not part of this repository: made by code, of no person. */
const CORPUS = join(import.meta.dirname, '../../../../shared/corpus/dicom');
const present = existsSync(join(CORPUS, 'cases.json'));

interface Case {
  readonly file: string;
  readonly expect: 'image' | 'error';
  readonly transferSyntax: string;
  readonly samplesPerPixel: number;
  readonly photometric: string;
  readonly references: readonly Readonly<Record<string, string | number | readonly unknown[]>>[];
}

const { cases } = (present ? JSON.parse(readFileSync(join(CORPUS, 'cases.json'), 'utf8')) : { cases: [] }) as {
  cases: Case[];
};
const isGray = ({ samplesPerPixel, photometric }: Case): boolean =>
  samplesPerPixel === 1 && photometric !== 'PALETTE COLOR';
/** What takes a decoder that is not part of the package yet. */
const isForeign = ({ transferSyntax = '' }: Case): boolean => /\.2\.4\.(8|9|20)\d+$/.test(transferSyntax);
const open = (name: string): File => new File([readFileSync(join(CORPUS, name))], name);

/** Which preset of the file a reference shows: `display-window1` is its second window. */
function presetOf(name: string, { presets }: SampleValues): number {
  const [, kind = '', number = '0'] = /^display-([a-z]+)(\d*)$/.exec(name) ?? [];
  const kinds: Readonly<Record<string, string>> = { full: 'full', minmax: 'extent', window: 'window', lut: 'lut' };
  const offered = presets.flatMap((preset, index) => (preset.kind === kinds[kind] ? [index] : []));
  return offered[Number(number)] ?? -1;
}

/** Of 8 bits, with two windows. */
const PICTURE = { rows: 2, columns: 4, bits: 8, values: [0, 1, 60, 100, 127, 128, 200, 255] };
const WINDOWS: DicomElement[] = [
  [0x00281050, 'DS', '100\\180'],
  [0x00281051, 'DS', '150\\60'],
  [0x00281055, 'LO', 'LUNG\\BONE'],
];
const film = (further: readonly DicomElement[] = WINDOWS): File =>
  new File([dicomFile({ elements: describing(PICTURE, further), pixels: nativeBytes(cellsOf(PICTURE)) })], 'a.dcm');

describe('a gray DICOM file on an engine', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await createCpuEngine();
  });
  afterAll(() => engine.dispose());

  it('of 8 bits is seen through its windows, one after the other, and as it is stored', async () => {
    const pipeline = await engine.open(await imageInFile(film()));
    const read = async (window: object): Promise<number[]> => {
      await pipeline.update(resolveParams({ window }));
      return [...(await pipeline.read('original')).data];
    };
    expect(pipeline.values?.presets.map(({ label, kind }) => label || kind)).toEqual([
      'LUNG',
      'BONE',
      'full',
      'extent',
    ]);
    // C.11.2.1.2.1 by hand: ((v − 99.5) / 149 + 0.5) × 255 and ((v − 179.5) / 59 + 0.5) × 255.
    const lung = [0, 0, 60, 128, 175, 176, 255, 255];
    expect(await read({})).toEqual(lung);
    expect([...(await decodeImage(film())).data]).toEqual(lung);
    expect(await read({ source: 'preset', preset: 1 })).toEqual([0, 0, 0, 0, 0, 0, 216, 255]);
    expect(await read({ source: 'full' })).toEqual(PICTURE.values);
    expect(await read({ source: 'manual', center: 128, width: 256 })).toEqual(PICTURE.values);
    expect(await read({ source: 'full', invert: true })).toEqual(PICTURE.values.map((value) => 255 - value));
    expect(await read({})).toEqual(lung);
    pipeline.dispose();
  });

  it('tells how often each sample is there, of its own samples whatever is shown of them', async () => {
    const pipeline = await engine.open(await imageInFile(film()));
    await pipeline.update({ window: { source: 'preset', preset: 1 } });
    const counts = await pipeline.sampleCounts?.();
    expect(counts).toHaveLength(256);
    expect([...(counts ?? [])].flatMap((count, sample) => (count > 0 ? [[sample, count]] : []))).toEqual(
      PICTURE.values.map((value) => [value, 1]),
    );
    pipeline.dispose();
  });

  it.skipIf(!present)(
    'of the corpus shows what its references show, by every preset (skipped where it is absent)',
    async () => {
      const problems: string[] = [];
      let shown = 0;
      for (const known of cases.filter((one) => one.expect === 'image' && isGray(one) && !isForeign(one))) {
        const [first] = known.references;
        const pipeline = await engine.open(await imageInFile(open(known.file)));
        const { values } = pipeline;
        for (const [name, path] of Object.entries(first)) {
          if (!values || !/^display/.test(name)) continue;
          const window = name === 'display' ? {} : { source: 'preset', preset: presetOf(name, values) };
          await pipeline.update(resolveParams({ window } as object));
          const { data } = await pipeline.read('original');
          const { data: expected } = await decodeImage(open(String(path)));
          shown++;
          if (data.some((shade, i) => shade !== expected[i])) problems.push(`${known.file}: ${name}`);
        }
        pipeline.dispose();
      }
      expect(problems).toEqual([]);
      expect(shown).toBeGreaterThan(150);
    },
  );
});
