import type { CannyPlan } from '../../operators/canny.ts';
import type { GaussianBlurPlan } from '../../operators/gaussian-blur.ts';
import type { PlanOf } from '../../operators/operator.ts';
import type { OPERATORS, OperatorId } from '../../operators/operators.ts';
import type { WindowPlan } from '../../operators/window.ts';
import type { Computation, Slices } from '../kernels/cpu-operator.ts';
import { equalizationTable } from '../kernels/equalize.ts';
import type { SimdMemory } from './simd-memory.ts';
import { addressOf } from './simd-module.ts';

/** What an instance of the kernels offers: what the files in assembly/ export. Addresses count bytes in its memory. */
export interface SimdInstance {
  readonly memory: WebAssembly.Memory;
  readonly COUNT_TABLES: WebAssembly.Global;
  /** Where memory begins that is nobody's yet. */
  readonly FIRST_FREE: WebAssembly.Global;
  readonly EQUALIZE_SCRATCH: WebAssembly.Global;
  window(samples: number, target: number, pixels: number, table: number): void;
  grayscale(rgb: number, gray: number, pixels: number): void;
  addToHistogram(plane: number, pixels: number): void;
  startEqualize(scratch: number): void;
  equalize(source: number, target: number, pixels: number): void;
  gaussianBlurScratchBytes(width: number): number;
  startGaussianBlur(source: number, target: number, width: number, height: number, scratch: number): void;
  gaussianBlur(radius: number, from: number, to: number): void;
  cannyScratchBytes(width: number, height: number): number;
  cannyShownBytes(width: number, height: number): number;
  placeCanny(source: number, edges: number, width: number, height: number, scratch: number, shown: number): void;
  startCanny(aperture: number, l2Gradient: number, low: number, high: number): void;
  suppressNonMaxima(from: number, to: number): void;
  followEdges(words: number): number;
  showReached(from: number, to: number): void;
  startScale(
    plane: number,
    width: number,
    channels: number,
    scratch: number,
    spans: number,
    count: number,
    wholeColumn: number,
    wholeRow: number,
  ): void;
  scaleRow(first: number, last: number, firstWeight: number, lastWeight: number, target: number): void;
}

/** What an operator computes with: addresses. */
export interface SimdOperands {
  /** In pixels. */
  readonly width: number;
  readonly height: number;
  readonly sources: readonly number[];
  readonly target: number;
}

/**
 * An operator in WebAssembly: reserves what it works in, and gives what computes once the room is made. An instance's
 * kernels are told at the beginning of each run where they work: only one run is under way.
 */
export type SimdOperator<Plan = unknown> = (
  kernels: SimdInstance,
  memory: SimdMemory,
  operands: SimdOperands,
) => Computation<Plan>;

/** Operators without a twin here are computed by the plain kernel, on the planes of the same memory. */
export const SIMD_OPERATORS = {
  window,
  grayscale,
  equalize,
  'gaussian-blur': gaussianBlur,
  canny,
} as const satisfies { readonly [Id in OperatorId]?: SimdOperator<PlanOf<(typeof OPERATORS)[Id]>> };

/** Bytes of a table for samples of 16 bits. */
const WINDOW_TABLE = 1 << 16;

/** Of samples of 16 bits; those of 8 are seen to by the plain kernel, as they are put aside only for as long as a window is set. */
function window(
  kernels: SimdInstance,
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
  kernels: SimdInstance,
  _memory: SimdMemory,
  { width, height, sources: [source], target }: SimdOperands,
): Computation<null> {
  return (_plan, slices) =>
    slices.overPixels(width * height, (from, to) => kernels.grayscale(source + 3 * from, target + from, to - from));
}

function equalize(
  kernels: SimdInstance,
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
  kernels: SimdInstance,
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

/** Following takes its time by the word of 64 pixels, of which a few are visited: a word counts as many pixels. */
const PIXELS_A_WORD = 8;

function canny(
  kernels: SimdInstance,
  memory: SimdMemory,
  { width, height, sources: [source], target }: SimdOperands,
): Computation<CannyPlan> {
  const scratch = memory.share('canny', kernels.cannyScratchBytes(width, height));
  // Which edges the plane shows: only what differs is written.
  const shownBytes = kernels.cannyShownBytes(width, height);
  const shown = memory.reserve(shownBytes);
  memory.zero(shown, shownBytes);
  memory.zero(target, width * height);
  return async ({ apertureSize, l2Gradient, low, high }, slices) => {
    kernels.placeCanny(source, target, width, height, scratch, shown);
    kernels.startCanny(apertureSize, l2Gradient ? 1 : 0, low, high);
    await slices.overRows(height, width, (from, to) => kernels.suppressNonMaxima(from, to));
    const follow = (pixels: number): boolean =>
      kernels.followEdges(Math.max(1, Math.floor(pixels / PIXELS_A_WORD))) !== 0;
    await slices.untilDone(follow);
    await slices.overRows(height, width, (from, to) => kernels.showReached(from, to));
  };
}

/** Tables that the histogram's kernel counts in. */
const COUNT_TABLES = 8;

/** 256 counts of the values from `address` on. */
export async function countValues(
  kernels: SimdInstance,
  address: number,
  pixels: number,
  slices: Slices,
): Promise<Uint32Array<ArrayBuffer>> {
  const counts = new Uint32Array(256);
  const tables = new Uint32Array(kernels.memory.buffer, addressOf(kernels.COUNT_TABLES), COUNT_TABLES * 256);
  await slices.overPixels(pixels, (from, to) => {
    tables.fill(0);
    kernels.addToHistogram(address + from, to - from);
    for (let i = 0; i < tables.length; i++) counts[i & 255] += tables[i];
  });
  return counts;
}
