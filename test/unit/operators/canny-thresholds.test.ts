import { describe, expect, it } from 'vitest';
import { cannyThresholds } from '../../../src/operators/canny-thresholds.ts';
import { DEFAULT_PARAMS, type PipelineParams } from '../../../src/pipeline/params.ts';

const thresholds = (changes: Partial<PipelineParams['canny']>): number[] => {
  const { low, high } = cannyThresholds({ ...DEFAULT_PARAMS.canny, ...changes });
  return [low, high];
};

describe('cannyThresholds', () => {
  it('takes whole numbers as they are', () => expect(thresholds({})).toEqual([100, 200]));

  it('puts them in order', () => {
    expect(thresholds({ lowThreshold: 200, highThreshold: 100 })).toEqual([100, 200]);
  });

  it('rounds down, below zero too', () => {
    expect(thresholds({ lowThreshold: -0.5, highThreshold: 99.9 })).toEqual([-1, 99]);
  });

  it('squares positive ones for the L2 norm before rounding', () => {
    expect(thresholds({ lowThreshold: 10.5, highThreshold: 40000, l2Gradient: true })).toEqual([110, 32767 ** 2]);
    expect(thresholds({ lowThreshold: -3, highThreshold: 0, l2Gradient: true })).toEqual([-3, 0]);
  });

  it('divides them by 16 for aperture 7', () => {
    expect(thresholds({ apertureSize: 7, lowThreshold: 100, highThreshold: 200 })).toEqual([6, 12]);
    expect(thresholds({ apertureSize: 7, lowThreshold: 100, highThreshold: 200, l2Gradient: true })).toEqual([39, 156]);
  });
});
