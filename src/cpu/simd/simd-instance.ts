import type { Computation } from '../kernels/cpu-operator.ts';
import type { SimdMemory } from './simd-memory.ts';

/** What an instance of the kernels offers: what the files in assembly/ export. Addresses count bytes in its memory. */
export interface SimdInstance {
  readonly memory: WebAssembly.Memory;
  readonly COUNT_TABLES: WebAssembly.Global;
  /** Where memory begins that is nobody's yet. */
  readonly FIRST_FREE: WebAssembly.Global;
  readonly EQUALIZE_SCRATCH: WebAssembly.Global;
  window(samples: number, target: number, pixels: number, table: number): void;
  grayscale(rgb: number, gray: number, pixels: number): void;
  addRowsToTiles(plane: number, width: number, rows: number, tileWidth: number, tables: number): void;
  startEqualize(scratch: number): void;
  equalize(source: number, target: number, pixels: number): void;
  claheShareBytes(width: number): number;
  claheScratchBytes(width: number, height: number): number;
  startClahe(source: number, target: number, width: number, scratch: number): void;
  claheRows(from: number, to: number, places: number, row: number): void;
  gaussianBlurScratchBytes(width: number): number;
  startGaussianBlur(source: number, target: number, width: number, height: number, scratch: number): void;
  gaussianBlur(radius: number, from: number, to: number): void;
  medianScratchBytes(width: number): number;
  startMedian(source: number, target: number, width: number, height: number, scratch: number): void;
  median(radius: number, from: number, to: number): void;
  cannyScratchBytes(width: number, height: number): number;
  cannyShownBytes(width: number, height: number): number;
  placeCanny(source: number, edges: number, width: number, height: number, scratch: number, shown: number): void;
  startCanny(aperture: number, l2Gradient: number, low: number, high: number): void;
  countMagnitudes(from: number, to: number, shift: number, counts: number): void;
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
  mostOfRows(first: number, last: number, target: number): void;
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
