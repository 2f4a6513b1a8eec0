import { decodeImage } from '../../decode/decode-image.ts';
import type { EngineSupply, OpenedImage } from '../../engines/engine-supply.ts';
import type { ExportImage } from '../../export/zip/create-zip.ts';
import { encodePng } from '../../export/encode/encode-png.ts';
import type { Naming } from '../../export/result-names.ts';
import type { RasterImage } from '../../image/raster-image.ts';
import { isAbortError, throwIfAborted, XrayError } from '../../base/xray-error.ts';
import { sameParams } from '../../pipeline/parameter-paths.ts';
import type { PipelineParams } from '../../pipeline/params.ts';
import { STAGE_IDS, type StageId } from '../../pipeline/standard-graph.ts';
import type { Computation } from '../files/computation.ts';
import type { FileEntry } from '../files/file-entry.ts';
import { NO_LIMITS, type FileLimits } from '../file-limits.ts';
import type { FileTable } from '../files/file-table.ts';
import type { ResultKeeper } from '../files/result-keeper.ts';
import type { SavedResults } from '../files/saved-results.ts';
import { openFile } from '../processing/open-file.ts';
import type { ShownImage } from '../processing/shown-image.ts';
import type { Track } from '../work-count.ts';
import type { LabResult } from './lab-result.ts';
import type { ResultSource } from './result-source.ts';
import { TransientPipeline } from './transient-pipeline.ts';

/** What access to results needs of its surroundings. */
export interface ResultAccessNeeds {
  readonly files: Pick<FileTable, 'get' | 'done' | 'withResults'>;
  readonly keeper: Pick<ResultKeeper, 'keptOf' | 'paramsOf' | 'settled'>;
  readonly saved: Pick<SavedResults, 'has'>;
  readonly shown: Pick<ShownImage, 'id' | 'live' | 'opening' | 'caughtUp' | 'recover'>;
  readonly engines: () => Pick<EngineSupply, 'openAnyway' | 'reportLoss'>;
  readonly limits: () => FileLimits;
  readonly naming: () => Naming;
  readonly params: () => PipelineParams;
  readonly track: Track;
}

/** Results as they are at one moment. */
export interface Snapshot extends ResultSource {
  dispose(): Promise<void>;
}

/**
 * What was computed, as bytes and files. Of the image on show they are read from its pipeline; of other files there are
 * PNG files, so that a batch of any size needs the memory of one. What there is not is computed again.
 */
export class ResultAccess {
  private reading = new AbortController();

  constructor(private readonly needs: ResultAccessNeeds) {}

  get results(): LabResult[] {
    return this.needs.files.withResults.flatMap((entry) => this.resultOf(entry) ?? []);
  }

  resultOf(entry: FileEntry): LabResult | null {
    const { facts, name } = entry;
    const computed = computationOf(entry);
    if (!facts || !computed) return null;
    const params = this.paramsOf(entry);
    const { signal } = this;
    const bring = (stage: StageId): Promise<ExportImage> => this.sourceOf(entry, params, 1, signal).read(stage);
    return {
      name,
      width: facts.width,
      height: facts.height,
      params,
      backend: computed.backend,
      read: async (stage) => asPixels(await bring(stage)),
      png: async (stage) => asPng(await bring(stage)),
    };
  }

  /** Differs when the archives would. */
  get key(): string {
    const results = this.needs.files.withResults.map((entry) => [entry.id, entry.name, this.paramsOf(entry)]);
    return results.length === 0 ? '' : JSON.stringify([this.needs.naming(), results]);
  }

  /** Files whose results were made with other parameters than are set now. */
  get outdated(): FileEntry[] {
    const { files, shown } = this.needs;
    const params = this.needs.params();
    const opening = shown.opening > 0 ? shown.id : null;
    return files.done.filter((entry) => entry.id !== opening && !sameParams(this.paramsOf(entry), params));
  }

  /** What `entry` has now, for one export, also when it is removed meanwhile. To be disposed of. */
  snapshot(entry: FileEntry): Snapshot {
    return this.sourceOf(entry, this.paramsOf(entry), STAGE_IDS.length, this.signal);
  }

  /** Aborted by {@link abort}: for exports of what is read here. */
  get signal(): AbortSignal {
    return this.reading.signal;
  }

  /** Ends what is being read, for results that are put aside. */
  abort(): void {
    this.reading.abort();
    this.reading = new AbortController();
  }

  /** Whether there are results that the reader has not saved. */
  get unsaved(): boolean {
    return this.needs.files.withResults.some((entry) => !this.needs.saved.has(entry.id, this.paramsOf(entry)));
  }

  /** The parameters of the images that `entry` has. */
  private paramsOf({ id, kept, state }: FileEntry): PipelineParams {
    // Those that are being made again are not there yet.
    const follows = state.kind === 'done' && id === this.needs.shown.live?.entryId;
    if (follows) return this.needs.params();
    return this.needs.keeper.paramsOf(id) ?? kept?.computed.params ?? this.needs.params();
  }

  private sourceOf(entry: FileEntry, parameters: PipelineParams, reads: number, signal: AbortSignal): Snapshot {
    const { facts, source } = entry;
    const recomputed = new TransientPipeline({
      open: () => this.compute(entry, parameters, signal),
      isLost: (error, image) => !signal.aborted && this.isLost(error, image),
      reads,
    });
    return {
      width: facts?.width ?? 0,
      height: facts?.height ?? 0,
      source,
      engine: computationOf(entry)?.backend ?? 'cpu',
      parameters,
      read: async (stage) => {
        throwIfAborted(signal);
        return (
          (await this.readShown(entry, parameters, stage, signal)) ??
          (await this.readKept(entry, parameters, stage)) ??
          recomputed.read(stage)
        );
      },
      dispose: () => recomputed.dispose(),
    };
  }

  /** The stage from the image on show; null when that is another one, or ceases to be `entry` with `params` meanwhile. */
  private async readShown(
    entry: FileEntry,
    params: PipelineParams,
    stage: StageId,
    signal: AbortSignal,
  ): Promise<RasterImage | null> {
    const { shown, engines, track } = this.needs;
    const { live } = shown;
    if (live?.entryId !== entry.id || !live.complete || !sameParams(this.needs.params(), params)) return null;
    try {
      await shown.caughtUp(live);
      const image = await live.pipeline.read(stage);
      return live.wanted && sameParams(live.wanted, params) ? image : null;
    } catch (error) {
      throwIfAborted(signal);
      // It made room for another image, or its engine was lost, of which the image on show hears here first.
      if (isAbortError(error)) return null;
      if (!engines().reportLoss(live.engine, error)) throw error;
      void track(shown.recover(live, error));
      return null;
    }
  }

  /** The stage's PNG file; null where none was made with `params`. */
  private async readKept(entry: FileEntry, params: PipelineParams, stage: StageId): Promise<Blob | null> {
    await this.needs.keeper.settled(entry.id);
    const found = [this.needs.files.get(entry.id)?.kept, entry.kept];
    return found.find((kept) => kept && sameParams(kept.computed.params, params))?.images[stage] ?? null;
  }

  private compute(entry: FileEntry, params: PipelineParams, signal: AbortSignal): Promise<OpenedImage> {
    return this.needs.track(this.computeAnew(entry, params, signal));
  }

  private async computeAnew(entry: FileEntry, params: PipelineParams, signal: AbortSignal): Promise<OpenedImage> {
    const engines = this.needs.engines();
    const open = (pixels: RasterImage): Promise<OpenedImage> => engines.openAnyway(pixels, signal);
    const image = await openFile(entry, {
      limits: this.needs.limits(),
      open,
      kept: () => this.needs.keeper.keptOf(entry),
      signal,
    });
    try {
      await image.pipeline.update(params, { signal });
      return image;
    } catch (error) {
      image.pipeline.dispose();
      engines.reportLoss(image.engine, error);
      throw error;
    }
  }

  /** Another engine was asked for, which frees the old one with its images, or the engine was lost. */
  private isLost(error: unknown, image: OpenedImage | null): boolean {
    if (isAbortError(error)) return true;
    if (image) return this.needs.engines().reportLoss(image.engine, error);
    return error instanceof XrayError && error.code === 'engine-lost';
  }
}

/** Of the results that `entry` has; null where it has none. */
function computationOf({ state, kept }: FileEntry): Computation | null {
  return state.kind === 'done' ? state.computed : (kept?.computed ?? null);
}

async function asPixels(content: ExportImage): Promise<RasterImage> {
  if (!(content instanceof Blob)) return content;
  return decodeImage(content, NO_LIMITS);
}

async function asPng(content: ExportImage): Promise<Blob> {
  return content instanceof Blob ? content : encodePng(content);
}
