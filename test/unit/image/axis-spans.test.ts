import { describe, expect, it } from 'vitest';
import { axisSpans } from '../../../src/image/axis-spans.ts';

function rowsOf({ spans }: { spans: Uint32Array }): number[][] {
  return Array.from({ length: spans.length / 4 }, (_, i) => [...spans.subarray(4 * i, 4 * i + 4)]);
}

describe('axisSpans', () => {
  it('covers all of the image without gaps when the picture is smaller, pixels in two halves by half', () => {
    const { whole } = axisSpans(10, 4);
    expect(rowsOf(axisSpans(10, 4))).toEqual([
      [0, 2, whole, whole / 2],
      [2, 4, whole / 2, whole],
      [5, 7, whole, whole / 2],
      [7, 9, whole / 2, whole],
    ]);
  });

  it('takes the pixel under the centre when the picture is larger', () => {
    const pixels = (imageSize: number, pictureSize: number): number[] =>
      rowsOf(axisSpans(imageSize, pictureSize)).map(([first]) => first);
    expect(pixels(2, 5)).toEqual([0, 0, 1, 1, 1]);
    expect(pixels(3, 4)).toEqual([0, 1, 1, 2]);
    expect(pixels(3, 3)).toEqual([0, 1, 2]);
    for (const [first, last, firstWeight, lastWeight] of rowsOf(axisSpans(7, 31))) {
      expect([last, firstWeight, lastWeight]).toEqual([first, 1, 1]);
    }
  });

  it('has each pixel of the image in one pixel of the picture where the most of them is shown', () => {
    for (const [imageSize, pictureSize] of [
      [10, 4],
      [7, 6],
      [1000, 3],
      [65_535, 65_534],
    ]) {
      const { spans, whole } = axisSpans(imageSize, pictureSize, 0, pictureSize, 'most');
      let next = 0;
      for (let i = 0; i < spans.length; i += 4) {
        // Counted, because a hundred thousand expectations take seconds.
        if (spans[i] !== next || spans[i + 1] < next) break;
        next = spans[i + 1] + 1;
      }
      expect([next, whole]).toEqual([imageSize, 1]);
    }
    expect(rowsOf(axisSpans(10, 4, 1, 2, 'most'))).toEqual([
      [2, 4, 1, 1],
      [5, 6, 1, 1],
    ]);
  });

  it('gives a part of the picture as in the whole', () => {
    for (const pictureSize of [7, 100, 103, 257, 100_000]) {
      const whole = rowsOf(axisSpans(100, pictureSize));
      expect(rowsOf(axisSpans(100, pictureSize, 3, 4))).toEqual(whole.slice(3, 7));
    }
  });

  it('is exact where products of sides exceed 32 bits', () => {
    const last = 2 ** 31 - 1;
    expect(rowsOf(axisSpans(65_535, last, last - 1, 1))).toEqual([[65_534, 65_534, 1, 1]]);
    expect(rowsOf(axisSpans(50_000, 50_000, 46_341, 1))).toEqual([[46_341, 46_341, 1, 1]]);
    expect(rowsOf(axisSpans(10_000, 220_000, 219_000, 1))).toEqual([[9954, 9954, 1, 1]]);
  });

  it.each([
    [101, 100],
    [65_535, 65_534],
    [4096, 16],
    [4097, 16],
    [65_535, 16],
    [65_535, 15],
    [100_000_000, 1],
  ])('of %i pixels on %i counts no more than 32 bits hold, and never skips back', (imageSize, pictureSize) => {
    const { spans, whole } = axisSpans(imageSize, pictureSize);
    let before = 0;
    // Counted, because a hundred thousand expectations take seconds.
    const wrong: number[][] = [];
    for (let i = 0; i < spans.length; i += 4) {
      const [first, last, firstWeight, lastWeight] = spans.subarray(i, i + 4);
      const total = first === last ? firstWeight : firstWeight + (last - first - 1) * whole + lastWeight;
      const isRight =
        first >= before &&
        first <= last &&
        last < imageSize &&
        total > 0 &&
        255 * total * 4096 + (total * 4096) / 2 < 2 ** 32;
      if (!isRight) wrong.push([first, last, firstWeight, lastWeight]);
      before = last;
    }
    expect(wrong).toEqual([]);
    expect(spans.length).toBe(4 * pictureSize);
  });
});
