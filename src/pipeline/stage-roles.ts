import type { Showing } from './graph.ts';
import { COMPUTED_STAGE_IDS, STANDARD, type ComputedStageId, type StageId } from './standard-graph.ts';

/** The stage that is given. */
export const GIVEN: StageId = STANDARD.given;

/** The stages whose values are counted beside the image. */
export const HISTOGRAMS = shownFor('histogram');

/** The stage in which gradients are read. */
export const [GRADIENT_STAGE] = shownFor('gradient');

/** The stage that can be laid over others: what the gradients were weighed for. */
export const [OVERLAY] = shownFor('overlay');

function shownFor(showing: Showing): ComputedStageId[] {
  return COMPUTED_STAGE_IDS.filter((id) => STANDARD.stages[id].shows === showing);
}
