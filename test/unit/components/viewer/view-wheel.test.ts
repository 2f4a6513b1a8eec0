import { describe, expect, it } from 'vitest';
import type { Wheel } from '../../../../src/components/part/wheel.ts';
import { ViewWheel } from '../../../../src/components/viewer/view-wheel.ts';

interface Case {
  readonly focused?: boolean;
  readonly full?: boolean;
  readonly spent?: boolean;
  readonly ctrlKey?: boolean;
  readonly metaKey?: boolean;
}

/** Whether the viewer takes a turn of the wheel, and whether it tells how to zoom then. */
function turn(chosen: Wheel, { focused = false, full = false, spent = false, ...keys }: Case = {}): [boolean, boolean] {
  const wheel = new ViewWheel({
    wheel: () => chosen,
    focused: () => focused,
    full: () => full,
    spent: () => spent,
    changed: () => undefined,
  });
  return [wheel.takes({ ctrlKey: false, metaKey: false, deltaY: 100, ...keys }), wheel.hint];
}

describe('the wheel over the viewer', () => {
  it('is the page’s unless the viewer has the focus, or Ctrl or ⌘ is held', () => {
    expect(turn('')).toEqual([false, true]);
    expect(turn('', { focused: true })).toEqual([true, false]);
    expect(turn('', { ctrlKey: true })).toEqual([true, false]);
    expect(turn('', { metaKey: true })).toEqual([true, false]);
  });

  it('is the page’s again where nothing more can be zoomed out of, but not with Ctrl, which would zoom the page', () => {
    expect(turn('', { focused: true, spent: true })).toEqual([false, false]);
    expect(turn('', { ctrlKey: true, spent: true })).toEqual([true, false]);
    expect(turn('zoom', { spent: true })).toEqual([true, false]);
  });

  it('is the viewer’s always, with Ctrl or ⌘ only, or never, as the page says', () => {
    expect(turn('zoom')).toEqual([true, false]);
    expect(turn('ctrl', { focused: true })).toEqual([false, true]);
    expect(turn('ctrl', { metaKey: true })).toEqual([true, false]);
    expect(turn('none', { focused: true, ctrlKey: true })).toEqual([false, false]);
  });

  it('is the viewer’s where that has all of the window', () => {
    expect(turn('', { full: true, spent: true })).toEqual([true, false]);
    expect(turn('ctrl', { full: true })).toEqual([true, false]);
    expect(turn('none', { full: true })).toEqual([false, false]);
  });

  it('is told of once, and no longer when the pointer has left', () => {
    let changes = 0;
    const no = (): boolean => false;
    const wheel = new ViewWheel({ wheel: () => '', focused: no, full: no, spent: no, changed: () => changes++ });
    const event = { ctrlKey: false, metaKey: false, deltaY: 100 };
    wheel.takes(event);
    wheel.takes(event);
    expect([wheel.hint, changes]).toEqual([true, 1]);
    wheel.forgetHint();
    expect([wheel.hint, changes]).toEqual([false, 2]);
  });
});
