import { describe, expect, it } from 'vitest';
import { draggedWindow } from '../../../../src/components/window-drag/window-drag.ts';
import { modalityValue, type SampleValues } from '../../../../src/image/sample-values.ts';
import { windowTable } from '../../../../src/image/window-table.ts';
import { problemWith } from '../../../../src/operators/parameter-spec.ts';
import { DEFAULT_PARAMS, PARAMETERS, type PipelineParams } from '../../../../src/pipeline/params.ts';

type Window = PipelineParams['window'];

function film(bits: number, more: Partial<SampleValues> = {}): SampleValues {
  const meaning = { bias: 0, slope: 1, intercept: 0, inverted: false, presets: [], frames: 1, frame: 0 };
  return { bitsStored: bits, ...meaning, ...more };
}

const byHand = (center: number, width: number, more: Partial<Window> = {}): Window => ({
  ...DEFAULT_PARAMS.window,
  source: 'manual',
  center,
  width,
  ...more,
});

describe('a window that is dragged', () => {
  it('gets wider to the right by factors, narrower to the left, and has its centre moved up and down', () => {
    const window = byHand(2048, 1024);
    expect(draggedWindow(window, { x: 160, y: 0 }, film(12))).toEqual(byHand(2048, 2048));
    expect(draggedWindow(window, { x: -160, y: 0 }, film(12))).toEqual(byHand(2048, 512));
    expect(draggedWindow(window, { x: 0, y: -256 }, film(12))).toEqual(byHand(1536, 1024));
    expect(draggedWindow(window, { x: 0, y: 256 }, film(12))).toEqual(byHand(2560, 1024));
    expect(draggedWindow(window, { x: 0, y: 0 }, film(12))).toEqual(window);
  });

  it('takes the same way in films of any depth', () => {
    for (const way of [
      { x: 37, y: 0 },
      { x: -90, y: 55 },
      { x: 12, y: -210 },
    ]) {
      const parts = [8, 12, 16].map((bits) => {
        const all = 2 ** bits;
        const { center, width } = draggedWindow(byHand(all / 2, all / 4), way, film(bits));
        return [center / all, width / all];
      });
      for (const [center, width] of parts) {
        expect(center).toBeCloseTo(parts[2][0], 2);
        expect(width).toBeCloseTo(parts[2][1], 2);
      }
    }
  });

  it.each([
    [false, false],
    [false, true],
    [true, false],
    [true, true],
  ])('is brighter above, whichever way round (inverted %s, Invert %s)', (inverted, invert) => {
    const values = film(12, { inverted });
    const window = byHand(2048, 2000, { invert });
    const brightness = (of: Window): number => windowTable(values, of, 4096).reduce((sum, shade) => sum + shade, 0);
    const [up, down] = [-100, 100].map((y) => brightness(draggedWindow(window, { x: 0, y }, values)));
    expect(up).toBeGreaterThan(brightness(window));
    expect(down).toBeLessThan(brightness(window));
  });

  it('stays where there are values, and never wider than twice all of them', () => {
    const values = film(12, { slope: 2, intercept: -1024 });
    const all = { from: modalityValue(values, 0), to: modalityValue(values, 4095) };
    const window = byHand(1000, 4000);
    expect(draggedWindow(window, { x: 0, y: -9999 }, values).center).toBe(all.from);
    expect(draggedWindow(window, { x: 0, y: 9999 }, values).center).toBe(all.to);
    expect(draggedWindow(window, { x: 9999, y: 0 }, values).width).toBe(2 * (all.to - all.from));
    expect(draggedWindow(window, { x: -9999, y: 0 }, values).width).toBe(1);
    expect(draggedWindow(byHand(1000, 0), { x: 160, y: 0 }, values).width).toBe(2);
    // One of a file that lies elsewhere begins where it is.
    expect(draggedWindow(byHand(90_000, 50_000), { x: 1, y: -1 }, values)).toMatchObject({
      center: 89_902,
      width: 50_000,
    });
  });

  it('has numbers that can be read, as fine as can be seen', () => {
    expect(draggedWindow(byHand(1000, 4000), { x: 7, y: 3 }, film(12))).toMatchObject({ center: 1023, width: 4123 });
    expect(draggedWindow(byHand(1000, 40), { x: 7, y: 3 }, film(12))).toMatchObject({ center: 1000.2, width: 41.2 });
    const fine = film(16, { slope: 0.0001 });
    const window = byHand(1, 0.5, { function: 'linear-exact' });
    expect(draggedWindow(window, { x: 7, y: 3 }, fine)).toMatchObject({ center: 1.003, width: 0.515 });
  });

  it('is one that may be set, whatever it began with', () => {
    const ends = [-1e9, -3.3, 0, 0.001, 1, 1e4, 1e9, 1e12];
    for (const center of ends)
      for (const width of ends.map(Math.abs))
        for (const slope of [1e-5, 1, 1e6])
          for (const reach of [-1e5, -1, 1, 1e5])
            for (const course of PARAMETERS.window.function.values) {
              const values = film(16, { slope });
              const window = byHand(center, width, { function: course });
              for (const way of [
                { x: reach, y: reach },
                { x: reach, y: 0 },
                { x: 0, y: reach },
              ]) {
                const moved = draggedWindow(window, way, values);
                for (const name of ['center', 'width'] as const)
                  expect(problemWith(moved[name], PARAMETERS.window[name])).toBe(null);
              }
            }
  });
});
