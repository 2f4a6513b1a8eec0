import type { ImageSize } from '../operators/operator.ts';
import type { AnyGraph, ComputedStageIdOf, ParamsOf } from '../pipeline/graph.ts';
import { planOf } from '../pipeline/stage-plan.ts';
import { staleStages } from '../pipeline/stale-stages.ts';
import type { LastingScratch } from './passes/gpu-operator.ts';

/** What the resources that stages keep between updates were made with. */
export class LastingResources<G extends AnyGraph> {
  private readonly graph: G;
  private readonly madeWith = new Map<string, ParamsOf<G>>();

  constructor(graph: G) {
    this.graph = graph;
  }

  /** Notes that the lasting resource of `stage` now holds what `params` make of it. */
  made(stage: ComputedStageIdOf<G>, params: ParamsOf<G>): void {
    this.madeWith.set(stage, params);
  }

  /** Whether it holds what `params` would make of it: from the same inputs, with the same of its plan. */
  serves(stage: ComputedStageIdOf<G>, lasting: LastingScratch, params: ParamsOf<G>, size: ImageSize): boolean {
    const madeWith = this.madeWith.get(stage);
    if (!madeWith) return false;
    const stale: readonly string[] = staleStages(this.graph, madeWith, params);
    if (this.graph.stages[stage].inputs.some((input) => stale.includes(input))) return false;
    const dependsOn = (given: ParamsOf<G>): string => lasting.dependsOn(planOf(this.graph, stage, given, size));
    return dependsOn(madeWith) === dependsOn(params);
  }
}
