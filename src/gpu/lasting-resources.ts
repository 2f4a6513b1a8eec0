import type { ImageSize } from '../operators/operator.ts';
import type { AnyGraph, ParamsOf, StageIdOf } from '../pipeline/graph.ts';
import type { GivenMaking } from '../pipeline/scheduled-image.ts';
import { planOf } from '../pipeline/stage-plan.ts';
import { staleStages } from '../pipeline/stale-stages.ts';
import type { GpuOperands, LastingScratch } from './passes/gpu-operator.ts';
import type { RenderPass } from './passes/render-graph.ts';

/** What the resources that stages keep between updates were made with. */
export class LastingResources<G extends AnyGraph> {
  private readonly graph: G;
  private readonly making: Pick<GivenMaking<G>, 'keyOf'>;
  private readonly madeWith = new Map<string, ParamsOf<G>>();

  constructor(graph: G, making: Pick<GivenMaking<G>, 'keyOf'>) {
    this.graph = graph;
    this.making = making;
  }

  /** Notes that the lasting resource of `stage` now holds what `params` make of it. */
  made(stage: StageIdOf<G>, params: ParamsOf<G>): void {
    this.madeWith.set(stage, params);
  }

  /** Whether it holds what `params` would make of it: from the same inputs, with the same of its plan. */
  serves(stage: StageIdOf<G>, lasting: LastingScratch, params: ParamsOf<G>, size: ImageSize): boolean {
    const madeWith = this.madeWith.get(stage);
    if (!madeWith) return false;
    const another = this.making.keyOf(madeWith) !== this.making.keyOf(params);
    const stale: readonly string[] = staleStages(this.graph, madeWith, params, another);
    if (this.graph.stages[stage].inputs.some((input) => stale.includes(input))) return false;
    const dependsOn = (given: ParamsOf<G>): string => lasting.dependsOn(planOf(this.graph, stage, given, size));
    return dependsOn(madeWith) === dependsOn(params);
  }
}

/** Those of the passes that come after the last one that writes to any of the scratch called `names`. */
export function passesAfter(
  passes: readonly RenderPass[],
  operands: Pick<GpuOperands, 'scratch'>,
  names: readonly string[],
): readonly RenderPass[] {
  const kept = names.map((name) => operands.scratch(name));
  const writes = ({ writes: targets }: RenderPass): boolean => targets.some(({ resource }) => kept.includes(resource));
  return passes.slice(1 + Math.max(...passes.map((pass, index) => (writes(pass) ? index : -1))));
}
