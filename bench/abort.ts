import { createCpuEngine } from '../src/cpu/cpu-engine.ts';
import { releaseDecoder } from '../src/decode/decode-client.ts';
import { decodeImage } from '../src/decode/decode-image.ts';
import { encodePng } from '../src/export/encode/encode-png.ts';
import { releaseExporters } from '../src/export/encode/export-client.ts';
import { createWebgl2Engine } from '../src/gpu/webgl2-engine.ts';
import type { Raster8 } from '../src/image/raster-image.ts';
import type { Engine } from '../src/pipeline/engine.ts';
import { radiograph } from '../test/support/images.ts';
import { colourRadiograph } from './images.ts';

/** How long an abort took, at the worst of the moments tried. */
export interface AbortResult {
  readonly where: string;
  readonly work: string;
  /** Milliseconds that the work takes when it is let finish. */
  readonly whole: number;
  readonly moments: number;
  /** From the moment chosen until the promise was rejected. */
  readonly told: number;
  /** Until a next, tiny piece of the same work was done: nothing of the aborted one is in its way any more. */
  readonly free: number;
}

interface Work {
  readonly name: string;
  /** Does it, as far as it gets. */
  run(signal: AbortSignal): Promise<unknown>;
  /** The tiny piece. */
  next(): Promise<unknown>;
}

const MOMENTS = 24;
const SIZE = 4096;

/** Aborts each kind of work at moments spread over the time that it takes. */
export async function measureAborts(onState: (text: string) => void): Promise<AbortResult[]> {
  onState('making images');
  const image = colourRadiograph(SIZE, SIZE);
  const png = await encodePng(image);
  const jpeg = await jpegOf(image);
  const results: AbortResult[] = [];
  const measure = async (where: string, works: readonly Work[]): Promise<void> => {
    for (const work of works) {
      onState(`${where}: ${work.name}`);
      results.push(await worst(where, work));
    }
  };

  await onEngine('WebGL2', () => createWebgl2Engine({ acceptSoftware: true }), image, measure);
  for (const workers of [true, false]) {
    await withWorkers(workers, async () => {
      const where = workers ? 'worker' : 'page’s thread';
      for (const kernels of ['simd', 'plain'] as const) {
        await onEngine(`CPU, ${kernels}, ${where}`, () => createCpuEngine({ kernels }), image, measure);
      }
      await measure(where, await fileWork(png, jpeg, image));
    });
  }
  return results;
}

export function formatAborts(results: readonly AbortResult[]): string {
  const rows = results.map(({ where, work, whole, moments, told, free }) =>
    [where, work, whole.toFixed(0), String(moments), told.toFixed(1), free.toFixed(1)].join(' | '),
  );
  return [
    `Aborts at ${SIZE} × ${SIZE} in RGB, the worst of all moments, milliseconds:`,
    '',
    '| where | work | whole | moments | promise rejected | next work done |',
    '|---|---|---|---|---|---|',
    ...rows.map((row) => `| ${row} |`),
  ].join('\n');
}

async function onEngine(
  where: string,
  create: () => Promise<Engine>,
  image: Raster8,
  measure: (where: string, works: readonly Work[]) => Promise<void>,
): Promise<void> {
  const engine = await create();
  const tiny = radiograph(16, 16);
  const next = async (): Promise<void> => {
    const pipeline = await engine.open(tiny);
    await pipeline.read('edges');
    pipeline.dispose();
  };
  // What is compiled, and memory that is asked for, is not what is measured.
  const pipeline = await engine.open(image);
  await pipeline.update();
  let sigma = 1;
  await measure(where, [
    { name: 'open', run: async (signal) => (await engine.open(image, { signal })).dispose(), next },
    {
      name: 'update',
      run: async (signal) => {
        // Each time something new, from the first stage that has parameters on.
        await pipeline.update({ blur: { kernelSize: 31, sigma: (sigma += 0.01) } }, { signal });
        await pipeline.histogram('edges');
      },
      next,
    },
  ]);
  engine.dispose();
}

async function fileWork(png: Blob, jpeg: Blob, image: Raster8): Promise<Work[]> {
  const tiny = radiograph(16, 16);
  const small = await encodePng(tiny);
  const limits = { maxFileSize: Infinity };
  const decodeNext = (): Promise<unknown> => decodeImage(small);
  return [
    { name: 'decode PNG', run: (signal) => decodeImage(png, { ...limits, signal }), next: decodeNext },
    { name: 'decode JPEG', run: (signal) => decodeImage(jpeg, { ...limits, signal }), next: decodeNext },
    { name: 'encode PNG', run: (signal) => encodePng(image, { signal }), next: () => encodePng(tiny) },
  ];
}

async function worst(where: string, work: Work): Promise<AbortResult> {
  const never = new AbortController().signal;
  await work.run(never);
  await work.next();
  const start = performance.now();
  await work.run(never);
  const whole = performance.now() - start;
  let told = 0;
  let free = 0;
  let moments = 0;
  for (let moment = 0; moment < MOMENTS; moment++) {
    const controller = new AbortController();
    const outcome = work.run(controller.signal).then(
      () => null,
      () => performance.now(),
    );
    // What the thread is busy with holds an abort up as well.
    const delay = (whole * moment) / MOMENTS;
    const aborted = performance.now() + delay;
    await new Promise((resolve) => setTimeout(resolve, delay));
    controller.abort();
    const rejected = await outcome;
    // It was done before its moment came.
    if (rejected === null) continue;
    await work.next();
    moments++;
    told = Math.max(told, rejected - aborted);
    free = Math.max(free, performance.now() - aborted);
  }
  return { where, work: work.name, whole, moments, told, free };
}

/** With or without workers; those that run are ended, so that the next work starts its own. */
async function withWorkers(allowed: boolean, work: () => Promise<void>): Promise<void> {
  releaseDecoder();
  releaseExporters();
  const { Worker } = window;
  if (!allowed) {
    window.Worker = class extends Worker {
      constructor() {
        super('data:,');
        throw new DOMException('Refused.', 'SecurityError');
      }
    };
  }
  try {
    await work();
  } finally {
    window.Worker = Worker;
    releaseDecoder();
    releaseExporters();
  }
}

async function jpegOf({ width, height, data }: Raster8): Promise<Blob> {
  const rgba = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let i = 0, j = 0; i < data.length; i += 3, j += 4) rgba.set(data.subarray(i, i + 3), j);
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  canvas.getContext('2d')?.putImageData(new ImageData(rgba, width, height), 0, 0);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('No JPEG was made.'))), 'image/jpeg', 0.9);
  });
}
