import { createEngine, type CreateEngineOptions } from './create-engine.ts';
import { decodeImage } from './decode/decode-image.ts';
import type { RasterImage } from './image/raster-image.ts';
import { throwIfAborted } from './image/xray-error.ts';
import type { Backend } from './pipeline/engine.ts';
import { resolveParams, type DeepPartial, type PipelineParams } from './pipeline/params.ts';
import { STAGE_IDS, type StageId } from './pipeline/stages.ts';

export interface ProcessFileOptions {
  /** Laid over DEFAULT_PARAMS. */
  params?: DeepPartial<PipelineParams>;
  /** Default `auto`; see {@link createEngine}. */
  backend?: CreateEngineOptions['backend'];
  signal?: AbortSignal;
  /** Called when a stage's image is complete, in the order of the chain. */
  onProgress?: (progress: ProcessProgress) => void;
}

export interface ProcessProgress {
  /** How many stages are complete, 1…total. */
  readonly done: number;
  readonly total: number;
  /** The one that was completed last. */
  readonly stage: StageId;
}

export interface ProcessedFile {
  readonly stages: Record<StageId, RasterImage>;
  /** The engine that computed them. */
  readonly backend: Backend;
}

/**
 * One image file through the whole chain: the shortest way from bytes to results. It keeps nothing; for many files or
 * changing parameters, {@link createEngine} keeps the engine and the image at hand.
 * @throws XrayError as `decodeImage`, `createEngine` and `update` do; AbortError.
 */
export async function processFile(source: Blob, options: ProcessFileOptions = {}): Promise<ProcessedFile> {
  const { backend, signal, onProgress } = options;
  // Wrong parameters are told before any work is done.
  const params = resolveParams(options.params);
  const image = await decodeImage(source, { signal });
  const engine = await createEngine({ backend });
  try {
    const pipeline = await engine.open(image, { signal });
    await pipeline.update(params, { signal });
    const stages: Partial<Record<StageId, RasterImage>> = {};
    for (const [index, stage] of STAGE_IDS.entries()) {
      throwIfAborted(signal);
      stages[stage] = await pipeline.read(stage);
      onProgress?.({ done: index + 1, total: STAGE_IDS.length, stage });
    }
    return { stages: stages as Record<StageId, RasterImage>, backend: engine.backend };
  } finally {
    engine.dispose();
  }
}
