import { describe, expect, it } from 'vitest';
import { DEFAULT_PARAMS, resolveParams } from '../../../src/pipeline/params.ts';
import { staleStages } from '../../../src/pipeline/stale-stages.ts';
import { STAGE_IDS, STAGES, STANDARD } from '../../../src/pipeline/standard-graph.ts';

describe('staleStages', () => {
  it('is every computed stage when nothing was computed', () => {
    expect(staleStages(STANDARD, null, DEFAULT_PARAMS)).toEqual(['grayscale', 'enhanced', 'blurred', 'edges']);
  });

  it('is nothing when nothing changed', () => {
    expect(staleStages(STANDARD, DEFAULT_PARAMS, resolveParams())).toEqual([]);
  });

  it('leaves all but the edges when only Canny changes', () => {
    expect(staleStages(STANDARD, DEFAULT_PARAMS, resolveParams({ canny: { lowThreshold: 7 } }))).toEqual(['edges']);
    expect(staleStages(STANDARD, DEFAULT_PARAMS, resolveParams({ canny: { l2Gradient: true } }))).toEqual(['edges']);
  });

  it('takes what depends on the blur with it', () => {
    expect(staleStages(STANDARD, DEFAULT_PARAMS, resolveParams({ blur: { sigma: 2 } }))).toEqual(['blurred', 'edges']);
  });
});

describe('STAGES', () => {
  it('come after their inputs', () => {
    for (const [place, id] of STAGE_IDS.entries()) {
      const { input } = STAGES[id];
      expect(input === null ? -1 : STAGE_IDS.indexOf(input), id).toBeLessThan(place);
    }
  });
});
