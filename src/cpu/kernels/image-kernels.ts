import type { CannyThresholds } from '../../operators/canny-thresholds.ts';
import type { PipelineParams } from '../../pipeline/params.ts';
import type { ComputedStageId } from '../../pipeline/standard-graph.ts';
import type { ImagePlanes, ImageShape } from '../memory/image-planes.ts';

/**
 * One open image's memory, and what computes in it. Stages are computed in pieces, from the first pixel or row to the
 * last and in that order; a piece is a range `from`…`to` − 1.
 */
export interface ImageKernels {
  readonly planes: ImagePlanes;
  /** Pixels of a colour original. A gray one is its own gray image. */
  grayscale(from: number, to: number): void;
  /** Adds the values of a plane's pixels to `counts` (256 bins). */
  addToHistogram(stage: ComputedStageId, counts: Uint32Array, from: number, to: number): void;
  /** Begins an equalisation by a table of 256 entries as `equalizationTable` gives it. */
  startEqualize(table: Uint8Array): void;
  /** Pixels of the enhanced plane: the gray ones replaced by what the table says. */
  equalize(from: number, to: number): void;
  /** Begins a blur by half of a kernel as `gaussianKernel` gives it. */
  startBlur(kernel: Uint16Array): void;
  /** Rows of the blurred plane. */
  blur(from: number, to: number): void;
  /** Begins an edge detection. */
  startCanny(canny: PipelineParams['canny'], thresholds: CannyThresholds): void;
  /** Rows of Canny's first half: gradients, and the pixels that may become edges. */
  suppressNonMaxima(from: number, to: number): void;
  /** Follows edges, for as long as about `pixels` pixels take; false when nothing is left to follow. */
  followEdges(pixels: number): boolean;
  /** Rows of the edge plane, now that all edges are known. */
  showEdges(from: number, to: number): void;
  /** Gives the memory back, for the next image: neither kernels nor planes may be used afterwards. */
  release(): void;
}

/** Makes room for an image and its stages; the caller fills the original's plane. @throws XrayError `image-too-large` */
export type OpenImageKernels = (shape: ImageShape) => Promise<ImageKernels>;

/** WebAssembly with SIMD instructions, or TypeScript. */
export type KernelKind = 'simd' | 'plain';
