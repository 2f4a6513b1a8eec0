import type { SourceColorType } from '../../decode/decode-image.ts';
import type { FallbackReason } from '../../engines/cpu-fallback.ts';
import type { SampleValues } from '../../image/sample-values.ts';
import type { Backend } from '../../pipeline/engine.ts';
import { sameParams } from '../../pipeline/parameter-paths.ts';
import type { PipelineParams } from '../../pipeline/params.ts';

/** What a file's header says about its image. */
export interface ImageFacts {
  readonly width: number;
  readonly height: number;
  /** Bits a sample in the file. */
  readonly bitDepth: number;
  readonly colorType: SourceColorType;
  /** The file says that its pixels hold writing, which may tell who the patient is. */
  readonly burnedIn?: boolean;
}

/** How a file's images were computed. */
export interface Computation {
  /** What they were made with. */
  readonly params: PipelineParams;
  readonly backend: Backend;
  readonly milliseconds: number;
  /** What the samples mean, of more than 8 bits or a DICOM file's. */
  readonly values?: SampleValues;
  /** Which frame of a file of several, from 0; absent of the first. */
  readonly frame?: number;
  /** Why the CPU computed although the GPU was to. */
  readonly fallback: FallbackReason | null;
}

/** Whether images were made of a frame with these parameters. */
export function isMadeOf(made: Pick<Computation, 'frame' | 'params'>, frame: number, params: PipelineParams): boolean {
  return (made.frame ?? 0) === frame && sameParams(made.params, params);
}
