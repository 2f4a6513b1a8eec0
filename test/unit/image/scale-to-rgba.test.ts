import { describe, expect, it } from 'vitest';
import { expandToRgba, scaleToRgba } from '../../../src/image/scale-to-rgba.ts';
import { axisSpans } from '../../../src/image/axis-spans.ts';

function scale(samples: number[], width: number, channels: 1 | 3, to: { width: number; height: number }): number[] {
  const height = samples.length / width / channels;
  const image = { width, channels, samples: Uint8Array.from(samples) };
  const rgba = new Uint8ClampedArray(to.width * to.height * 4);
  scaleToRgba.mean(image, rgba, axisSpans(width, to.width), axisSpans(height, to.height), 0, to.height);
  return Array.from(rgba);
}

describe('scaleToRgba', () => {
  it('averages areas, parts of pixels included', () => {
    // 3 → 2: each target pixel covers one and a half.
    expect(scale([0, 90, 240], 3, 1, { width: 2, height: 1 })).toEqual([30, 30, 30, 255, 190, 190, 190, 255]);
    expect(scale([0, 90, 240], 1, 1, { width: 1, height: 2 })).toEqual([30, 30, 30, 255, 190, 190, 190, 255]);
  });

  it('keeps channels apart', () => {
    expect(scale([10, 20, 30, 30, 60, 90], 2, 3, { width: 1, height: 1 })).toEqual([20, 40, 60, 255]);
  });

  it('repeats pixels when larger', () => {
    expect(scale([7, 9], 2, 1, { width: 4, height: 1 }).filter((_, i) => i % 4 === 0)).toEqual([7, 7, 9, 9]);
  });
});

describe('expandToRgba', () => {
  it('copies gray to all channels and colours to their own', () => {
    const gray = new Uint8ClampedArray(8);
    expandToRgba({ width: 2, channels: 1, samples: Uint8Array.from([5, 6]) }, { x: 0, y: 0, width: 2 }, gray, 0, 1);
    expect([...gray]).toEqual([5, 5, 5, 255, 6, 6, 6, 255]);
    const rgb = new Uint8ClampedArray(8);
    const image = { width: 2, channels: 3, samples: Uint8Array.from([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]) } as const;
    expandToRgba(image, { x: 1, y: 0, width: 1 }, rgb, 1, 2);
    expect([...rgb]).toEqual([0, 0, 0, 0, 10, 11, 12, 255]);
  });
});
