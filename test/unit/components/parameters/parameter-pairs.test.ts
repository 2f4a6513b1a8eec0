import { expect, it } from 'vitest';
import {
  movedAlong,
  pairOf,
  uncrossed,
  withoutCrossing,
} from '../../../../src/components/parameters/parameter-pairs.ts';
import { rangeWith } from '../../../../src/operators/parameter-spec.ts';
import { PARAMETER_PATHS } from '../../../../src/pipeline/parameter-paths.ts';
import { DEFAULT_PARAMS, PARAMETERS, resolveParams } from '../../../../src/pipeline/params.ts';
import { PRESETS } from '../../../support/presets.ts';

it('thresholds stop at each other', () => {
  expect(withoutCrossing(DEFAULT_PARAMS, ['canny', 'lowThreshold'], 300)).toBe(200);
  expect(withoutCrossing(DEFAULT_PARAMS, ['canny', 'lowThreshold'], 30)).toBe(30);
  expect(withoutCrossing(DEFAULT_PARAMS, ['canny', 'highThreshold'], 30)).toBe(100);
  expect(withoutCrossing(DEFAULT_PARAMS, ['blur', 'sigma'], 300)).toBe(300);
});

it('a threshold that is set takes the other one along', () => {
  const { broad } = PRESETS;
  expect(movedAlong(broad, ['canny', 'highThreshold'], 200).canny).toMatchObject({
    lowThreshold: 200,
    highThreshold: 200,
  });
  expect(movedAlong(broad, ['canny', 'lowThreshold'], 2000).canny).toMatchObject({
    lowThreshold: 2000,
    highThreshold: 2000,
  });
  expect(movedAlong(broad, ['canny', 'lowThreshold'], 100).canny).toMatchObject({
    lowThreshold: 100,
    highThreshold: 1000,
  });
  expect(movedAlong(broad, ['blur', 'sigma'], 1).blur.sigma).toBe(1);
});

it('thresholds that were set crossed are taken in order, as OpenCV does', () => {
  const crossed = resolveParams({ canny: { lowThreshold: 300, highThreshold: 200 } });
  expect(uncrossed(crossed)).toEqual(resolveParams({ canny: { lowThreshold: 200, highThreshold: 300 } }));
  expect(uncrossed(DEFAULT_PARAMS)).toBe(DEFAULT_PARAMS);
});

it('only what belongs together is a pair', () => {
  const low = ['canny', 'lowThreshold'] as const;
  const high = ['canny', 'highThreshold'] as const;
  expect(PARAMETER_PATHS.filter(pairOf)).toEqual([low, high]);
  expect([pairOf(low), pairOf(high)]).toEqual([
    [low, high],
    [low, high],
  ]);
});

it('the slider of a threshold reaches as far as gradients do', () => {
  const { lowThreshold } = PARAMETERS.canny;
  expect(rangeWith(lowThreshold, { apertureSize: 3 }).slider).toEqual({ min: 0, max: 1000, step: 1 });
  expect(rangeWith(lowThreshold, { apertureSize: 5 }).slider).toEqual({ min: 0, max: 16000, step: 10 });
  expect(rangeWith(lowThreshold, { apertureSize: 7 }).slider).toEqual({ min: 0, max: 32700, step: 100 });
});
