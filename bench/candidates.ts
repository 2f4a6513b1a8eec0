import { createCpuEngine } from '../src/cpu/cpu-engine.ts';
import { createWebgl2Engine } from '../src/gpu/webgl2-engine.ts';
import type { Raster8 } from '../src/image/raster-image.ts';
import type { Engine, ImagePipeline } from '../src/pipeline/engine.ts';
import { DEFAULT_PARAMS, type DeepPartial, type PipelineParams } from '../src/pipeline/params.ts';
import { COMPUTED_STAGE_IDS, type ComputedStageId } from '../src/pipeline/standard-graph.ts';
import { loadOpenCv, matOf, type OpenCv } from '../test/support/opencv.ts';

/** Milliseconds of the parts of one run. */
export type Times = Readonly<Record<string, number>>;

/** One way to compute the chain, with its parts timed alike. */
export interface Candidate {
  readonly name: string;
  readonly description: string;
  /** Opens `image`, computes the chain, reads the edges: `open`, `chain`, `read`, and each stage where it can tell. */
  run(image: Raster8, thresholds?: Thresholds): Promise<Times>;
  /** Opens `image` and computes it, to change a Canny threshold then. */
  hold(image: Raster8): Promise<HeldImage>;
  /** The bytes of all computed stages. */
  results(image: Raster8): Promise<Record<ComputedStageId, Uint8Array>>;
  dispose(): void;
}

/** An image that is open and computed. */
export interface HeldImage {
  /** Milliseconds for a changed Canny threshold alone, edges read. */
  rerun(run: number): Promise<number>;
  close(): void;
}

export type Thresholds = Pick<PipelineParams['canny'], 'lowThreshold' | 'highThreshold'>;

async function timed<T>(work: () => T | Promise<T>): Promise<{ value: T; ms: number }> {
  const start = performance.now();
  const value = await work();
  return { value, ms: performance.now() - start };
}

/** A threshold that differs from run to run, so that something has to be computed. */
function threshold(run: number): DeepPartial<PipelineParams> {
  return { canny: { lowThreshold: DEFAULT_PARAMS.canny.lowThreshold - 1 - (run % 9) } };
}

function engineCandidate(name: string, engine: Engine): Candidate {
  const withPipeline = async <T>(image: Raster8, use: (pipeline: ImagePipeline) => Promise<T>): Promise<T> => {
    const pipeline = await engine.open(image);
    try {
      return await use(pipeline);
    } finally {
      pipeline.dispose();
    }
  };
  return {
    name,
    description: engine.description,
    async run(image, thresholds = DEFAULT_PARAMS.canny) {
      const opened = await timed(() => engine.open(image));
      const pipeline = opened.value;
      try {
        const stages: Record<string, number> = {};
        let last = performance.now();
        const onStage = (stage: string): void => {
          stages[stage] = performance.now() - last;
          last = performance.now();
        };
        const chain = await timed(() => pipeline.update({ canny: thresholds }, { onStage }));
        const read = await timed(() => pipeline.read('edges'));
        // The GPU reports a stage when its draws are issued, which says nothing about when they are done.
        const told = engine.backend === 'cpu' ? stages : gpuTimes(pipeline);
        return { open: opened.ms, chain: chain.ms, read: read.ms, ...told };
      } finally {
        pipeline.dispose();
      }
    },
    async hold(image) {
      const pipeline = await engine.open(image);
      const computeAndRead = async (changes: DeepPartial<PipelineParams>): Promise<void> => {
        await pipeline.update(changes);
        await pipeline.read('edges');
      };
      await computeAndRead({});
      return {
        rerun: async (run) => (await timed(() => computeAndRead(threshold(run)))).ms,
        close: () => pipeline.dispose(),
      };
    },
    results: (image) =>
      withPipeline(image, async (pipeline) => {
        await pipeline.update();
        const results: Partial<Record<ComputedStageId, Uint8Array>> = {};
        for (const stage of COMPUTED_STAGE_IDS) results[stage] = (await pipeline.read(stage)).data as Uint8Array;
        return results as Record<ComputedStageId, Uint8Array>;
      }),
    dispose: () => engine.dispose(),
  };
}

/** GPU milliseconds by stage, where the device tells them. */
function gpuTimes({ timings }: ImagePipeline): Times {
  return Object.fromEntries(Object.entries(timings).map(([stage, ms]) => [stage, ms]));
}

function openCvCandidate(cv: OpenCv): Candidate {
  type Mats = Record<'source' | ComputedStageId, ReturnType<typeof matOf>>;
  const open = (image: Raster8): Mats => ({
    source: matOf(cv, image),
    grayscale: new cv.Mat(),
    enhanced: new cv.Mat(),
    blurred: new cv.Mat(),
    edges: new cv.Mat(),
  });
  const close = (mats: Mats): void => Object.values(mats).forEach((mat) => mat.delete());
  const { blur, canny } = DEFAULT_PARAMS;
  const steps: Record<ComputedStageId, (mats: Mats, low?: number) => void> = {
    grayscale: ({ source, grayscale }) => cv.cvtColor(source, grayscale, cv.COLOR_RGB2GRAY),
    enhanced: ({ grayscale, enhanced }) => cv.equalizeHist(grayscale, enhanced),
    blurred: ({ enhanced, blurred }) => {
      const size = new cv.Size(blur.kernelSize, blur.kernelSize);
      cv.GaussianBlur(enhanced, blurred, size, blur.sigma, blur.sigma, cv.BORDER_DEFAULT);
    },
    edges: ({ blurred, edges }, low = canny.lowThreshold) =>
      cv.Canny(blurred, edges, low, canny.highThreshold, canny.apertureSize, canny.l2Gradient),
  };
  const chain = async (mats: Mats): Promise<Times> => {
    const times: Record<string, number> = {};
    for (const stage of COMPUTED_STAGE_IDS) times[stage] = (await timed(() => steps[stage](mats))).ms;
    return times;
  };
  return {
    name: 'OpenCV.js',
    description: '@techstark/opencv-js 4.12, one thread',
    async run(image) {
      const opened = await timed(() => open(image));
      try {
        const whole = await timed(() => chain(opened.value));
        const read = await timed(() => opened.value.edges.data.slice());
        return { open: opened.ms, chain: whole.ms, read: read.ms, ...whole.value };
      } finally {
        close(opened.value);
      }
    },
    async hold(image) {
      const mats = open(image);
      await chain(mats);
      const computeAndRead = (run: number): void => {
        steps.edges(mats, threshold(run).canny?.lowThreshold);
        mats.edges.data.slice();
      };
      return { rerun: async (run) => (await timed(() => computeAndRead(run))).ms, close: () => close(mats) };
    },
    async results(image) {
      const mats = open(image);
      await chain(mats);
      const results = Object.fromEntries(COMPUTED_STAGE_IDS.map((stage) => [stage, mats[stage].data.slice()]));
      close(mats);
      return results as Record<ComputedStageId, Uint8Array>;
    },
    dispose: () => undefined,
  };
}

/** Those that run here, OpenCV.js, the reference, last; and how long each took to start. */
export async function createCandidates(): Promise<{ candidates: Candidate[]; startMs: Record<string, number> }> {
  const candidates: Candidate[] = [];
  const startMs: Record<string, number> = {};
  const add = async (name: string, create: () => Promise<Engine>): Promise<void> => {
    try {
      const { value, ms } = await timed(create);
      candidates.push(engineCandidate(name, value));
      startMs[name] = ms;
    } catch (error) {
      console.warn(`${name} does not run here:`, error);
    }
  };
  await add('WebGL2', () => createWebgl2Engine({ acceptSoftware: true }));
  await add('CPU, SIMD', () => createCpuEngine({ kernels: 'simd' }));
  await add('CPU, plain', () => createCpuEngine({ kernels: 'plain' }));
  const { value: cv, ms } = await timed(loadOpenCv);
  const reference = openCvCandidate(cv);
  candidates.push(reference);
  startMs[reference.name] = ms;
  return { candidates, startMs };
}
