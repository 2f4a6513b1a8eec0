import { describe, expect, it } from 'vitest';
import { namePartsOf, type NameParts } from '../../../../src/components/files/name-parts.ts';

/** As it is seen where there is room for three characters of the beginning. */
const seen = ({ head, middle, rest, end, copy }: NameParts): string =>
  `${head.length > 3 ? `${head.slice(0, 3)}…` : head}${middle}${rest === '' ? '' : '…'}${end}${copy > 0 ? ` (${copy})` : ''}`;
const whole = ({ head, middle, rest, end }: NameParts): string => head + middle + rest + end;

describe('names in a narrow list', () => {
  it('are whole where they are short, else their beginning and end are seen', () => {
    expect(namePartsOf(['a.png', 'thorax 2019.png', 'Röntgen Thorax p.a. stehend.jpeg']).map(seen)).toEqual([
      'a.png',
      'tho…019.png',
      'Rön…nd.jpeg',
    ]);
  });

  it('are told apart where they begin and end alike', () => {
    const names = [
      'mhh_2168a9_thorax_pa_2019-04-03_original.png',
      'mhh_2168a9_thorax_lat_2019-04-03_original.png',
      'mhh_4c0fcf_thorax_pa_2019-04-03_original.png',
      'mhh_2168a9_thorax_pa_2019-04-04_original.png',
    ];
    const parts = namePartsOf(names);
    expect(parts.map(seen)).toEqual([
      'mhh…03_ori…nal.png',
      'mhh…_lat_2…nal.png',
      'mhh_4c0fc…nal.png',
      'mhh…04_ori…nal.png',
    ]);
    expect(parts.map(whole)).toEqual(names);
  });

  it('are numbered where they are the same', () => {
    expect(namePartsOf(['a.png', 'film 0002.png', 'a.png']).map(seen)).toEqual([
      'a.png (1)',
      'film 0002.png',
      'a.png (2)',
    ]);
  });

  it('are whole characters, and each its own, whatever they are', () => {
    const names = Array.from(
      { length: 400 },
      (_, i) => `🦴 ${i % 20} series of a long study ${i} ${'😀'.repeat(i % 7)}.dcm`,
    );
    const parts = namePartsOf(names);
    expect(parts.map(whole)).toEqual(names);
    expect(parts.every((one) => Object.values(one).every((text) => !/\p{Cs}/u.test(String(text))))).toBe(true);
    expect(new Set(parts.map(seen)).size).toBe(names.length);
  });
});
