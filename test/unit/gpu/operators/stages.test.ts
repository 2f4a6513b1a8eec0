import { describe, expect, it } from 'vitest';
import { GIVEN, GraphResources, type GpuStage } from '../../../../src/gpu/graph-resources.ts';
import { imageGeometry } from '../../../../src/gpu/passes/image-geometry.ts';
import type { RenderPass } from '../../../../src/gpu/passes/render-graph.ts';
import type { TargetCount } from '../../../../src/gpu/passes/gpu-operator.ts';
import { DEFAULT_PARAMS, defaultParams, resolveParams } from '../../../../src/pipeline/params.ts';
import { TWO_BRANCHES } from '../../../parity/operators.ts';
import { CANNY_COMPARE } from '../../../../src/shaders/canny.compare.frag.ts';
import { planOf } from '../../../../src/pipeline/stage-plan.ts';
import { STANDARD, type ComputedStageId } from '../../../../src/pipeline/standard-graph.ts';

const geometry = imageGeometry(100, 80, 3, 4096);

const resources = (targets: TargetCount): GraphResources<typeof STANDARD> => new GraphResources(STANDARD, targets);

/** What a stage draws before it has to wait. */
function firstPasses(id: ComputedStageId, targets: TargetCount, params = DEFAULT_PARAMS): RenderPass[] {
  const { operator, operands } = resources(targets).stage(id);
  return operator.passes(operands, geometry, planOf(STANDARD, id, params, geometry));
}

/** What a stage draws, in order, on an image that needs no second round. */
async function allPasses(id: ComputedStageId, targets: TargetCount): Promise<RenderPass[]> {
  const { operator, operands }: GpuStage = resources(targets).stage(id);
  const drawn = firstPasses(id, targets);
  await operator.finish?.(operands, geometry, {
    draw: async (more) => void drawn.push(...more),
    check: () => undefined,
    drawsAny: async (pass) => {
      drawn.push(pass);
      return false;
    },
    readMask: () => Promise.reject(new Error('not read')),
    writeMask: () => undefined,
  });
  return drawn;
}

describe('the GPU stages as data', () => {
  it.each([1, 4, 8] as const)('write before they read, with %i histogram targets', async (targets) => {
    const written = new Set([GIVEN]);
    for (const id of STANDARD.computed) {
      for (const pass of await allPasses(id, targets)) {
        for (const [sampler, resource] of Object.entries(pass.reads)) {
          expect(written, `${pass.program.name} reads ${resource}`).toContain(resource);
          expect(pass.program.fragment).toContain(`usampler2D ${sampler};`);
          expect(pass.writes.map((target) => target.resource)).not.toContain(resource);
        }
        for (const { resource } of pass.writes) written.add(resource);
      }
      expect(written).toContain(resources(targets).of(id));
    }
  });

  it.each([1, 4, 8] as const)('tell of all programs before they draw, with %i targets', async (targets) => {
    for (const id of STANDARD.computed) {
      const { operator } = resources(targets).stage(id);
      const told = [
        ...firstPasses(id, targets).map(({ program }) => program),
        ...(operator.finishPrograms?.(geometry) ?? []),
      ].map(({ fragment }) => fragment);
      for (const { program } of await allPasses(id, targets)) expect(told, program.name).toContain(program.fragment);
      expect(told.includes(CANNY_COMPARE.fragment)).toBe(operator.finish !== undefined);
    }
  });

  it('draw into no more targets at once than the device has', () => {
    for (const targets of [1, 4, 8] as const) {
      for (const id of STANDARD.computed) {
        for (const { writes } of firstPasses(id, targets)) {
          expect(writes.length).toBeLessThanOrEqual(targets);
        }
      }
    }
  });

  it('read no other stage than the one they are said to depend on', () => {
    for (const id of STANDARD.computed) {
      const all = resources(8);
      const read = firstPasses(id, 8).flatMap((pass) => Object.values(pass.reads));
      const planesRead = new Set(read.filter((resource) => all.kept.includes(resource)));
      expect([...planesRead]).toEqual(STANDARD.stages[id].inputs.map((input) => all.of(input)));
    }
  });

  it('share nothing with other stages, not even of the same operator', () => {
    const all = new GraphResources(TWO_BRANCHES, 8);
    const writtenBy = new Map<string, string>();
    for (const id of TWO_BRANCHES.computed) {
      const { operator, operands } = all.stage(id);
      const plan = planOf(TWO_BRANCHES, id, defaultParams(TWO_BRANCHES), geometry);
      for (const { writes } of operator.passes(operands, geometry, plan)) {
        for (const { resource } of writes) {
          expect(writtenBy.get(resource) ?? id, resource).toBe(id);
          writtenBy.set(resource, id);
        }
      }
    }
    expect(new Set(all.kept).size).toBe(TWO_BRANCHES.order.length);
  });

  it('compile nothing new when only sigma or a threshold moves', () => {
    const programs = (changes: Parameters<typeof resolveParams>[0]): string[] =>
      STANDARD.computed
        .flatMap((id) => firstPasses(id, 8, resolveParams(changes)))
        .map((pass) => pass.program.fragment);
    expect(programs({ blur: { sigma: 3.7 }, canny: { lowThreshold: 7, highThreshold: 9 } })).toEqual(programs({}));
  });
});
