import { describe, expect, it } from 'vitest';
import { barsPath, cumulative, cumulativePath, summaryOf } from '../../../src/components/histogram-curve.ts';

const bins = new Uint32Array(256);
bins[10] = 1;
bins[20] = 3;

describe('a histogram', () => {
  it('is summed up', () => {
    expect(summaryOf(bins)).toEqual({ total: 4, min: 10, max: 20, mean: 17.5 });
    expect(summaryOf(new Uint32Array(256))).toEqual({ total: 0, min: 0, max: 0, mean: 0 });
  });

  it('has a cumulative share', () => {
    const shares = cumulative(bins);
    expect([shares[9], shares[10], shares[19], shares[20], shares[255]]).toEqual([0, 0.25, 0.25, 1, 1]);
    expect(cumulativePath(bins, 8)).toContain('L11 6L');
  });

  it('is drawn in proportion, or in logarithms', () => {
    expect(barsPath(bins, 9, false)).toContain('V6H11');
    expect(barsPath(bins, 9, false)).toContain('V0H21');
    expect(barsPath(bins, 9, true)).toContain('V4.5H11');
    expect(barsPath(new Uint32Array(256), 9, true)).not.toContain('NaN');
  });
});
