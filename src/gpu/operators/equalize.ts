import { EQUALIZE_APPLY } from '../../shaders/equalize.apply.frag.ts';
import { EQUALIZE_TABLE } from '../../shaders/equalize.table.frag.ts';
import { gridTarget, type GpuOperator } from '../passes/gpu-operator.ts';
import { histogramPasses, histogramTarget } from './histogram.ts';

/** Equalisation without read-back: histogram, table and look-up all stay on the GPU. */
export const equalize: GpuOperator<null> = {
  fingerprint: 0x6be4de48,
  passes: ({ inputs: [plane], output, scratch, targets }, geometry) => {
    const histogram = histogramTarget(scratch('histogram'));
    const table = scratch('table');
    return [
      ...histogramPasses(geometry, plane, histogram, scratch, targets),
      {
        program: EQUALIZE_TABLE,
        reads: { histogram: histogram.resource },
        uniforms: { pixelCount: geometry.width * geometry.height },
        writes: [{ resource: table, format: 'R8UI', width: 256, height: 1 }],
      },
      {
        program: EQUALIZE_APPLY,
        reads: { plane, table },
        writes: [gridTarget(output, 'RGBA8UI', geometry.plane)],
      },
    ];
  },
};
