import type { ImageInFile } from '../image/image-in-file.ts';
import type { RasterImage } from '../image/raster-image.ts';
import type { SampleValues } from '../image/sample-values.ts';
import type { RowSource } from '../image/row-source.ts';
import type { FoundParams } from '../operators/operator.ts';
import type { AnyGraph, ParamsOf, StageIdOf } from './graph.ts';
import type { DeepPartial } from './params.ts';
import type { StageId, StandardGraph } from './standard-graph.ts';

export type Backend = 'webgl2' | 'cpu';

/** Computes graphs of operators on one kind of hardware. Both engines give the same bytes: OpenCV's. */
export interface Engine {
  readonly backend: Backend;
  /** Who computes, for small print: the GPU's renderer string, "CPU (SIMD)" or "CPU". */
  readonly description: string;
  /**
   * Makes `image` ready to be processed; nothing is computed yet. The image's bytes are copied or kept, never changed. A gray one
   * of 16 bits is seen through the graph's window, one in colour by its high bytes. One
   * that is still in its file is decoded, where the engine computes if that can be.
   * @param options.graph what can be computed from it; default the five stages of the standard graph
   * @throws XrayError `image-too-large` when a side exceeds what the engine can hold, `engine-lost` when its device is
   * gone; of an image in its file what `decodeImage` throws, also when it has to be decoded again later; AbortError.
   */
  open<G extends AnyGraph = StandardGraph>(
    image: RasterImage | ImageInFile,
    options?: OpenOptions<G>,
  ): Promise<ImagePipeline<G>>;
  /** Frees everything, open pipelines included. Safe to call twice. */
  dispose(): void;
}

export interface OpenOptions<G extends AnyGraph = StandardGraph> {
  graph?: G;
  signal?: AbortSignal;
  /** What the samples of a gray image mean. Default: what those of a PNG do. */
  values?: SampleValues;
}

export interface UpdateOptions<Id extends string = StageId> {
  signal?: AbortSignal;
  /** Called for each stage recomputed, as soon as it can be drawn. */
  onStage?: (stage: Id) => void;
}

/** A rectangle of whole pixels. */
export interface PicturePart {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface DrawOptions {
  /**
   * Size of the picture in device pixels; default the image's own size. When smaller, the image is averaged down, a
   * mask's lines stay as thin as they are; when larger, each pixel shows the one under its centre. Stages are exact only at the image's own size; the engines draw the
   * same picture at any.
   */
  width?: number;
  height?: number;
  /** The part of that picture to draw, which is then the canvas's size; default all of it. */
  part?: PicturePart;
}

/** Throws a RangeError unless `part` lies in a picture of that size, and both have pixels. */
export function assertDrawable(width: number, height: number, part: PicturePart): void {
  const { x, y } = part;
  const sound = [width, height, part.width, part.height].every((side) => Number.isInteger(side) && side > 0);
  const inside = Number.isInteger(x) && Number.isInteger(y) && x >= 0 && y >= 0;
  if (sound && inside && x + part.width <= width && y + part.height <= height) return;
  throw new RangeError(
    `draw: ${part.width} × ${part.height} pixels at ${x}, ${y} of ${width} × ${height} cannot be drawn: all must be ` +
      'whole numbers, sizes at least 1, and the part inside.',
  );
}

/** One image on an engine: parameters in, stages out. */
export interface ImagePipeline<G extends AnyGraph = StandardGraph> {
  readonly width: number;
  readonly height: number;
  /**
   * What the samples of a gray image mean, from which the window makes the given image; null of colours, and of graphs without a
   * window.
   */
  readonly values?: SampleValues | null;
  /** The parameters of the last update that was finished; the graph's defaults before the first. */
  readonly params: ParamsOf<G>;
  /**
   * Milliseconds that each stage took when it was last computed, as far as the engine knows by now: the GPU's own clock
   * where the browser lets it be read, else nothing; the CPU's.
   */
  readonly timings: Readonly<Partial<Record<StageIdOf<G>, number>>>;
  /**
   * Lays `params` over the current ones and recomputes what is stale; the first call computes everything. Calls do not
   * queue: a newer call supersedes one that is not finished, which then rejects with AbortError, and takes over what it
   * asked for. What a call asked for that its own signal aborted is dropped.
   * @throws XrayError `invalid-params`, `engine-lost`; AbortError.
   */
  update(params?: DeepPartial<ParamsOf<G>>, options?: UpdateOptions<StageIdOf<G>>): Promise<void>;
  /** The exact bytes of a stage. Computes what is missing first. The caller owns the result, except the original's. */
  read(stage: StageIdOf<G>): Promise<RasterImage>;
  /**
   * The exact bytes of a stage, row by row, where the engine can bring them without a copy of the whole. Computes what is
   * missing first. The rows are those of one computation: once the stage is made anew, none can be read any more.
   */
  rows?(stage: StageIdOf<G>): Promise<RowSource>;
  /**
   * The parameters of a stage that the image decided on (`canny.thresholds: 'auto'`); null where all were given. Computes what is
   * missing first.
   */
  found?(stage: StageIdOf<G>): Promise<FoundParams | null>;
  /**
   * How often each sample is there that the window makes the given image of: 65,536 counts, of 8 bits 256, counted when it is asked.
   * Null of what has no {@link values}.
   */
  sampleCounts?(): Promise<Uint32Array | null>;
  /**
   * The sample of a gray image at a pixel, as it is stored, without waiting for what is computed; null of colours. Which value it stands
   * for, `storedValue` and `modalityValue` tell by {@link values}.
   */
  sample?(x: number, y: number): Promise<number | null>;
  /** 256 counts of a stage's values; of a colour original, those of its gray values. */
  histogram(stage: StageIdOf<G>): Promise<Uint32Array>;
  /** Sizes `canvas` and draws the stage on it. The GPU engine does so without reading pixels back. */
  draw(stage: StageIdOf<G>, canvas: HTMLCanvasElement, options?: DrawOptions): Promise<void>;
  /** Frees the image's memory; pending calls reject with AbortError. Safe to call twice. */
  dispose(): void;
}
