import { expect, it } from 'vitest';
import { pixelShape, SQUARE } from '../../../src/image/pixel-shape.ts';

it('a pixel is stretched along its longer side, by what the file says', () => {
  expect(pixelShape({ pixelAspect: 2 })).toEqual({ x: 1, y: 2 });
  expect(pixelShape({ pixelAspect: 0.25 })).toEqual({ x: 4, y: 1 });
  expect(pixelShape({})).toBe(SQUARE);
});

it('is square where it differs by rounding only, or by what no picture has', () => {
  for (const pixelAspect of [1, 1.004, 0.996, 21, 1e-9, 1e300, Infinity, NaN]) {
    expect(pixelShape({ pixelAspect })).toBe(SQUARE);
  }
});
