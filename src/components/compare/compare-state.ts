import { GIVEN, OVERLAY } from '../../pipeline/stage-roles.ts';
import type { StageId } from '../../pipeline/standard-graph.ts';
import type { ComparedFilm } from '../../session/comparing/comparison.ts';
import type { CompareMode } from '../words/compare-mode.ts';

/** How many times as bright as it is a difference can be shown: each the double of the one before. */
export const AMPLIFICATIONS = [1, 2, 4, 8, 16] as const;

/** What the reader chooses of the image that the first one is compared with. */
export interface CompareChoices {
  readonly mode: CompareMode;
  /** The image that the first one is compared with. */
  readonly other: StageId;
  /** Whose that is. */
  readonly otherFilm: ComparedFilm;
  /** Where they are seen in turn: whether it is the other one's. */
  readonly blinked: boolean;
  /** How many times as bright as it is a difference is shown. */
  readonly amplified: number;
}

export const NOTHING_COMPARED: Omit<CompareChoices, 'other'> = {
  mode: 'single',
  otherFilm: 'own',
  blinked: false,
  amplified: 1,
};

/** Whether one image lies over the other up to a line. */
export function isDivided(mode: CompareMode): boolean {
  return mode === 'divider' || mode === 'across';
}

/** The stage that another one of the same film is first compared with: what it was made from, and that with the edges. */
export function besideStage(stage: StageId): StageId {
  return stage === GIVEN ? OVERLAY : GIVEN;
}
