import { describe, expect, it } from 'vitest';
import { createCpuEngine } from '../../../src/cpu/cpu-engine.ts';
import type { ImagePipeline } from '../../../src/pipeline/engine.ts';
import { STAGE_IDS, type StageId } from '../../../src/pipeline/standard-graph.ts';
import type { RowSource } from '../../../src/image/row-source.ts';
import { noise, rgbNoise } from '../../support/images.ts';

const WIDTH = 57;
const HEIGHT = 41;

async function rowsOf(pipeline: ImagePipeline, stage: StageId): Promise<RowSource> {
  const rows = await pipeline.rows?.(stage);
  if (!rows) throw new Error('The CPU engine brings rows.');
  return rows;
}

const all = (source: RowSource): Promise<Uint8Array> =>
  source.read({
    ranges: [[0, source.height]],
    memory: new ArrayBuffer(source.width * source.height * source.channels),
  });

describe.each(['simd', 'plain'] as const)('rows of an image with %s kernels', (kernels) => {
  it.each(['gray', 'RGB'])('are those of each stage of a %s image, in any order', async (kind) => {
    const engine = await createCpuEngine({ kernels });
    const pipeline = await engine.open(kind === 'RGB' ? rgbNoise(WIDTH, HEIGHT, 1) : noise(WIDTH, HEIGHT, 1));
    for (const stage of STAGE_IDS) {
      const source = await rowsOf(pipeline, stage);
      const { data, channels } = await pipeline.read(stage);
      expect([source.width, source.height, source.channels, source.bitDepth]).toEqual([WIDTH, HEIGHT, channels, 8]);
      expect(await all(source)).toEqual(data);
      const stride = WIDTH * channels;
      const memory = new ArrayBuffer(7 * stride);
      const some = await source.read({
        ranges: [
          [9, 12],
          [0, 1],
          [40, 41],
        ],
        memory,
      });
      expect(some.buffer).toBe(memory);
      expect([...some]).toEqual([
        ...data.subarray(9 * stride, 12 * stride),
        ...data.subarray(0, stride),
        ...data.subarray(40 * stride),
      ]);
    }
    engine.dispose();
  });

  it('end when their stage is made anew, and only then', async () => {
    const engine = await createCpuEngine({ kernels });
    const pipeline = await engine.open(noise(WIDTH, HEIGHT, 2));
    await pipeline.update();
    const [enhanced, blurred, edges] = await Promise.all(
      (['enhanced', 'blurred', 'edges'] as const).map((stage) => rowsOf(pipeline, stage)),
    );
    const before = [await all(enhanced), await all(blurred)];
    await pipeline.update({ canny: { lowThreshold: 7 } });
    await expect(all(edges)).rejects.toMatchObject({ name: 'AbortError' });
    expect(await all(blurred)).toEqual(before[1]);
    // While it is being made, already: nobody waits for what is to be thrown away.
    const update = pipeline.update({ blur: { kernelSize: 9 } });
    await expect(all(blurred)).rejects.toMatchObject({ name: 'AbortError' });
    await update;
    expect(await all(enhanced)).toEqual(before[0]);
    engine.dispose();
    await expect(all(enhanced)).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('go on when the update that would have made their stage anew was dropped', async () => {
    const engine = await createCpuEngine({ kernels });
    const pipeline = await engine.open(noise(WIDTH, HEIGHT, 3));
    await pipeline.update();
    const blurred = await rowsOf(pipeline, 'blurred');
    const before = await all(blurred);
    const controller = new AbortController();
    const update = pipeline.update({ blur: { kernelSize: 9 } }, { signal: controller.signal });
    controller.abort();
    await expect(update).rejects.toMatchObject({ name: 'AbortError' });
    expect(await all(blurred)).toEqual(before);
    engine.dispose();
  });
});
