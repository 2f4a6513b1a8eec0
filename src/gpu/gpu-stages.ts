import type { ComputedStageId } from '../pipeline/stages.ts';
import { canny } from './stages/canny.ts';
import { equalize } from './stages/equalize.ts';
import { gaussianBlur } from './stages/gaussian-blur.ts';
import type { GpuStage, TargetCount } from './stages/gpu-stage.ts';
import { grayscale } from './stages/grayscale.ts';

export type GpuStages = Readonly<Record<ComputedStageId, GpuStage>>;

/** The GPU's implementation of every computed stage; one that is missing does not compile. */
export function gpuStages(targets: TargetCount): GpuStages {
  return { grayscale, enhanced: equalize(targets), blurred: gaussianBlur, edges: canny(targets) };
}
