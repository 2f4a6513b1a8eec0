import { cpuFallback, type FallbackReason } from '../cpu-fallback.ts';
import { createEngine, type CreateEngineOptions } from '../create-engine.ts';
import type { RasterImage } from '../image/raster-image.ts';
import { abortError, throwIfAborted, XrayError } from '../image/xray-error.ts';
import type { Engine, ImagePipeline } from '../pipeline/engine.ts';

export type BackendChoice = NonNullable<CreateEngineOptions['backend']>;

/** An image ready to be processed, and who will. */
export interface OpenedImage {
  readonly pipeline: ImagePipeline;
  readonly engine: Engine;
  readonly fallback: FallbackReason | null;
}

/**
 * The element's engines: made when the first image comes, the CPU's beside the GPU's when that one cannot go on, and
 * another in the place of one that was lost.
 */
export class EngineHolder {
  private readonly engines = new Map<BackendChoice, Promise<Engine>>();
  /** Which choice an engine that came up is kept for. */
  private readonly kept = new Map<Engine, BackendChoice>();
  /** Their images fail by themselves, so they are freed with the rest. */
  private readonly lost = new Set<Engine>();
  private gpuLost = false;
  private disposed = false;

  constructor(
    private readonly choice: BackendChoice,
    private readonly create: typeof createEngine = createEngine,
  ) {}

  /**
   * Opens `image` on the engine asked for; with the choice `auto`, on the CPU when the GPU refuses it or was lost. An
   * engine that is found lost is replaced once.
   * @throws XrayError `engine-unavailable`, `engine-lost`, `image-too-large`; AbortError.
   */
  async open(image: RasterImage, signal: AbortSignal): Promise<OpenedImage> {
    const engine = await this.engineFor(this.current);
    try {
      return await this.openOn(engine, image, signal);
    } catch (error) {
      if (cpuFallback(this.choice, engine.backend, error) === 'too-large-for-gpu') {
        return this.openOn(await this.engineFor('cpu'), image, signal, 'too-large-for-gpu');
      }
      if (!this.replace(engine, error)) throw error;
      return this.openOn(await this.engineFor(this.current), image, signal);
    }
  }

  /**
   * Told that `engine` failed with `error` at work. Returns whether it was lost, so that opening the image again brings
   * it to another engine: the CPU's for the GPU's with `auto`, else a new one of the same kind.
   */
  replace(engine: Engine, error: unknown): boolean {
    if (this.disposed || !(error instanceof XrayError) || error.code !== 'engine-lost') return false;
    const choice = this.kept.get(engine);
    if (choice !== undefined) {
      this.kept.delete(engine);
      this.engines.delete(choice);
      this.lost.add(engine);
      if (cpuFallback(this.choice, engine.backend, error)) this.gpuLost = true;
    }
    return true;
  }

  /** Frees the engines with all their pipelines. Safe to call twice. */
  dispose(): void {
    this.disposed = true;
    for (const engine of this.lost) engine.dispose();
    this.lost.clear();
    for (const engine of this.engines.values()) {
      // An engine that could not be made has nothing to free, and its error went to those who asked for it.
      engine.then(
        (made) => made.dispose(),
        () => undefined,
      );
    }
  }

  private get current(): BackendChoice {
    return this.gpuLost ? 'cpu' : this.choice;
  }

  private async openOn(
    engine: Engine,
    image: RasterImage,
    signal: AbortSignal,
    fallback: FallbackReason | null = this.gpuLost ? 'gpu-lost' : null,
  ): Promise<OpenedImage> {
    throwIfAborted(signal);
    const pipeline = await engine.open(image, { signal });
    if (this.disposed) {
      pipeline.dispose();
      throw abortError();
    }
    return { pipeline, engine, fallback };
  }

  private engineFor(choice: BackendChoice): Promise<Engine> {
    if (this.disposed) return Promise.reject(abortError());
    const known = this.engines.get(choice);
    if (known) return known;
    const engine = this.create({ backend: choice }).then(
      (made) => {
        this.kept.set(made, choice);
        return made;
      },
      (error: unknown) => {
        // A failed start is not kept: the reader may free a GPU or change a setting and try again.
        this.engines.delete(choice);
        throw error;
      },
    );
    this.engines.set(choice, engine);
    return engine;
  }
}
