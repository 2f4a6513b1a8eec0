import type { StageId } from '../../pipeline/standard-graph.ts';
import type { Computation } from './computation.ts';

/** A file's images as PNG files: what stays of them when their pixels are freed. */
export interface KeptResults {
  readonly computed: Computation;
  readonly images: Readonly<Record<StageId, Blob>>;
}
