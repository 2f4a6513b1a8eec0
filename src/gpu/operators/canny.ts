import { listOf } from '../../base/list-of.ts';
import type { CannyPlan } from '../../operators/canny.ts';
import { magnitudeShift } from '../../operators/magnitude-classes.ts';
import { SOBEL } from '../../operators/sobel.ts';
import { cannyClassesShader } from '../../shaders/canny.classes.frag.ts';
import { CANNY_COMPARE } from '../../shaders/canny.compare.frag.ts';
import { cannyGradientShader, gradientPacking } from '../../shaders/canny.gradient.frag.ts';
import { cannyHysteresisShader } from '../../shaders/canny.hysteresis.frag.ts';
import { cannyPackShader, type PackedMask } from '../../shaders/canny.pack.frag.ts';
import { cannySuppressShader } from '../../shaders/canny.suppress.frag.ts';
import { cannyThresholdsShader } from '../../shaders/canny.thresholds.frag.ts';
import { cannyUnpackShader } from '../../shaders/canny.unpack.frag.ts';
import type { ShaderProgram } from '../../shaders/shader-program.ts';
import { histogramPasses, histogramTarget } from './histogram.ts';
import { growEdges } from './grow-edges.ts';
import type { ImageGeometry } from '../passes/image-geometry.ts';
import { interiorAndBorders } from '../passes/interior-and-borders.ts';
import type { RenderPass } from '../passes/render-graph.ts';
import { gridTarget, type GpuOperands, type GpuOperator } from '../passes/gpu-operator.ts';

/**
 * Passes between two looks at whether edges still grow, and in all before the CPU takes over. Radiographs settle
 * within 16 to 88; one path through the whole image would take tens of thousands.
 */
const PASSES = 16;
const MAX_PASSES = 32;

/** The masks of the last two passes: equal when hysteresis has reached its fixpoint. */
const BEFORE = 'edges.before';
const AFTER = 'edges';
const CANDIDATES = 'candidates';
const STRONG = 'strong';
const GRADIENT = 'gradient';
const MAGNITUDES = 'magnitudes';
const THRESHOLDS = 'thresholds';

export const canny: GpuOperator<CannyPlan> = {
  fingerprint: 0x14d221a0,
  variant: {
    takenBy: ({ allowed }) => allowed !== null,
    params: { thresholds: 'auto', edgeShare: 0.2 },
    fingerprint: 0x241a278c,
  },
  passes: (operands, geometry, plan) => {
    const { low, high, allowed, apertureSize, l2Gradient } = plan;
    const { inputs, scratch } = operands;
    const { plane } = geometry;
    const packing = gradientPacking(apertureSize, l2Gradient);
    const gradient = scratch(GRADIENT);
    return [
      ...interiorAndBorders(plane, geometry.width, (apertureSize - 1) / 2, (reach) => ({
        program: cannyGradientShader(apertureSize, SOBEL[apertureSize], l2Gradient, plane.fold, reach),
        reads: { plane: inputs[0] },
        writes: [gridTarget(gradient, packing.format, plane)],
      })),
      ...(allowed === null ? [] : thresholdPasses(operands, geometry, plan, allowed)),
      {
        program: cannySuppressShader(packing, plane.fold, allowed !== null),
        reads: { gradient, ...(allowed !== null && { thresholds: scratch(THRESHOLDS) }) },
        uniforms: allowed === null ? { lowThreshold: low, highThreshold: high } : {},
        writes: [gridTarget(scratch('flags'), 'R8UI', plane)],
      },
      ...packPasses(operands, geometry),
      ...hysteresisPasses(operands, geometry, STRONG, false),
    ];
  },

  lasting: {
    resources: [GRADIENT, MAGNITUDES],
    dependsOn: ({ apertureSize, l2Gradient, allowed }) => `${apertureSize} ${l2Gradient} ${allowed === null}`,
  },

  found: {
    resource: THRESHOLDS,
    params: ([, , low, high], { apertureSize, allowed }) => {
      const scale = apertureSize === 7 ? 16 : 1;
      return allowed === null ? null : { lowThreshold: scale * low, highThreshold: scale * high };
    },
  },

  handsOver: [CANDIDATES, BEFORE, AFTER],

  async finish(operands, geometry, run) {
    const { scratch } = operands;
    const [candidates, before, after] = [CANDIDATES, BEFORE, AFTER].map(scratch);
    const changed = gridTarget(scratch('changed'), 'R8UI', geometry.mask);
    const compare: RenderPass = { program: CANNY_COMPARE, reads: { before, after }, writes: [changed] };
    for (let passes = PASSES; await run.drawsAny(compare); passes += PASSES) {
      if (passes < MAX_PASSES) {
        await run.draw(hysteresisPasses(operands, geometry, AFTER, true), [candidates, before, after]);
        continue;
      }
      const open = await run.readMask(candidates);
      const edges = await run.readMask(after);
      const { columns, rows } = geometry.mask;
      await growEdges(open, edges, columns, rows, run.check);
      run.writeMask(after, edges);
      break;
    }
    await run.draw([
      {
        program: unpack(geometry),
        reads: { edges: after },
        writes: [gridTarget(operands.output, 'RGBA8UI', geometry.plane)],
      },
    ]);
  },

  finishPrograms: (geometry) => [CANNY_COMPARE, unpack(geometry)],
};

/** Counts the magnitudes' classes and finds the thresholds, which stay on the GPU. */
function thresholdPasses(
  { scratch, targets }: GpuOperands,
  geometry: ImageGeometry,
  { apertureSize, l2Gradient }: CannyPlan,
  allowed: number,
): RenderPass[] {
  const { plane } = geometry;
  const shift = magnitudeShift(apertureSize);
  const packing = gradientPacking(apertureSize, l2Gradient);
  const classes = scratch('classes');
  const counts = histogramTarget(scratch(MAGNITUDES));
  return [
    {
      program: cannyClassesShader(packing, l2Gradient, shift, plane.fold),
      reads: { gradient: scratch(GRADIENT) },
      writes: [gridTarget(classes, 'RGBA8UI', plane)],
    },
    ...histogramPasses(geometry, classes, counts, scratch, targets),
    {
      program: cannyThresholdsShader(l2Gradient, shift),
      reads: { counts: counts.resource },
      uniforms: { allowed },
      writes: [{ resource: scratch(THRESHOLDS), format: 'RGBA32UI', width: 1, height: 1 }],
    },
  ];
}

/** Both masks at once, or one after the other where a device cannot hold two such targets. */
function packPasses({ scratch, targets }: GpuOperands, { plane, mask }: ImageGeometry): RenderPass[] {
  const pack = (packed: readonly PackedMask[]): RenderPass => ({
    program: cannyPackShader(plane.fold, mask.fold, packed),
    reads: { flags: scratch('flags') },
    writes: packed.map((name) => gridTarget(scratch(name === 'strong' ? STRONG : CANDIDATES), 'RGBA32UI', mask)),
  });
  return targets > 1 ? [pack(['candidates', 'strong'])] : [pack(['candidates']), pack(['strong'])];
}

/**
 * Passes from the mask `seeds` on; the last two are left in BEFORE and AFTER.
 * @param settled whether `seeds` comes from an earlier pass
 */
function hysteresisPasses(
  { scratch }: GpuOperands,
  { mask }: ImageGeometry,
  seeds: string,
  settled: boolean,
): RenderPass[] {
  const program = cannyHysteresisShader(mask.fold);
  const name = (pass: number): string => {
    if (pass < 0) return scratch(seeds);
    if (pass === PASSES - 1) return scratch(AFTER);
    return scratch(pass === PASSES - 2 ? BEFORE : `growing.${pass}`);
  };
  return listOf(PASSES, (pass) => ({
    program,
    reads: { candidates: scratch(CANDIDATES), edges: name(pass - 1) },
    uniforms: { maskSize: [mask.columns, mask.rows], settled: settled || pass > 0 ? 1 : 0 },
    writes: [gridTarget(name(pass), 'RGBA32UI', mask)],
  }));
}

function unpack({ plane, mask }: ImageGeometry): ShaderProgram {
  return cannyUnpackShader(plane.fold, mask.fold);
}
