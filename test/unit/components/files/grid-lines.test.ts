import { describe, expect, it } from 'vitest';
import { layLines, lineAt, runsOf, type GridRules } from '../../../../src/components/files/grid-lines.ts';

const rules = (changes: Partial<GridRules> = {}): GridRules => ({
  columns: 1,
  gap: 4,
  heightOf: () => 56,
  isAlone: () => false,
  ...changes,
});

describe('the lines of a grid', () => {
  it('are as high as their highest row', () => {
    const heights = [56, 68, 56, 90, 56];
    expect(layLines(5, rules({ columns: 2, heightOf: (row) => heights[row] }))).toEqual({
      starts: [0, 2, 4, 5],
      tops: [0, 72, 166, 226],
    });
  });

  it('end where a row wants one for itself', () => {
    const isAlone = (row: number): boolean => row === 1 || row === 2;
    const heightOf = (row: number): number => (isAlone(row) ? 100 : 56);
    expect(layLines(7, rules({ columns: 3, isAlone, heightOf }))).toEqual({
      starts: [0, 1, 2, 3, 6, 7],
      tops: [0, 60, 164, 268, 328, 388],
    });
    expect(layLines(0, rules())).toEqual({ starts: [0], tops: [0] });
  });

  it('are found by a row and by a place', () => {
    const { starts, tops } = layLines(5000, rules({ columns: 3 }));
    expect([0, 2, 3, 4999].map((row) => lineAt(starts, row))).toEqual([0, 0, 1, 1666]);
    expect([-50, 0, 59, 60, 1e9].map((place) => lineAt(tops, place))).toEqual([0, 0, 0, 1, 1666]);
    expect(lineAt([0], 7)).toBe(0);
  });
});

describe('the lines that are in the page', () => {
  const lines = layLines(1000, rules());
  const view = { from: 6000, to: 6300 };

  it('are those that are seen', () => {
    expect(runsOf(lines, view, null)).toEqual([{ from: 100, to: 106 }]);
    expect(runsOf(lines, { from: -400, to: 100 }, null)).toEqual([{ from: 0, to: 2 }]);
    expect(runsOf(lines, { from: 1e6, to: 2e6 }, null)).toEqual([{ from: 999, to: 1000 }]);
  });

  it('and those about the focus, wherever it is', () => {
    expect(runsOf(lines, view, 0)).toEqual([
      { from: 0, to: 2 },
      { from: 100, to: 106 },
    ]);
    expect(runsOf(lines, view, 500)).toEqual([
      { from: 100, to: 106 },
      { from: 499, to: 502 },
    ]);
    expect(runsOf(lines, view, 103)).toEqual([{ from: 100, to: 106 }]);
    expect(runsOf(lines, view, 98)).toEqual([{ from: 97, to: 106 }]);
    expect(runsOf(lines, view, 999)).toEqual([
      { from: 100, to: 106 },
      { from: 998, to: 1000 },
    ]);
  });
});
