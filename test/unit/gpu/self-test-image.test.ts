import { expect, it } from 'vitest';
import { GPU_OPERATORS, gpuOperator } from '../../../src/gpu/operators/gpu-operators.ts';
import { fingerprint, selfTestImage, selfTestSamples } from '../../../src/gpu/self-test-image.ts';
import { trialGraph, trialOf, TRIALS } from '../../../src/gpu/trials.ts';
import { OPERATORS, type OperatorId } from '../../../src/operators/operators.ts';
import { defaultParams, resolveParams, resolveParamsOf } from '../../../src/pipeline/params.ts';
import type { AnyGraph } from '../../../src/pipeline/graph.ts';
import { planOf } from '../../../src/pipeline/stage-plan.ts';
import { STANDARD, type ComputedStageId } from '../../../src/pipeline/standard-graph.ts';
import { EVERY_OPERATOR } from '../../support/every-operator.ts';
import { loadOpenCv, oracleOf } from '../../support/opencv.ts';

const hex = (value: number): string => `0x${value.toString(16).padStart(8, '0')}`;

it('the self-tests expect of each operator what OpenCV computes', async () => {
  const expected = oracleOf(await loadOpenCv(), EVERY_OPERATOR, selfTestImage(), defaultParams(EVERY_OPERATOR));
  const fingerprints: Record<string, string> = {};
  for (const stage of EVERY_OPERATOR.computed) {
    fingerprints[EVERY_OPERATOR.stages[stage].operator?.id ?? ''] = hex(
      fingerprint(expected[stage].data as Uint8Array),
    );
  }
  const shown = oracleOf(await loadOpenCv(), STANDARD, selfTestSamples(), defaultParams(STANDARD));
  fingerprints.window = hex(fingerprint(shown[STANDARD.given].data as Uint8Array));
  const implemented = Object.entries(GPU_OPERATORS).map(([id, operator]) => [id, hex(operator.fingerprint)]);
  expect(Object.fromEntries(implemented)).toEqual(fingerprints);
});

it('the trials expect what OpenCV computes', async () => {
  const cv = await loadOpenCv();
  for (const { id, params, fingerprint: wanted } of TRIALS) {
    const graph = trialGraph(id);
    const wantedParams = resolveParamsOf<AnyGraph>(graph, { [id]: params }, defaultParams<AnyGraph>(graph));
    const expected = oracleOf(cv, graph, selfTestImage(), wantedParams);
    expect(hex(wanted), `${id} ${JSON.stringify(params)}`).toBe(hex(fingerprint(expected[id].data as Uint8Array)));
  }
});

it('each operator is tested: at the start, or when it is first wanted', () => {
  const size = { width: 9, height: 9 };
  const trials = (id: ComputedStageId, changes = {}): (string | undefined)[] => {
    const plan = planOf(STANDARD, id, resolveParams(changes), size);
    const trial = trialOf(gpuOperator(STANDARD.nodes[id].operator.id), plan);
    return trial ? [trial.id, ...Object.keys(trial.params)] : [];
  };
  for (const id of STANDARD.computed) expect(trials(id)).toEqual([]);
  expect(trials('enhanced', { enhance: { method: 'clahe' } })).toEqual(['clahe']);
  expect(trials('blurred', { blur: { method: 'median' } })).toEqual(['median']);
  expect(trials('edges', { canny: { thresholds: 'auto' } })).toEqual(['canny', 'thresholds', 'edgeShare']);
  // In a graph of somebody's own it stands by itself.
  const bare = (id: OperatorId): string | undefined =>
    trialOf(gpuOperator(id), OPERATORS[id].plan(defaultParams(trialGraph(id))[id] as never, size))?.id;
  expect((['equalize', 'gaussian-blur', 'clahe', 'median'] as const).map(bare)).toEqual([
    undefined,
    undefined,
    'clahe',
    'median',
  ]);
});
