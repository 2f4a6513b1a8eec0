import type { RasterImage } from '../../image/raster-image.ts';
import type { Backend } from '../../pipeline/engine.ts';
import type { PipelineParams } from '../../pipeline/params.ts';
import type { StageId } from '../../pipeline/standard-graph.ts';

/** One processed file, as the element gives it out. */
export interface LabResult {
  /** The source file's name. */
  readonly name: string;
  readonly width: number;
  readonly height: number;
  /** The file says that text is burnt into its picture, which may tell who the patient is; only where it says so. */
  readonly burnedIn?: boolean;
  /**
   * The parameters that `read` and `png` answer for: of the file on show the element's when the result was asked for, of
   * any other those it was made with, which stay until it is processed again or put on show.
   */
  readonly params: PipelineParams;
  /** Which frame of a file of several it is of, from 0. */
  readonly frame: number;
  /** The engine that computed it. */
  readonly backend: Backend;
  /**
   * The exact bytes of a stage. Of a file that is not on show they are decoded from the PNG that is kept of it.
   * @throws XrayError when the file can no longer be read; AbortError when the element was reset meanwhile.
   */
  read(stage: StageId): Promise<RasterImage>;
  /** The stage as a PNG file: gray for one channel, RGB for three. */
  png(stage: StageId): Promise<Blob>;
}
