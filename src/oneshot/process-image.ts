import { createEngine, type CreateEngineOptions } from '../engines/create-engine.ts';
import { EngineSupply } from '../engines/engine-supply.ts';
import type { ImageInFile } from '../image/image-in-file.ts';
import type { RasterImage } from '../image/raster-image.ts';
import { warnOnce } from '../base/warn-once.ts';
import { throwIfAborted } from '../base/xray-error.ts';
import type { Backend, ImagePipeline } from '../pipeline/engine.ts';
import type { PipelineParams } from '../pipeline/params.ts';
import { STAGE_IDS, type StageId } from '../pipeline/standard-graph.ts';
import { unlessAborted } from '../base/unless-aborted.ts';

export interface ProcessProgress {
  /** How many stages are complete, 1…total. */
  readonly done: number;
  readonly total: number;
  /** The one that was completed last. */
  readonly stage: StageId;
}

export interface ProcessImageOptions {
  readonly params: PipelineParams;
  readonly backend?: CreateEngineOptions['backend'];
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: ProcessProgress) => void;
  /** Replaced in tests. */
  readonly create?: typeof createEngine;
}

export interface ProcessedImage {
  readonly stages: Record<StageId, RasterImage>;
  /** The engine that computed them; the last one, where the CPU had to take over. */
  readonly backend: Backend;
}

/** All stages of an image, decoded or in its file; with `auto`, on the CPU when the GPU refuses the image or is lost on the way. */
export async function processImage(
  image: RasterImage | ImageInFile,
  options: ProcessImageOptions,
): Promise<ProcessedImage> {
  const { backend = 'auto', signal = new AbortController().signal, create = createEngine } = options;
  const supply = new EngineSupply(backend, {
    create: async (choice) => {
      throwIfAborted(signal);
      return unlessAborted(create(choice), signal, (late) => late.dispose());
    },
    onLost: warnOnce,
    // Only for `auto`: who insists on the GPU is told that it was lost.
    again: false,
  });
  // What the first engine has given stays: the second one's bytes are the same.
  const stages = new Map<StageId, RasterImage>();
  try {
    for (;;) {
      const opened = await supply.open(image, signal);
      try {
        await readStages(opened.pipeline, options, stages);
        return { stages: complete(stages), backend: opened.engine.backend };
      } catch (error) {
        // It ends: the CPU's loss is none that another engine could do better at.
        if (!supply.reportLoss(opened.engine, error)) throw error;
      }
    }
  } finally {
    supply.dispose();
  }
}

/** Adds to `stages` those that it does not hold yet. */
async function readStages(
  pipeline: ImagePipeline,
  { params, signal, onProgress }: ProcessImageOptions,
  stages: Map<StageId, RasterImage>,
): Promise<void> {
  throwIfAborted(signal);
  await pipeline.update(params, { signal });
  for (const stage of STAGE_IDS) {
    if (stages.has(stage)) continue;
    throwIfAborted(signal);
    stages.set(stage, await unlessAborted(pipeline.read(stage), signal));
    onProgress?.({ done: stages.size, total: STAGE_IDS.length, stage });
  }
}

function complete(stages: Map<StageId, RasterImage>): Record<StageId, RasterImage> {
  return Object.fromEntries(stages) as Record<StageId, RasterImage>;
}
