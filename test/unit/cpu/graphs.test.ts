import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCpuEngine } from '../../../src/cpu/cpu-engine.ts';
import type { Engine } from '../../../src/pipeline/engine.ts';
import type { AnyGraph } from '../../../src/pipeline/graph.ts';
import { DEFAULT_PARAMS, defaultParams, resolveParamsOf } from '../../../src/pipeline/params.ts';
import { STANDARD } from '../../../src/pipeline/standard-graph.ts';
import { SIMD_OPERATORS } from '../../../src/cpu/simd/simd-operators.ts';
import { GRAPHS_IN_TURN } from '../../parity/operators.ts';
import { expectSameImage } from '../../support/expect-same-image.ts';
import { noise, rgbNoise } from '../../support/images.ts';
import { loadOpenCv, oracleChain, type OpenCv } from '../../support/opencv.ts';

let cv: OpenCv;
beforeAll(async () => {
  cv = await loadOpenCv();
});

/** As the parity suite has it in browsers, on the calling thread: images follow each other in the same memory. */
describe.each(['simd', 'plain'] as const)('graphs on the CPU engine, with %s kernels', (kernels) => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await createCpuEngine({ kernels });
  });
  afterAll(() => engine.dispose());

  it('give the bytes of OpenCV, one kind of graph after the other', async () => {
    for (const image of [rgbNoise(75, 61, 33), rgbNoise(75, 61, 37), noise(66, 61, 38), rgbNoise(130, 40, 39)]) {
      for (const { graph, params, oracle, name } of [...GRAPHS_IN_TURN, ...GRAPHS_IN_TURN]) {
        const pipeline = await engine.open(image, { graph });
        for (const changes of params) {
          const wanted = resolveParamsOf(graph, changes, defaultParams(graph));
          await pipeline.update(wanted);
          const expected = oracle(cv, graph, image, wanted);
          for (const stage of graph.order) {
            expectSameImage(await pipeline.read(stage), expected[stage], { image: name, stage, params: wanted });
          }
        }
        pipeline.dispose();
        // The memory is spare when the next image asks for it.
        await new Promise((resolve) => setTimeout(resolve));
      }
    }
  });

  it('are refused where they have an operator that nobody knows', async () => {
    const unknown = { ...STANDARD.stages.edges, operator: { ...STANDARD.nodes.edges.operator, id: 'sharpen' } };
    const graph: AnyGraph = { ...STANDARD, stages: { ...STANDARD.stages, edges: unknown } };
    await expect(engine.open(noise(8, 8, 1), { graph })).rejects.toThrow('No engine knows the operator "sharpen"');
  });
});

it.each(['grayscale', 'equalize', 'gaussian-blur', 'canny'] as const)(
  'the plain kernel serves in the memory of the SIMD kernels, as long as %s has no twin there',
  async (operator) => {
    const twins: Partial<Record<string, unknown>> = SIMD_OPERATORS;
    const twin = twins[operator];
    twins[operator] = undefined;
    const engine = await createCpuEngine({ kernels: 'simd' });
    try {
      for (const image of [rgbNoise(75, 61, 40), noise(90, 61, 41)]) {
        const pipeline = await engine.open(image);
        await pipeline.update();
        const expected = oracleChain(cv, image, DEFAULT_PARAMS);
        for (const stage of STANDARD.order) {
          expectSameImage(await pipeline.read(stage), expected[stage], { image: `without ${operator}`, stage });
        }
        pipeline.dispose();
        await new Promise((resolve) => setTimeout(resolve));
      }
    } finally {
      twins[operator] = twin;
      engine.dispose();
    }
  },
);
