import type { GaussianBlurPlan } from '../../operators/gaussian-blur.ts';
import { gaussianBlurHorizontalShader } from '../../shaders/gaussian-blur.horizontal.frag.ts';
import { gaussianBlurVerticalShader } from '../../shaders/gaussian-blur.vertical.frag.ts';
import { gridTarget, type GpuOperator } from '../passes/gpu-operator.ts';
import { interiorAndBorders } from '../passes/interior-and-borders.ts';

export const gaussianBlur: GpuOperator<GaussianBlurPlan> = {
  fingerprint: 0x17d92e9a,
  passes: ({ inputs: [input], output, scratch }, { plane, width, height }, { radius, weights: fromOutside }) => {
    const sums = scratch('sums');
    // The shaders count from the centre outwards, the kernel from the outside in.
    const weights = Uint32Array.from(fromOutside).reverse();
    return [
      ...interiorAndBorders(plane, width, radius, (reach) => ({
        program: gaussianBlurHorizontalShader(radius, plane.fold, reach),
        reads: { plane: input },
        uniforms: { weights },
        writes: [gridTarget(sums, 'RGBA16UI', plane)],
      })),
      {
        program: gaussianBlurVerticalShader(radius, plane.fold, height <= radius),
        reads: { sums },
        uniforms: { weights },
        writes: [gridTarget(output, 'RGBA8UI', plane)],
      },
    ];
  },
};
