import { grayscaleShader } from '../../shaders/grayscale.frag.ts';
import { gridTarget, type GpuOperator } from '../passes/gpu-operator.ts';

export const grayscale: GpuOperator<null> = {
  fingerprint: 0x056f86d8,
  passesOn: true,
  passes: ({ inputs: [source], output }, { plane, channels, source: { words } }) => [
    {
      program: grayscaleShader(channels, words, plane.fold),
      reads: { source },
      writes: [gridTarget(output, 'RGBA8UI', plane)],
    },
  ],
};
