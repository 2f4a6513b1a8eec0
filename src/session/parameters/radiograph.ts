import { resolveParams, type PipelineParams } from '../../pipeline/params.ts';

/** In pixels. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** What shows most of a radiograph at first sight: contrast by region, and edges by the image's own gradients. */
export function radiographParams(size: PictureSize): PipelineParams {
  return resolveParams({
    enhance: { method: 'clahe' },
    blur: { kernelSize: radiographKernel(size), sigma: 0 },
    canny: { thresholds: 'auto' },
  });
}

/**
 * The blur's kernel in pixels, odd, 3…31, that leaves a film's grain out of its edges: what is a rib's margin on a small picture is
 * several pixels of noise on a large one. 3, and 2 more for each 300 pixels of the shorter side.
 */
export function radiographKernel({ width, height }: PictureSize): number {
  return Math.min(31, 3 + 2 * Math.round(Math.min(width, height) / 300));
}

/** Of the pictures that most are, where a size is not known yet. */
const USUAL: PictureSize = { width: 1024, height: 1024 };

/** A sample is seen before anything was chosen. */
export const SAMPLE_PARAMS = radiographParams(USUAL);
