import { describe, expect, it } from 'vitest';
import { StageTimer } from '../../../src/gpu/stage-timer.ts';

const GPU_DISJOINT_EXT = 1;
const QUERY_RESULT_AVAILABLE = 2;
const QUERY_RESULT = 3;

interface Query {
  deleted: boolean;
}

/** A context whose queries take 2 ms each; `state.available` says whether their results have arrived. */
function timedContext() {
  const queries: Query[] = [];
  const state = { available: true, disjoint: false };
  const gl = {
    QUERY_RESULT_AVAILABLE,
    QUERY_RESULT,
    getExtension: () => ({ TIME_ELAPSED_EXT: 0, GPU_DISJOINT_EXT }),
    getParameter: () => state.disjoint,
    createQuery: (): Query => {
      const query = { deleted: false };
      queries.push(query);
      return query;
    },
    beginQuery: () => undefined,
    endQuery: () => undefined,
    getQueryParameter: (_query: Query, name: number) => (name === QUERY_RESULT ? 2e6 : state.available),
    deleteQuery: (query: Query) => void (query.deleted = true),
  };
  const alive = (): number => queries.filter(({ deleted }) => !deleted).length;
  return { gl: gl as unknown as WebGL2RenderingContext, queries, state, alive };
}

describe('the timer of the GPU’s stages', () => {
  it('adds up what a run spends on a stage, and forgets the run before', () => {
    const { gl } = timedContext();
    const timer = new StageTimer(gl);
    for (const run of [1, 2, 2]) timer.measure('edges', run, () => undefined);
    timer.measure('blurred', 2, () => undefined);
    expect(timer.collect()).toEqual({ edges: 4, blurred: 2 });
  });

  it('holds few queries although nobody asks for times', () => {
    const { gl, queries, alive } = timedContext();
    const timer = new StageTimer(gl);
    let most = 0;
    for (let run = 0; run < 1000; run++) {
      timer.measure('edges', run, () => undefined);
      most = Math.max(most, alive());
    }
    expect(queries.length).toBe(1000);
    expect(most).toBeLessThanOrEqual(32);
    timer.dispose();
    expect(alive()).toBe(0);
  });

  it('draws without measuring while the GPU gives no results, and measures again when it does', () => {
    const { gl, state, alive } = timedContext();
    const timer = new StageTimer(gl);
    state.available = false;
    let drawn = 0;
    const draw = (): void => void drawn++;
    for (let run = 0; run < 100; run++) timer.measure('edges', run, draw);
    expect(drawn).toBe(100);
    expect(alive()).toBe(32);
    state.available = true;
    timer.measure('edges', 100, draw);
    expect([drawn, alive()]).toEqual([101, 1]);
  });

  it('throws away what was measured while the clock jumped', () => {
    const { gl, state, alive } = timedContext();
    const timer = new StageTimer(gl);
    timer.measure('edges', 1, () => undefined);
    state.disjoint = true;
    expect(timer.collect()).toEqual({});
    expect(alive()).toBe(0);
  });
});
