import fc from 'fast-check';
import type { WindowFunction } from '../../src/image/sample-values.ts';
import type { WindowChoice } from '../../src/image/window-table.ts';
import {
  cellsOf,
  describing,
  dicomFile,
  nativeBytes,
  rleFrame,
  SYNTAX,
  type DicomElement,
  type MadePicture,
} from './dicom-maker.ts';

/** A table as a file is to hold it. */
export interface MadeTable {
  readonly first: number;
  readonly bits: number;
  readonly entries: readonly number[];
  /** Two entries of 8 bits share a word. */
  readonly packed: boolean;
}

/** A grayscale file and what is asked of it; numbers as the file's texts have them. */
export interface MadeFilm {
  readonly syntax: string;
  readonly bits: number;
  readonly allocated: 8 | 16;
  readonly high: number;
  readonly signed: boolean;
  readonly dirt: number;
  /** Stored values, 16 in a row. */
  readonly stored: readonly number[];
  readonly mono1: boolean;
  readonly shape: 'IDENTITY' | 'INVERSE' | null;
  readonly slope: string | null;
  readonly intercept: string | null;
  readonly modality: MadeTable | null;
  readonly windows: readonly { readonly center: string; readonly width: string }[];
  readonly function: 'LINEAR' | 'LINEAR_EXACT' | 'SIGMOID';
  readonly tables: readonly MadeTable[];
  readonly padding: readonly [value: number, limit: number | null] | null;
  /** Where rescale and windows stand: in the data set, or in a functional group (PS3.3, C.7.6.16). */
  readonly place: 'top' | 'shared' | 'frame';
  readonly choice: WindowChoice;
}

const COLUMNS = 16;

/** Decimal texts as files have them (PS3.5, 6.2, DS). */
function decimal(min: number, max: number): fc.Arbitrary<string> {
  const places = fc.tuple(fc.nat(4), fc.double({ min, max, noNaN: true }));
  return fc.oneof(
    fc.integer({ min: Math.ceil(min), max: Math.floor(max) }).map(String),
    places.map(([digits, value]) => value.toFixed(digits)),
    places.map(([digits, value]) => value.toExponential(digits)),
    fc.integer({ min: Math.ceil(min), max: Math.floor(max) }).map((value) => `${value >= 0 ? '+' : ''}${value}.5`),
  );
}

function table(inputIsSigned: boolean): fc.Arbitrary<MadeTable> {
  const first = inputIsSigned ? fc.integer({ min: -32768, max: 32767 }) : fc.nat(65535);
  const near = inputIsSigned ? fc.integer({ min: -600, max: 600 }) : fc.nat(3000);
  const length = fc.oneof(fc.integer({ min: 1, max: 600 }), fc.constantFrom(1, 256, 4096));
  const sized = fc.record({
    first: fc.oneof({ weight: 1, arbitrary: first }, { weight: 4, arbitrary: near }),
    bits: fc.integer({ min: 8, max: 16 }),
    length,
    packed: fc.boolean(),
    seed: fc.nat(0xffff),
    rising: fc.boolean(),
  });
  return sized.map(({ first: at, bits, length: count, packed, seed, rising }) => {
    const top = 2 ** bits - 1;
    const entry = (i: number): number => (rising ? Math.round((i * top) / count) : (i * 40503 + seed * 31) & top);
    return {
      first: at,
      bits,
      entries: Array.from({ length: count }, (_, i) => entry(i)),
      packed: packed && bits === 8,
    };
  });
}

const choice: fc.Arbitrary<WindowChoice> = fc.record({
  source: fc.constantFrom<WindowChoice['source'][]>('auto', 'auto', 'preset', 'preset', 'full', 'extent', 'manual'),
  preset: fc.nat(3),
  center: fc.oneof(fc.integer({ min: -2000, max: 9000 }), fc.double({ min: -3000, max: 70_000, noNaN: true })),
  width: fc.oneof(fc.integer({ min: 1, max: 9000 }), fc.double({ min: 1, max: 70_000, noNaN: true })),
  function: fc.constantFrom<WindowFunction[]>('linear', 'linear-exact', 'sigmoid'),
  invert: fc.boolean(),
});

/** Any: of 1 to 16 bits, with and without each attribute that has a say in how it looks. */
export const madeFilm: fc.Arbitrary<MadeFilm> = fc
  .record({
    bits: fc.oneof(fc.integer({ min: 8, max: 16 }), fc.integer({ min: 1, max: 7 })),
    signed: fc.boolean(),
    roomy: fc.boolean(),
    above: fc.nat(8),
    rescale: fc.constantFrom('none', 'none', 'both', 'slope', 'intercept'),
    slope: fc.oneof(decimal(-4, 4), fc.constantFrom('1', '0', '-1', '0.5', '1E-3')),
    intercept: fc.oneof(decimal(-4000, 4000), fc.constantFrom('0', '-1024')),
    hasModality: fc.integer({ min: 0, max: 3 }).map((one) => one === 0),
    tables: fc.nat(2),
    hasTables: fc.boolean(),
  })
  .chain(({ bits, signed, roomy, above, rescale, hasModality, tables, hasTables, ...numbers }) => {
    const allocated = bits > 8 || roomy ? 16 : 8;
    const low = signed ? -(2 ** (bits - 1)) : 0;
    const highest = low + 2 ** bits - 1;
    const value = fc.integer({ min: low, max: highest });
    const slope = rescale === 'both' || rescale === 'slope' ? numbers.slope : null;
    const intercept = rescale === 'both' || rescale === 'intercept' ? numbers.intercept : null;
    const factor = Number(slope ?? 1) || 1;
    const ends = [low, highest].map((end) => end * factor + Number(intercept ?? 0));
    const inputIsSigned = signed || (!hasModality && Math.min(...ends) < 0);
    const [from, to] = hasModality ? [0, 4096] : [Math.min(...ends), Math.max(...ends)];
    const window = fc.record({
      center: fc.oneof(decimal(from - 2, to + 2), decimal(-4000, 9000)),
      width: fc.oneof(decimal(1, to - from + 3), decimal(1, 12), fc.constantFrom('0', '-5', '0.25', '1', '256', '')),
    });
    const padding = fc.tuple(value, fc.option(value)).map(([one, other]): [number, number | null] => [one, other]);
    const anyWhere = fc.noBias(value);
    return fc.record<MadeFilm>({
      syntax: fc.constantFrom(SYNTAX.explicit, SYNTAX.implicit, SYNTAX.big, SYNTAX.rle, SYNTAX.deflated),
      bits: fc.constant(bits),
      allocated: fc.constant(allocated),
      high: fc.constant(Math.min(allocated - 1, bits - 1 + above)),
      signed: fc.constant(signed),
      dirt: fc.constantFrom(0, 0xffff, 0xa5a5),
      stored: fc.array(fc.oneof(anyWhere, value), { minLength: 16 * COLUMNS, maxLength: 16 * COLUMNS }),
      mono1: fc.boolean(),
      shape: fc.constantFrom<MadeFilm['shape'][]>(null, null, null, 'IDENTITY', 'INVERSE'),
      slope: fc.constant(hasModality ? null : slope),
      intercept: fc.constant(hasModality ? null : intercept),
      modality: hasModality ? table(signed) : fc.constant(null),
      windows: fc.array(window, { maxLength: 3 }),
      function: fc.constantFrom<MadeFilm['function'][]>('LINEAR', 'LINEAR_EXACT', 'SIGMOID'),
      tables: fc.array(table(inputIsSigned), { minLength: hasTables ? tables : 0, maxLength: hasTables ? tables : 0 }),
      padding: fc.option(padding, { freq: 2 }),
      place: fc.constantFrom<MadeFilm['place'][]>('top', 'top', 'shared', 'frame'),
      choice,
    });
  });

/** The file that it describes. */
export function fileOfFilm(film: MadeFilm): File {
  const { syntax, stored, signed, padding, shape, modality } = film;
  const made: MadePicture = {
    rows: stored.length / COLUMNS,
    columns: COLUMNS,
    values: stored,
    bits: film.bits,
    allocated: film.allocated,
    high: film.high,
    signed,
    dirt: film.dirt,
    photometric: film.mono1 ? 'MONOCHROME1' : 'MONOCHROME2',
  };
  const vr = signed ? 'SS' : 'US';
  const [value, limit] = padding ?? [null, null];
  const further: DicomElement[] = [
    ...(value === null ? [] : [[0x00280120, vr, [value]] as const]),
    ...(limit === null ? [] : [[0x00280121, vr, [limit]] as const]),
    ...(shape === null ? [] : [[0x20500020, 'CS', shape] as const]),
    ...(modality ? [[0x00283000, 'SQ', { items: [tableElements(modality)] }] as const] : []),
    ...placed(film),
  ];
  const cells = cellsOf(made);
  const pixels =
    syntax === SYNTAX.rle ? { table: [], fragments: [rleFrame(cells)] } : nativeBytes(cells, syntax !== SYNTAX.big);
  const pixelVr = film.allocated === 8 ? 'OB' : 'OW';
  return new File([dicomFile({ syntax, elements: describing(made, further), pixels, pixelVr })], 'film.dcm');
}

/** Rescale, and windows and tables, each in its group where there are groups (C.7.6.16.2.9, C.7.6.16.2.10). */
function placed({ slope, intercept, windows, tables, place, ...film }: MadeFilm): DicomElement[] {
  const rescale: DicomElement[] = [
    ...(intercept === null ? [] : [[0x00281052, 'DS', intercept] as const]),
    ...(slope === null ? [] : [[0x00281053, 'DS', slope] as const]),
  ];
  const texts = (name: 'center' | 'width'): string => windows.map((one) => one[name]).join('\\');
  const voi: DicomElement[] = [
    ...(windows.length === 0
      ? []
      : ([
          [0x00281050, 'DS', texts('center')],
          [0x00281051, 'DS', texts('width')],
          [0x00281056, 'CS', film.function],
        ] as const)),
    ...(tables.length === 0 ? [] : [[0x00283010, 'SQ', { items: tables.map(tableElements) }] as const]),
  ];
  if (place === 'top') return [...rescale, ...voi];
  const groups: DicomElement[] = [
    ...(rescale.length === 0 ? [] : [[0x00289145, 'SQ', { items: [rescale] }] as const]),
    ...(voi.length === 0 ? [] : [[0x00289132, 'SQ', { items: [voi] }] as const]),
  ];
  return [[place === 'shared' ? 0x52009229 : 0x52009230, 'SQ', { items: [groups] }]];
}

function tableElements({ first, bits, entries, packed }: MadeTable): DicomElement[] {
  const words = packed
    ? Array.from({ length: Math.ceil(entries.length / 2) }, (_, i) => entries[2 * i] | ((entries[2 * i + 1] ?? 0) << 8))
    : entries;
  return [
    [0x00283002, first < 0 ? 'SS' : 'US', [entries.length, first, bits]],
    [0x00283006, 'OW', words],
  ];
}
