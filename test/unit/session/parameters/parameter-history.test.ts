import { describe, expect, it } from 'vitest';
import { ParameterHistory } from '../../../../src/session/parameters/parameter-history.ts';
import { PRESETS } from '../../../../src/session/parameters/parameter-presets.ts';
import {
  movedAlong,
  thresholdSlider,
  uncrossed,
  withoutCrossing,
} from '../../../../src/components/parameters/threshold-pair.ts';
import { DEFAULT_PARAMS, PARAMETERS, resolveParams } from '../../../../src/pipeline/params.ts';

const { original, softer, finer } = PRESETS;

describe('the history of parameters', () => {
  it('goes back and forth', () => {
    const history = new ParameterHistory();
    expect([history.undoable, history.undo(original)]).toEqual([false, null]);
    history.record(original, null);
    history.record(softer, null);
    expect(history.undo(finer)).toBe(softer);
    expect(history.undo(softer)).toBe(original);
    expect([history.undoable, history.redoable]).toEqual([false, true]);
    expect(history.redo(original)).toBe(softer);
    expect(history.redo(softer)).toBe(finer);
    expect(history.redo(finer)).toBe(null);
  });

  it('takes a key held down for one step, and forgets what was undone when something is changed', () => {
    const history = new ParameterHistory();
    history.record(original, 'blur.sigma', null, 0);
    history.record(softer, 'blur.sigma', null, 300);
    history.record(finer, 'blur.sigma', null, 600);
    expect(history.undo(finer)).toBe(original);
    history.record(original, 'blur.sigma', null, 700);
    expect(history.redoable).toBe(false);
    history.record(softer, 'blur.sigma', null, 2000);
    expect(history.undo(finer)).toBe(softer);
    expect(history.undo(softer)).toBe(original);
  });

  it('takes a drag for one step, however slow, and two quick ones for two', () => {
    const history = new ParameterHistory();
    history.record(original, 'blur.sigma', false, 0);
    history.record(softer, 'blur.sigma', true, 5000);
    history.record(finer, 'blur.sigma', false, 5100);
    expect(history.undo(softer)).toBe(finer);
    expect(history.undo(finer)).toBe(original);
    expect(history.undoable).toBe(false);
  });

  it('keeps different parameters apart', () => {
    const history = new ParameterHistory();
    history.record(original, 'blur.sigma', null, 0);
    history.record(softer, 'blur.kernelSize', null, 10);
    expect(history.undo(finer)).toBe(softer);
  });
});

it('presets are allowed values', () => {
  for (const preset of Object.values(PRESETS)) expect(resolveParams(preset)).toEqual(preset);
});

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

it('the slider of a threshold reaches as far as gradients do', () => {
  const { lowThreshold } = PARAMETERS.canny;
  expect(thresholdSlider(lowThreshold, 3)).toEqual({ min: 0, max: 1000, step: 1 });
  expect(thresholdSlider(lowThreshold, 5)).toEqual({ min: 0, max: 16000, step: 10 });
  expect(thresholdSlider(lowThreshold, 7)).toEqual({ min: 0, max: 32700, step: 100 });
});
