import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import truth from '../../support/region-truth.json' with { type: 'json' };
import type { RasterImage } from '../../../src/image/raster-image.ts';
import { lineProfile } from '../../../src/measure/line-profile.ts';
import {
  regionStatistics,
  rowSpans,
  type Region,
  type RegionStatistics,
} from '../../../src/measure/region-statistics.ts';

/** By the rule of scripts/region-truth.py. */
function ruledPlane([width, height, bits]: number[]): RasterImage {
  const samples = Array.from({ length: width * height }, (_, at) => {
    const row = Math.floor(at / width);
    const column = at % width;
    return (row * 7919 + column * 104729 + ((row * column) % 251) * 31) % 2 ** bits;
  });
  const shape = { width, height, channels: 1 } as const;
  return bits === 8
    ? { ...shape, bitDepth: 8, data: Uint8Array.from(samples) }
    : { ...shape, bitDepth: 16, data: Uint16Array.from(samples) };
}

/** Of 12 bits, or of 8, whose histograms are quickly compared. */
function gray(width: number, height: number, samples: ArrayLike<number>, bitDepth: 8 | 16 = 16): RasterImage {
  const shape = { width, height, channels: 1 } as const;
  return bitDepth === 8
    ? { ...shape, bitDepth, data: Uint8Array.from(samples) }
    : { ...shape, bitDepth, data: Uint16Array.from(samples) };
}

function close(actual: RegionStatistics, expected: Omit<RegionStatistics, 'histogram'>): void {
  expect(actual.count).toBe(expected.count);
  expect(actual.min).toBe(expected.min);
  expect(actual.max).toBe(expected.max);
  const tolerance = 1e-9 * Math.max(1, Math.abs(expected.mean));
  expect(Math.abs(actual.mean - expected.mean)).toBeLessThanOrEqual(tolerance);
  expect(Math.abs(actual.deviation - expected.deviation)).toBeLessThanOrEqual(1e-9 * Math.max(1, expected.deviation));
}

describe('statistics of a region', () => {
  it.each(
    truth.cases.map((one) => [`${one.kind} ${one.points.join(' to ')} of ${one.plane.join(', ')}`, one] as const),
  )('are those of numpy: %s', (_, { plane, kind, points, samples, modality }) => {
    const image = ruledPlane(plane);
    const region = { kind, points: points.map(([x, y]) => ({ x, y })) } as Region;
    const own = regionStatistics(image, region);
    close(own, samples);
    expect(own.mean).toBe(samples.mean);
    expect(own.histogram.reduce((sum, times) => sum + times, 0)).toBe(samples.count);
    close(
      regionStatistics(image, region, (sample) => sample * 0.37 - 1024.5),
      modality,
    );
  });

  it('loses nothing of large sums', () => {
    // All at the top but one: in doubles, the difference of the two sums of squares would be rounding.
    const side = 3000;
    const data = new Uint16Array(side * side).fill(65535);
    data[0] = 65534;
    const image = { width: side, height: side, channels: 1, bitDepth: 16, data } as const;
    const points = [
      { x: 0, y: 0 },
      { x: side, y: side },
    ];
    const { mean, deviation, count } = regionStatistics(image, { kind: 'rectangle', points });
    const n = side * side;
    expect(count).toBe(n);
    expect(mean).toBe((65535 * n - 1) / n);
    expect(deviation).toBeCloseTo(Math.sqrt(n - 1) / n, 15);
  });

  it('holds the pixels of the slice between whole numbers, and each pixel once', () => {
    const whole = fc.integer({ min: -3, max: 23 });
    fc.assert(
      fc.property(whole, whole, whole, whole, (x0, y0, x1, y1) => {
        const points = [
          { x: x0, y: y0 },
          { x: x1, y: y1 },
        ];
        const spans = [...rowSpans({ kind: 'rectangle', points }, { width: 20, height: 18 })];
        const sides = (a: number, b: number, most: number): number =>
          Math.max(0, Math.min(most, Math.max(a, b)) - Math.max(0, Math.min(a, b)));
        const pixels = spans.reduce((sum, { from, to }) => sum + to - from, 0);
        expect(pixels).toBe(sides(x0, x1, 20) * sides(y0, y1, 18));
        expect(new Set(spans.map(({ row }) => row)).size).toBe(spans.length);
      }),
    );
  });

  it('does not depend on which corners were drawn, nor on how the image is turned', () => {
    const place = fc.double({ min: -2, max: 14, noNaN: true });
    fc.assert(
      fc.property(
        fc.constantFrom('rectangle' as const, 'ellipse' as const),
        fc.tuple(place, place, place, place),
        (kind, [x0, y0, x1, y1]) => {
          const image = gray(
            12,
            10,
            Array.from({ length: 120 }, (_, at) => (at * 509) % 256),
            8,
          );
          const of = (plane: RasterImage, points: Region['points']): RegionStatistics =>
            regionStatistics(plane, { kind, points });
          const one = of(image, [
            { x: x0, y: y0 },
            { x: x1, y: y1 },
          ]);
          expect(
            of(image, [
              { x: x1, y: y0 },
              { x: x0, y: y1 },
            ]),
          ).toEqual(one);
          if (kind === 'rectangle') return;
          const turned = gray(
            10,
            12,
            Array.from({ length: 120 }, (_, at) => image.data[(at % 10) * 12 + Math.floor(at / 10)]),
            8,
          );
          expect(
            of(turned, [
              { x: y0, y: x0 },
              { x: y1, y: x1 },
            ]),
          ).toEqual(one);
        },
      ),
    );
  });

  it('is of one channel', () => {
    const colours: RasterImage = { width: 1, height: 1, channels: 3, bitDepth: 8, data: new Uint8Array(3) };
    const points = [
      { x: 0, y: 0 },
      { x: 1, y: 1 },
    ];
    expect(() => regionStatistics(colours, { kind: 'rectangle', points })).toThrow(RangeError);
    expect(() => lineProfile(colours, points)).toThrow(RangeError);
  });
});

describe('a line profile', () => {
  const ramp = gray(
    8,
    6,
    Array.from({ length: 48 }, (_, at) => (at % 8) * 100 + Math.floor(at / 8) * 10),
  );

  it('is exact at the middles of pixels', () => {
    const along = lineProfile(ramp, [
      { x: 1.5, y: 2.5 },
      { x: 5.5, y: 2.5 },
    ]);
    expect([...along]).toEqual([120, 220, 320, 420, 520]);
  });

  it('is weighted between them, at any slope', () => {
    const inside = (most: number): fc.Arbitrary<number> => fc.double({ min: 0.5, max: most - 0.5, noNaN: true });
    fc.assert(
      fc.property(inside(8), inside(6), inside(8), inside(6), (x0, y0, x1, y1) => {
        const along = lineProfile(ramp, [
          { x: x0, y: y0 },
          { x: x1, y: y1 },
        ]);
        const length = Math.hypot(x1 - x0, y1 - y0);
        expect(length / (along.length - 1)).toBeLessThanOrEqual(1);
        along.forEach((value, step) => {
          const part = step / (along.length - 1);
          const [x, y] = [x0 + (x1 - x0) * part, y0 + (y1 - y0) * part];
          expect(value).toBeCloseTo((x - 0.5) * 100 + (y - 0.5) * 10, 6);
        });
      }),
    );
  });

  it('goes on outside with what is at the border', () => {
    const along = lineProfile(ramp, [
      { x: -2.5, y: 0.5 },
      { x: 0.5, y: 0.5 },
    ]);
    expect([...along]).toEqual([0, 0, 0, 0]);
  });
});
