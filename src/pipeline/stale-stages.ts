import { sameParams, type PipelineParams } from './params.ts';
import { COMPUTED_STAGE_IDS, STAGES, type ComputedStageId, type StageId } from './stages.ts';

/**
 * The stages to compute again, in order, to go from what was computed with `previous` (null: nothing was) to `next`:
 * those whose own parameters changed and all that depend on them.
 */
export function staleStages(previous: PipelineParams | null, next: PipelineParams): ComputedStageId[] {
  if (!previous) return [...COMPUTED_STAGE_IDS];
  const stale = new Set<StageId>();
  for (const id of COMPUTED_STAGE_IDS) {
    const { input, params } = STAGES[id];
    const changed = params !== null && !sameParams(previous, next, params);
    if (changed || (input !== null && stale.has(input))) stale.add(id);
  }
  return COMPUTED_STAGE_IDS.filter((id) => stale.has(id));
}
