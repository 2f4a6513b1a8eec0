import { describe, expect, it } from 'vitest';
import { MEDIAN_NETWORKS } from '../../../src/shaders/median-networks.ts';

/** Bit i of these is bit k of the number i, for k below 5: 32 sets of values at once. */
const LOW = [0xaaaaaaaa, 0xcccccccc, 0xf0f0f0f0, 0xff00ff00, 0xffff0000];

describe('a median’s network', () => {
  it.each([1, 2] as const)('of radius %i finds the median of whatever values', (radius) => {
    const side = 2 * radius + 1;
    const count = side * side;
    const middle = count >> 1;
    const places = new Int32Array(count);
    let wrong = 0;
    // What sorts zeros and ones sorts everything.
    for (let high = 0; high < 2 ** (count - 5); high++) {
      let ones = 0;
      for (let place = 5; place < count; place++) {
        const bit = (high >>> (place - 5)) & 1;
        ones += bit;
        places[place] = -bit;
      }
      for (let place = 0; place < 5; place++) places[place] = LOW[place];
      for (const [low, upper] of MEDIAN_NETWORKS[radius]) {
        const a = places[low];
        const b = places[upper];
        places[low] = a & b;
        places[upper] = a | b;
      }
      wrong |= places[middle] ^ EXPECTED[Math.max(0, Math.min(6, middle + 1 - ones))];
    }
    expect(wrong).toBe(0);
  });
});

/** The sets, of those 32, with so many ones at least, 0…6. */
const EXPECTED = [0, 1, 2, 3, 4, 5, 6].map((least) => {
  let sets = 0;
  for (let i = 0; i < 32; i++) {
    const ones = [0, 1, 2, 3, 4].filter((bit) => (i >> bit) & 1).length;
    if (ones >= least) sets |= 1 << i;
  }
  return sets;
});
