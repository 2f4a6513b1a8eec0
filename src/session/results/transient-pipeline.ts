import type { RasterImage } from '../../image/raster-image.ts';
import { abortError } from '../../base/xray-error.ts';
import type { StageId } from '../../pipeline/standard-graph.ts';
import type { OpenedImage } from '../../engines/engine-supply.ts';
import { ENGINE_ATTEMPTS } from '../../engines/retries.ts';

export interface TransientPipelineOptions {
  /** Opens the image and computes all of it. */
  readonly open: () => Promise<OpenedImage>;
  /** Whether `error` means that the engine is gone and another one would do; `image` is null where opening failed. */
  readonly isLost: (error: unknown, image: OpenedImage | null) => boolean;
  /** How many reads there will be. */
  readonly reads: number;
}

/**
 * A file's images computed again for export: the pipeline is opened by the first read and freed after the last, so that
 * an archive of many files holds no more of them than it writes at a time.
 */
export class TransientPipeline {
  private opening: Promise<OpenedImage> | null = null;
  private left: number;
  private disposed = false;

  constructor(private readonly options: TransientPipelineOptions) {
    this.left = options.reads;
  }

  async read(stage: StageId): Promise<RasterImage> {
    try {
      return await this.attempt(stage, ENGINE_ATTEMPTS);
    } finally {
      if (--this.left <= 0) await this.dispose();
    }
  }

  /** Safe to call twice, and before anything was read. */
  async dispose(): Promise<void> {
    this.disposed = true;
    await this.close();
  }

  private async attempt(stage: StageId, attempts: number): Promise<RasterImage> {
    if (this.disposed) throw abortError();
    const opening = (this.opening ??= this.options.open());
    let image: OpenedImage | null = null;
    try {
      image = await opening;
      return await image.pipeline.read(stage);
    } catch (error) {
      if (attempts <= 1 || this.disposed || !this.options.isLost(error, image)) throw error;
      // Of several reads that failed together, the first opens anew for all.
      if (this.opening === opening) await this.close();
      return this.attempt(stage, attempts - 1);
    }
  }

  private async close(): Promise<void> {
    const { opening } = this;
    this.opening = null;
    // Opening it failed: the read that asked for it has told so, and there is nothing to free.
    await opening?.then(
      ({ pipeline }) => pipeline.dispose(),
      () => undefined,
    );
  }
}
