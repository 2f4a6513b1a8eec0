import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MeasuredFilm } from '../../../../src/components/measuring/measured-film.ts';
import { Measuring, type Seen } from '../../../../src/components/measuring/measuring.ts';
import { flipped, turned, UPRIGHT, type Orientation } from '../../../../src/components/pane/orientation.ts';
import { fitted, toBox, type Point } from '../../../../src/components/pane/view-transform.ts';
import { grayRaster, type RasterImage } from '../../../../src/image/raster-image.ts';
import type { MeasurementKind } from '../../../../src/measure/measurement.ts';

const FILM: MeasuredFilm = {
  film: 1,
  list: [],
  own: null,
  calibration: null,
  size: {},
  offered: [],
  stored: null,
  savable: false,
};
const IMAGE = { width: 400, height: 300 };
const FIT: Seen = {
  framing: { image: IMAGE, box: IMAGE, pixel: { x: 1, y: 1 }, orientation: UPRIGHT },
  view: fitted(IMAGE),
  density: 1,
  cross: null,
};

/** On a film of one's own; the window's places are those of the box. */
function bench(
  seen: Seen = FIT,
  edges: RasterImage | null = null,
): { measuring: Measuring; film: () => MeasuredFilm; steps: boolean[] } {
  let film = FILM;
  const steps: boolean[] = [];
  const measuring = new Measuring({
    seen: () => seen,
    film: () => film,
    placeOf: (place) => place,
    change: (list, own, continues) => {
      steps.push(continues);
      film = { ...film, list, own };
    },
    step: () => undefined,
    edges: () => edges,
    see: () => undefined,
    say: () => undefined,
    changed: () => undefined,
    leave: () => undefined,
  });
  return { measuring, film: () => film, steps };
}

const around = (from: Point, to: Point): Point => ({ x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 });

function drag({ drag, drop }: Measuring, from: Point, to: Point): void {
  drag(from, around(from, to));
  drag(from, to);
  drop(true);
}

const place = fc.record({
  x: fc.double({ min: 0, max: 400, noNaN: true }),
  y: fc.double({ min: 0, max: 300, noNaN: true }),
});
const orientation = fc.tuple(fc.nat(3), fc.boolean()).map(([quarters, mirrored]): Orientation => {
  let seen = UPRIGHT;
  for (let i = 0; i < quarters; i++) seen = turned(seen, 1);
  return mirrored ? flipped(seen) : seen;
});
const seen: fc.Arbitrary<Seen> = fc
  .record({
    zoom: fc.double({ min: 0.1, max: 32, noNaN: true }),
    centre: place,
    orientation,
    pixel: fc.constantFrom({ x: 1, y: 1 }, { x: 1, y: 2 }, { x: 1.5, y: 1 }),
    density: fc.constantFrom(1, 1.5, 3),
  })
  .map(({ zoom, centre, orientation: how, pixel, density }) => ({
    framing: { image: IMAGE, box: { width: 640, height: 480 }, pixel, orientation: how },
    view: { zoom, centre },
    density,
    cross: null,
  }));

describe('measuring by a pointer', () => {
  it('gives the places of the image, at whatever zoom, turned or mirrored', () => {
    fc.assert(
      fc.property(seen, place, place, (how, from, to) => {
        if (!how.framing) return;
        const [start, end] = [from, to].map((at) => toBox(how.view, how.framing as NonNullable<Seen['framing']>, at));
        const { measuring, film } = bench(how);
        measuring.take('length');
        if (Math.hypot(start.x - end.x, start.y - end.y) < 20) return;
        drag(measuring, start, end);
        const [{ points }] = film().list;
        [from, to].forEach((at, index) => {
          expect(points[index].x).toBeCloseTo(at.x, 6);
          expect(points[index].y).toBeCloseTo(at.y, 6);
        });
      }),
    );
  });

  it.each([
    ['length', [2], 2],
    ['angle', [2, 1], 3],
    ['cobb', [2, 2], 4],
    ['point', [1], 1],
  ] as const)('draws %s of drags and taps, in the order in which they came', (kind: MeasurementKind, by, count) => {
    const { measuring, film } = bench();
    measuring.take(kind);
    by.forEach((points, turn) => {
      const at = { x: 20 * turn - 50, y: 30 * turn };
      if (points === 2) drag(measuring, at, { x: at.x + 100, y: at.y + 5 });
      else measuring.tap(at);
    });
    expect(film().list.map((one) => [one.kind, one.points.length])).toEqual([[kind, count]]);
    expect(measuring.draft).toEqual([]);
    expect(measuring.selected).toBe(1);
  });

  it('goes to an edge that is near, where that is wanted', () => {
    const data = new Uint8Array(400 * 300);
    for (let row = 0; row < 300; row++) data[row * 400 + 150] = 255;
    const { measuring, film } = bench(FIT, grayRaster(400, 300, data));
    measuring.take('length');
    const draw = (): void => drag(measuring, { x: -45, y: 0 }, { x: 80, y: 0 });
    draw();
    measuring.snaps = true;
    measuring.choose(null);
    draw();
    // From 155, 150 to the line at 150; and 280, 150, where there is none.
    expect(film().list.map(({ points }) => points.map(({ x }) => x))).toEqual([
      [155, 280],
      [150.5, 280],
    ]);
    expect(Math.abs(film().list[1].points[0].y - 150)).toBe(0.5);
  });

  it('gives up what is drawn where a second finger comes', () => {
    const { measuring, film } = bench();
    measuring.take('length');
    measuring.drag({ x: 0, y: 0 }, { x: 50, y: 0 });
    measuring.drop(false);
    expect(film().list).toEqual([]);
    expect(measuring.draft).toEqual([]);
  });

  it('moves a point, or all of it, in one step', () => {
    const { measuring, film, steps } = bench();
    measuring.take('length');
    drag(measuring, { x: -100, y: 0 }, { x: 100, y: 0 });
    measuring.take(null);
    drag(measuring, { x: 100, y: 0 }, { x: 100, y: 40 });
    expect(film().list[0].points).toEqual([
      { x: 100, y: 150 },
      { x: 300, y: 190 },
    ]);
    drag(measuring, { x: 0, y: 20 }, { x: 10, y: 30 });
    expect(film().list[0].points).toEqual([
      { x: 110, y: 160 },
      { x: 310, y: 200 },
    ]);
    expect(steps).toEqual([false, false, true, false, true]);
  });

  it('leaves what is beside it to the picture', () => {
    const { measuring } = bench();
    measuring.take('length');
    drag(measuring, { x: -100, y: 0 }, { x: 100, y: 0 });
    measuring.take(null);
    expect(measuring.drag({ x: 0, y: 60 }, { x: 50, y: 60 })).toBe(false);
    expect(measuring.tap({ x: 0, y: 60 })).toBe(false);
    expect(measuring.tap({ x: 0, y: 3 })).toBe(true);
    expect(measuring.selected).toBe(1);
  });
});
