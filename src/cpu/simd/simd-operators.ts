import type { CannyPlan } from '../../operators/canny.ts';
import type { GaussianBlurPlan } from '../../operators/gaussian-blur.ts';
import { magnitudeShift } from '../../operators/magnitude-classes.ts';
import type { MedianPlan } from '../../operators/median.ts';
import type { PlanOf } from '../../operators/operator.ts';
import type { OPERATORS, OperatorId } from '../../operators/operators.ts';
import type { WindowPlan } from '../../operators/window.ts';
import type { Computation } from '../kernels/cpu-operator.ts';
import { KeptMagnitudes, MAGNITUDES } from '../kernels/canny-thresholds.ts';
import { equalizationTable } from '../kernels/equalize.ts';
import { chosen } from '../kernels/one-of.ts';
import type { SimdKernels } from './kernels.generated.ts';
import { countValues } from './count-values.ts';
import { clahe } from './simd-clahe.ts';
import type { SimdOperands, SimdOperator } from './simd-operator.ts';
import type { SimdMemory } from './simd-memory.ts';
import { addressOf } from './simd-module.ts';

/** Operators without a twin here are computed by the plain kernel, on the planes of the same memory. */
export const SIMD_OPERATORS = {
  window,
  grayscale,
  equalize,
  clahe,
  enhance: oneOf<PlanOf<typeof OPERATORS.enhance>>({ equalize, clahe }),
  'gaussian-blur': gaussianBlur,
  median,
  blur: oneOf<PlanOf<typeof OPERATORS.blur>>({ gaussian: gaussianBlur, median }),
  canny,
} as const satisfies { readonly [Id in OperatorId]?: SimdOperator<PlanOf<(typeof OPERATORS)[Id]>> };

/** An operator that is one of several, as its plan says: each has its own memory. */
function oneOf<Plan extends { readonly method: string; readonly plan: unknown }>(operators: {
  readonly [Method in Plan['method']]: SimdOperator<Extract<Plan, { readonly method: Method }>['plan']>;
}): SimdOperator<Plan> {
  const known = operators as unknown as Readonly<Record<string, SimdOperator>>;
  return (kernels, memory, operands) => {
    const each = Object.entries(known).map(
      ([method, operator]) => [method, operator(kernels, memory, operands)] as const,
    );
    const computations = new Map(each);
    return chosen((method) => computations.get(method) as Computation);
  };
}

/** Bytes of a table for samples of 16 bits. */
const WINDOW_TABLE = 1 << 16;

/** Of samples of 16 bits; those of 8 are seen to by the plain kernel, as they are put aside only for as long as a window is set. */
function window(
  kernels: SimdKernels,
  memory: SimdMemory,
  { width, height, sources: [source], target }: SimdOperands,
): Computation<WindowPlan> {
  const scratch = memory.share('window', WINDOW_TABLE);
  return async ({ table }, slices) => {
    if (!table) throw new TypeError('Samples of 16 bits are no picture.');
    new Uint8Array(kernels.memory.buffer, scratch, WINDOW_TABLE).set(table);
    const show = (from: number, to: number): void =>
      kernels.window(source + 2 * from, target + from, to - from, scratch);
    await slices.overPixels(width * height, show);
  };
}

function grayscale(
  kernels: SimdKernels,
  _memory: SimdMemory,
  { width, height, sources: [source], target }: SimdOperands,
): Computation<null> {
  return (_plan, slices) =>
    slices.overPixels(width * height, (from, to) => kernels.grayscale(source + 3 * from, target + from, to - from));
}

function equalize(
  kernels: SimdKernels,
  memory: SimdMemory,
  { width, height, sources: [source], target }: SimdOperands,
): Computation<null> {
  const scratch = memory.share('equalize', addressOf(kernels.EQUALIZE_SCRATCH));
  const pixels = width * height;
  return async (_plan, slices) => {
    const table = equalizationTable(await countValues(kernels, source, pixels, slices));
    new Uint8Array(kernels.memory.buffer, scratch, table.length).set(table);
    kernels.startEqualize(scratch);
    await slices.overPixels(pixels, (from, to) => kernels.equalize(source + from, target + from, to - from));
  };
}

function gaussianBlur(
  kernels: SimdKernels,
  memory: SimdMemory,
  { width, height, sources: [source], target }: SimdOperands,
): Computation<GaussianBlurPlan> {
  const scratch = memory.share('gaussian-blur', kernels.gaussianBlurScratchBytes(width));
  return async ({ radius, weights }, slices) => {
    new Uint16Array(kernels.memory.buffer, scratch, weights.length).set(weights);
    kernels.startGaussianBlur(source, target, width, height, scratch);
    await slices.overRows(height, width, (from, to) => kernels.gaussianBlur(radius, from, to));
  };
}

function median(
  kernels: SimdKernels,
  memory: SimdMemory,
  { width, height, sources: [source], target }: SimdOperands,
): Computation<MedianPlan> {
  const scratch = memory.share('median', kernels.medianScratchBytes(width));
  return async ({ radius }, slices) => {
    kernels.startMedian(source, target, width, height, scratch);
    await slices.overRows(height, MEDIAN_COST * width, (from, to) => kernels.median(radius, from, to));
  };
}

/** So many times as long as most kernels it takes for a pixel. */
const MEDIAN_COST = 4;

/** Following takes its time by the word of 64 pixels, of which a few are visited: a word counts as many pixels. */
const PIXELS_A_WORD = 8;

function canny(
  kernels: SimdKernels,
  memory: SimdMemory,
  { width, height, sources: [source], target }: SimdOperands,
): Computation<CannyPlan> {
  const scratch = memory.share('canny', kernels.cannyScratchBytes(width, height));
  // Which edges the plane shows: only what differs is written.
  const shownBytes = kernels.cannyShownBytes(width, height);
  const shown = memory.reserve(shownBytes);
  memory.zero(shown, shownBytes);
  memory.zero(target, width * height);
  const magnitudes = new KeptMagnitudes();
  const counts = memory.share('magnitudes', 4 * MAGNITUDES);
  return async (plan, slices, circumstances) => {
    const { apertureSize, l2Gradient } = plan;
    const start = (low: number, high: number): void => {
      kernels.placeCanny(source, target, width, height, scratch, shown);
      kernels.startCanny(apertureSize, l2Gradient ? 1 : 0, low, high);
    };
    const count = async (): Promise<Uint32Array> => {
      start(0, 0);
      new Uint32Array(kernels.memory.buffer, counts, MAGNITUDES).fill(0);
      const shift = magnitudeShift(apertureSize);
      await slices.overRows(height, width, (from, to) => kernels.countMagnitudes(from, to, shift, counts));
      return new Uint32Array(kernels.memory.buffer, counts, MAGNITUDES).slice();
    };
    const { low, high } = await magnitudes.limits(plan, circumstances, count);
    start(low, high);
    await slices.overRows(height, width, (from, to) => kernels.suppressNonMaxima(from, to));
    const follow = (pixels: number): boolean =>
      kernels.followEdges(Math.max(1, Math.floor(pixels / PIXELS_A_WORD))) !== 0;
    await slices.untilDone(follow);
    await slices.overRows(height, width, (from, to) => kernels.showReached(from, to));
  };
}
