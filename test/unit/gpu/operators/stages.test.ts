import { describe, expect, it } from 'vitest';
import { gpuStages } from '../../../../src/gpu/operators/gpu-operators.ts';
import { imageGeometry } from '../../../../src/gpu/passes/image-geometry.ts';
import type { RenderPass } from '../../../../src/gpu/passes/render-graph.ts';
import type { GpuStage } from '../../../../src/gpu/passes/gpu-operator.ts';
import { DEFAULT_PARAMS, resolveParams } from '../../../../src/pipeline/params.ts';
import { CANNY_COMPARE } from '../../../../src/shaders/canny.compare.frag.ts';
import { COMPUTED_STAGE_IDS, STAGES } from '../../../../src/pipeline/standard-graph.ts';

const geometry = imageGeometry(100, 80, 3, 4096);

/** What a stage draws, in order, on an image that needs no second round. */
async function allPasses({ passes, finish }: GpuStage): Promise<RenderPass[]> {
  const drawn = passes(geometry, DEFAULT_PARAMS);
  await finish?.(geometry, {
    draw: async (more) => void drawn.push(...more),
    check: () => undefined,
    differ: async () => false,
    readMask: () => Promise.reject(new Error('not read')),
    writeMask: () => undefined,
  });
  return drawn;
}

describe('the GPU stages as data', () => {
  it.each([1, 4, 8] as const)('write before they read, with %i histogram targets', async (targets) => {
    const written = new Set(['original']);
    for (const id of COMPUTED_STAGE_IDS) {
      for (const pass of await allPasses(gpuStages(targets)[id])) {
        for (const [sampler, resource] of Object.entries(pass.reads)) {
          expect(written, `${pass.program.name} reads ${resource}`).toContain(resource);
          expect(pass.program.fragment).toContain(`usampler2D ${sampler};`);
          expect(pass.writes.map((target) => target.resource)).not.toContain(resource);
        }
        for (const { resource } of pass.writes) written.add(resource);
      }
      expect(written).toContain(id);
    }
  });

  it.each([1, 4, 8] as const)('tell of all programs before they draw, with %i targets', async (targets) => {
    for (const id of COMPUTED_STAGE_IDS) {
      const stage = gpuStages(targets)[id];
      const told = [
        ...stage.passes(geometry, DEFAULT_PARAMS).map(({ program }) => program),
        ...(stage.finishPrograms?.(geometry) ?? []),
      ].map(({ fragment }) => fragment);
      for (const { program } of await allPasses(stage)) expect(told, program.name).toContain(program.fragment);
      expect(told.includes(CANNY_COMPARE.fragment)).toBe(stage.finish !== undefined);
    }
  });

  it('draw into no more targets at once than the device has', () => {
    for (const targets of [1, 4, 8] as const) {
      for (const id of COMPUTED_STAGE_IDS) {
        for (const { writes } of gpuStages(targets)[id].passes(geometry, DEFAULT_PARAMS)) {
          expect(writes.length).toBeLessThanOrEqual(targets);
        }
      }
    }
  });

  it('read no other stage than the one they are said to depend on', () => {
    for (const id of COMPUTED_STAGE_IDS) {
      const read = gpuStages(8)
        [id].passes(geometry, DEFAULT_PARAMS)
        .flatMap((pass) => Object.values(pass.reads));
      const stagesRead = new Set(read.filter((resource) => resource in STAGES));
      expect([...stagesRead]).toEqual([STAGES[id].input]);
    }
  });

  it('compile nothing new when only sigma or a threshold moves', () => {
    const programs = (changes: Parameters<typeof resolveParams>[0]): string[] =>
      COMPUTED_STAGE_IDS.flatMap((id) => gpuStages(8)[id].passes(geometry, resolveParams(changes))).map(
        (pass) => pass.program.fragment,
      );
    expect(programs({ blur: { sigma: 3.7 }, canny: { lowThreshold: 7, highThreshold: 9 } })).toEqual(programs({}));
  });
});
