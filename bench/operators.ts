import { createCpuEngine } from '../src/cpu/cpu-engine.ts';
import { createWebgl2Engine } from '../src/gpu/webgl2-engine.ts';
import type { Raster8 } from '../src/image/raster-image.ts';
import { canny } from '../src/operators/canny.ts';
import { clahe } from '../src/operators/clahe.ts';
import { grayscale } from '../src/operators/grayscale.ts';
import { median } from '../src/operators/median.ts';
import type { AnyOperator } from '../src/operators/operator.ts';
import type { Engine } from '../src/pipeline/engine.ts';
import { defineGraph, type AnyGraph } from '../src/pipeline/graph.ts';
import { radiograph } from '../test/support/images.ts';
import { loadOpenCv, matOf, type OpenCv } from '../test/support/opencv.ts';
import { median as middle } from './measure.ts';

type Values = Readonly<Record<string, string | number>>;
type Mat = ReturnType<typeof matOf>;

/** An operator by itself, and what OpenCV does for it. */
interface Measured {
  readonly name: string;
  readonly graph: AnyGraph;
  readonly params: Values;
  /** Computed before, without being measured: what of it serves again is left out. */
  readonly after?: Values;
  openCv(cv: OpenCv, from: Mat, to: Mat, found: Readonly<Record<string, number>> | null): void;
}

function graphOf(operator: AnyOperator): AnyGraph {
  return defineGraph({
    film: { title: 'Film', purpose: 'What is given.', short: 'Film' },
    gray: { operator: grayscale, inputs: ['film'], short: 'Gray' },
    made: { operator, inputs: ['gray'], params: 'made', short: 'Made' },
  } as Parameters<typeof defineGraph>[0]) as AnyGraph;
}

function applyClahe(cv: OpenCv, limit: number, from: Mat, to: Mat): void {
  const equalizer = new cv.CLAHE(limit, new cv.Size(8, 8));
  equalizer.apply(from, to);
  equalizer.delete();
}

const MEASURED: readonly Measured[] = [
  {
    name: 'CLAHE, 8 × 8 tiles, limit 2',
    graph: graphOf(clahe),
    params: { clipLimit: 2, tileColumns: 8 },
    // Other tiles: all of it is computed but the grayscale, which OpenCV is given.
    after: { clipLimit: 2, tileColumns: 4 },
    openCv: (cv, from, to) => applyClahe(cv, 2, from, to),
  },
  {
    name: 'CLAHE, limit moved',
    graph: graphOf(clahe),
    params: { clipLimit: 3 },
    after: { clipLimit: 2 },
    openCv: (cv, from, to) => applyClahe(cv, 3, from, to),
  },
  ...[3, 5, 7].map((kernelSize): Measured => ({
    name: `median ${kernelSize}`,
    graph: graphOf(median),
    params: { kernelSize },
    after: { kernelSize: kernelSize === 3 ? 5 : 3 },
    openCv: (cv, from, to) => cv.medianBlur(from, to, kernelSize),
  })),
  {
    name: 'Canny, thresholds by the image (OpenCV: as found)',
    graph: graphOf(canny),
    params: { thresholds: 'auto' },
    openCv: (cv, from, to, found) => cv.Canny(from, to, found?.lowThreshold ?? 0, found?.highThreshold ?? 0, 3, false),
  },
];

const SIDES = [2048, 4096];

/** What a round took, in milliseconds. */
interface Times {
  /** Computing alone: on a GPU what is wanted may be computed when it is read. */
  readonly computed: number;
  /** With the plane read: copied to where the page has it. */
  readonly read: number;
}

/** Operators one by one, in turns: `update()` and `read()`, of the CPU also `update()` alone, in milliseconds, as a Markdown table. */
export async function measureOperators(runs: number, onState: (text: string) => void): Promise<string> {
  const cv = await loadOpenCv();
  const engines: Engine[] = [
    await createWebgl2Engine({ acceptSoftware: true }),
    await createCpuEngine({ kernels: 'simd' }),
  ];
  const names = ['WebGL2', 'CPU, SIMD', 'OpenCV.js', 'CPU, computing alone', 'OpenCV.js, computing alone'];
  const lines = [`| | ${names.join(' | ')} |`, `| --- |${' ---: |'.repeat(names.length)}`];
  for (const side of SIDES) {
    const image = radiograph(side, side);
    for (const measured of MEASURED) {
      const rounds: { readonly gpu: Times; readonly cpu: Times; readonly openCv: Times }[] = [];
      for (let run = 0; run <= runs; run++) {
        onState(`${measured.name}, ${side}², run ${run} of ${runs}`);
        const gpu = await once(engines[0], image, measured);
        const cpu = await once(engines[1], image, measured);
        const openCv = onceByOpenCv(cv, image, measured, cpu.told);
        if (run > 0) rounds.push({ gpu: gpu.times, cpu: cpu.times, openCv });
      }
      const of = (who: 'gpu' | 'cpu' | 'openCv', what: keyof Times): number =>
        middle(rounds.map((round) => round[who][what]));
      const beside = (ms: number, reference: number): string => `${ms.toFixed(1)} (${(ms / reference).toFixed(2)})`;
      const [read, computed] = [of('openCv', 'read'), of('openCv', 'computed')];
      const cells = [
        beside(of('gpu', 'read'), read),
        beside(of('cpu', 'read'), read),
        read.toFixed(1),
        beside(of('cpu', 'computed'), computed),
        computed.toFixed(1),
      ];
      lines.push(`| ${measured.name}, ${side}² | ${cells.join(' | ')} |`);
    }
  }
  for (const engine of engines) engine.dispose();
  return lines.join('\n');
}

async function once(
  engine: Engine,
  image: Raster8,
  { graph, params, after }: Measured,
): Promise<{ times: Times; told: Readonly<Record<string, number>> | null }> {
  const pipeline = await engine.open(image, { graph });
  if (after) {
    await pipeline.update({ made: after });
    await pipeline.read('made');
  }
  const start = performance.now();
  await pipeline.update({ made: params });
  const computed = performance.now() - start;
  await pipeline.read('made');
  const read = performance.now() - start;
  const told = (await pipeline.found?.('made')) ?? null;
  pipeline.dispose();
  return { times: { computed, read }, told };
}

function onceByOpenCv(
  cv: OpenCv,
  image: Raster8,
  { openCv }: Measured,
  found: Readonly<Record<string, number>> | null,
): Times {
  const from = matOf(cv, image);
  const to = new cv.Mat();
  const start = performance.now();
  openCv(cv, from, to, found);
  const computed = performance.now() - start;
  to.data.slice();
  const read = performance.now() - start;
  from.delete();
  to.delete();
  return { computed, read };
}
