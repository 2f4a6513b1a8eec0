import type { CannyThresholds } from '../../operators/canny-thresholds.ts';
import type { PipelineParams } from '../../pipeline/params.ts';
import type { ComputedStageId } from '../../pipeline/standard-graph.ts';
import type { ImageKernels } from './image-kernels.ts';
import type { ImagePlanes } from '../memory/image-planes.ts';
import { HysteresisFlood, keepReached } from './canny-hysteresis.ts';
import { clearCannyScratch, createCannyScratch, suppressNonMaxima, type CannyScratch } from './canny-suppress.ts';
import { applyTable } from './equalize.ts';
import { createBlurScratch, gaussianBlur, type BlurScratch } from './gaussian-blur.ts';
import { grayscale } from './grayscale.ts';
import { addToHistogram } from './histogram.ts';

interface CannyRun {
  readonly canny: PipelineParams['canny'];
  readonly thresholds: CannyThresholds;
  readonly scratch: CannyScratch;
  readonly flood: HysteresisFlood;
}

/** The kernels in TypeScript: for wherever WebAssembly or its SIMD instructions are missing or not allowed. */
export class PlainKernels implements ImageKernels {
  readonly planes: ImagePlanes;
  private readonly onRelease: () => void;
  private readonly counters = new Uint32Array(4 * 256);
  private table: Uint8Array | null = null;
  private blurScratch: BlurScratch | null = null;
  private cannyRun: CannyRun | null = null;

  constructor(planes: ImagePlanes, onRelease: () => void) {
    this.planes = planes;
    this.onRelease = onRelease;
  }

  grayscale(from: number, to: number): void {
    grayscale(this.planes.original, this.planes.grayscale, from, to);
  }

  addToHistogram(stage: ComputedStageId, counts: Uint32Array, from: number, to: number): void {
    addToHistogram(counts, this.planes[stage], this.counters, from, to);
  }

  startEqualize(table: Uint8Array): void {
    this.table = table;
  }

  equalize(from: number, to: number): void {
    applyTable(this.planes.grayscale, this.planes.enhanced, begun(this.table), from, to);
  }

  startBlur(kernel: Uint16Array): void {
    this.blurScratch = createBlurScratch(this.planes.width, kernel, this.blurScratch);
  }

  blur(from: number, to: number): void {
    const { width, height, enhanced, blurred } = this.planes;
    gaussianBlur(enhanced, blurred, width, height, begun(this.blurScratch), from, to);
  }

  startCanny(canny: PipelineParams['canny'], thresholds: CannyThresholds): void {
    const { width, edges } = this.planes;
    const scratch = this.cannyRun?.scratch ?? createCannyScratch(width);
    const flood = this.cannyRun?.flood ?? new HysteresisFlood(edges, width);
    // The last run may have been aborted midway.
    clearCannyScratch(scratch);
    flood.restart();
    this.cannyRun = { canny, thresholds, scratch, flood };
  }

  suppressNonMaxima(from: number, to: number): void {
    const { width, height, blurred, edges } = this.planes;
    const { canny, thresholds, scratch } = begun(this.cannyRun);
    suppressNonMaxima(blurred, edges, width, height, canny, thresholds, scratch, from, to);
  }

  followEdges(pixels: number): boolean {
    return begun(this.cannyRun).flood.advance(pixels);
  }

  showEdges(from: number, to: number): void {
    const { width, edges } = this.planes;
    keepReached(edges, from * width, to * width);
  }

  release(): void {
    this.onRelease();
  }
}

function begun<T>(run: T | null): T {
  if (run === null) throw new Error('A stage goes on that was not begun.');
  return run;
}
