import { describe, expect, it } from 'vitest';
import { ParameterHistory } from '../../../src/components/parameter-history.ts';
import { PRESETS } from '../../../src/components/parameter-presets.ts';
import { withoutCrossing } from '../../../src/components/threshold-pair.ts';
import { DEFAULT_PARAMS, resolveParams } from '../../../src/pipeline/params.ts';

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

  it('takes a drag for one step, and forgets what was undone when something is changed', () => {
    const history = new ParameterHistory();
    history.record(original, 'blur.sigma', 0);
    history.record(softer, 'blur.sigma', 300);
    history.record(finer, 'blur.sigma', 600);
    expect(history.undo(finer)).toBe(original);
    history.record(original, 'blur.sigma', 700);
    expect(history.redoable).toBe(false);
    history.record(softer, 'blur.sigma', 2000);
    expect(history.undo(finer)).toBe(softer);
    expect(history.undo(softer)).toBe(original);
  });

  it('keeps different parameters apart', () => {
    const history = new ParameterHistory();
    history.record(original, 'blur.sigma', 0);
    history.record(softer, 'blur.kernelSize', 10);
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
