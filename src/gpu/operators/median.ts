import type { MedianPlan } from '../../operators/median.ts';
import { medianShader } from '../../shaders/median.frag.ts';
import { gridTarget, type GpuOperator } from '../passes/gpu-operator.ts';
import { interiorAndBorders } from '../passes/interior-and-borders.ts';

export const median: GpuOperator<MedianPlan> = {
  fingerprint: 0x4cd0f8dd,
  passes: ({ inputs: [input], output }, { plane, width }, { radius }) =>
    interiorAndBorders(plane, width, radius, (reach) => ({
      program: medianShader(radius, plane.fold, reach),
      reads: { plane: input },
      writes: [gridTarget(output, 'RGBA8UI', plane)],
    })),
};
