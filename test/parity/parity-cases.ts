import fc from 'fast-check';
import { DEFAULT_PARAMS, type DeepPartial, type PipelineParams } from '../../src/pipeline/params.ts';

/** Low and high: usual, equal, swapped, zero, negative, fractional, beyond every gradient, the ends of the range. */
export const THRESHOLDS = [
  [100, 200],
  [150, 150],
  [200, 100],
  [0, 0],
  [0, 40],
  [-5, 30],
  [-100, -50],
  [40, -10],
  [33.4, 99.7],
  [0.5, 0.25],
  [1500, 3000],
  [9000.5, 20000],
  [32767, 32767],
  [-32768, 32767],
] as const;

export const STEPS: readonly DeepPartial<PipelineParams>[] = [
  {},
  { canny: { lowThreshold: 40 } },
  { canny: { highThreshold: 90.5 } },
  { canny: { apertureSize: 5, lowThreshold: 900, highThreshold: 2000 } },
  { blur: { kernelSize: 9 } },
  { blur: { sigma: 0 } },
  { canny: { l2Gradient: true } },
  { blur: { kernelSize: 3, sigma: 0.8 }, canny: { apertureSize: 7 } },
  {},
  DEFAULT_PARAMS,
];

/** For an image of 61 × 47: larger, smaller, and each on one side alone, by factors that are not whole. */
export const PICTURE_SIZES = [
  [61, 47],
  [97, 101],
  [610, 94],
  [62, 48],
  [60, 46],
  [45, 35],
  [13, 9],
  [2, 3],
  [1, 1],
  [61, 101],
  [200, 20],
  [13, 90],
] as const;

export const anySize = fc.oneof(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 10, max: 90 }));

const anyThreshold = fc.oneof(
  fc.integer({ min: -50, max: 1200 }),
  fc.double({ min: -50, max: 1200, noNaN: true }),
  fc.integer({ min: -32768, max: 32767 }),
);

export const anyParams: fc.Arbitrary<PipelineParams> = fc.record({
  blur: fc.record({
    kernelSize: fc.integer({ min: 0, max: 15 }).map((half) => 2 * half + 1),
    sigma: fc.oneof(fc.constant(0), fc.double({ min: 0, max: 12, noNaN: true })),
  }),
  canny: fc.record({
    lowThreshold: anyThreshold,
    highThreshold: anyThreshold,
    apertureSize: fc.constantFrom(3 as const, 5 as const, 7 as const),
    l2Gradient: fc.boolean(),
  }),
});

/** The odd numbers `from`…`to`. */
export function odd(from: number, to: number): number[] {
  return Array.from({ length: (to - from) / 2 + 1 }, (_, i) => from + 2 * i);
}
