import { unlessAborted } from '../../base/unless-aborted.ts';
import { abortError } from '../../base/xray-error.ts';
import type { ImagePipeline } from '../../pipeline/engine.ts';
import type { OpenedImage } from '../../engines/engine-supply.ts';
import { ENGINE_ATTEMPTS } from '../../engines/retries.ts';

export interface TransientPipelineOptions {
  /** Opens the image and computes all of it; ends soon after the signal is aborted. */
  readonly open: (signal: AbortSignal) => Promise<OpenedImage>;
  /** Ends everything. */
  readonly signal: AbortSignal;
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
  private readonly ending = new AbortController();

  constructor(private readonly options: TransientPipelineOptions) {
    this.left = options.reads;
  }

  /** Does `work` with the image; again with another one, when its engine is gone, unless `ended`. Counts as a read. */
  async use<Result>(work: (image: ImagePipeline) => Promise<Result>, ended: AbortSignal): Promise<Result> {
    try {
      return await this.attempt(work, ended, ENGINE_ATTEMPTS);
    } finally {
      if (--this.left <= 0) await this.dispose();
    }
  }

  /** Safe to call twice, and before anything was read. */
  async dispose(): Promise<void> {
    this.options.signal.removeEventListener('abort', this.end);
    this.end();
    await this.close();
  }

  private async attempt<Result>(
    work: (image: ImagePipeline) => Promise<Result>,
    ended: AbortSignal,
    attempts: number,
  ): Promise<Result> {
    const { signal } = this.ending;
    if (signal.aborted) throw abortError();
    const opening = (this.opening ??= this.open());
    let image: OpenedImage | null = null;
    try {
      image = await unlessAborted(opening, signal);
      return await unlessAborted(work(image.pipeline), signal);
    } catch (error) {
      if (attempts <= 1 || signal.aborted || ended.aborted || !this.options.isLost(error, image)) throw error;
      // Of several reads that failed together, the first opens anew for all.
      if (this.opening === opening) await this.close();
      return this.attempt(work, ended, attempts - 1);
    }
  }

  private open(): Promise<OpenedImage> {
    this.options.signal.addEventListener('abort', this.end);
    return this.options.open(this.ending.signal);
  }

  private readonly end = (): void => this.ending.abort();

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
