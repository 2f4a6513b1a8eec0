import { cannyThresholds } from '../../operators/canny-thresholds.ts';
import { gaussianKernel } from '../../operators/gaussian-kernel.ts';
import type { PipelineParams } from '../../pipeline/params.ts';
import type { ComputedStageId } from '../../pipeline/standard-graph.ts';
import type { ImageKernels } from './image-kernels.ts';
import { equalizationTable } from './equalize.ts';
import type { WorkSlices } from '../memory/work-slices.ts';

/** Fills a stage's plane from the plane of its input. */
type ComputeStage = (image: ImageKernels, params: PipelineParams, slices: WorkSlices) => Promise<void>;

/** How the CPU computes each stage. */
export const CPU_STAGES = {
  async grayscale(image, _params, slices) {
    const { width, height, channels } = image.planes;
    if (channels === 1) return;
    await slices.overPixels(width * height, (from, to) => image.grayscale(from, to));
  },

  async enhanced(image, _params, slices) {
    image.startEqualize(equalizationTable(await histogramOf(image, 'grayscale', slices)));
    await slices.overPixels(image.planes.enhanced.length, (from, to) => image.equalize(from, to));
  },

  async blurred(image, { blur }, slices) {
    const { width, height } = image.planes;
    image.startBlur(gaussianKernel(blur.kernelSize, blur.sigma));
    await slices.overRows(height, width, (from, to) => image.blur(from, to));
  },

  async edges(image, { canny }, slices) {
    const { width, height } = image.planes;
    image.startCanny(canny, cannyThresholds(canny));
    await slices.overRows(height, width, (from, to) => image.suppressNonMaxima(from, to));
    await slices.untilDone((pixels) => image.followEdges(pixels));
    await slices.overRows(height, width, (from, to) => image.showEdges(from, to));
  },
} as const satisfies Record<ComputedStageId, ComputeStage>;

/** 256 counts of a plane's values. */
export async function histogramOf(
  image: ImageKernels,
  stage: ComputedStageId,
  slices: WorkSlices,
): Promise<Uint32Array<ArrayBuffer>> {
  const counts = new Uint32Array(256);
  await slices.overPixels(image.planes[stage].length, (from, to) => image.addToHistogram(stage, counts, from, to));
  return counts;
}
