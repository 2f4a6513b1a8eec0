import { describe, expect, it } from 'vitest';
import {
  asSeen,
  asStored,
  flipped,
  isSideways,
  turned,
  UPRIGHT,
  type Orientation,
} from '../../../../src/components/pane/orientation.ts';
import {
  covers,
  drawingOf,
  fits,
  fitted,
  fitZoom,
  kept,
  panned,
  showing,
  toBox,
  toImage,
  zoomedTo,
  zoomOf,
  type Framing,
  type Point,
  type View,
} from '../../../../src/components/pane/view-transform.ts';

const QUARTERS = [0, 1, 2, 3] as const;
const ALL: readonly Orientation[] = [false, true].flatMap((mirrored) =>
  QUARTERS.map((quarters) => ({ quarters, mirrored })),
);
const PIXELS = [
  { x: 1, y: 1 },
  { x: 1, y: 2 },
  { x: 1.5, y: 1 },
];
const image = { width: 1000, height: 500 };
const box = { width: 400, height: 300 };

function close(a: Point, b: Point): void {
  expect(a.x).toBeCloseTo(b.x, 9);
  expect(a.y).toBeCloseTo(b.y, 9);
}

describe('an orientation', () => {
  it('turns what is seen clockwise, and mirrors it left to right, whatever it was before', () => {
    const way = { x: 3, y: 5 };
    for (const orientation of ALL) {
      const { x, y } = asSeen(orientation, way);
      expect(asSeen(turned(orientation, 1), way)).toEqual({ x: -y, y: x });
      expect(asSeen(turned(orientation, -1), way)).toEqual({ x: y, y: -x });
      expect(asSeen(flipped(orientation), way)).toEqual({ x: -x, y });
    }
  });

  it('goes there and back', () => {
    for (const orientation of ALL) {
      expect(asStored(orientation, asSeen(orientation, { x: 3, y: 5 }))).toEqual({ x: 3, y: 5 });
      expect(asSeen(orientation, asStored(orientation, { x: -7, y: 2 }))).toEqual({ x: -7, y: 2 });
      expect(turned(turned(orientation, 1), -1)).toEqual(orientation);
      expect(flipped(flipped(orientation))).toEqual(orientation);
      expect(isSideways(turned(orientation, 1))).toBe(!isSideways(orientation));
      const around = turned(turned(turned(turned(orientation, 1), 1), 1), 1);
      expect(around).toEqual(orientation);
    }
  });

  it('is one of eight, each of which can be come to', () => {
    const found = new Set<string>();
    let orientation = UPRIGHT;
    for (let step = 0; step < 8; step++) {
      found.add(JSON.stringify(asSeen(orientation, { x: 1, y: 2 })));
      orientation = step === 3 ? flipped(orientation) : turned(orientation, 1);
    }
    expect(found.size).toBe(8);
  });
});

describe('a view of an image that is turned', () => {
  for (const orientation of ALL) {
    for (const pixel of PIXELS) {
      const framing: Framing = { image, box, pixel, orientation };
      const view: View = { zoom: 2, centre: { x: 420, y: 260 } };
      const named = `by ${90 * orientation.quarters}°${orientation.mirrored ? ', mirrored' : ''}, pixels ${pixel.x}:${pixel.y}`;

      it(`goes from the image to the box and back, ${named}`, () => {
        for (const place of [
          { x: 0, y: 0 },
          { x: 30, y: -20 },
          { x: -199, y: 149 },
        ]) {
          close(toBox(view, framing, toImage(view, framing, place)), place);
          close(toImage(view, framing, toBox(view, framing, place)), place);
        }
      });

      it(`follows the pointer and holds what is under it, ${named}`, () => {
        const held = toImage(view, framing, { x: 40, y: -30 });
        close(toBox(panned(view, framing, { x: 12, y: 7 }), framing, held), { x: 52, y: -23 });
        const zoomed = zoomedTo(view, framing, 8, { x: 40, y: -30 });
        close(toImage(zoomed, framing, { x: 40, y: -30 }), held);
      });

      it(`fits the box, with nothing beside it, ${named}`, () => {
        const whole = fitted(image);
        const zoom = zoomOf(whole, framing);
        const corners = [
          { x: 0, y: 0 },
          { x: image.width, y: image.height },
        ].map((corner) => toBox(whole, framing, corner));
        const across = Math.abs(corners[0].x - corners[1].x);
        const down = Math.abs(corners[0].y - corners[1].y);
        expect(Math.max(across / box.width, down / box.height)).toBeCloseTo(1, 9);
        const { width, height } = isSideways(orientation)
          ? { width: image.height * pixel.y, height: image.width * pixel.x }
          : { width: image.width * pixel.x, height: image.height * pixel.y };
        expect(zoom).toBeCloseTo(Math.min(box.width / width, box.height / height), 9);
        expect(fitZoom(framing)).toBe(zoom);
        expect(fits(whole, framing)).toBe(true);
      });

      it(`draws all that is seen, and shows what is asked for, ${named}`, () => {
        for (const at of [view, fitted(image), zoomedTo(view, framing, 0.9)]) {
          const drawing = drawingOf(at, framing);
          expect(covers(drawing, at, framing)).toBe(true);
          const perPixel = { x: drawing.width / image.width, y: drawing.height / image.height };
          for (const corner of [-1, 1].flatMap((x) => [-1, 1].map((y) => ({ x: x * 199, y: y * 149 })))) {
            const { x, y } = toImage(at, framing, corner);
            if (x < 0 || y < 0 || x > image.width || y > image.height) continue;
            const { part } = drawing;
            expect(x * perPixel.x).toBeGreaterThanOrEqual(part.x - 0.01);
            expect(x * perPixel.x).toBeLessThanOrEqual(part.x + part.width + 0.01);
            expect(y * perPixel.y).toBeGreaterThanOrEqual(part.y - 0.01);
            expect(y * perPixel.y).toBeLessThanOrEqual(part.y + part.height + 0.01);
          }
        }
        const shown = toBox(showing(view, framing, { x: 900, y: 40 }), framing, { x: 900, y: 40 });
        expect(Math.abs(shown.x)).toBeLessThanOrEqual(box.width / 2);
        expect(Math.abs(shown.y)).toBeLessThanOrEqual(box.height / 2);
      });

      it(`has no empty room at its ends, ${named}`, () => {
        for (const far of [-1e6, 1e6]) {
          const { centre, zoom } = kept({ zoom: 4, centre: { x: far, y: far } }, framing);
          const corners = [-1, 1].map((side) =>
            toImage({ zoom, centre }, framing, { x: (side * box.width) / 2, y: (side * box.height) / 2 }),
          );
          for (const { x, y } of corners) {
            expect(x).toBeGreaterThanOrEqual(-1e-9);
            expect(x).toBeLessThanOrEqual(image.width + 1e-9);
            expect(y).toBeGreaterThanOrEqual(-1e-9);
            expect(y).toBeLessThanOrEqual(image.height + 1e-9);
          }
        }
      });
    }
  }
});
