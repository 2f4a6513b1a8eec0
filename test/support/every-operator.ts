import { fits, type AnyOperator, type OperandType } from '../../src/operators/operator.ts';
import { OPERATORS } from '../../src/operators/operators.ts';
import { defineGraph, type AnyGraph, type ComputedNode } from '../../src/pipeline/graph.ts';
import { STANDARD, type StageId } from '../../src/pipeline/standard-graph.ts';

/** The standard graph and every operator that it does not have, each fed with the first of its stages that fits. */
export const EVERY_OPERATOR: AnyGraph = defineGraph({
  ...STANDARD.nodes,
  ...Object.fromEntries(Object.values<AnyOperator>(OPERATORS).filter(isExtra).map(nodeOf)),
});

function isExtra(operator: AnyOperator): boolean {
  const { order, stages, shownBy } = STANDARD;
  return operator !== shownBy && order.every((id) => stages[id].operator !== operator);
}

function nodeOf(operator: AnyOperator): [string, ComputedNode] {
  const { id, params } = operator;
  const inputs = operator.inputs.map((type) => String(STANDARD.order.find((stage) => fits(outputOf(stage), type))));
  return [id, { operator, inputs, short: id, ...(Object.keys(params).length > 0 && { params: id }) }];
}

function outputOf(stage: StageId): OperandType {
  return STANDARD.stages[stage].operator?.output ?? 'source';
}
