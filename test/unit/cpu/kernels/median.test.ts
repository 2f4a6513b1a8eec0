import { describe, expect, it } from 'vitest';
import { WorkSlices } from '../../../../src/cpu/memory/work-slices.ts';
import { chooseKernels } from '../../../../src/cpu/worker/choose-kernels.ts';
import type { Raster8 } from '../../../../src/image/raster-image.ts';
import { median } from '../../../../src/operators/median.ts';
import { noise, paint, radiograph } from '../../../support/images.ts';
import { loadOpenCv, medianOf } from '../../../support/opencv.ts';

const SIZES = [
  [1, 1],
  [1, 9],
  [9, 1],
  [2, 3],
  [3, 2],
  [16, 5],
  [17, 40],
  [61, 47],
  [97, 101],
] as const;

const LAYOUT = {
  bitDepth: 8,
  given: 'film',
  stages: [{ id: 'smooth', operator: 'median', inputs: ['film'] }],
} as const;

describe.each(['simd', 'plain'] as const)('the median, %s', (kernels) => {
  it.each(SIZES)('%i × %i: equals OpenCV with every kernel', async (width, height) => {
    const cv = await loadOpenCv();
    const { open } = await chooseKernels(kernels);
    const images = [
      noise(width, height, width * height),
      noise(width, height, 5, 3),
      radiograph(width, height),
      paint(width, height, () => 255),
      paint(width, height, (x, y) => ((x + y) % 2 === 0 ? 0 : 255)),
    ] as Raster8[];
    for (const image of images) {
      const film = await open({ ...LAYOUT, shape: { width, height, channels: 1 } });
      film.plane('film').data.set(image.data);
      for (const kernelSize of [1, 3, 5, 7]) {
        const expected = medianOf(cv, image, { kernelSize });
        const slices = new WorkSlices(new AbortController().signal);
        await film.compute('smooth', median.plan({ kernelSize }, image), slices);
        const differing = film.plane('smooth').data.findIndex((value, i) => value !== expected.data[i]);
        expect(differing, `kernel ${kernelSize}`).toBe(-1);
      }
      film.release();
    }
  });
});
