import { EQUALIZE_APPLY } from '../../shaders/equalize.apply.frag.ts';
import { EQUALIZE_TABLE } from '../../shaders/equalize.table.frag.ts';
import { gridTarget, type GpuStage, type TargetCount } from '../passes/gpu-operator.ts';
import { histogramPasses } from './histogram.ts';

/** Equalisation without read-back: histogram, table and look-up all stay on the GPU. */
export function equalize(targets: TargetCount): GpuStage {
  return {
    passes: (geometry) => [
      ...histogramPasses(geometry, 'grayscale', 'histogram', targets),
      {
        program: EQUALIZE_TABLE,
        reads: { histogram: 'histogram' },
        uniforms: { pixelCount: geometry.width * geometry.height },
        writes: [{ resource: 'equalize.table', format: 'R8UI', width: 256, height: 1 }],
      },
      {
        program: EQUALIZE_APPLY,
        reads: { plane: 'grayscale', table: 'equalize.table' },
        writes: [gridTarget('enhanced', 'RGBA8UI', geometry.plane)],
      },
    ],
  };
}
