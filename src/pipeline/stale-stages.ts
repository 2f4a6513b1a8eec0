import type { AnyGraph, ComputedStageIdOf, ParamsOf } from './graph.ts';
import { sameGroup } from './params.ts';

/**
 * The stages to compute again, in order, to go from what was computed with `previous` (null: nothing was) to `next`:
 * those whose own parameters changed and all that depend on them.
 * @param givenChanges whether the given image is another one
 */
export function staleStages<G extends AnyGraph>(
  graph: G,
  previous: ParamsOf<G> | null,
  next: ParamsOf<G>,
  givenChanges = false,
): ComputedStageIdOf<G>[] {
  const stale = new Set<string>(givenChanges ? [graph.given] : []);
  for (const id of graph.computed) {
    const { inputs, params } = graph.stages[id];
    const changed = !previous || (params !== null && !sameGroup(previous, next, params));
    if (changed || inputs.some((input) => stale.has(input))) stale.add(id);
  }
  return graph.computed.filter((id) => stale.has(id)) as ComputedStageIdOf<G>[];
}

/** `stage` and the computed stages that it depends on, in the order in which they are computed. */
export function stagesUpTo<G extends AnyGraph>(graph: G, stage: ComputedStageIdOf<G>): ComputedStageIdOf<G>[] {
  const needed = new Set<string>();
  const visit = (id: string): void => {
    if (needed.has(id)) return;
    needed.add(id);
    graph.stages[id].inputs.forEach(visit);
  };
  visit(stage);
  return graph.computed.filter((id) => needed.has(id)) as ComputedStageIdOf<G>[];
}
