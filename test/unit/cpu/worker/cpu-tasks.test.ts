import { describe, expect, it } from 'vitest';
import { createCpuTasks, type CpuTasks, type PlannedStage } from '../../../../src/cpu/worker/cpu-tasks.ts';
import type { TaskHandlers } from '../../../../src/worker/tasks.ts';
import type { Raster8 } from '../../../../src/image/raster-image.ts';
import { STANDARD, type ComputedStageId } from '../../../../src/pipeline/standard-graph.ts';
import { planOf } from '../../../../src/pipeline/stage-plan.ts';
import { resolveParams } from '../../../../src/pipeline/params.ts';
import { layoutOf } from '../../../../src/cpu/memory/graph-layout.ts';
import { flat, noise, rgbNoise } from '../../../support/images.ts';

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
      reduction: 'mean',
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

  it('having planes mapped changes nothing in them, and ends when it is aborted', async () => {
    const tasks = await started();
    const image = rgbNoise(300, 200, 4);
    await open(tasks, 1, image);
    await tasks.compute({ id: 1, stages: planned(STANDARD.computed, image) }, context);
    const read = async (): Promise<Buffer> =>
      Buffer.concat(await Promise.all(STANDARD.order.map((stage) => tasks.read({ id: 1, stage }, context))));
    const before = await read();
    await tasks.touch({ id: 1 }, context);
    expect((await read()).equals(before)).toBe(true);
    const ended = { ...context, signal: AbortSignal.abort() };
    await expect(tasks.touch({ id: 1 }, ended)).rejects.toMatchObject({ name: 'AbortError' });
    // The next one of its kind finds them mapped.
    await tasks.close({ id: 1 }, context);
    await open(tasks, 2, image);
    await expect(tasks.touch({ id: 2 }, ended)).resolves.toBeUndefined();
  });

  it('a closed image is gone', async () => {
    const tasks = await started();
    await open(tasks, 5, noise(8, 8, 2));
    await tasks.close({ id: 5 }, context);
    await expect(async () => tasks.read({ id: 5, stage: 'edges' }, context)).rejects.toThrow('no open image 5');
  });
});

describe('both kinds of kernels', () => {
  it('draw the same bytes in any size, of any part', async () => {
    const kinds = await Promise.all(
      (['simd', 'plain'] as const).map(async (kernels) => {
        const tasks = createCpuTasks();
        await tasks.start({ kernels }, context);
        return tasks;
      }),
    );
    const images = [noise(61, 47, 1), rgbNoise(61, 47, 2), flat(5, 9000, 255), flat(9000, 3, 255), noise(700, 600, 3)];
    for (const [id, image] of images.entries()) {
      const { width, height } = image;
      const sizes: [number, number][] = [
        [width - 1, height - 1],
        [Math.ceil(width / 2), Math.ceil(height / 3)],
        [17, 19],
        [1, 1],
        [1, height],
        [width, 1],
        [3, 2 * height],
        [2 * width, 2],
      ];
      for (const tasks of kinds) await open(tasks, id, image);
      for (const [across, down] of sizes) {
        const part = { x: across >> 2, y: down >> 3, width: across - (across >> 1), height: down - (down >> 2) };
        for (const shown of [{ x: 0, y: 0, width: across, height: down }, part]) {
          // Masks have one channel.
          for (const reduction of image.channels === 1 ? (['mean', 'most'] as const) : (['mean'] as const)) {
            const picture = { id, stage: 'original', width: across, height: down, part: shown, reduction };
            const [simd, plain] = await Promise.all(kinds.map((tasks) => tasks.render(picture, context)));
            const name = `${reduction} of ${width} × ${height} × ${image.channels} as ${across} × ${down}`;
            expect(
              bytes(simd).findIndex((value, i) => value !== plain[i]),
              name,
            ).toBe(-1);
          }
        }
      }
    }
  });
});
