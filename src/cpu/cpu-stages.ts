import { cannyThresholds } from '../pipeline/canny-thresholds.ts';
import { gaussianKernel } from '../pipeline/gaussian-kernel.ts';
import type { PipelineParams } from '../pipeline/params.ts';
import type { ComputedStageId } from '../pipeline/stages.ts';
import type { ImagePlanes } from './image-planes.ts';
import { HysteresisFlood, keepReached } from './kernels/canny-hysteresis.ts';
import { createCannyScratch, suppressNonMaxima } from './kernels/canny-suppress.ts';
import { applyTable, equalizationTable } from './kernels/equalize.ts';
import { createBlurScratch, gaussianBlur } from './kernels/gaussian-blur.ts';
import { grayscale } from './kernels/grayscale.ts';
import { addToHistogram } from './kernels/histogram.ts';
import type { WorkSlices } from './work-slices.ts';

/** Fills a stage's plane from the plane of its input. */
type ComputeStage = (planes: ImagePlanes, params: PipelineParams, slices: WorkSlices) => Promise<void>;

/** How the CPU computes each stage. */
export const CPU_STAGES = {
  async grayscale({ width, height, channels, original, grayscale: gray }, _params, slices) {
    if (channels === 1) return;
    await slices.overPixels(width * height, (from, to) => grayscale(original, gray, from, to));
  },

  async enhanced({ grayscale: gray, enhanced }, _params, slices) {
    const table = equalizationTable(await histogramOf(gray, slices));
    await slices.overPixels(gray.length, (from, to) => applyTable(gray, enhanced, table, from, to));
  },

  async blurred({ width, height, enhanced, blurred }, { blur }, slices) {
    const scratch = createBlurScratch(width, gaussianKernel(blur.kernelSize, blur.sigma));
    await slices.overRows(height, width, (from, to) =>
      gaussianBlur(enhanced, blurred, width, height, scratch, from, to),
    );
  },

  async edges({ width, height, blurred, edges }, { canny }, slices) {
    const thresholds = cannyThresholds(canny);
    const scratch = createCannyScratch(width);
    await slices.overRows(height, width, (from, to) =>
      suppressNonMaxima(blurred, edges, width, height, canny, thresholds, scratch, from, to),
    );
    const flood = new HysteresisFlood(edges, width);
    await slices.untilDone((pixels) => flood.advance(pixels));
    await slices.overPixels(edges.length, (from, to) => keepReached(edges, from, to));
  },
} as const satisfies Record<ComputedStageId, ComputeStage>;

/** 256 counts of a plane's values. */
export async function histogramOf(plane: Uint8Array, slices: WorkSlices): Promise<Uint32Array<ArrayBuffer>> {
  const counts = new Uint32Array(256);
  await slices.overPixels(plane.length, (from, to) => addToHistogram(counts, plane, from, to));
  return counts;
}
