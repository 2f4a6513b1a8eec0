import type { StageId } from '../../pipeline/standard-graph.ts';
import type { FoundGroups } from './found-groups.ts';
import type { Computation } from './computation.ts';

/** A file's images as PNG files: what stays of them when their pixels are freed. */
export interface KeptResults {
  readonly computed: Computation;
  /** The parameters that the image decided on, by group; see `ImagePipeline.found`. */
  readonly found?: FoundGroups | null;
  readonly images: Readonly<Record<StageId, Blob>>;
}
