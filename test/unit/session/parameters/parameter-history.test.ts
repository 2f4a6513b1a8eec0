import { describe, expect, it } from 'vitest';
import { ParameterHistory } from '../../../../src/session/parameters/parameter-history.ts';
import { PRESETS } from '../../../support/presets.ts';

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
