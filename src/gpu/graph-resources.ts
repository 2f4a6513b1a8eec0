import { knownId } from '../operators/operators.ts';
import type { AnyGraph, StageIdOf } from '../pipeline/graph.ts';
import { gpuOperator } from './operators/gpu-operators.ts';
import type { GpuOperands, GpuOperator, TargetCount } from './passes/gpu-operator.ts';

/** The resource of the given image's bytes. */
export const GIVEN = 'given';

/** The plane of the picture that a window makes of them. */
const PICTURE = 'picture';

/** A stage on the GPU: its operator's implementation and the names of what it works on. */
export interface GpuStage {
  readonly operator: GpuOperator;
  readonly operands: GpuOperands;
}

/** Gives the nodes of a graph their resources. An operator that stands twice has scratch of its own each time. */
export class GraphResources<G extends AnyGraph> {
  /** What outlives the passes that make it: the given image and every stage's plane. */
  readonly kept: readonly string[];
  /** Whether a window makes the given image. */
  windowed = false;
  private readonly graph: G;
  private readonly targets: TargetCount;

  /** @throws TypeError for an operator that is not in the list */
  constructor(graph: G, targets: TargetCount) {
    this.graph = graph;
    this.targets = targets;
    this.kept = [GIVEN, ...(graph.shownBy ? [PICTURE] : []), ...graph.computed.map((id) => `plane/${id}`)];
    for (const id of graph.computed) this.stage(id as StageIdOf<G>);
  }

  /** The resource that holds `node`. */
  of(node: string): string {
    if (node === this.graph.given) return this.windowed ? PICTURE : GIVEN;
    return this.windowed && this.sharesPicture(node) ? PICTURE : `plane/${node}`;
  }

  /** The resources of which only one kind is in use at a time. */
  unused(): readonly string[] {
    const shared = this.graph.computed.filter((id) => this.sharesPicture(id));
    return this.windowed ? shared.map((id) => `plane/${id}`) : [PICTURE];
  }

  /** Whether `node` only passes on a given image that is a plane already. */
  sharesPicture(node: string): boolean {
    const { operator, inputs } = this.graph.stages[node];
    return operator !== null && inputs[0] === this.graph.given && gpuOperator(knownId(operator)).passesOn === true;
  }

  /** What computes `id`; of the given image what makes it of its samples. */
  stage(id: StageIdOf<G>): GpuStage {
    const { graph, targets } = this;
    const { operator, inputs } = graph.stages[id];
    const isGiven = id === graph.given;
    return {
      operator: gpuOperator(knownId(isGiven ? graph.shownBy : operator)),
      operands: {
        inputs: isGiven ? [GIVEN] : inputs.map((input) => this.of(input)),
        output: this.of(id),
        scratch: (name) => `scratch/${id}/${name}`,
        targets,
      },
    };
  }
}
