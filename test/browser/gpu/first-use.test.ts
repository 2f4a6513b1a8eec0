import { expect } from '@open-wc/testing';
import { XrayError } from '../../../src/base/xray-error.ts';
import { createEngine } from '../../../src/engines/create-engine.ts';
import { GPU_OPERATORS } from '../../../src/gpu/operators/gpu-operators.ts';
import { imageGeometry } from '../../../src/gpu/passes/image-geometry.ts';
import { TRIALS } from '../../../src/gpu/trials.ts';
import { createWebgl2Engine } from '../../../src/gpu/webgl2-engine.ts';
import { processImage } from '../../../src/oneshot/process-image.ts';
import type { Engine } from '../../../src/pipeline/engine.ts';
import { resolveParams, type DeepPartial, type PipelineParams } from '../../../src/pipeline/params.ts';
import { STAGE_IDS } from '../../../src/pipeline/standard-graph.ts';
import { CLAHE_SUM } from '../../../src/shaders/clahe.sum.frag.ts';
import { CLAHE_TABLE } from '../../../src/shaders/clahe.table.frag.ts';
import { expectSameImage } from '../../support/expect-same-image.ts';
import { GPU_TROUBLES } from '../../support/gpu-troubles.ts';
import { radiograph } from '../../support/images.ts';
import { withNamedGpu } from '../../support/named-gpu.ts';
import { loadOpenCv, oracleChain } from '../../support/opencv.ts';

const open = (): Promise<Engine> => createWebgl2Engine({ acceptSoftware: true, targets: 4 });

const geometry = imageGeometry(97, 71, 1, 4096);

/** Fragment shaders that an operator's passes draw with, which are drawn with by nothing else. */
function programsOf(method: 'clahe' | 'median'): string[] {
  const operands = { inputs: ['in'], output: 'out', scratch: (name: string) => name, targets: 4 as const };
  const tiles = { columns: 8, rows: 8, tileWidth: 13, tileHeight: 9, limit: 2 };
  const passes =
    method === 'clahe'
      ? GPU_OPERATORS.clahe.passes(operands, geometry, tiles)
      : GPU_OPERATORS.median.passes(operands, geometry, { radius: 2 });
  return [...new Set(passes.map(({ program }) => program.fragment))];
}

/** What is compiled and drawn meanwhile, by the fragment shaders. */
async function watched<T>(work: (seen: { compiled: string[]; drawn: string[] }) => Promise<T>): Promise<T> {
  const { prototype } = WebGL2RenderingContext;
  const { shaderSource, attachShader, linkProgram, useProgram, drawArrays } = prototype;
  const seen = { compiled: [] as string[], drawn: [] as string[] };
  const sources = new WeakMap<object, string>();
  let used = '';
  prototype.shaderSource = function (shader, source) {
    sources.set(shader, source);
    shaderSource.call(this, shader, source);
  };
  prototype.attachShader = function (program, shader) {
    // The vertex shader is everybody's.
    if (this.getShaderParameter(shader, this.SHADER_TYPE) === this.FRAGMENT_SHADER) {
      sources.set(program, sources.get(shader) ?? '');
    }
    attachShader.call(this, program, shader);
  };
  prototype.linkProgram = function (program) {
    seen.compiled.push(sources.get(program) ?? '');
    linkProgram.call(this, program);
  };
  prototype.useProgram = function (program) {
    used = (program && sources.get(program)) ?? '';
    useProgram.call(this, program);
  };
  prototype.drawArrays = function (...args) {
    seen.drawn.push(used);
    drawArrays.apply(this, args);
  };
  try {
    return await work(seen);
  } finally {
    Object.assign(prototype, { shaderSource, attachShader, linkProgram, useProgram, drawArrays });
  }
}

const METHODS: readonly [name: string, params: DeepPartial<PipelineParams>][] = [
  ['CLAHE', { enhance: { method: 'clahe' } }],
  ['the median', { blur: { method: 'median' } }],
  ['thresholds by the image', { canny: { thresholds: 'auto' } }],
];

describe('the GPU engine, of what default parameters leave out', () => {
  it('compiles nothing before somebody wants it, and tests it once then', async () => {
    await watched(async ({ compiled, drawn }) => {
      const engine = await open();
      const pipeline = await engine.open(radiograph(97, 71));
      await pipeline.update();
      for (const method of ['clahe', 'median'] as const) {
        expect(compiled).not.to.include.oneOf(programsOf(method));
        compiled.length = drawn.length = 0;
        const params = method === 'clahe' ? { enhance: { method } } : { blur: { method } };
        await pipeline.update(params);
        expect(compiled).to.include.members(programsOf(method));
        const last = programsOf(method)[programsOf(method).length - 1];
        const times = drawn.filter((program) => program === last).length;
        const another = await engine.open(radiograph(97, 71));
        drawn.length = 0;
        await another.update(params);
        expect(times, 'with the test').to.be.greaterThan(drawn.filter((program) => program === last).length);
        another.dispose();
      }
      engine.dispose();
    });
  });

  it('counts no tile anew when only the limit is another', async () => {
    await watched(async ({ compiled, drawn }) => {
      const engine = await open();
      const pipeline = await engine.open(radiograph(97, 71));
      await pipeline.update({ enhance: { method: 'clahe' } });
      const programs = programsOf('clahe');
      const counting = programs.slice(0, programs.indexOf(CLAHE_SUM.fragment) + 1);
      expect(drawn).to.include.members(counting);
      compiled.length = drawn.length = 0;
      await pipeline.update({ enhance: { method: 'clahe', clipLimit: 7 } });
      expect(drawn).to.include(CLAHE_TABLE.fragment).and.not.to.include.oneOf(counting);
      await pipeline.update({ enhance: { method: 'clahe', clipLimit: 7, tileRows: 5 } });
      expect(drawn).to.include.members(counting);
      expect(compiled).to.deep.equal([]);
      engine.dispose();
    });
  });

  for (const [name, params] of METHODS) {
    it(`gives the image to the CPU, exact, where the GPU fails at ${name} alone`, async () => {
      const image = radiograph(97, 71);
      const expected = oracleChain(await loadOpenCv(), image, resolveParams(params));
      const trouble = GPU_TROUBLES.find((each) => each.name === 'one wrong byte');
      const { warn } = console;
      const warnings: unknown[] = [];
      console.warn = (error) => void warnings.push(error);
      let takeBack: (() => void) | null = null;
      const create = async (...args: Parameters<typeof createEngine>): Promise<Engine> => {
        const engine = await createEngine(...args);
        if (engine.backend === 'webgl2') takeBack = trouble?.install() ?? null;
        return engine;
      };
      try {
        const { backend, stages } = await withNamedGpu(() =>
          processImage(image, { params: resolveParams(params), create }),
        );
        expect(takeBack).to.be.a('function');
        expect(backend).to.equal('cpu');
        for (const stage of STAGE_IDS) expectSameImage(stages[stage], expected[stage], { image: name, stage });
      } finally {
        (takeBack as (() => void) | null)?.();
        console.warn = warn;
      }
    });
  }

  it('says what differs, and that the GPU is at fault', async () => {
    const engine = await open();
    const pipeline = await engine.open(radiograph(97, 71));
    await pipeline.update();
    const takeBack = GPU_TROUBLES.find(({ name }) => name === 'one wrong byte')?.install();
    for (const [, params] of METHODS) {
      let error: unknown;
      await pipeline.update(params).catch((caught: unknown) => (error = caught));
      expect(error).to.be.instanceOf(XrayError).with.property('code', 'engine-lost');
      expect(error).to.have.property('reason', 'gpu-faulty');
    }
    takeBack?.();
    expect(TRIALS.map(({ id }) => id)).to.have.members(['clahe', 'median', 'canny']);
    engine.dispose();
  });
});
