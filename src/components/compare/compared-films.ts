import type { ComparedFilm, OtherImages } from '../../session/comparing/comparison.ts';
import type { PipelineParams } from '../../pipeline/params.ts';

/** What the viewer can compare the film on show with. */
export interface ComparedFilms {
  /** Other films that have images; the same list until something changes. */
  readonly others: () => readonly { readonly id: number; readonly name: string }[];
  /** The parameters of what was kept of the film; null where nothing was. */
  readonly kept: PipelineParams | null;
  /** Keeps its images as they are; null where there are none yet. */
  readonly keep: (() => void) | null;
  /** Null where it is the film's own images, or they are not there. */
  readonly of: (film: ComparedFilm) => OtherImages | null;
  /** Nothing of it is looked at any longer. */
  readonly release: () => void;
}
