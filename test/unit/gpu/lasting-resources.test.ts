import { describe, expect, it } from 'vitest';
import { LastingResources } from '../../../src/gpu/lasting-resources.ts';
import { GPU_OPERATORS } from '../../../src/gpu/operators/gpu-operators.ts';
import { DEFAULT_PARAMS, resolveParams, type DeepPartial, type PipelineParams } from '../../../src/pipeline/params.ts';
import { STANDARD } from '../../../src/pipeline/standard-graph.ts';

const size = { width: 10, height: 10 };

/** Whether the gradient that was made with `made` serves `wanted`. */
function serves(made: DeepPartial<PipelineParams>, wanted: DeepPartial<PipelineParams>): boolean {
  const { lasting } = GPU_OPERATORS.canny;
  if (!lasting) throw new Error('Canny keeps its gradient.');
  const resources = new LastingResources(STANDARD, { keyOf: ({ window }) => String(window.invert) });
  expect(resources.serves('edges', lasting, resolveParams(wanted), size)).toBe(false);
  resources.made('edges', resolveParams(made));
  return resources.serves('edges', lasting, resolveParams(wanted), size);
}

describe('Canny’s gradient', () => {
  it('serves as long as only thresholds change', () => {
    expect(serves({}, {})).toBe(true);
    expect(serves({}, { canny: { lowThreshold: 3, highThreshold: 4 } })).toBe(true);
    expect(serves({}, { canny: { apertureSize: 5 } })).toBe(false);
    expect(serves({}, { canny: { l2Gradient: true } })).toBe(false);
  });

  it('does not serve another blur, but the same one again', () => {
    expect(serves({}, { blur: { sigma: 2 } })).toBe(false);
    expect(serves({ blur: { sigma: 2 }, canny: { lowThreshold: 9 } }, { blur: { sigma: 2 } })).toBe(true);
    expect(serves({ blur: { sigma: 2 } }, DEFAULT_PARAMS)).toBe(false);
  });
});
