import type { CreateEngineOptions } from '../engines/create-engine.ts';
import { imageInFile } from '../decode/decode-image.ts';
import { resolveParams, type DeepPartial, type PipelineParams } from '../pipeline/params.ts';
import { processImage, type ProcessedImage, type ProcessProgress } from './process-image.ts';

export type { ProcessProgress } from './process-image.ts';

export interface ProcessFileOptions {
  /** Laid over DEFAULT_PARAMS. */
  params?: DeepPartial<PipelineParams>;
  /** Default `auto`; see {@link createEngine}. With it, the CPU takes over when the GPU refuses the image or is lost. */
  backend?: CreateEngineOptions['backend'];
  signal?: AbortSignal;
  /** Called when a stage's image is complete, in the order of the chain. */
  onProgress?: (progress: ProcessProgress) => void;
}

/** All five images, and the engine that computed them. */
export type ProcessedFile = ProcessedImage;

/**
 * One image file through the whole chain: the shortest way from bytes to results. It keeps nothing; for many files or
 * changing parameters, {@link createEngine} keeps the engine and the image at hand.
 * @throws XrayError as `decodeImage`, `createEngine` and `update` do; AbortError.
 */
export async function processFile(source: Blob, options: ProcessFileOptions = {}): Promise<ProcessedFile> {
  const { backend, signal, onProgress } = options;
  // Wrong parameters are told before any work is done.
  const params = resolveParams(options.params);
  const image = await imageInFile(source, { signal });
  return processImage(image, { params, backend, signal, onProgress });
}
