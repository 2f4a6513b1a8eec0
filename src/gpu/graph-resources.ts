import { knownId } from '../operators/operators.ts';
import type { AnyGraph, ComputedStageIdOf } from '../pipeline/graph.ts';
import { gpuOperator } from './operators/gpu-operators.ts';
import type { GpuOperands, GpuOperator, TargetCount } from './passes/gpu-operator.ts';

/** The resource of the given image's bytes. */
export const GIVEN = 'given';

/** A stage on the GPU: its operator's implementation and the names of what it works on. */
export interface GpuStage {
  readonly operator: GpuOperator;
  readonly operands: GpuOperands;
}

/** Gives the nodes of a graph their resources. An operator that stands twice has scratch of its own each time. */
export class GraphResources<G extends AnyGraph> {
  /** What outlives the passes that make it: the given image and every stage's plane. */
  readonly kept: readonly string[];
  private readonly graph: G;
  private readonly stages: ReadonlyMap<string, GpuStage>;

  /** @throws TypeError for an operator that is not in the list */
  constructor(graph: G, targets: TargetCount) {
    this.graph = graph;
    this.kept = graph.order.map((id) => this.of(id));
    this.stages = new Map(graph.computed.map((id) => [id, this.stageOf(id, targets)]));
  }

  /** The resource that holds `node`. */
  of(node: string): string {
    return node === this.graph.given ? GIVEN : `plane/${node}`;
  }

  stage(id: ComputedStageIdOf<G>): GpuStage {
    const stage = this.stages.get(id);
    if (!stage) throw new TypeError(`There is no stage "${id}" in this graph.`);
    return stage;
  }

  private stageOf(id: string, targets: TargetCount): GpuStage {
    const { operator, inputs } = this.graph.stages[id];
    return {
      operator: gpuOperator(knownId(operator)),
      operands: {
        inputs: inputs.map((input) => this.of(input)),
        output: this.of(id),
        scratch: (name) => `scratch/${id}/${name}`,
        targets,
      },
    };
  }
}
