import fc from 'fast-check';
import {
  rangeWith,
  type ParameterSpec,
  type ParameterSpecs,
  type ParameterValue,
} from '../../src/operators/parameter-spec.ts';
import type { AnyGraph, ParamsOf } from '../../src/pipeline/graph.ts';
import { EVERY_OPERATOR } from '../support/every-operator.ts';
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

/** Any value that `spec` allows; of numbers mostly those that its slider has, and a fifth beyond. */
function anyValue(spec: ParameterSpec): fc.Arbitrary<ParameterValue> {
  if (spec.kind === 'flag') return fc.boolean();
  if (spec.kind === 'choice') return fc.constantFrom<ParameterValue[]>(...spec.values);
  const { min, max, grid, slider } = spec;
  if (grid > 0) return fc.integer({ min: 0, max: (max - min) / grid }).map((step) => min + step * grid);
  const beyond = (slider.max - slider.min) / 5;
  const usual = { min: Math.max(min, slider.min - beyond), max: Math.min(max, slider.max + beyond) };
  const far = max === Number.MAX_VALUE ? fc.constant(min) : fc.integer({ min, max });
  return fc.oneof(
    fc.integer({ min: Math.ceil(usual.min), max: Math.floor(usual.max) }),
    fc.double({ ...usual, noNaN: true }),
    far,
  );
}

/** Some values limit others. */
function within(values: Record<string, ParameterValue>, specs: ParameterSpecs): Record<string, ParameterValue> {
  const limited = Object.entries(values).map(([name, value]) => {
    const spec = specs[name];
    return [name, spec.kind === 'number' ? Math.min(Number(value), rangeWith(spec, values).max) : value];
  });
  return Object.fromEntries(limited) as Record<string, ParameterValue>;
}

/** Of every operator. */
export const anyParams = fc.record(
  Object.fromEntries(
    Object.entries(EVERY_OPERATOR.params).map(([group, specs]) => [
      group,
      fc
        .record(Object.fromEntries(Object.entries(specs).map(([name, spec]) => [name, anyValue(spec)])))
        .map((values) => within(values, specs)),
    ]),
  ),
) as unknown as fc.Arbitrary<ParamsOf<AnyGraph>>;

/** The odd numbers `from`…`to`. */
export function odd(from: number, to: number): number[] {
  return Array.from({ length: (to - from) / 2 + 1 }, (_, i) => from + 2 * i);
}
