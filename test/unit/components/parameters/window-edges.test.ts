import { describe, expect, it } from 'vitest';
import {
  axisOf,
  barsOf,
  edgesOf,
  stepOf,
  windowBetween,
  withPartAt,
  type WindowNumbers,
} from '../../../../src/components/parameters/window-edges.ts';
import { withWindowShown } from '../../../../src/components/parameters/window-group.ts';
import { plainValues } from '../../../../src/image/given-samples.ts';
import { modalityValue, type SampleValues } from '../../../../src/image/sample-values.ts';
import { windowTable } from '../../../../src/image/window-table.ts';
import { DEFAULT_PARAMS } from '../../../../src/pipeline/params.ts';

const film = plainValues(16, { from: 90, to: 4000 });
/** Signed and rescaled, with padding and a window that reaches beyond what is there. */
const ct: SampleValues = {
  bitsStored: 12,
  bias: 2048,
  slope: 2,
  intercept: -1000,
  unit: 'HU',
  inverted: false,
  padding: { from: -2048, to: -2048 },
  presets: [
    { kind: 'window', label: 'LUNG', center: -600, width: 1600, function: 'linear' },
    { kind: 'extent', label: '', from: -1000, to: 1000 },
  ],
  frames: 1,
  frame: 0,
};

describe('the edges of a window', () => {
  it('are the last value that is black and the first that is white', () => {
    for (const course of ['linear', 'linear-exact'] as const) {
      for (const [center, width] of [
        [2000, 1000],
        [340.5, 401],
        [7, 1],
      ]) {
        const { from, to } = edgesOf({ center, width, function: course });
        const table = windowTable(film, {
          ...DEFAULT_PARAMS.window,
          source: 'manual',
          center,
          width,
          function: course,
        });
        expect(table[Math.floor(from)], `${course} ${center} ${width}`).toBe(0);
        expect(table[Math.ceil(to)]).toBe(255);
      }
    }
    expect(edgesOf(withWindowShown(DEFAULT_PARAMS, film).window)).toEqual({ from: 90, to: 4000 });
  });

  it('make the window that they are of', () => {
    for (const course of ['linear', 'linear-exact', 'sigmoid'] as const) {
      const window: WindowNumbers = { center: 312.5, width: 77, function: course };
      expect(windowBetween(edgesOf(window), course)).toEqual(window);
    }
  });

  it('move alone, and do not pass each other', () => {
    const axis = axisOf(film);
    const window: WindowNumbers = { center: 2045.5, width: 3911, function: 'linear' };
    const edges = (part: 'from' | 'to' | 'both', value: number): object =>
      edgesOf(withPartAt(window, part, value, axis));
    expect(edges('from', 500.4)).toEqual({ from: 500, to: 4000 });
    expect(edges('to', 1000.6)).toEqual({ from: 90, to: 1001 });
    expect(edges('from', 5000)).toEqual({ from: 4000, to: 4000 });
    expect(edges('to', -5)).toEqual({ from: 90, to: 90 });
    expect(edges('both', 590)).toEqual({ from: 590, to: 4500 });
    // The middle stays among the values.
    expect(withPartAt(window, 'both', 9000, axis)).toEqual({ ...window, center: 4000 });
    const sigmoid: WindowNumbers = { ...window, function: 'sigmoid' };
    expect(withPartAt(sigmoid, 'from', 9000, axis).width).toBe(1);
  });

  it('move by whole values where there are many, else by parts', () => {
    expect([stepOf({ from: 0, to: 100 }), stepOf({ from: 0, to: 2 })]).toEqual([1, 0.02]);
    const window: WindowNumbers = { center: 1, width: 1, function: 'linear-exact' };
    expect(withPartAt(window, 'from', 0.713, { from: 0, to: 2 })).toMatchObject({ center: 1.11, width: 0.78 });
  });
});

describe('a film’s values as they are plotted', () => {
  it('go from the lowest to the highest, and as far as its windows', () => {
    expect(axisOf(film)).toEqual({ from: 90, to: 4000 });
    expect(axisOf(ct)).toEqual({ from: -1400, to: 1000 });
    const wide: SampleValues = {
      ...ct,
      presets: [{ kind: 'window', label: '', center: 0, width: 1e6, function: 'linear' }, ct.presets[1]],
    };
    expect(axisOf(wide)).toEqual({ from: -2000, to: 2000 });
    const flat = plainValues(16, { from: 7, to: 7 });
    expect(axisOf(flat)).toEqual({ from: 7, to: 8 });
  });

  it('have bars as high as the commonest value of each; padding has none', () => {
    const counts = new Uint32Array(65536);
    // −2048 stored is padding; 0 HU is a stored value of 500, 2 HU of 501.
    counts[0] = 1e6;
    counts[2048 + 500] = 40;
    counts[2048 + 501] = 60;
    counts[2048 + 1000] = 9;
    const axis = axisOf(ct);
    const bars = barsOf(ct, counts, axis);
    expect(bars).toHaveLength(256);
    const barOf = (value: number): number => Math.min(255, Math.floor(((value - axis.from) / 2400) * 256));
    expect(barOf(modalityValue(ct, 2048 + 500))).toBe(barOf(2));
    expect([...bars].flatMap((count, bar) => (count > 0 ? [[bar, count]] : []))).toEqual([
      [barOf(0), 60],
      [barOf(1000), 9],
    ]);
  });

  it('have no more bars than there are values', () => {
    expect(barsOf(plainValues(16, { from: 10, to: 12 }), new Uint32Array(65536), { from: 10, to: 12 })).toHaveLength(3);
    expect(barsOf(ct, new Uint32Array(65536), { from: 0, to: 8 })).toHaveLength(5);
  });
});
