import { describe, expect, it, vi } from 'vitest';
import { DEFAULT_PARAMS, type PipelineParams } from '../../../../src/pipeline/params.ts';
import { ParameterChanges } from '../../../../src/session/parameters/parameter-changes.ts';
import { PRESETS } from '../../../support/presets.ts';

function start() {
  let params: PipelineParams = DEFAULT_PARAMS;
  const told: (string | null)[] = [];
  const changes = new ParameterChanges({
    get: () => params,
    windowed: () => true,
    set: (next) => void (params = next),
    changed: (name) => void told.push(name),
  });
  return { changes, told, now: () => params };
}

describe('changes of the parameters', () => {
  it('are taken back and made again until there is nothing more', () => {
    const { changes, told, now } = start();
    changes.make(PRESETS.finer);
    changes.make(PRESETS.strong);
    expect([changes.undoable, changes.redoable]).toEqual([true, false]);
    changes.undo();
    expect([now(), changes.undoable, changes.redoable]).toEqual([PRESETS.finer, true, true]);
    changes.undo();
    changes.undo();
    expect([now(), changes.undoable, changes.redoable]).toEqual([DEFAULT_PARAMS, false, true]);
    changes.redo();
    changes.redo();
    changes.redo();
    expect([now(), changes.undoable, changes.redoable]).toEqual([PRESETS.strong, true, false]);
    expect(told).toEqual(Array.from({ length: 6 }, () => null));
  });

  it('begin with something only where nothing was set', () => {
    const { changes, told, now } = start();
    changes.begin(PRESETS.radiograph);
    expect([now(), changes.undoable, told]).toEqual([PRESETS.radiograph, true, [null]]);
    changes.begin(PRESETS.finer);
    expect(now()).toEqual(PRESETS.radiograph);
    changes.undo();
    expect(now()).toEqual(DEFAULT_PARAMS);
  });

  it('to the same values are none', () => {
    const { changes, told } = start();
    changes.make({
      window: { ...DEFAULT_PARAMS.window },
      enhance: { ...DEFAULT_PARAMS.enhance },
      blur: { ...DEFAULT_PARAMS.blur },
      canny: { ...DEFAULT_PARAMS.canny },
    });
    expect([changes.undoable, told]).toEqual([false, []]);
  });

  it('by which black and white change places are steps, of an image in gray', () => {
    const { changes, told, now } = start();
    changes.invert();
    expect([now().window.invert, told]).toEqual([true, ['window.invert']]);
    changes.undo();
    expect(now()).toEqual(DEFAULT_PARAMS);
    const make = vi.fn();
    new ParameterChanges({ get: () => DEFAULT_PARAMS, set: make, windowed: () => false, changed: make }).invert();
    expect(make).not.toHaveBeenCalled();
  });

  it('of one control in one go are one step, and tell its name', () => {
    const { changes, told, now } = start();
    for (const kernelSize of [7, 9, 11]) {
      changes.make({ ...now(), blur: { ...now().blur, kernelSize } }, 'blur.kernelSize', kernelSize > 7);
    }
    changes.undo();
    expect([now(), told]).toEqual([DEFAULT_PARAMS, ['blur.kernelSize', 'blur.kernelSize', 'blur.kernelSize', null]]);
  });
});
