import { describe, expect, it } from 'vitest';
import {
  FIRST_VIEW,
  fit,
  hideCross,
  isSpent,
  isWhole,
  moveCross,
  moveDivider,
  pan,
  point,
  pointedPixel,
  probedPixel,
  putCross,
  tap,
  withChoices,
  withImage,
  withOrientation,
  withRoom,
  zoomBy,
  zoomIn,
  zoomTo,
} from '../../../../src/components/viewer/view-state.ts';

const image = { width: 400, height: 200 };
const start = withRoom(withImage(FIRST_VIEW, image), { width: 200, height: 200 }, 2);

describe('what is seen in the viewer', () => {
  it('is all of the image, in the pixels of the screen', () => {
    expect(start.framing).toMatchObject({ image, box: { width: 400, height: 400 } });
    expect([zoomIn(start), isWhole(start), zoomIn(FIRST_VIEW), isWhole(FIRST_VIEW)]).toEqual([1, true, 1, true]);
  });

  it('is zoomed, moved and fitted again; nothing moves where all is in view', () => {
    const near = zoomBy(start, 4);
    expect([zoomIn(near), isWhole(near)]).toEqual([4, false]);
    expect(pan(near, { x: 40, y: 0 }).view.centre).toEqual({ x: 190, y: 100 });
    expect(pan(start, { x: 40, y: 0 }).view.centre).toEqual({ x: 200, y: 100 });
    expect(fit(near).view).toEqual(start.view);
    expect(zoomTo(near, 1).view.centre).toEqual({ x: 200, y: 100 });
  });

  it('is another image from its middle, without a cross-hair', () => {
    const seen = putCross(zoomBy(start, 8), { x: 3, y: 4 });
    const other = withImage(seen, { width: 10, height: 10 });
    expect([other.cross, other.view, other.pointer]).toEqual([null, { zoom: 'fit', centre: { x: 5, y: 5 } }, null]);
  });

  it('is two images one over the other where that leaves them more room', () => {
    const two = withChoices(start, { mode: 'side' });
    expect([two.upright, two.framing?.box]).toEqual([true, { width: 400, height: 198 }]);
    const wide = withRoom(two, { width: 1000, height: 100 }, 1);
    expect([wide.upright, wide.framing?.box]).toEqual([false, { width: 499, height: 100 }]);
    expect(withChoices(wide, { mode: 'divider' }).framing?.box).toEqual({ width: 1000, height: 100 });
  });

  it('is turned about its middle; arrow keys go by what is seen, and the room is shared by it', () => {
    const near = putCross(zoomTo(start, 4), { x: 200, y: 100 });
    const quarter = withOrientation(near, { quarters: 1, mirrored: false });
    expect([quarter.view, quarter.cross]).toEqual([near.view, near.cross]);
    expect(moveCross(quarter, { x: 1, y: 0 }, 1).cross).toEqual({ x: 200, y: 99 });
    expect(moveCross(withOrientation(near, { quarters: 0, mirrored: true }), { x: 1, y: 0 }, 1).cross?.x).toBe(199);
    expect(pan(quarter, { x: 40, y: 0 }).view.centre).toEqual({ x: 200, y: near.view.centre.y + 10 });
    const two = withChoices(withOrientation(start, { quarters: 1, mirrored: false }), { mode: 'side' });
    expect([two.upright, two.framing?.box]).toEqual([false, { width: 198, height: 400 }]);
    expect(zoomIn(two)).toBe(198 / 200);
  });

  it('stays as it is for another film of one size, however that is turned', () => {
    const near = zoomTo(start, 4);
    const other = withOrientation(near, { quarters: 2, mirrored: false });
    expect([other.view, other.mode]).toEqual([near.view, near.mode]);
  });

  it('tells when it cannot be zoomed out any further', () => {
    expect([isSpent(start, 10), isSpent(start, -10), isSpent(zoomTo(start, 2), 10), isSpent(FIRST_VIEW, 1)]).toEqual([
      true,
      false,
      false,
      true,
    ]);
  });

  it('has a divider within the picture', () => {
    expect([moveDivider(start, -3).divider, moveDivider(start, 40).divider, moveDivider(start, 300).divider]).toEqual([
      0, 40, 100,
    ]);
  });
});

describe('the cross-hair', () => {
  it('is put by a tap, stays when the pointer moves, and goes with a tap near it', () => {
    const tapped = tap(start, { x: -100, y: 50 });
    expect([tapped.cross, tapped.pinned]).toEqual([{ x: 100, y: 150 }, true]);
    const pointed = point(tapped, { x: 0, y: 0 });
    expect([pointed.cross, pointedPixel(pointed), probedPixel(pointed)]).toEqual([
      { x: 100, y: 150 },
      { x: 200, y: 100 },
      { x: 100, y: 150 },
    ]);
    // 22 CSS pixels are 44 of these.
    expect(tap(tapped, { x: -60, y: 50 }).cross).toBe(null);
    expect(tap(tapped, { x: -50, y: 50 }).cross).toEqual({ x: 150, y: 150 });
    // Beside the image.
    expect(tap(tapped, { x: 0, y: 150 }).cross).toBe(null);
  });

  it('is moved from the pointer, within the image, as far as can be seen, and gives way to the pointer', () => {
    const pointed = point(start, { x: 0, y: 0 });
    const moved = moveCross(pointed, { x: 1, y: 0 }, 10);
    expect([moved.cross, moved.pointer, moved.pinned]).toEqual([{ x: 210, y: 100 }, null, false]);
    expect(moveCross(moved, { x: 0, y: 1 }, 1000).cross).toEqual({ x: 210, y: 199 });
    const reduced = withRoom(moved, { width: 50, height: 50 }, 1);
    expect(moveCross(reduced, { x: -1, y: 0 }, 1).cross).toEqual({ x: 202, y: 100 });
    expect(point(moved, { x: 1, y: 1 }).cross).toBe(null);
    expect(point(moved, null).cross).toEqual({ x: 210, y: 100 });
  });

  it('is brought into view, and hidden', () => {
    const near = putCross(zoomTo(start, 8), { x: 0, y: 0 });
    expect(near.view.centre).not.toEqual(start.view.centre);
    expect(hideCross(near)).toMatchObject({ cross: null, pinned: false });
  });

  it('waits for room', () => {
    expect([moveCross(FIRST_VIEW, { x: 1, y: 0 }, 1), tap(FIRST_VIEW, { x: 0, y: 0 })]).toEqual([
      FIRST_VIEW,
      FIRST_VIEW,
    ]);
  });
});
