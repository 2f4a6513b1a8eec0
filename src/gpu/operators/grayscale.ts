import { grayscaleShader } from '../../shaders/grayscale.frag.ts';
import { gridTarget, type GpuStage } from '../passes/gpu-operator.ts';

export const grayscale: GpuStage = {
  passes: ({ plane, channels, source }) => [
    {
      program: grayscaleShader(channels, source.words, plane.fold),
      reads: { source: 'original' },
      writes: [gridTarget('grayscale', 'RGBA8UI', plane)],
    },
  ],
};
