import type { RasterImage } from '../image/raster-image.ts';
import type { ImagePipeline } from '../pipeline/engine.ts';
import type { StageId } from '../pipeline/stages.ts';

/**
 * A file's images computed again for export: the pipeline is opened by the first read and freed after `reads` reads,
 * so that an archive of many files holds no more of them than it writes at a time.
 */
export class TransientPipeline {
  private pipeline: Promise<ImagePipeline> | null = null;
  private left: number;

  constructor(
    private readonly open: () => Promise<ImagePipeline>,
    reads: number,
  ) {
    this.left = reads;
  }

  async read(stage: StageId): Promise<RasterImage> {
    this.pipeline ??= this.open();
    try {
      return await (await this.pipeline).read(stage);
    } finally {
      if (--this.left <= 0) await this.dispose();
    }
  }

  /** Safe to call twice, and before anything was read. */
  async dispose(): Promise<void> {
    const pipeline = this.pipeline;
    this.pipeline = null;
    // Opening it failed: the read that asked for it has told so, and there is nothing to free.
    await pipeline?.then(
      (opened) => opened.dispose(),
      () => undefined,
    );
  }
}
