import { describe, expect, it } from 'vitest';
import {
  covers,
  drawingOf,
  fits,
  fitted,
  fitZoom,
  kept,
  MAX_ZOOM,
  panned,
  showing,
  toBox,
  toImage,
  zoomedTo,
  zoomOf,
  type Framing,
  type View,
} from '../../../../src/components/pane/view-transform.ts';

const framing: Framing = { image: { width: 1000, height: 500 }, box: { width: 400, height: 400 } };
const whole = fitted(framing.image);

describe('a view of an image', () => {
  it('fits the longer side', () => {
    expect(fitZoom(framing)).toBe(0.4);
    expect(zoomOf(whole, framing)).toBe(0.4);
    expect(fitZoom({ image: { width: 2, height: 2 }, box: { width: 400, height: 400 } })).toBe(MAX_ZOOM);
  });

  it('goes from the image to the box and back', () => {
    const view: View = { zoom: 3, centre: { x: 200, y: 100 } };
    expect(toBox(view, framing, { x: 210, y: 90 })).toEqual({ x: 30, y: -30 });
    expect(toImage(view, framing, { x: 30, y: -30 })).toEqual({ x: 210, y: 90 });
  });

  it('zooms about a point, which stays where it is', () => {
    const about = { x: 50, y: -20 };
    const view: View = { zoom: 2, centre: { x: 400, y: 250 } };
    const before = toImage(view, framing, about);
    const after = toImage(zoomedTo(view, framing, 8, about), framing, about);
    expect(after.x).toBeCloseTo(before.x, 9);
    expect(after.y).toBeCloseTo(before.y, 9);
  });

  it('zooms to 32 at most, and to 1 or what fits at least', () => {
    expect(zoomedTo(whole, framing, 1000).zoom).toBe(MAX_ZOOM);
    expect(zoomOf(zoomedTo(whole, framing, 0.001), framing)).toBe(0.4);
    const small: Framing = { image: { width: 20, height: 20 }, box: { width: 400, height: 400 } };
    expect(zoomedTo(fitted(small.image), small, 0.1).zoom).toBe(1);
  });

  it('follows its room again when it is zoomed out to what fits, or its room has grown beyond it', () => {
    const near: View = { zoom: 0.8, centre: { x: 300, y: 250 } };
    expect(zoomedTo(near, framing, 0.4)).toEqual(whole);
    expect(zoomedTo(near, framing, 0.1)).toEqual(whole);
    expect(zoomedTo(near, framing, 0.41).zoom).toBe(0.41);
    expect(kept(near, { ...framing, box: { width: 900, height: 900 } })).toEqual(whole);
    // One that is smaller than its room has a size of its own below that.
    const small: Framing = { image: { width: 200, height: 100 }, box: { width: 400, height: 400 } };
    expect(zoomedTo(fitted(small.image), small, 1.5).zoom).toBe(1.5);
  });

  it('shows all of the image from what fits downwards', () => {
    const small: Framing = { image: { width: 200, height: 100 }, box: { width: 400, height: 400 } };
    expect([1, 2, 2.1].map((zoom) => fits({ zoom, centre: { x: 100, y: 50 } }, small))).toEqual([true, true, false]);
    expect(fits(whole, framing)).toBe(true);
  });

  it('does not pan past the ends, and centres what fits', () => {
    const view: View = { zoom: 1, centre: { x: 500, y: 250 } };
    expect(panned(view, framing, { x: 100, y: 100 }).centre).toEqual({ x: 400, y: 200 });
    expect(panned(view, framing, { x: 1e5, y: -1e5 }).centre).toEqual({ x: 200, y: 300 });
    expect(panned(whole, framing, { x: 50, y: 50 })).toEqual(whole);
    expect(kept({ zoom: 0.6, centre: { x: 0, y: 0 } }, framing).centre.y).toBe(250);
  });

  it('moves no more than shows a point', () => {
    const view: View = { zoom: 1, centre: { x: 500, y: 250 } };
    expect(showing(view, framing, { x: 510, y: 250 })).toEqual(view);
    expect(showing(view, framing, { x: 800, y: 250 }).centre.x).toBe(601);
  });
});

describe('what is drawn for a view', () => {
  it('is the reduced picture, no larger than what is seen', () => {
    expect(drawingOf(whole, framing)).toEqual({
      width: 400,
      height: 200,
      part: { x: 0, y: 0, width: 400, height: 200 },
    });
  });

  it('is the image’s own pixels when enlarged, around what is seen', () => {
    const drawing = drawingOf({ zoom: 8, centre: { x: 500, y: 250 } }, framing);
    expect([drawing.width, drawing.height]).toEqual([1000, 500]);
    expect(drawing.part).toEqual({ x: 462, y: 212, width: 76, height: 76 });
  });

  it('stays within the image', () => {
    const { part } = drawingOf({ zoom: 1, centre: { x: 950, y: 480 } }, framing);
    expect(part.x + part.width).toBe(1000);
    expect(part.y + part.height).toBe(500);
  });

  it('serves until something else is seen', () => {
    const view: View = { zoom: 2, centre: { x: 500, y: 250 } };
    const drawing = drawingOf(view, framing);
    expect(covers(drawing, view, framing)).toBe(true);
    expect(covers(drawing, panned(view, framing, { x: 60, y: 0 }), framing)).toBe(true);
    expect(covers(drawing, panned(view, framing, { x: 160, y: 0 }), framing)).toBe(false);
    expect(covers(drawing, zoomedTo(view, framing, 4), framing)).toBe(true);
    expect(covers(drawing, zoomedTo(view, framing, 0.5), framing)).toBe(false);
    expect(covers(drawingOf(whole, framing), whole, framing)).toBe(true);
  });
});

describe('an image whose pixels are not square', () => {
  // Twice as high as wide: seen as 200 × 400.
  const tall: Framing = { image: { width: 200, height: 200 }, box: { width: 400, height: 400 }, pixel: { x: 1, y: 2 } };
  // Twice as wide as high: seen as 1000 × 250.
  const wide: Framing = { image: { width: 500, height: 250 }, box: { width: 400, height: 400 }, pixel: { x: 2, y: 1 } };
  const all = fitted(tall.image);

  it('fits as it is seen', () => {
    expect([fitZoom(tall), fitZoom(wide)]).toEqual([1, 0.4]);
    expect(fits(all, tall)).toBe(true);
  });

  it('has each place of the box in one of the image, and back', () => {
    for (const [framing, view] of [
      [tall, { zoom: 3, centre: { x: 80, y: 120 } }],
      [wide, { zoom: 0.7, centre: { x: 210, y: 99 } }],
    ] as const) {
      const place = { x: 37, y: -51 };
      const there = toBox(view, framing, toImage(view, framing, place));
      expect(there.x).toBeCloseTo(place.x, 9);
      expect(there.y).toBeCloseTo(place.y, 9);
    }
    expect(toImage(all, tall, { x: 50, y: 50 })).toEqual({ x: 150, y: 125 });
    expect(toBox(fitted(wide.image), wide, { x: 0, y: 0 })).toEqual({ x: -200, y: -50 });
  });

  it('moves with the pointer, zooms about it, and stops at its edges', () => {
    const view: View = { zoom: 4, centre: { x: 100, y: 100 } };
    expect(panned(view, tall, { x: 8, y: 8 }).centre).toEqual({ x: 98, y: 99 });
    expect(panned(view, tall, { x: 9999, y: 9999 }).centre).toEqual({ x: 50, y: 25 });
    const about = { x: 30, y: -70 };
    const before = toImage(view, tall, about);
    const after = toImage(zoomedTo(view, tall, 9, about), tall, about);
    expect(after.x).toBeCloseTo(before.x, 9);
    expect(after.y).toBeCloseTo(before.y, 9);
    expect(showing(view, tall, { x: 100, y: 130 }).centre).toEqual({ x: 100, y: 106 });
  });

  it('is drawn with its own pixels where they are enlarged, each way by itself, and with as many as are seen where not', () => {
    expect(drawingOf(all, tall)).toEqual({ width: 200, height: 200, part: { x: 0, y: 0, width: 200, height: 200 } });
    const half: View = { zoom: 0.6, centre: { x: 250, y: 125 } };
    // 1.2 device pixels across, 0.6 down.
    const drawing = drawingOf(half, wide);
    expect([drawing.width, drawing.height]).toEqual([500, 150]);
    expect(drawing.part).toEqual({ x: 0, y: 0, width: 500, height: 150 });
    expect(covers(drawing, half, wide)).toBe(true);
    expect(covers(drawing, fitted(wide.image), wide)).toBe(false);
  });
});
