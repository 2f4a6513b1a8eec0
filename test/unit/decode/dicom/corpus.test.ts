import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decodeFile, decodeImage } from '../../../../src/decode/decode-image.ts';
import { openSource } from '../../../../src/decode/open-source.ts';
import type { RasterImage } from '../../../../src/image/raster-image.ts';
import type { SampleValues, ValuePreset } from '../../../../src/image/sample-values.ts';
import { DEFAULT_WINDOW, windowTable } from '../../../../src/image/window-table.ts';

/** Files with references that are not part of this repository: made by code, of no person. */
const CORPUS = join(import.meta.dirname, '../../../../../shared/corpus/dicom');
const present = existsSync(join(CORPUS, 'cases.json'));

interface Reference {
  readonly frame: number;
  readonly stored: string;
  readonly display: string;
  readonly rule: readonly [string, ...number[]];
  readonly [further: string]: unknown;
}

interface Case {
  readonly file: string;
  readonly expect: 'image' | 'error';
  readonly code?: string;
  readonly transferSyntax: string;
  readonly rows: number;
  readonly columns: number;
  readonly frames: number;
  readonly samplesPerPixel: number;
  readonly photometric: string;
  readonly bitsStored: number;
  readonly signed: boolean;
  readonly inverted?: boolean;
  readonly windows?: readonly (readonly [number, number])[];
  readonly voiLuts?: number;
  readonly windowsArePerFrame?: boolean;
  readonly padding?: readonly [number, number] | null;
  readonly spacing?: object;
  readonly references: readonly Reference[];
}

const { cases } = (present ? JSON.parse(readFileSync(join(CORPUS, 'cases.json'), 'utf8')) : { cases: [] }) as {
  cases: Case[];
};

const open = (name: string): File => new File([readFileSync(join(CORPUS, name))], name);
const reference = async (path: string): Promise<RasterImage> =>
  (await decodeFile(open(path), { depth: 'stored' })).image;

/** How many samples of two images differ; stored values of the reference are two's complement. */
function differing({ data }: RasterImage, other: RasterImage, bias = 0): number {
  if (data.length !== other.data.length) return Infinity;
  let count = 0;
  for (let i = 0; i < data.length; i++) if (((data[i] - bias) & 0xffff) !== other.data[i]) count++;
  return count;
}

function shownBy(image: RasterImage, table: Uint8Array): RasterImage {
  return { ...image, bitDepth: 8, data: Uint8Array.from(image.data, (sample) => table[sample]) };
}

/** The preset that a name of the corpus stands for. */
function presetOf(name: string, { presets }: SampleValues): ValuePreset | undefined {
  const number = Number(/\d+$/.exec(name)?.[0] ?? 0);
  const kinds = { full: 'full', minmax: 'extent', window: 'window', lut: 'lut' } as const;
  const kind = kinds[/^display-([a-z]+)/.exec(name)?.[1] as keyof typeof kinds];
  return presets.filter((preset) => preset.kind === kind)[number];
}

async function problemsOf(known: Case, { frame, stored, display, ...further }: Reference): Promise<string[]> {
  const problems: string[] = [];
  const told = (what: string, count: number): void => {
    if (count > 0) problems.push(`${known.file} ${frame}: ${what}: ${count} differ`);
  };
  const file = open(known.file);
  told('picture', differing(await decodeImage(file, { frame }), await reference(display)));
  const { image, values } = await decodeFile(file, { depth: 'stored', frame });
  if (!values) return [...problems, `${known.file}: no values`];
  told('stored', differing(image, await reference(stored), values.bias));
  if (known.samplesPerPixel !== 1 || known.photometric === 'PALETTE COLOR') return problems;
  told('window', differing(shownBy(image, windowTable(values)), await reference(display)));
  for (const [name, path] of Object.entries(further)) {
    if (!name.startsWith('display-')) continue;
    const preset = values.presets.findIndex((one) => one === presetOf(name, values));
    const table = windowTable(values, { ...DEFAULT_WINDOW, source: 'preset', preset });
    told(name, preset < 0 ? -Infinity : differing(shownBy(image, table), await reference(String(path))));
    if (preset < 0) problems.push(`${known.file}: no ${name}`);
  }
  expect({ file: known.file, ...values }).toMatchObject({
    file: known.file,
    bitsStored: known.bitsStored,
    bias: known.signed ? 2 ** (known.bitsStored - 1) : 0,
    inverted: known.inverted,
    frames: known.frames,
    frame,
    transferSyntax: known.transferSyntax,
    photometric: known.photometric,
  });
  const windows = values.presets.flatMap((preset) => (preset.kind === 'window' ? [[preset.center, preset.width]] : []));
  expect(windows, known.file).toEqual(known.windowsArePerFrame ? [known.windows?.[frame]] : known.windows);
  expect(
    values.presets.filter(({ kind }) => kind === 'lut'),
    known.file,
  ).toHaveLength(known.voiLuts ?? 0);
  const padding = known.padding ? { from: known.padding[0], to: known.padding[1] } : undefined;
  expect(values.padding, known.file).toEqual(padding);
  return problems;
}

describe.skipIf(!present)('the DICOM corpus (skipped where it is absent)', () => {
  it('is stored and shown as its references', { timeout: 300_000 }, async () => {
    const problems: string[] = [];
    for (const known of cases.filter((one) => one.expect === 'image')) {
      for (const one of known.references) problems.push(...(await problemsOf(known, one)));
    }
    expect(problems).toEqual([]);
  });

  it('is described by its headers', async () => {
    for (const known of cases.filter((one) => one.expect === 'image')) {
      const { header } = await openSource(open(known.file));
      expect(header, known.file).toEqual({
        format: 'dicom',
        width: known.columns,
        height: known.rows,
        bitDepth: known.bitsStored,
        colorType: known.photometric === 'PALETTE COLOR' ? 'palette' : known.samplesPerPixel === 3 ? 'rgb' : 'gray',
        transferSyntax: known.transferSyntax,
        frames: known.frames,
        ...(known.file === 'file_burned_in.dcm' && { burnedIn: true }),
        told: expect.objectContaining({ photometric: known.photometric }) as object,
      });
    }
  });

  it('is refused with the right code', async () => {
    for (const { file, code } of cases.filter((one) => one.expect === 'error')) {
      await expect(decodeImage(open(file)), file).rejects.toHaveProperty('code', code);
    }
  });

  it('tells how large pixels are', async () => {
    const valuesOf = async (file: string): Promise<SampleValues | null> =>
      (await decodeFile(open(file), { depth: 'stored' })).values;
    expect(await valuesOf('file_spacing_imager.dcm')).toHaveProperty('spacing', {
      row: 0.15,
      column: 0.15,
      at: 'detector',
    });
    expect(await valuesOf('file_spacing_both_same.dcm')).toHaveProperty('spacing.at', 'detector');
    expect(await valuesOf('file_spacing_calibrated.dcm')).toHaveProperty('spacing', {
      row: 0.16,
      column: 0.16,
      at: 'calibrated',
    });
    expect(await valuesOf('file_spacing_magnification.dcm')).toHaveProperty('spacing', {
      row: 0.16,
      column: 0.16,
      at: 'patient',
      magnification: 1.25,
    });
    expect(await valuesOf('file_spacing_anisotropic.dcm')).toMatchObject({
      spacing: { row: 0.2, column: 0.1, at: 'detector' },
      pixelAspect: 2,
    });
    expect(await valuesOf('file_aspect_2_1.dcm')).toHaveProperty('pixelAspect', 2);
    expect(await valuesOf('file_burned_in.dcm')).toHaveProperty('burnedIn', true);
  });
});
