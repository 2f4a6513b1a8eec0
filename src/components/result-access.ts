import { decodeImage } from '../decode/decode-image.ts';
import type { ExportImage } from '../export/create-zip.ts';
import { encodePng } from '../export/encode-png.ts';
import type { RasterImage } from '../image/raster-image.ts';
import { abortError, isAbortError, throwIfAborted, XrayError } from '../image/xray-error.ts';
import type { PipelineParams } from '../pipeline/params.ts';
import { STAGE_IDS, type StageId } from '../pipeline/stages.ts';
import type { OpenedImage } from './engine-holder.ts';
import type { FileEntry } from './file-entry.ts';
import type { LabController, LabHost } from './lab-controller.ts';
import type { LabResult } from './lab-result.ts';
import { openFile } from './open-file.ts';
import { sameParameters } from './parameter-properties.ts';
import { TransientPipeline } from './transient-pipeline.ts';
import type { ZipSource } from './zip-of-results.ts';

/** Results as they are at one moment. */
export interface Snapshot extends ZipSource {
  dispose(): Promise<void>;
}

/**
 * What was computed, as bytes and files. Of the image on show they are read from its pipeline; of other files there are
 * PNG files, so that a batch of any size needs the memory of one. What there is not is computed again.
 */
export class ResultAccess {
  private reading = new AbortController();

  constructor(
    private readonly host: LabHost,
    private readonly lab: LabController,
  ) {}

  get results(): LabResult[] {
    return this.lab.done.flatMap((entry) => this.resultOf(entry) ?? []);
  }

  resultOf(entry: FileEntry): LabResult | null {
    const { facts, state, name } = entry;
    if (!facts || state.kind !== 'done') return null;
    const params = this.paramsOf(entry);
    const bring = (stage: StageId): Promise<ExportImage> => this.sourceOf(entry, params, 1).read(stage);
    return {
      name,
      width: facts.width,
      height: facts.height,
      params,
      backend: state.computed.backend,
      read: async (stage) => asPixels(await bring(stage)),
      png: async (stage) => asPng(await bring(stage)),
    };
  }

  /** Differs when the archives would. */
  get key(): string {
    const results = this.lab.done.map((entry) => [entry.id, entry.name, this.paramsOf(entry)]);
    return results.length === 0 ? '' : JSON.stringify([this.host.naming, results]);
  }

  /** Files whose results were made with other parameters than are set now. */
  get outdated(): FileEntry[] {
    const { params } = this.host;
    return this.lab.done.filter((entry) => !sameParameters(this.paramsOf(entry), params));
  }

  /** What `entry` has now, for one export. To be disposed of. */
  snapshot(entry: FileEntry): Snapshot {
    return this.sourceOf(entry, this.paramsOf(entry), STAGE_IDS.length);
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
    return this.lab.done.some((entry) => !this.lab.saved.has(entry.id, this.paramsOf(entry)));
  }

  /** The parameters of the images that `entry` has. */
  private paramsOf({ id, kept }: FileEntry): PipelineParams {
    return kept && id !== this.lab.shown.id ? kept.params : this.host.params;
  }

  private sourceOf(entry: FileEntry, parameters: PipelineParams, reads: number): Snapshot {
    const { facts, source, state } = entry;
    const { signal } = this.reading;
    const recomputed = new TransientPipeline({
      open: () => this.compute(entry, parameters, signal),
      isLost: (error, image) => !signal.aborted && this.isLost(error, image),
      reads,
    });
    return {
      width: facts?.width ?? 0,
      height: facts?.height ?? 0,
      source,
      engine: state.kind === 'done' ? state.computed.backend : 'cpu',
      parameters,
      read: async (stage) => {
        if (signal.aborted || !this.lab.files.get(entry.id)) throw abortError();
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
    const { live } = this.lab;
    if (live?.entryId !== entry.id || !live.complete || this.host.params !== params) return null;
    try {
      await this.lab.shown.caughtUp(live);
      const image = await live.pipeline.read(stage);
      return live.wanted === params ? image : null;
    } catch (error) {
      throwIfAborted(signal);
      // It made room for another image, or its engine was lost, of which the image on show hears here first.
      if (isAbortError(error)) return null;
      if (!this.lab.useEngines().replace(live.engine, error)) throw error;
      void this.lab.track(this.lab.shown.recover(live, error));
      return null;
    }
  }

  /** The stage's PNG file; null where none was made with `params`. */
  private async readKept({ id }: FileEntry, params: PipelineParams, stage: StageId): Promise<Blob | null> {
    await this.lab.keeper.settled(id);
    const kept = this.lab.files.get(id)?.kept;
    return kept && sameParameters(kept.params, params) ? kept.images[stage] : null;
  }

  private async compute(entry: FileEntry, params: PipelineParams, signal: AbortSignal): Promise<OpenedImage> {
    const engines = this.lab.useEngines();
    const image = await openFile(entry.file, entry.name, { limits: this.host.limits, engines, signal });
    try {
      await image.pipeline.update(params, { signal });
      return image;
    } catch (error) {
      image.pipeline.dispose();
      engines.replace(image.engine, error);
      throw error;
    }
  }

  /** Another engine was asked for, which frees the old one with its images, or the engine was lost. */
  private isLost(error: unknown, image: OpenedImage | null): boolean {
    if (isAbortError(error)) return true;
    if (image) return this.lab.useEngines().replace(image.engine, error);
    return error instanceof XrayError && error.code === 'engine-lost';
  }
}

async function asPixels(content: ExportImage): Promise<RasterImage> {
  if (!(content instanceof Blob)) return content;
  // A PNG of the element's own making: limits are for files that come from outside.
  return decodeImage(content, { maxFileSize: Infinity, maxPixels: Infinity });
}

async function asPng(content: ExportImage): Promise<Blob> {
  return content instanceof Blob ? content : encodePng(content);
}
