import type { SourceInfo } from '../../decode/decode-image.ts';
import type { SampleValues } from '../../image/sample-values.ts';
import type { Backend } from '../../pipeline/engine.ts';
import type { PipelineParams } from '../../pipeline/params.ts';
import type { FoundGroups } from '../files/found-groups.ts';
import type { StageId } from '../../pipeline/standard-graph.ts';

/** One file's images, for those who write them somewhere. */
export interface ResultSource {
  readonly width: number;
  readonly height: number;
  readonly source: SourceInfo | null;
  /** What computed the images. */
  readonly engine: Backend;
  readonly parameters: PipelineParams;
  /** The parameters that the image decided on, by group: known once the PNG file of its last stage is had. */
  readonly found?: () => FoundGroups | null;
  /** The stage's PNG file. */
  png(stage: StageId, signal?: AbortSignal): Promise<Blob>;
  /** Of a source of more than 8 bits: its samples as it stores them, as a PNG file of 16 bits. */
  readonly stored?: (signal?: AbortSignal) => Promise<Blob>;
  /** What its samples mean, where that is to be told. */
  readonly values?: SampleValues;
}
