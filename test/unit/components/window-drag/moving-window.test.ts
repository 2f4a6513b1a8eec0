import { beforeEach, describe, expect, it } from 'vitest';
import { MovingWindow } from '../../../../src/components/window-drag/moving-window.ts';
import { windowKey } from '../../../../src/components/window-drag/window-keys.ts';
import type { SampleValues } from '../../../../src/image/sample-values.ts';
import { DEFAULT_PARAMS, type PipelineParams } from '../../../../src/pipeline/params.ts';
import { ParameterChanges } from '../../../../src/session/parameters/parameter-changes.ts';

const values: SampleValues = {
  bitsStored: 12,
  bias: 0,
  slope: 1,
  intercept: -1024,
  inverted: false,
  presets: [
    { kind: 'window', label: 'Bone', center: 400, width: 1600, function: 'linear-exact' },
    { kind: 'window', label: 'Lung', center: -600, width: 1500, function: 'linear' },
  ],
  frames: 1,
  frame: 0,
};

let params: PipelineParams;
let told: (string | null)[];
let shown: SampleValues | null;
let changes: ParameterChanges;
let moving: MovingWindow;

beforeEach(() => {
  params = DEFAULT_PARAMS;
  told = [];
  shown = values;
  changes = new ParameterChanges({
    get: () => params,
    set: (next) => (params = next),
    windowed: () => true,
    changed: (name) => told.push(name),
  });
  moving = new MovingWindow({
    params: () => params,
    values: () => shown,
    placeAt: (place) => place,
    change: (path, next, continues) => changes.make(next, path.join('.'), continues),
  });
  moving.follow(params, values);
});

const START = { x: 100, y: 100 };
const dragged = (...places: (readonly [number, number])[]): boolean => {
  for (const [x, y] of places) moving.to(START, { x, y });
  return moving.end();
};
const withPreset = (preset: number): PipelineParams => ({
  ...params,
  window: { ...params.window, source: 'preset', preset },
});

describe('a window that is moved over the picture', () => {
  it('is taken in hand as it is seen, and one drag is one step back', () => {
    expect(dragged([105, 100], [265, 100], [265, 90], [185, 100])).toBe(true);
    expect(params.window).toMatchObject({ source: 'manual', function: 'linear-exact', center: 400 });
    expect(params.window.width).toBe(2263);
    expect(told).toEqual(['window.width', 'window.width', 'window.width']);
    changes.undo();
    expect(params).toBe(DEFAULT_PARAMS);
    expect(changes.undoable).toBe(false);
  });

  it('is another step with each drag, however soon it follows', () => {
    dragged([105, 100], [185, 100]);
    const first = params;
    dragged([105, 100], [185, 100]);
    expect(params.window.width).toBe(3200);
    changes.undo();
    expect(params).toBe(first);
    changes.undo();
    expect(params).toBe(DEFAULT_PARAMS);
  });

  it('is not moved by a press that slips, nor where it comes back to', () => {
    expect(dragged([103, 98], [101, 100])).toBe(false);
    expect(dragged([105, 100])).toBe(true);
    expect(params).toBe(DEFAULT_PARAMS);
    dragged([105, 100], [185, 100]);
    const past = params;
    dragged([105, 100], [105, 100]);
    expect(params).toBe(past);
  });

  it('keeps what else is changed meanwhile', () => {
    moving.to(START, { x: 105, y: 100 });
    moving.to(START, { x: 120, y: 100 });
    changes.invert();
    moving.to(START, { x: 265, y: 100 });
    expect(params.window).toMatchObject({ invert: true, width: 3200 });
  });

  it('goes back to the preset it was before, or what the file asks for', () => {
    params = withPreset(1);
    moving.follow(params, values);
    const before = params;
    dragged([105, 100], [185, 120]);
    moving.follow(params, values);
    expect(params.window).toMatchObject({ source: 'manual', function: 'linear' });
    moving.reset();
    expect(params).toEqual(before);
    changes.undo();
    expect(params.window.source).toBe('manual');
    moving.reset();
    moving.reset();
    expect(params).toEqual(before);
  });

  it('ends with the image, and is none where there is none', () => {
    moving.to(START, { x: 105, y: 100 });
    moving.follow(params, 'another');
    moving.to(START, { x: 102, y: 100 });
    expect(moving.end()).toBe(false);
    shown = null;
    expect(dragged([105, 100], [185, 100])).toBe(false);
    moving.step({ x: 1, y: 0 });
    moving.reset();
    expect(params).toBe(DEFAULT_PARAMS);
    expect(moving.movable).toBe(false);
  });
});

describe('keys on the picture', () => {
  let tool = false;
  const press = (key: string, held: Partial<KeyboardEvent> = {}): boolean => {
    const event = { key, shiftKey: false, ctrlKey: false, metaKey: false, ...held } as KeyboardEvent;
    return windowKey(event, moving, tool, (on) => (tool = on));
  };

  beforeEach(() => {
    tool = false;
  });

  it('choose the tool, and move the window while it is on: a key held down is one step back', () => {
    expect(press('ArrowRight')).toBe(false);
    expect([press('w'), tool]).toEqual([true, true]);
    for (let times = 0; times < 10; times++) expect(press('ArrowRight')).toBe(true);
    expect(params.window).toMatchObject({ source: 'manual', width: 3200 });
    press('ArrowUp');
    expect(params.window.center).toBe(300);
    changes.undo();
    changes.undo();
    expect(params).toBe(DEFAULT_PARAMS);
    expect([press('W'), tool]).toEqual([true, false]);
  });

  it('leave those with Ctrl, ⌘ and Shift alone, but Shift + W, which brings the preset back', () => {
    tool = true;
    for (const held of [{ ctrlKey: true }, { metaKey: true }, { shiftKey: true }])
      expect(press('ArrowRight', held)).toBe(false);
    expect(press('w', { ctrlKey: true })).toBe(false);
    dragged([105, 100], [185, 100]);
    expect(press('W', { shiftKey: true })).toBe(true);
    expect(params.window).toEqual(DEFAULT_PARAMS.window);
    shown = null;
    expect([press('w'), tool]).toEqual([false, true]);
  });
});
