import { fits, type AnyOperator } from '../operators/operator.ts';
import { OPERATORS, type OperatorId } from '../operators/operators.ts';
import { defineGraph, type AnyGraph, type ComputedNode } from '../pipeline/graph.ts';
import { DEFAULT_PARAMS } from '../pipeline/params.ts';
import { planOf } from '../pipeline/stage-plan.ts';
import { STANDARD } from '../pipeline/standard-graph.ts';
import { GPU_OPERATORS, gpuOperator } from './operators/gpu-operators.ts';
import type { GpuOperator } from './passes/gpu-operator.ts';

/** What of an operator is tested by itself, when it is first wanted: the test at every start leaves it out. */
export interface Trial {
  readonly id: OperatorId;
  /** Laid over its defaults. */
  readonly params: Readonly<Record<string, string | number | boolean>>;
  readonly fingerprint: number;
}

const ids = Object.keys(GPU_OPERATORS) as OperatorId[];

/** Those that draw the standard graph with default parameters. */
const triedAtStart: readonly GpuOperator[] = STANDARD.computed.map((stage) => {
  const operator = gpuOperator(STANDARD.nodes[stage].operator.id);
  const plan = planOf(STANDARD, stage, DEFAULT_PARAMS, { width: 1, height: 1 });
  return operator.chosen?.(plan).operator ?? operator;
});

/** All there are; of an operator at most itself and its variant. */
export const TRIALS: readonly Trial[] = ids.flatMap((id) => {
  const { chosen, variant, fingerprint }: GpuOperator = gpuOperator(id);
  const isTried = chosen !== undefined || id === 'window' || triedAtStart.includes(gpuOperator(id));
  return [
    ...(isTried ? [] : [{ id, params: {}, fingerprint }]),
    ...(variant ? [{ id, params: variant.params, fingerprint: variant.fingerprint }] : []),
  ];
});

/** The trial of what `plan` has drawn; null where the test at the start was one of it. */
export function trialOf(stage: GpuOperator, plan: unknown): Trial | null {
  const { operator, plan: own } = stage.chosen?.(plan) ?? { operator: stage, plan };
  const { variant, fingerprint } = operator;
  const wanted = variant?.takenBy(own) ? variant.fingerprint : fingerprint;
  return TRIALS.find((trial) => gpuOperator(trial.id) === operator && trial.fingerprint === wanted) ?? null;
}

/** The operator alone, fed with the given image or its gray values, under its own name. */
export function trialGraph(id: OperatorId): AnyGraph {
  const operator: AnyOperator = OPERATORS[id];
  const group = Object.keys(operator.params).length > 0 && { params: id };
  const { original, grayscale } = STANDARD.nodes;
  const inputs = operator.inputs.map((type) => (fits('source', type) ? 'original' : 'grayscale'));
  const alone: Record<string, ComputedNode> = { grayscale, [id]: { operator, inputs, short: id, ...group } };
  return defineGraph({ original, ...alone });
}
