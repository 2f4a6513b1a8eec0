import { createEngine, type CreateEngineOptions } from '../create-engine.ts';
import type { RasterImage } from '../image/raster-image.ts';
import { abortError, isAbortError, throwIfAborted, XrayError } from '../image/xray-error.ts';
import type { Backend, Engine, ImagePipeline } from '../pipeline/engine.ts';
import type { FallbackReason } from './file-entry.ts';

export type BackendChoice = NonNullable<CreateEngineOptions['backend']>;

/** An image ready to be processed, and who will. */
export interface OpenedImage {
  readonly pipeline: ImagePipeline;
  readonly backend: Backend;
  /** The engine's own words for itself. */
  readonly description: string;
  readonly fallback: FallbackReason | null;
}

/** The element's engines: made when the first image comes, and the CPU's beside the GPU's when that one cannot go on. */
export class EngineHolder {
  private preferred: Promise<Engine> | null = null;
  private cpu: Promise<Engine> | null = null;
  private gpuLost = false;
  private disposed = false;

  constructor(
    private readonly choice: BackendChoice,
    private readonly create: typeof createEngine = createEngine,
  ) {}

  /**
   * Opens `image` on the engine asked for; with the choice `auto`, on the CPU when the GPU refuses it or is lost.
   * @throws XrayError `engine-unavailable`, `engine-lost`, `image-too-large`; AbortError.
   */
  async open(image: RasterImage, signal: AbortSignal): Promise<OpenedImage> {
    const engine = this.gpuLost ? await this.getCpu() : await this.getPreferred();
    throwIfAborted(signal);
    try {
      return this.opened(engine, await engine.open(image, { signal }), this.gpuLost ? 'gpu-lost' : null);
    } catch (error) {
      const reason = engine.backend === 'webgl2' ? fallbackFor(error) : null;
      if (this.choice !== 'auto' || reason === null) throw error;
      if (reason === 'gpu-lost') this.gpuLost = true;
      const cpu = await this.getCpu();
      throwIfAborted(signal);
      return this.opened(cpu, await cpu.open(image, { signal }), reason);
    }
  }

  /** Told that the GPU was lost at work. Returns whether the CPU takes over, so that opening again makes sense. */
  takeOver(): boolean {
    if (this.choice !== 'auto' || this.gpuLost) return false;
    this.gpuLost = true;
    return true;
  }

  /** Frees the engines with all their pipelines. Safe to call twice. */
  dispose(): void {
    this.disposed = true;
    for (const engine of [this.preferred, this.cpu]) {
      // An engine that could not be made has nothing to free, and its error went to those who asked for it.
      engine?.then(
        (made) => made.dispose(),
        () => undefined,
      );
    }
  }

  private opened(engine: Engine, pipeline: ImagePipeline, fallback: FallbackReason | null): OpenedImage {
    if (this.disposed) {
      pipeline.dispose();
      throw abortError();
    }
    return { pipeline, backend: engine.backend, description: engine.description, fallback };
  }

  private getPreferred(): Promise<Engine> {
    if (this.disposed) return Promise.reject(abortError());
    // A failed start is not kept: the reader may free a GPU or change a setting and try again.
    this.preferred ??= this.create({ backend: this.choice }).catch((error: unknown) => {
      this.preferred = null;
      throw error;
    });
    return this.preferred;
  }

  private getCpu(): Promise<Engine> {
    if (this.disposed) return Promise.reject(abortError());
    this.cpu ??= this.create({ backend: 'cpu' }).catch((error: unknown) => {
      this.cpu = null;
      throw error;
    });
    return this.cpu;
  }
}

function fallbackFor(error: unknown): FallbackReason | null {
  if (isAbortError(error) || !(error instanceof XrayError)) return null;
  if (error.code === 'image-too-large') return 'too-large-for-gpu';
  return error.code === 'engine-lost' ? 'gpu-lost' : null;
}
