import { describe, expect, it } from 'vitest';
import { claheAxis } from '../../../src/operators/clahe-axis.ts';

const TILES = [...Array.from({ length: 130 }, (_, i) => i + 1), 255, 256, 257, 511, 512, 513, 683, 1000, 1024];

describe('claheAxis', () => {
  it('gives shares that are multiples of 2^-24 and one together, so that the GPU may take them as whole numbers', () => {
    const other = TILES.filter((tile) => {
      const { before, share } = claheAxis(16 * tile, tile);
      return share.some((value, i) => {
        const whole = value * 2 ** 24;
        return whole < 0 || !Number.isInteger(whole) || before[i] * 2 ** 24 !== 2 ** 24 - whole;
      });
    });
    expect(other).toEqual([]);
  });
});
