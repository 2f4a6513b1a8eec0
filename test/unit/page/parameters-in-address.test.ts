import { describe, expect, it } from 'vitest';
import { hashOfParameters, parametersInHash } from '../../../src/page/parameters-in-address.ts';

const defaults = parametersInHash('');

describe('parameters in the address', () => {
  it('are those of the element, under its attributes', () => {
    const six = { blurSize: 5, blurSigma: 1, cannyLow: 100, cannyHigh: 200, cannyAperture: 3, cannyL2: false };
    expect(defaults).toMatchObject(six);
    const all = 'blur-size=7&blur-sigma=2&canny-low=1&canny-high=2&canny-aperture=5&canny-l2=true';
    const read = parametersInHash(`#${all}`);
    expect(read).toMatchObject({
      blurSize: 7,
      blurSigma: 2,
      cannyLow: 1,
      cannyHigh: 2,
      cannyAperture: 5,
      cannyL2: true,
    });
    expect(hashOfParameters(read)).toBe(all);
  });

  it('are those that differ from the defaults', () => {
    expect(hashOfParameters(defaults)).toBe('');
    const values = { ...defaults, blurSize: 7, blurSigma: 0.5, cannyL2: true };
    expect(hashOfParameters(values)).toBe('blur-size=7&blur-sigma=0.5&canny-l2=true');
    expect(parametersInHash(`#${hashOfParameters(values)}`)).toEqual(values);
  });

  it('are the defaults where the address holds garbage', () => {
    for (const hash of [
      '',
      '#',
      '#stages',
      '#%E0%A4%A',
      '#blur-size=6',
      '#blur-size=abc&blur-sigma=-1&canny-aperture=4',
      '#blur-size=&blur-sigma=%20&canny-low=true&canny-l2=1',
      '#blur-sigma=Infinity&canny-low=1e99',
      '#__proto__=1&constructor=2',
      `#blur-size=7&${'x'.repeat(2000)}`,
    ]) {
      expect(parametersInHash(hash), hash).toEqual(defaults);
    }
    expect(parametersInHash('#blur-size=9&nonsense&canny-low=')).toEqual({ ...defaults, blurSize: 9 });
  });
});
