import { gaussianKernel } from '../../operators/gaussian-kernel.ts';
import { gaussianBlurHorizontalShader } from '../../shaders/gaussian-blur.horizontal.frag.ts';
import { gaussianBlurVerticalShader } from '../../shaders/gaussian-blur.vertical.frag.ts';
import { interiorAndBorders } from '../passes/interior-and-borders.ts';
import type { RenderPass } from '../passes/render-graph.ts';
import { gridTarget, type GpuStage } from '../passes/gpu-operator.ts';

export const gaussianBlur: GpuStage = {
  passes: ({ plane, width, height }, { blur }): RenderPass[] => {
    const radius = (blur.kernelSize - 1) / 2;
    // The shaders count from the centre outwards, the kernel from the outside in.
    const weights = Uint32Array.from(gaussianKernel(blur.kernelSize, blur.sigma)).reverse();
    return [
      ...interiorAndBorders(plane, width, radius, (reach) => ({
        program: gaussianBlurHorizontalShader(radius, plane.fold, reach),
        reads: { plane: 'enhanced' },
        uniforms: { weights },
        writes: [gridTarget('blur.sums', 'RGBA16UI', plane)],
      })),
      {
        program: gaussianBlurVerticalShader(radius, plane.fold, height <= radius),
        reads: { sums: 'blur.sums' },
        uniforms: { weights },
        writes: [gridTarget('blurred', 'RGBA8UI', plane)],
      },
    ];
  },
};
