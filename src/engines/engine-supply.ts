import { cpuFallback, type FallbackReason } from './cpu-fallback.ts';
import { createEngine, type CreateEngineOptions } from './create-engine.ts';
import type { ImageInFile } from '../image/image-in-file.ts';
import type { RasterImage } from '../image/raster-image.ts';
import { unlessAborted } from '../base/unless-aborted.ts';
import { abortError, throwIfAborted, XrayError } from '../base/xray-error.ts';
import type { Engine, ImagePipeline } from '../pipeline/engine.ts';
import { GPU_REST_MS, MOST_GPU_LOSSES } from './retries.ts';

export type BackendChoice = NonNullable<CreateEngineOptions['backend']>;

/** All there are. */
export const BACKEND_CHOICES: readonly BackendChoice[] = ['auto', 'webgl2', 'cpu'];

/** An image ready to be processed, and who will. */
export interface OpenedImage {
  readonly pipeline: ImagePipeline;
  readonly engine: Engine;
  readonly fallback: FallbackReason | null;
  /** Whether its engine was given back, and it with it. */
  readonly freed?: () => boolean;
}

export interface EngineSupplyOptions {
  /** Called once for every engine that was lost and is replaced, with what it failed with. */
  readonly onLost?: (error: XrayError) => void;
  /** Whether a GPU that is insisted on is tried anew when it was lost. Default true. */
  readonly again?: boolean;
  /** Replaced in tests. */
  readonly create?: typeof createEngine;
  readonly now?: () => number;
}

/**
 * Engines of one choice: made when the first image comes, the CPU's beside the GPU's when that one cannot go on, and
 * another in the place of one that was lost. With `auto`, the CPU computes for ten seconds after the GPU was lost; then
 * the next image is given to a new GPU engine, if one passes its self-test. A GPU that was lost twice is left alone.
 */
export class EngineSupply {
  private readonly engines = new Map<BackendChoice, Promise<Engine>>();
  /** Which choice an engine that came up is kept for. */
  private readonly kept = new Map<Engine, BackendChoice>();
  /** Their images fail by themselves, so they are freed with the rest. */
  private readonly lost = new Set<Engine>();
  private losses = 0;
  private lostAt = 0;
  /** Aborted when they are disposed of, which ends those that are coming up. */
  private readonly ending = new AbortController();
  private readonly onLost: (error: XrayError) => void;
  private readonly again: boolean;
  private readonly create: typeof createEngine;
  private readonly now: () => number;

  constructor(
    private readonly choice: BackendChoice,
    {
      onLost = () => undefined,
      again = true,
      create = createEngine,
      now = () => performance.now(),
    }: EngineSupplyOptions = {},
  ) {
    this.onLost = onLost;
    this.again = again;
    this.create = create;
    this.now = now;
  }

  /**
   * Opens `image` on the engine asked for; with the choice `auto`, on the CPU when the GPU refuses it or was lost. An
   * engine that is found lost is replaced once.
   * @throws XrayError `engine-unavailable`, `engine-lost`, `image-too-large`, of an image in its file as `decodeImage`;
   * AbortError.
   */
  async open(image: RasterImage | ImageInFile, signal: AbortSignal): Promise<OpenedImage> {
    const engine = await this.engineFor(this.current, signal);
    try {
      return await this.openOn(engine, image, signal);
    } catch (error) {
      if (cpuFallback(this.choice, engine.backend, error) === 'too-large-for-gpu') {
        return this.openOn(await this.engineFor('cpu', signal), image, signal, 'too-large-for-gpu');
      }
      if (!this.reportLoss(engine, error)) throw error;
      return this.openOn(await this.engineFor(this.current, signal), image, signal);
    }
  }

  /** As {@link open}, by the CPU where what was asked for cannot be had: for results that there were already. */
  async openAnyway(image: RasterImage | ImageInFile, signal: AbortSignal): Promise<OpenedImage> {
    try {
      return await this.open(image, signal);
    } catch (error) {
      if (!(error instanceof XrayError) || error.code !== 'engine-unavailable') throw error;
      return this.openOn(await this.engineFor('cpu', signal), image, signal);
    }
  }

  /** Whether the engine for the next image is there, as far as is known. */
  get isUp(): boolean {
    return [...this.kept.values()].includes(this.current);
  }

  /** Settles when it is. @throws XrayError `engine-unavailable`; AbortError. */
  async ready(): Promise<void> {
    await this.engineFor(this.current);
  }

  /**
   * Told that `engine` failed with `error` at work. Returns whether it was lost, so that opening the image again brings
   * it to another engine: the CPU's for the GPU's with `auto`, else a new GPU engine. The CPU's replaces its workers
   * itself: when it says that it is lost, doing the same again would not help.
   */
  reportLoss(engine: Engine, error: unknown): boolean {
    if (this.disposed || !(error instanceof XrayError) || error.code !== 'engine-lost') return false;
    const fallback = cpuFallback(this.choice, engine.backend, error);
    if (engine.backend === 'cpu' || (!fallback && !this.again)) return false;
    const choice = this.kept.get(engine);
    if (choice !== undefined) {
      this.kept.delete(engine);
      this.engines.delete(choice);
      this.lost.add(engine);
      if (fallback) {
        this.losses++;
        this.lostAt = this.now();
      }
      this.onLost(error);
    }
    return true;
  }

  /** Frees the engines with all their pipelines. Safe to call twice. */
  dispose(): void {
    this.ending.abort();
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

  private get disposed(): boolean {
    return this.ending.signal.aborted;
  }

  private get current(): BackendChoice {
    if (this.losses === 0) return this.choice;
    const rests = this.losses >= MOST_GPU_LOSSES || this.now() - this.lostAt < GPU_REST_MS;
    return rests ? 'cpu' : this.choice;
  }

  private async openOn(
    engine: Engine,
    image: RasterImage | ImageInFile,
    signal: AbortSignal,
    fallback: FallbackReason | null = this.losses > 0 && engine.backend === 'cpu' ? 'gpu-lost' : null,
  ): Promise<OpenedImage> {
    throwIfAborted(signal);
    const pipeline = await unlessAborted(engine.open(image, { signal }), signal, (late) => late.dispose());
    if (this.disposed) {
      pipeline.dispose();
      throw abortError();
    }
    return { pipeline, engine, fallback, freed: () => this.disposed };
  }

  /** An engine may never come up: it is the signal that ends the waiting for it. */
  private engineFor(choice: BackendChoice, signal?: AbortSignal): Promise<Engine> {
    if (this.disposed) return Promise.reject(abortError());
    return unlessAborted(this.engines.get(choice) ?? this.make(choice), signal);
  }

  private make(choice: BackendChoice): Promise<Engine> {
    const engine = this.create({ backend: choice, signal: this.ending.signal })
      .then((made) => this.keep(made, choice))
      .catch((error: unknown) => {
        // A failed start is not kept: the reader may free a GPU or change a setting and try again.
        this.engines.delete(choice);
        throw error;
      });
    this.engines.set(choice, engine);
    return engine;
  }

  private keep(made: Engine, choice: BackendChoice): Engine | Promise<Engine> {
    const cpu = choice === 'auto' && made.backend === 'cpu' ? this.engines.get('cpu') : undefined;
    if (cpu) {
      // The GPU did not come back: the CPU engine that took over goes on.
      made.dispose();
      return cpu;
    }
    this.kept.set(made, choice);
    return made;
  }
}
