import { knownId } from '../../operators/operators.ts';
import type { AnyGraph } from '../../pipeline/graph.ts';
import type { ImageLayout, ImageShape } from './image-planes.ts';

/**
 * What of `graph` a worker must know to make room for an image and to compute.
 * @throws TypeError for an operator that is not in the list
 */
export function layoutOf(
  graph: AnyGraph,
  { width, height, channels, bitDepth }: ImageShape & Pick<ImageLayout, 'bitDepth'>,
): ImageLayout {
  const stages = graph.computed.map((id) => {
    const { operator, inputs } = graph.stages[id];
    return { id, operator: knownId(operator), inputs };
  });
  return { shape: { width, height, channels }, bitDepth, given: graph.given, stages };
}
