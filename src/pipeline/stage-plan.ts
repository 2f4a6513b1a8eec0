import type { Reduction } from '../image/axis-spans.ts';
import type { GivenImage } from '../operators/operator.ts';
import type { AnyGraph, ComputedStageIdOf, ParamsOf, StageIdOf } from './graph.ts';

/** What the operator of `stage` is to compute with: numbers that can be posted to a worker. */
export function planOf<G extends AnyGraph>(
  graph: G,
  stage: StageIdOf<G>,
  params: ParamsOf<G>,
  { width, height, samples }: GivenImage,
): unknown {
  const { operator: computing, params: group } = graph.stages[stage];
  const operator = computing ?? graph.shownBy;
  const values: unknown = group === null ? {} : (params as Readonly<Record<string, unknown>>)[group];
  return operator?.plan(values as never, { width, height, samples });
}

/** How pictures of `stage` that are smaller than the image are made: a mask's lines stay what they are. */
export function reductionOf(graph: AnyGraph, stage: string): Reduction {
  return graph.stages[stage].operator?.output === 'mask' ? 'most' : 'mean';
}

/**
 * The stage that holds the gray values of the given image, which are counted for its histogram.
 * @throws TypeError when the graph has none.
 */
export function grayOfGiven<G extends AnyGraph>(graph: G): ComputedStageIdOf<G> {
  const gray = graph.computed.find((id) => {
    const { operator, inputs } = graph.stages[id];
    return operator?.id === 'grayscale' && inputs[0] === graph.given;
  });
  if (gray === undefined) throw new TypeError(`This graph has no gray values of "${graph.given}" to count.`);
  return gray as ComputedStageIdOf<G>;
}
