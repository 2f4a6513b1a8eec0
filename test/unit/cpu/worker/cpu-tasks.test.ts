import { describe, expect, it } from 'vitest';
import { createCpuTasks, type CpuTasks, type PlannedStage } from '../../../../src/cpu/worker/cpu-tasks.ts';
import type { TaskHandlers } from '../../../../src/worker/tasks.ts';
import type { Raster8 } from '../../../../src/image/raster-image.ts';
import { STANDARD, type ComputedStageId } from '../../../../src/pipeline/standard-graph.ts';
import { planOf } from '../../../../src/pipeline/stage-plan.ts';
import { resolveParams } from '../../../../src/pipeline/params.ts';
import { layoutOf } from '../../../../src/cpu/memory/graph-layout.ts';
import { noise, rgbNoise } from '../../../support/images.ts';

const context = {
  signal: new AbortController().signal,
  report: () => undefined,
  transfer: () => undefined,
  free: () => undefined,
};

const bytes = ({ buffer }: Uint8ClampedArray<ArrayBuffer>): Uint8Array => new Uint8Array(buffer);

async function open(tasks: TaskHandlers<CpuTasks>, id: number, image: Raster8): Promise<void> {
  await tasks.open({ id, layout: layoutOf(STANDARD, image) }, context);
  await tasks.fill({ id, offset: 0, samples: image.data }, context);
}

function planned(stages: readonly ComputedStageId[], image: Raster8, params = resolveParams()): PlannedStage[] {
  return stages.map((id) => ({ id, plan: planOf(STANDARD, id, params, image) }));
}

describe.each(['simd', 'plain'] as const)('with %s kernels', (kernels) => {
  const started = async (): Promise<TaskHandlers<CpuTasks>> => {
    const tasks = createCpuTasks();
    expect(await tasks.start({ kernels }, context)).toBe(kernels);
    return tasks;
  };

  it('an image is not overwritten while it is being drawn', async () => {
    const tasks = await started();
    const image = noise(2400, 1800, 1);
    await open(tasks, 1, image);
    await tasks.compute({ id: 1, stages: planned(STANDARD.computed, image) }, context);
    const view = {
      id: 1,
      stage: 'blurred',
      width: 1200,
      height: 900,
      part: { x: 0, y: 0, width: 1200, height: 900 },
    } as const;
    const reference = await tasks.render(view, context);

    const drawn = tasks.render(view, context);
    const unblurred = resolveParams({ blur: { kernelSize: 1 } });
    await tasks.compute({ id: 1, stages: planned(['blurred'], image, unblurred) }, context);
    expect(Buffer.compare(bytes(await drawn), bytes(reference))).toBe(0);
    expect(Buffer.compare(bytes(await tasks.render(view, context)), bytes(reference))).not.toBe(0);
  });

  it('a gray original is its own gray image, and no result shares memory with a plane', async () => {
    const tasks = await started();
    for (const [id, image] of [noise(8, 8, 2), rgbNoise(8, 8, 3)].entries()) {
      await open(tasks, id, image);
      await tasks.compute({ id, stages: planned(['grayscale'], image) }, context);
      const first = await tasks.read({ id, stage: 'grayscale' }, context);
      if (image.channels === 1) expect(first).toEqual(image.data);
      const before = Uint8Array.from(first);
      first.fill(0);
      expect(await tasks.read({ id, stage: 'grayscale' }, context)).toEqual(before);
    }
  });

  it('a closed image is gone', async () => {
    const tasks = await started();
    await open(tasks, 5, noise(8, 8, 2));
    await tasks.close({ id: 5 }, context);
    await expect(async () => tasks.read({ id: 5, stage: 'edges' }, context)).rejects.toThrow('no open image 5');
  });
});
