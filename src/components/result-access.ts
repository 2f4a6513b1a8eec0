import { decodeImage } from '../decode/decode-image.ts';
import type { ExportImage } from '../export/create-zip.ts';
import type { NamedZip } from '../export/create-zips.ts';
import { encodePng } from '../export/encode-png.ts';
import { resultNames, type ResultNames } from '../export/result-names.ts';
import type { RasterImage } from '../image/raster-image.ts';
import { abortError, isAbortError, throwIfAborted, XrayError } from '../image/xray-error.ts';
import type { PipelineParams } from '../pipeline/params.ts';
import { STAGE_IDS, type StageId } from '../pipeline/stages.ts';
import { copyPng } from './copy-png.ts';
import type { OpenedImage } from './engine-holder.ts';
import type { FileEntry } from './file-entry.ts';
import type { LabController, LabHost } from './lab-controller.ts';
import { emit } from './lab-events.ts';
import type { LabResult } from './lab-result.ts';
import { openFile } from './open-file.ts';
import { sameParameters } from './parameter-properties.ts';
import { saveBlob } from './save-blob.ts';
import { TransientPipeline } from './transient-pipeline.ts';
import { stageFileName, zipResults, type ZipSource } from './zip-of-results.ts';

/** Results as they are at one moment. */
export interface Snapshot extends ZipSource {
  dispose(): Promise<void>;
}

/**
 * What was computed, as bytes and files. Of the image on show they are read from its pipeline; of other files there are
 * PNG files, so that a batch of any size needs the memory of one. What there is not is computed again.
 */
export class ResultAccess {
  /** How far the ZIP is, 0…1; null when none is being made. */
  exportProgress: number | null = null;
  private exporting = new AbortController();

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

  /**
   * All results in an archive, or several of at most 1 GiB: each goes to `take`, the first is returned.
   * @throws XrayError `export-failed`; AbortError when a listener of `xray-before-export` stops it or on a reset.
   */
  async zip(
    take: (zip: NamedZip) => void = () => undefined,
    entries: readonly FileEntry[] = this.lab.done,
  ): Promise<NamedZip> {
    if (entries.length === 0) throw nothingToExport();
    const names = this.namesOf(entries);
    const files = (): Promise<File[]> => this.lab.track(this.zipFiles(entries));
    if (!emit(this.host, 'xray-before-export', { kind: 'zip', name: names.archive, files })) {
      throw abortError('The export was cancelled.');
    }
    const [first, count] = await this.lab.track(this.showZips(entries, names, take));
    this.lab.announce(this.host.words.announceExported(count));
    return first;
  }

  /** The archives of {@link zip} as files; the reader is told nothing. @throws as {@link zip} */
  async zipFiles(entries: readonly FileEntry[] = this.lab.done): Promise<File[]> {
    const files: File[] = [];
    await this.makeZips(entries, this.namesOf(entries), {
      take: ({ name, blob }) => files.push(new File([blob], name, { type: blob.type })),
      onProgress: () => undefined,
    });
    return files;
  }

  /** Downloads the archive of all results, unless one is being made; failures are told to the reader. */
  async saveZip(): Promise<void> {
    if (this.exportProgress === null) await this.download(this.lab.done);
  }

  /** Downloads an archive of the results of `entries`; failures are told to the reader. */
  async download(entries: readonly FileEntry[]): Promise<void> {
    try {
      await this.zip(({ blob, name }) => saveBlob(blob, name), entries);
    } catch (error) {
      this.tell(error);
    }
  }

  /** Downloads one stage of the image on show. */
  async saveStage(stage: StageId): Promise<void> {
    const entry = this.lab.selected;
    const result = entry && this.resultOf(entry);
    if (!result) return;
    const [stem] = this.namesOf([entry]).stems;
    const name = stageFileName(stem, stage);
    const make = (): Promise<Blob> => this.lab.track(result.png(stage));
    const files = (): Promise<File[]> => asFiles(make(), name);
    if (!emit(this.host, 'xray-before-export', { kind: 'png', name, files })) return;
    try {
      const blob = await make();
      emit(this.host, 'xray-export', { kind: 'png', name, blob });
      saveBlob(blob, name);
    } catch (error) {
      this.tell(error);
    }
  }

  /**
   * Puts one stage of the image on show on the clipboard. To be called while a person's action is handled.
   * @returns whether it is there; failures are told to the reader.
   */
  async copyStage(stage: StageId): Promise<boolean> {
    const entry = this.lab.selected;
    const result = entry && this.resultOf(entry);
    if (!result) return false;
    const [stem] = this.namesOf([entry]).stems;
    const name = stageFileName(stem, stage);
    const files = (): Promise<File[]> => asFiles(this.lab.track(result.png(stage)), name);
    if (!emit(this.host, 'xray-before-export', { kind: 'copy', name, files })) return false;
    try {
      await this.lab.track(copyPng(result.png(stage)));
      this.lab.announce(this.host.words.announceCopied(this.host.words.stages[stage].title));
      return true;
    } catch (error) {
      this.tell(error instanceof XrayError || isAbortError(error) ? error : copyFailure(error));
      return false;
    }
  }

  /** What `entry` has now, for one export. To be disposed of. */
  snapshot(entry: FileEntry): Snapshot {
    return this.sourceOf(entry, this.paramsOf(entry), STAGE_IDS.length);
  }

  /** Whether there are results that the reader has not saved. */
  get unsaved(): boolean {
    return this.lab.done.some((entry) => !this.lab.saved.has(entry.id, this.paramsOf(entry)));
  }

  /** Stops an archive in the making. */
  abort(): void {
    this.exporting.abort();
    this.exporting = new AbortController();
  }

  private namesOf(entries: readonly FileEntry[]): ResultNames {
    return resultNames(
      entries.map(({ name }) => name),
      { naming: this.host.naming },
    );
  }

  /** The parameters of the images that `entry` has. */
  private paramsOf({ id, kept }: FileEntry): PipelineParams {
    return kept && id !== this.lab.shown.id ? kept.params : this.host.params;
  }

  /** As {@link makeZips}, for all to see. */
  private async showZips(
    entries: readonly FileEntry[],
    names: ResultNames,
    take: (zip: NamedZip) => void,
  ): Promise<[first: NamedZip, count: number]> {
    const showProgress = (progress: number | null): void => {
      this.exportProgress = progress;
      this.host.requestUpdate();
    };
    showProgress(0);
    try {
      return await this.makeZips(entries, names, {
        take: (zip) => {
          emit(this.host, 'xray-export', { kind: 'zip', ...zip });
          take(zip);
        },
        onProgress: (done, total) => showProgress(done / total),
      });
    } finally {
      showProgress(null);
    }
  }

  /** Returns the first archive, and how many there are. */
  private async makeZips(
    entries: readonly FileEntry[],
    names: ResultNames,
    { take, onProgress }: { take: (zip: NamedZip) => void; onProgress: (done: number, total: number) => void },
  ): Promise<[first: NamedZip, count: number]> {
    const sources = entries.map((entry) => this.snapshot(entry));
    try {
      const zips = zipResults(sources, { names, signal: this.exporting.signal, onProgress });
      let first: NamedZip | null = null;
      let count = 0;
      for await (const zip of zips) {
        first ??= zip;
        count++;
        take(zip);
      }
      if (!first) throw nothingToExport();
      sources.forEach(({ parameters }, i) => this.lab.saved.add(entries[i].id, parameters));
      return [first, count];
    } finally {
      for (const source of sources) await source.dispose();
    }
  }

  private sourceOf(entry: FileEntry, parameters: PipelineParams, reads: number): Snapshot {
    const { facts, source, state } = entry;
    const { signal } = this.exporting;
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

  private tell(error: unknown): void {
    if (isAbortError(error)) return;
    this.lab.notify(
      error instanceof XrayError
        ? error
        : new XrayError('export-failed', 'The results could not be exported.', { cause: error }),
    );
  }
}

function nothingToExport(): XrayError {
  return new XrayError('export-failed', 'There are no results to export yet.', { reason: 'no-results' });
}

function copyFailure(cause: unknown): XrayError {
  return new XrayError('export-failed', 'The image could not be copied.', {
    hint: 'Allow the clipboard for this page, or save the image.',
    cause,
  });
}

async function asPixels(content: ExportImage): Promise<RasterImage> {
  if (!(content instanceof Blob)) return content;
  // A PNG of the element's own making: limits are for files that come from outside.
  return decodeImage(content, { maxFileSize: Infinity, maxPixels: Infinity });
}

async function asFiles(png: Promise<Blob>, name: string): Promise<File[]> {
  return [new File([await png], name, { type: 'image/png' })];
}

async function asPng(content: ExportImage): Promise<Blob> {
  return content instanceof Blob ? content : encodePng(content);
}
