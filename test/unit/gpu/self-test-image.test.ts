import { expect, it } from 'vitest';
import { GPU_OPERATORS } from '../../../src/gpu/operators/gpu-operators.ts';
import { fingerprint, SELF_TEST_GRAPH, selfTestImage, selfTestSamples } from '../../../src/gpu/self-test-image.ts';
import { OPERATORS } from '../../../src/operators/operators.ts';
import { defaultParams } from '../../../src/pipeline/params.ts';
import { loadOpenCv, oracleOf } from '../../support/opencv.ts';

const hex = (value: number): string => `0x${value.toString(16).padStart(8, '0')}`;

it('the self-test expects of each operator what OpenCV computes', async () => {
  const expected = oracleOf(await loadOpenCv(), SELF_TEST_GRAPH, selfTestImage(), defaultParams(SELF_TEST_GRAPH));
  const fingerprints: Record<string, string> = {};
  for (const stage of SELF_TEST_GRAPH.computed) {
    fingerprints[SELF_TEST_GRAPH.stages[stage].operator?.id ?? ''] = hex(
      fingerprint(expected[stage].data as Uint8Array),
    );
  }
  const shown = oracleOf(await loadOpenCv(), SELF_TEST_GRAPH, selfTestSamples(), defaultParams(SELF_TEST_GRAPH));
  fingerprints.window = hex(fingerprint(shown[SELF_TEST_GRAPH.given].data as Uint8Array));
  const implemented = Object.entries(GPU_OPERATORS).map(([id, operator]) => [id, hex(operator.fingerprint)]);
  expect(Object.fromEntries(implemented)).toEqual(fingerprints);
});

it('the self-test’s graph has every operator', () => {
  const tested = SELF_TEST_GRAPH.computed.map((stage) => SELF_TEST_GRAPH.stages[stage].operator?.id);
  tested.push(SELF_TEST_GRAPH.shownBy?.id);
  expect([...tested].sort()).toEqual(Object.keys(OPERATORS).sort());
});
