import type { ComputedStageId } from '../../pipeline/standard-graph.ts';
import { canny } from './canny.ts';
import { equalize } from './equalize.ts';
import { gaussianBlur } from './gaussian-blur.ts';
import type { GpuStage, TargetCount } from '../passes/gpu-operator.ts';
import { grayscale } from './grayscale.ts';

export type GpuStages = Readonly<Record<ComputedStageId, GpuStage>>;

/** The GPU's implementation of every computed stage; one that is missing does not compile. */
export function gpuStages(targets: TargetCount): GpuStages {
  return { grayscale, enhanced: equalize(targets), blurred: gaussianBlur, edges: canny(targets) };
}
