import type { Computation } from '../kernels/cpu-operator.ts';
import type { SimdKernels } from './kernels.generated.ts';
import type { SimdMemory } from './simd-memory.ts';

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
  kernels: SimdKernels,
  memory: SimdMemory,
  operands: SimdOperands,
) => Computation<Plan>;
