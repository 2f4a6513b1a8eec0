import { grayscaleShader } from '../../shaders/grayscale.frag.ts';
import { gridTarget, type GpuStage } from './gpu-stage.ts';

export const grayscale: GpuStage = {
  passes: ({ plane, channels }) => [
    {
      program: grayscaleShader(channels, plane.fold),
      reads: { source: 'original' },
      writes: [gridTarget('grayscale', 'RGBA8UI', plane)],
    },
  ],
};
