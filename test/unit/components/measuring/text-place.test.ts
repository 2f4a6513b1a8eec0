import { expect, it } from 'vitest';
import { textAt } from '../../../../src/components/measuring/shapes.ts';

const places = (...xs: number[]): { x: number; y: number }[] => xs.map((x) => ({ x, y: 50 }));

it('a value stands beside the point that is farthest right', () => {
  expect(textAt(places(20, 90, 40), 0, 300, 0, 80)).toEqual({ x: 98, y: 44 });
});

it('and inside the picture, however near its edges the points are', () => {
  const { x } = textAt(places(20, 290), 0, 300, 0, 80);
  expect(x + 80).toBeLessThanOrEqual(300);
  expect(textAt([{ x: 20, y: 3 }], 0, 300, 0, 80).y).toBeGreaterThanOrEqual(14);
  // A picture that is turned lies left of the corner from which places are measured, and above it.
  expect(textAt([{ x: -10, y: -50 }], -300, 0, -400, 80)).toEqual({ x: -84, y: -56 });
});

it('from its beginning, where it is longer than the picture is wide', () => {
  expect(textAt(places(40, 70), 0, 81, 0, 120).x).toBe(2);
});
