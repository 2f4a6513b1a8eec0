import type { ImageInFile } from '../image/image-in-file.ts';
import type { RasterImage } from '../image/raster-image.ts';
import type { Engine, ImagePipeline, OpenOptions } from '../pipeline/engine.ts';
import type { AnyGraph } from '../pipeline/graph.ts';
import { givenTo, type Given } from '../pipeline/given.ts';
import { OpenImages } from '../pipeline/open-images.ts';
import { STANDARD, type StandardGraph } from '../pipeline/standard-graph.ts';
import { Pacer } from '../worker/pacer.ts';
import type { KernelChoice } from './worker/choose-kernels.ts';
import { CpuPipeline } from './cpu-image.ts';
import { CpuWorkers } from './worker/cpu-workers.ts';

export interface CpuEngineOptions {
  /** `auto` (default) takes the SIMD kernels where they can run, else the plain ones; the bytes are the same. */
  kernels?: KernelChoice;
  /** Ends the start, with the worker that is starting. */
  signal?: AbortSignal;
}

/**
 * An engine that computes in a worker; where none can be had, as in Node, on the calling thread in short slices. When the
 * worker crashes, a new one takes its place and what was under way is done again, once.
 * @throws XrayError `engine-unavailable` when SIMD is insisted on and cannot be had; AbortError.
 */
export async function createCpuEngine({ kernels = 'auto', signal }: CpuEngineOptions = {}): Promise<Engine> {
  const workers = new CpuWorkers(kernels);
  const worker = await workers.started(signal);
  return new CpuEngine(workers, worker.kernels === 'simd' ? 'CPU (SIMD)' : 'CPU');
}

class CpuEngine implements Engine {
  readonly backend = 'cpu';
  readonly description: string;
  private readonly workers: CpuWorkers;
  private readonly images = new OpenImages<{ dispose(): void }>();
  private nextId = 1;

  constructor(workers: CpuWorkers, description: string) {
    this.workers = workers;
    this.description = description;
  }

  async open<G extends AnyGraph = StandardGraph>(
    image: RasterImage | ImageInFile,
    { signal, graph = STANDARD as AnyGraph as G, values }: OpenOptions<G> = {},
  ): Promise<ImagePipeline<G>> {
    return this.images.open<CpuPipeline<G>, Given>(image, signal, {
      reduce: () => new Pacer(signal).inSteps(givenTo(graph, image, values)),
      create: (given, onDispose) => new CpuPipeline(graph, this.workers, this.nextId++, given, onDispose),
      fill: (opened) => opened.open(signal),
    });
  }

  dispose(): void {
    if (this.images.dispose()) this.workers.dispose();
  }
}
