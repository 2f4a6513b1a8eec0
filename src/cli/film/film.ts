import type { ManifestImage } from '../../export/manifest/manifest.ts';
import type { PipelineParams } from '../../pipeline/params.ts';
import type { StageId } from '../../pipeline/standard-graph.ts';
import type { FrameChoice } from './frames.ts';

/** What is written of a film: a stage, or the samples as the source stores them. */
export type ResultKind = StageId | typeof STORED;
export const STORED = 'stored';

export interface FilmInput {
  /** Of the source, for the system. */
  readonly path: string;
  /** Of the source, for people. */
  readonly name: string;
  /** What its results are named after. */
  readonly stem: string;
  /** The folder of the results. */
  readonly folder: string;
  readonly kinds: readonly ResultKind[];
  readonly params: PipelineParams;
  /** Null: the first one, whose results have no number. */
  readonly frames: FrameChoice | null;
}

/** A result's file, as far as an archive needs to know it and a manifest does not tell. */
export interface WrittenFile {
  readonly name: string;
  readonly size: number;
  readonly crc32: number;
}

/** What was made of one frame. */
export interface FilmImage {
  /** As the manifest tells of it. */
  readonly told: ManifestImage;
  readonly files: readonly WrittenFile[];
}
