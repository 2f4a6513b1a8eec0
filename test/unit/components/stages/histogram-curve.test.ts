import { describe, expect, it } from 'vitest';
import {
  barsPath,
  cumulative,
  cumulativePath,
  summaryOf,
  topOf,
} from '../../../../src/components/stages/histogram-curve.ts';

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

  it('is not flattened by a few values, whose bars are cut off and named', () => {
    const uneven = Uint32Array.from({ length: 256 }, (_, value) => (value < 100 ? 10 + value : 0));
    expect(topOf(uneven)).toEqual({ count: 109, cut: [] });
    uneven[0] = 5000;
    expect(topOf(uneven)).toEqual({ count: 109, cut: [0] });
    expect(barsPath(uneven, 10, false)).toContain('M0 10V0H1V8.99H2');
    expect(barsPath(uneven, 10, false)).toContain('V0H100');
    expect(barsPath(uneven, 10, true)).not.toContain('V0H100');
    // So few have no shape.
    expect(topOf(bins)).toEqual({ count: 3, cut: [] });
    expect(topOf(new Uint32Array(256))).toEqual({ count: 1, cut: [] });
  });

  it('is drawn in proportion, or in logarithms', () => {
    expect(barsPath(bins, 9, false)).toContain('V6H11');
    expect(barsPath(bins, 9, false)).toContain('V0H21');
    expect(barsPath(bins, 9, true)).toContain('V4.5H11');
    expect(barsPath(new Uint32Array(256), 9, true)).not.toContain('NaN');
  });
});
