import { describe, expect, it } from 'vitest';
import { gaussianKernel } from '../../../src/operators/gaussian-kernel.ts';
import { roundHalfToEven } from '../../../src/operators/round-half-to-even.ts';

const SIGMAS = [0, 0.1, 0.3, 0.5, 0.8, 1, 1.4142, 2.5, 5, 10, 100, 1e150, 1e-200, Number.MAX_VALUE];

describe('gaussianKernel', () => {
  it('is OpenCV’s fixed kernels for sigma 0', () => {
    expect([...gaussianKernel(1, 0)]).toEqual([256]);
    expect([...gaussianKernel(3, 0)]).toEqual([64, 128]);
    expect([...gaussianKernel(5, 0)]).toEqual([16, 64, 96]);
    expect([...gaussianKernel(7, 0)]).toEqual([8, 28, 56, 72]);
    expect([...gaussianKernel(9, 0)]).toEqual([4, 13, 30, 51, 60]);
  });

  it('adds up to 256 for every size and sigma', () => {
    for (let size = 1; size <= 31; size += 2) {
      for (const sigma of SIGMAS) {
        const half = [...gaussianKernel(size, sigma)];
        const sum = 2 * half.slice(0, -1).reduce((a, b) => a + b, 0) + half[half.length - 1];
        expect(sum, `size ${size}, sigma ${sigma}`).toBe(256);
        expect(half.length).toBe((size + 1) / 2);
      }
    }
  });

  it('derives sigma from the size where there is no fixed kernel', () => {
    expect([...gaussianKernel(11, 0)]).toEqual([...gaussianKernel(11, 0.15 * 11 + 0.35)]);
  });

  it('leaves the image alone when sigma is too small to reach a neighbour', () => {
    expect([...gaussianKernel(5, 0.1)]).toEqual([0, 0, 256]);
  });
});

describe('roundHalfToEven', () => {
  it('rounds halves to the even neighbour', () => {
    expect([0.5, 1.5, 2.5, -0.5, -1.5, 2.4999, 2.5001].map((value) => roundHalfToEven(value) + 0)).toEqual([
      0, 2, 2, 0, -2, 2, 3,
    ]);
  });
});
