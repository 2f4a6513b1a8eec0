import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calibrationByLength, calibrationOf, unitOf, type Calibration } from '../../../src/measure/calibration.ts';
import { sizesOf } from '../../../src/measure/geometry.ts';
import type { ImagePoint } from '../../../src/measure/measurement.ts';

const at = (x: number, y: number): ImagePoint => ({ x, y });
const tall: Calibration = { row: 0.2, column: 0.1, by: 'file' };

describe('sizes', () => {
  it('are in pixels where nothing says how large these are', () => {
    expect(sizesOf({ kind: 'length', points: [at(0, 0), at(3, 4)] })).toEqual({
      length: { value: 5, uncertainty: 7 / 5, unit: 'px' },
    });
    expect(sizesOf({ kind: 'rectangle', points: [at(1, 2), at(11, 5)] }).area).toEqual({
      value: 30,
      uncertainty: 13,
      unit: 'px²',
    });
  });

  it('are in millimetres by a calibration, of pixels that are not square too', () => {
    const { length } = sizesOf({ kind: 'length', points: [at(0, 0), at(30, 20)] }, tall);
    expect(length?.value).toBeCloseTo(5, 12);
    expect(length?.unit).toBe('mm');
    const { area, width, height } = sizesOf({ kind: 'ellipse', points: [at(10, 10), at(30, 20)] }, tall);
    expect(area?.value).toBeCloseTo(Math.PI, 12);
    expect([width?.value, height?.value]).toEqual([expect.closeTo(2, 12), expect.closeTo(2, 12)]);
  });

  it('tell angles as they are, whatever pixels are shaped like', () => {
    // Down and to the side by as many millimetres: 45 degrees.
    const corner = [at(20, 0), at(0, 0), at(20, 10)];
    expect(sizesOf({ kind: 'angle', points: corner }, tall).angle?.value).toBeCloseTo(45, 10);
    expect(sizesOf({ kind: 'angle', points: corner }, null, { pixelAspect: 2 }).angle?.value).toBeCloseTo(45, 10);
    expect(sizesOf({ kind: 'angle', points: [at(1, 0), at(0, 0), at(-1, 0)] }).angle?.value).toBe(180);
    expect(sizesOf({ kind: 'angle', points: [at(5, 5), at(5, 5), at(-1, 0)] }).angle?.value).toBe(0);
  });

  it('tell a Cobb angle between lines, in whichever way each was drawn', () => {
    const tilted = (degrees: number): ImagePoint[] => {
      const turn = (degrees * Math.PI) / 180;
      return [at(100, 100), at(100 + 50 * Math.cos(turn), 100 + 50 * Math.sin(turn))];
    };
    const first = tilted(10);
    const second = tilted(-25);
    for (const a of [first, [...first].reverse()]) {
      for (const b of [second, [...second].reverse()]) {
        expect(sizesOf({ kind: 'cobb', points: [...a, ...b] }).angle?.value).toBeCloseTo(35, 10);
      }
    }
  });

  it('tell what half a pixel at each end makes', () => {
    const along = sizesOf({ kind: 'length', points: [at(0, 0), at(100, 0)] }, tall).length;
    const down = sizesOf({ kind: 'length', points: [at(0, 0), at(0, 100)] }, tall).length;
    expect([along?.uncertainty, down?.uncertainty]).toEqual([0.1, 0.2]);
    // A pixel across at the end of a hundred, twice.
    const { angle } = sizesOf({ kind: 'angle', points: [at(100, 0), at(0, 0), at(0, 100)] });
    expect(angle?.uncertainty).toBeCloseTo((2 / 100) * (180 / Math.PI), 10);
  });

  const place = fc.integer({ min: -4000, max: 4000 });
  const point = fc.record({ x: place, y: place });

  it('do not depend on where on the image it is, nor on how it is turned or mirrored', () => {
    const kinds = fc.constantFrom('length' as const, 'angle' as const, 'cobb' as const, 'ellipse' as const);
    fc.assert(
      fc.property(kinds, fc.array(point, { minLength: 4, maxLength: 4 }), point, (kind, points, way) => {
        const value = (moved: (place: ImagePoint) => ImagePoint): number => {
          const { length, angle, area } = sizesOf({ kind, points: points.map(moved) });
          return (length ?? angle ?? area)?.value ?? NaN;
        };
        const stored = value((place) => place);
        const same = (other: number): void => expect(other).toBeCloseTo(stored, 6);
        same(value(({ x, y }) => at(x + way.x, y + way.y)));
        same(value(({ x, y }) => at(-y, x)));
        same(value(({ x, y }) => at(-x, y)));
      }),
    );
  });

  it('are as many millimetres as were said of a known length', () => {
    const size = fc.constantFrom({}, { pixelAspect: 2 }, { pixelAspect: 0.5 });
    fc.assert(
      fc.property(point, point, fc.double({ min: 0.1, max: 1000, noNaN: true }), size, (a, b, millimetres, shape) => {
        const calibration = calibrationByLength([a, b], millimetres, shape);
        if (a.x === b.x && a.y === b.y) return expect(calibration).toBeNull();
        const { length } = sizesOf({ kind: 'length', points: [a, b] }, calibration);
        expect((length?.value ?? NaN) / millimetres).toBeCloseTo(1, 10);
        const { x, y } = unitOf(calibration);
        expect(y / x).toBeCloseTo(shape.pixelAspect ?? 1, 10);
      }),
    );
    expect(calibrationByLength([at(0, 0), at(1, 0)], 0)).toBeNull();
    expect(calibrationByLength([at(0, 0), at(1, 0)], NaN)).toBeNull();
  });
});

describe('a calibration by the file', () => {
  it('says where it holds', () => {
    const spacing = { row: 0.2, column: 0.1 };
    expect(calibrationOf({})).toBeNull();
    expect(calibrationOf({ pixelAspect: 2 })).toBeNull();
    expect(calibrationOf({ spacing: { ...spacing, at: 'patient' } })).toEqual({ ...spacing, by: 'file' });
    expect(calibrationOf({ spacing: { ...spacing, at: 'calibrated' } })).toEqual({ ...spacing, by: 'calibrated' });
    expect(calibrationOf({ spacing: { ...spacing, at: 'detector' } })).toEqual({ ...spacing, by: 'detector' });
    expect(calibrationOf({ spacing: { ...spacing, at: 'detector', magnification: 1.25 } })).toEqual({
      row: 0.16,
      column: 0.08,
      by: 'corrected',
      magnification: 1.25,
    });
  });
});
