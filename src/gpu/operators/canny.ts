import { cannyThresholds } from '../../operators/canny-thresholds.ts';
import { CANNY_COMPARE } from '../../shaders/canny.compare.frag.ts';
import { cannyGradientShader, gradientPacking } from '../../shaders/canny.gradient.frag.ts';
import { cannyHysteresisShader } from '../../shaders/canny.hysteresis.frag.ts';
import { cannyPackShader, type PackedMask } from '../../shaders/canny.pack.frag.ts';
import { cannySuppressShader } from '../../shaders/canny.suppress.frag.ts';
import { cannyUnpackShader } from '../../shaders/canny.unpack.frag.ts';
import { growEdges } from './grow-edges.ts';
import type { ImageGeometry } from '../passes/image-geometry.ts';
import { interiorAndBorders } from '../passes/interior-and-borders.ts';
import type { RenderPass } from '../passes/render-graph.ts';
import { gridTarget, type GpuStage, type TargetCount } from '../passes/gpu-operator.ts';

/**
 * Passes between two looks at whether edges still grow, and in all before the CPU takes over. Radiographs settle
 * within 16 to 88; one path through the whole image would take tens of thousands.
 */
const PASSES = 16;
const MAX_PASSES = 32;

/** The masks of the last two passes: equal when hysteresis has reached its fixpoint. */
const BEFORE = 'canny.edges.before';
const AFTER = 'canny.edges';
const CANDIDATES = 'canny.candidates';
const STRONG = 'canny.strong';
const GRADIENT = 'canny.gradient';

export const canny = (targets: TargetCount): GpuStage => ({
  passes: (geometry, params) => {
    const { plane } = geometry;
    const { low, high } = cannyThresholds(params.canny);
    const { apertureSize, l2Gradient } = params.canny;
    const packing = gradientPacking(apertureSize, l2Gradient);
    return [
      ...interiorAndBorders(plane, geometry.width, (apertureSize - 1) / 2, (reach) => ({
        program: cannyGradientShader(apertureSize, l2Gradient, plane.fold, reach),
        reads: { plane: 'blurred' },
        writes: [gridTarget(GRADIENT, packing.format, plane)],
      })),
      {
        program: cannySuppressShader(packing, plane.fold),
        reads: { gradient: GRADIENT },
        uniforms: { lowThreshold: low, highThreshold: high },
        writes: [gridTarget('canny.flags', 'R8UI', plane)],
      },
      ...packPasses(geometry, targets),
      ...hysteresisPasses(geometry, STRONG, false),
    ];
  },

  lasting: {
    resource: GRADIENT,
    dependsOn: ({ canny: { apertureSize, l2Gradient } }) => `${apertureSize} ${l2Gradient}`,
  },

  handsOver: [CANDIDATES, BEFORE, AFTER],

  async finish(geometry, run) {
    const keep = [CANDIDATES, BEFORE, AFTER];
    for (let passes = PASSES; await run.differ(BEFORE, AFTER); passes += PASSES) {
      if (passes < MAX_PASSES) {
        await run.draw(hysteresisPasses(geometry, AFTER, true), keep);
        continue;
      }
      const candidates = await run.readMask(CANDIDATES);
      const edges = await run.readMask(AFTER);
      const { columns, rows } = geometry.mask;
      await growEdges(candidates, edges, columns, rows, run.check);
      run.writeMask(AFTER, edges);
      break;
    }
    await run.draw([unpackPass(geometry)]);
  },

  finishPrograms: (geometry) => [CANNY_COMPARE, unpackPass(geometry).program],
});

/** Both masks at once, or one after the other where a device cannot hold two such targets. */
function packPasses({ plane, mask }: ImageGeometry, targets: TargetCount): RenderPass[] {
  const pack = (packed: readonly PackedMask[]): RenderPass => ({
    program: cannyPackShader(plane.fold, mask.fold, packed),
    reads: { flags: 'canny.flags' },
    writes: packed.map((name) => gridTarget(name === 'strong' ? STRONG : CANDIDATES, 'RGBA32UI', mask)),
  });
  return targets > 1 ? [pack(['candidates', 'strong'])] : [pack(['candidates']), pack(['strong'])];
}

/**
 * Passes from the mask `seeds` on; the last two are left in BEFORE and AFTER.
 * @param settled whether `seeds` comes from an earlier pass
 */
function hysteresisPasses({ mask }: ImageGeometry, seeds: string, settled: boolean): RenderPass[] {
  const program = cannyHysteresisShader(mask.fold);
  const name = (pass: number): string => {
    if (pass < 0) return seeds;
    if (pass === PASSES - 1) return AFTER;
    return pass === PASSES - 2 ? BEFORE : `canny.growing.${pass}`;
  };
  return Array.from({ length: PASSES }, (_, pass) => ({
    program,
    reads: { candidates: CANDIDATES, edges: name(pass - 1) },
    uniforms: { maskSize: [mask.columns, mask.rows], settled: settled || pass > 0 ? 1 : 0 },
    writes: [gridTarget(name(pass), 'RGBA32UI', mask)],
  }));
}

function unpackPass({ plane, mask }: ImageGeometry): RenderPass {
  return {
    program: cannyUnpackShader(plane.fold, mask.fold),
    reads: { edges: AFTER },
    writes: [gridTarget('edges', 'RGBA8UI', plane)],
  };
}
