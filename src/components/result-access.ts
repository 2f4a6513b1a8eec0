import { encodePng } from '../export/encode-png.ts';
import { uniqueStems } from '../export/result-names.ts';
import type { RasterImage } from '../image/raster-image.ts';
import { abortError, isAbortError, XrayError } from '../image/xray-error.ts';
import type { ImagePipeline } from '../pipeline/engine.ts';
import type { PipelineParams } from '../pipeline/params.ts';
import { STAGE_IDS, type StageId } from '../pipeline/stages.ts';
import type { FileEntry } from './file-entry.ts';
import { timestamp } from './format.ts';
import type { LabController, LabHost } from './lab-controller.ts';
import { emit } from './lab-events.ts';
import type { LabResult } from './lab-result.ts';
import { MESSAGES } from './messages.ts';
import { openFile } from './open-file.ts';
import { saveBlob } from './save-blob.ts';
import { TransientPipeline } from './transient-pipeline.ts';
import { stageFileName, zipResults, type ZipSource } from './zip-of-results.ts';

/**
 * What was computed, as bytes and files. Of the image on show they are read from its pipeline; other files are computed
 * again, so that a batch of any size needs the memory of one.
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
    const { params } = this.host;
    const read = (stage: StageId): Promise<RasterImage> => this.sourceOf(entry, 1).read(stage);
    return {
      name,
      width: facts.width,
      height: facts.height,
      params,
      backend: state.computed.backend,
      read,
      png: async (stage) => encodePng(await read(stage)),
    };
  }

  /**
   * All results in one archive.
   * @throws XrayError `export-failed`; AbortError when a listener of `xray-before-export` stops it or on a reset.
   */
  async zip(): Promise<{ blob: Blob; name: string }> {
    const entries = this.lab.done;
    if (entries.length === 0) throw new XrayError('export-failed', MESSAGES.nothingToExport);
    const name = zipName(entries);
    if (!emit(this.host, 'xray-before-export', { kind: 'zip', name })) throw abortError('The export was cancelled.');
    const blob = await this.lab.track(this.makeZip(entries));
    emit(this.host, 'xray-export', { kind: 'zip', name, blob });
    this.lab.announce(MESSAGES.announceExported);
    return { blob, name };
  }

  /** Downloads the archive; failures are told to the reader. */
  async saveZip(): Promise<void> {
    if (this.exportProgress !== null) return;
    try {
      const { blob, name } = await this.zip();
      saveBlob(blob, name);
    } catch (error) {
      this.tell(error);
    }
  }

  /** Downloads one stage of the image on show. */
  async saveStage(stage: StageId): Promise<void> {
    const entry = this.lab.selected;
    const result = entry && this.resultOf(entry);
    if (!result) return;
    const [stem] = uniqueStems([result.name]);
    const name = stageFileName(stem, stage);
    if (!emit(this.host, 'xray-before-export', { kind: 'png', name })) return;
    try {
      const blob = await this.lab.track(result.png(stage));
      emit(this.host, 'xray-export', { kind: 'png', name, blob });
      saveBlob(blob, name);
    } catch (error) {
      this.tell(error);
    }
  }

  /** Stops an archive in the making. */
  abort(): void {
    this.exporting.abort();
    this.exporting = new AbortController();
  }

  private async makeZip(entries: readonly FileEntry[]): Promise<Blob> {
    const sources = entries.map((entry) => this.sourceOf(entry, STAGE_IDS.length));
    const showProgress = (progress: number | null): void => {
      this.exportProgress = progress;
      this.host.requestUpdate();
    };
    showProgress(0);
    try {
      return await zipResults(sources, {
        engine: enginesOf(entries),
        signal: this.exporting.signal,
        onProgress: (done, total) => showProgress(done / total),
      });
    } finally {
      for (const source of sources) await source.dispose();
      showProgress(null);
    }
  }

  private sourceOf(entry: FileEntry, reads: number): ZipSource & { dispose(): Promise<void> } {
    const { name, facts } = entry;
    const parameters = this.host.params;
    const recomputed = new TransientPipeline(() => this.compute(entry, parameters), reads);
    return {
      name,
      width: facts?.width ?? 0,
      height: facts?.height ?? 0,
      sourceBitDepth: facts?.bitDepth ?? 8,
      parameters,
      read: async (stage) => {
        const live = this.lab.live?.entryId === entry.id && this.lab.live.complete ? this.lab.live : null;
        if (!live || this.host.params !== parameters) return recomputed.read(stage);
        await this.lab.caughtUp(live);
        return live.pipeline.read(stage);
      },
      dispose: () => recomputed.dispose(),
    };
  }

  private async compute(entry: FileEntry, params: PipelineParams): Promise<ImagePipeline> {
    const { signal } = this.exporting;
    const { limits } = this.host;
    const { pipeline } = await openFile(entry.file, entry.name, { limits, engines: this.lab.useEngines(), signal });
    try {
      await pipeline.update(params, { signal });
      return pipeline;
    } catch (error) {
      pipeline.dispose();
      throw error;
    }
  }

  private tell(error: unknown): void {
    if (isAbortError(error)) return;
    this.lab.notify(
      error instanceof XrayError ? error : new XrayError('export-failed', MESSAGES.exportFailed, { cause: error }),
    );
  }
}

function zipName(entries: readonly FileEntry[]): string {
  if (entries.length > 1) return `xray-lab_${timestamp()}_results.zip`;
  const [stem] = uniqueStems([entries[0].name]);
  return `${stem}_results.zip`;
}

/** "webgl2", "cpu", or both where a file fell back. */
function enginesOf(entries: readonly FileEntry[]): string {
  const backends = entries.map(({ state }) => (state.kind === 'done' ? state.computed.backend : 'cpu'));
  return [...new Set(backends)].join(', ');
}
