import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fullRange, presentRange, type LookupTable, type SampleValues } from '../../../src/image/sample-values.ts';
import { chosenPreset, DEFAULT_WINDOW, windowTable, type WindowChoice } from '../../../src/image/window-table.ts';
import {
  exactModality,
  exactRange,
  exactShade,
  exactTable,
  exactWindow,
  type Fraction,
} from '../../support/exact-window.ts';

const PLAIN: SampleValues = {
  bitsStored: 12,
  bias: 0,
  slope: 1,
  intercept: 0,
  inverted: false,
  presets: [{ kind: 'window', label: '', center: 2048, width: 4096, function: 'linear' }],
  frames: 1,
  frame: 0,
};

/** Numbers with few binary places, of which products and sums are exact: what is left to differ is the rounding at the end. */
const quarters = (min: number, max: number): fc.Arbitrary<number> =>
  fc.integer({ min: min * 4, max: max * 4 }).map((count) => count / 4);

const lookupTable: fc.Arbitrary<LookupTable> = fc
  .record({
    first: fc.integer({ min: -3000, max: 3000 }),
    bits: fc.integer({ min: 8, max: 16 }),
    entries: fc.array(fc.nat(65535), { minLength: 1, maxLength: 300 }),
  })
  .map(({ first, bits, entries }) => ({
    first,
    bits,
    entries: Uint16Array.from(entries, (entry) => entry & (2 ** bits - 1)),
  }));

const preset = fc.oneof(
  fc.record({
    kind: fc.constant('window' as const),
    label: fc.constant(''),
    center: quarters(-4000, 9000),
    width: fc.oneof(quarters(1, 9000), quarters(1, 9)),
    function: fc.constantFrom('linear' as const, 'linear-exact' as const),
  }),
  fc.record({ kind: fc.constant('lut' as const), label: fc.constant(''), table: lookupTable }),
  fc.record({
    kind: fc.constantFrom('extent' as const, 'full' as const),
    label: fc.constant(''),
    from: quarters(-4000, 4000),
    to: quarters(-4000, 9000),
  }),
);

const sampleValues: fc.Arbitrary<SampleValues> = fc
  .record({
    bitsStored: fc.integer({ min: 1, max: 16 }),
    signed: fc.boolean(),
    slope: fc.oneof(fc.constant(1), quarters(-3, 3)),
    intercept: fc.oneof(fc.constant(0), quarters(-2000, 2000)),
    modality: fc.option(lookupTable, { nil: undefined }),
    inverted: fc.boolean(),
    padding: fc.option(
      fc.tuple(fc.integer({ min: -3000, max: 5000 }), fc.nat(400)).map(([from, more]) => ({ from, to: from + more })),
      { nil: undefined },
    ),
    presets: fc.array(preset, { minLength: 1, maxLength: 4 }),
  })
  .map(({ signed, ...values }) => ({
    ...values,
    bias: signed ? 2 ** (values.bitsStored - 1) : 0,
    frames: 1,
    frame: 0,
  }));

const choice: fc.Arbitrary<WindowChoice> = fc.record({
  source: fc.constantFrom('auto' as const, 'preset' as const, 'full' as const, 'extent' as const, 'manual' as const),
  preset: fc.nat(4),
  center: quarters(-4000, 9000),
  width: quarters(1, 9000),
  function: fc.constantFrom('linear' as const, 'linear-exact' as const),
  invert: fc.boolean(),
});

function exactly(values: SampleValues, wanted: WindowChoice, sample: number): number {
  const shown = chosenPreset(values, wanted);
  const shadeOf = (value: Fraction): number => {
    if (shown.kind === 'window') return exactWindow(value, shown.center, shown.width, shown.function);
    return shown.kind === 'lut' ? exactTable(value, shown.table) : exactRange(value, shown.from, shown.to);
  };
  return exactShade(values, wanted.invert, sample, shadeOf(exactModality(values, sample)));
}

describe('windowTable', () => {
  it('is what rational numbers give, for any values and windows', () => {
    fc.assert(
      fc.property(sampleValues, choice, fc.nat(65535), (values, wanted, start) => {
        const table = windowTable(values, wanted);
        for (let i = 0; i < 250; i++) {
          const sample = (start + i * i * 37) & 65535;
          if (table[sample] === exactly(values, wanted, sample)) continue;
          expect({ sample, shade: table[sample] }).toEqual({ sample, shade: exactly(values, wanted, sample) });
        }
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it.each([
    [2048, 4096, 'linear'],
    [2048, 4096, 'linear-exact'],
    [100.5, 1, 'linear'],
    [100.5, 0.25, 'linear-exact'],
    [1000, 257, 'linear'],
    [1000, 511, 'linear'],
    [-3, 2, 'linear'],
  ] as const)('is that for every sample of the window %d, %d, %s', (center, width, shape) => {
    const wanted: WindowChoice = { ...DEFAULT_WINDOW, source: 'manual', center, width, function: shape };
    const table = windowTable(PLAIN, wanted);
    const exact = table.map((_, sample) => exactly(PLAIN, wanted, sample));
    expect(table.findIndex((shade, sample) => shade !== exact[sample])).toBe(-1);
  });

  it('is a sigmoid where that is asked for (C.11.2.1.3.1)', () => {
    const table = windowTable(PLAIN, {
      ...DEFAULT_WINDOW,
      source: 'manual',
      center: 2000,
      width: 1000,
      function: 'sigmoid',
    });
    const at = (sample: number): number => Math.round(255 / (1 + Math.exp((-4 * (sample - 2000)) / 1000)));
    expect([0, 1500, 1999, 2001, 2300, 60000].map((sample) => table[sample])).toEqual(
      [0, 1500, 1999, 2001, 2300, 60000].map(at),
    );
    // Half of 255, to even.
    expect(table[2000]).toBe(128);
  });

  it('takes widths that are none for the narrowest', () => {
    const narrow = (width: number, shape: 'linear' | 'linear-exact' | 'sigmoid'): number[] => {
      const table = windowTable(PLAIN, { ...DEFAULT_WINDOW, source: 'manual', center: 10, width, function: shape });
      return [9, 10, 11].map((sample) => table[sample]);
    };
    expect(narrow(0, 'linear')).toEqual([0, 255, 255]);
    expect(narrow(-5, 'linear-exact')).toEqual([0, 0, 255]);
    expect(narrow(0, 'sigmoid')).toEqual([0, 0, 255]);
  });

  it('shows the high byte where OpenCV does', () => {
    const values: SampleValues = {
      ...PLAIN,
      bitsStored: 16,
      presets: [{ kind: 'full', label: '', from: 0, to: 65535, highByte: true }],
    };
    const table = windowTable(values);
    expect(table.findIndex((shade, sample) => shade !== sample >> 8)).toBe(-1);
    expect(windowTable(values, { ...DEFAULT_WINDOW, invert: true })[0x1234]).toBe(255 - 0x12);
  });

  it('is as long as it is wanted', () => {
    expect(windowTable(PLAIN)).toHaveLength(65536);
    expect(windowTable(PLAIN, DEFAULT_WINDOW, 256)).toEqual(windowTable(PLAIN).slice(0, 256));
  });
});

describe('chosenPreset', () => {
  const window = { kind: 'window' as const, label: 'BONE', center: 1, width: 2, function: 'linear' as const };
  const extent = { kind: 'extent' as const, label: '', from: 3, to: 9 };
  const values = { ...PLAIN, presets: [extent, window] };

  it.each([
    ['auto', 1, extent],
    ['preset', 1, window],
    ['preset', 7, extent],
    ['extent', 1, extent],
    ['full', 1, extent],
  ] as const)('%s %d', (source, preset, expected) => {
    expect(chosenPreset(values, { ...DEFAULT_WINDOW, source, preset })).toBe(expected);
  });

  it('is the full range where a file offers nothing', () => {
    expect(chosenPreset({ ...PLAIN, presets: [] }, DEFAULT_WINDOW)).toEqual({
      kind: 'full',
      label: '',
      from: 0,
      to: 4095,
    });
  });
});

describe('ranges of values', () => {
  it('are told in modality values, the lower end first', () => {
    expect(fullRange({ ...PLAIN, bias: 2048, slope: -2, intercept: 10 })).toEqual({ from: -4084, to: 4106 });
    expect(fullRange({ ...PLAIN, modality: { first: 0, entries: Uint16Array.of(7), bits: 10 } })).toEqual({
      from: 0,
      to: 1023,
    });
  });

  it('leave padding out, where there is anything else', () => {
    const values = { ...PLAIN, slope: 2, padding: { from: 0, to: 5 } };
    const seen = (...samples: number[]): number[] => Array.from({ length: 20 }, (_, i) => Number(samples.includes(i)));
    expect(presentRange(values, seen(3, 7, 11))).toEqual({ from: 14, to: 22 });
    expect(presentRange(values, seen(3, 4))).toEqual({ from: 6, to: 8 });
  });
});
