import { jsonText } from '../../base/json-text.ts';
import { decodeImageLater } from '../../decode/open-later.ts';
import type { EngineSupply, OpenedImage } from '../../engines/engine-supply.ts';
import { encodeStage } from '../../export/encode/encode-stage.ts';
import type { Naming } from '../../export/result-names.ts';
import type { ImageInFile } from '../../image/image-in-file.ts';
import type { RasterImage } from '../../image/raster-image.ts';
import { unlessAborted } from '../../base/unless-aborted.ts';
import { isAbortError, throwIfAborted, XrayError } from '../../base/xray-error.ts';
import type { ImagePipeline } from '../../pipeline/engine.ts';
import { sameParams } from '../../pipeline/parameter-paths.ts';
import type { PipelineParams } from '../../pipeline/params.ts';
import { STAGE_IDS, type StageId } from '../../pipeline/standard-graph.ts';
import { OVERLAY } from '../../pipeline/stage-roles.ts';
import { isMadeOf, type Computation } from '../files/computation.ts';
import { isUnread } from '../files/failure.ts';
import type { FileEntry } from '../files/file-entry.ts';
import { NO_LIMITS, type FileLimits } from '../file-limits.ts';
import { foundGroups, type FoundGroups } from '../files/found-groups.ts';
import type { KeptResults } from '../files/kept-results.ts';
import type { FileTable } from '../files/file-table.ts';
import type { ResultKeeper } from '../files/result-keeper.ts';
import type { SavedResults } from '../files/saved-results.ts';
import { openFile } from '../processing/open-file.ts';
import type { ShownImage } from '../processing/shown-image.ts';
import type { Clock } from '../patience.ts';
import type { Track } from '../work-count.ts';
import type { LabResult } from './lab-result.ts';
import type { ResultSource } from './result-source.ts';
import { hasStored, storedPng } from './stored-png.ts';
import { TransientPipeline } from './transient-pipeline.ts';

/** What access to results needs of its surroundings. */
export interface ResultAccessNeeds extends Clock {
  readonly files: Pick<FileTable, 'all' | 'get' | 'done' | 'resultCount' | 'withResults'>;
  readonly keeper: Pick<ResultKeeper, 'keptOf' | 'paramsOf' | 'settled'>;
  readonly saved: Pick<SavedResults, 'has'>;
  readonly shown: Pick<ShownImage, 'id' | 'live' | 'opening' | 'caughtUp' | 'recover'>;
  readonly engines: () => Pick<EngineSupply, 'isUp' | 'openAnyway' | 'reportLoss'>;
  readonly limits: () => FileLimits;
  readonly naming: () => Naming;
  readonly params: () => PipelineParams;
  /** Aborted when all is given up. */
  readonly givenUp: () => AbortSignal;
  readonly track: Track;
}

/** Reads something of an engine's image. */
type ReadAs<Result> = (image: ImagePipeline) => Promise<Result>;

/** Results as they are at one moment. */
export interface Snapshot extends ResultSource {
  /** The stage's pixels. */
  read(stage: StageId): Promise<RasterImage>;
  dispose(): Promise<void>;
}

/**
 * What was computed, as bytes and files. Of the image on show they are read from its pipeline; of other files there are
 * PNG files, so that a batch of any size needs the memory of one. What there is not is computed again.
 */
export class ResultAccess {
  private reading = new AbortController();
  /** Of entries as they are: whoever asks for all results asks again with every file. */
  private made = new WeakMap<FileEntry, LabResult>();

  constructor(private readonly needs: ResultAccessNeeds) {}

  get results(): LabResult[] {
    return this.needs.files.withResults.flatMap((entry) => this.resultOf(entry) ?? []);
  }

  resultOf(entry: FileEntry): LabResult | null {
    const { facts, name } = entry;
    const computed = computationOf(entry);
    if (!facts || !computed) return null;
    const params = this.paramsOf(entry);
    const known = this.made.get(entry);
    if (known?.params === params) return known;
    const { signal } = this;
    const snapshot = (): Snapshot => this.sourceOf(entry, params, 1, signal);
    const result: LabResult = {
      name,
      width: facts.width,
      height: facts.height,
      ...(facts.burnedIn && { burnedIn: true }),
      params,
      frame: entry.frame,
      backend: computed.backend,
      read: (stage) => snapshot().read(stage),
      png: (stage) => snapshot().png(stage),
    };
    this.made.set(entry, result);
    return result;
  }

  /** Differs when the archives would. */
  get key(): string {
    const { files, naming } = this.needs;
    if (files.resultCount === 0) return '';
    // Thousands of files share their parameters.
    const sets: string[] = [];
    const known = new Map<PipelineParams, number>();
    const setOf = (params: PipelineParams): number => {
      const text = jsonText(params);
      const at = sets.indexOf(text);
      return at < 0 ? sets.push(text) - 1 : at;
    };
    const results = files.withResults.map((entry) => {
      const params = this.paramsOf(entry);
      const set = known.get(params) ?? setOf(params);
      known.set(params, set);
      return `${entry.id} ${entry.frame} ${set}`;
    });
    return [naming(), results, ...sets].join();
  }

  /** Files whose results were made with other parameters than are set now. */
  get outdated(): FileEntry[] {
    return this.needs.files.done.filter((entry) => this.isOutdated(entry));
  }

  isOutdated(entry: FileEntry): boolean {
    const { shown, params } = this.needs;
    const { frame, id, state } = entry;
    if (state.kind !== 'done' || (shown.opening > 0 && id === shown.id)) return false;
    return (state.computed.frame ?? 0) !== frame || !sameParams(this.paramsOf(entry), params());
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
    this.made = new WeakMap();
  }

  /** Whether there are results that the reader has not saved. */
  get unsaved(): boolean {
    const { files, saved } = this.needs;
    return files.all.some((entry) => computationOf(entry) && !saved.has(entry.id, this.paramsOf(entry), entry.frame));
  }

  /** The parameters of the images that `entry` has. */
  private paramsOf({ id, kept, state }: FileEntry): PipelineParams {
    // Those that are being made again are not there yet.
    const follows = state.kind === 'done' && id === this.needs.shown.live?.entryId;
    if (follows) return this.needs.params();
    // What could not be kept was made with those all the same: it is computed again when it is wanted.
    const made = state.kind === 'done' ? state.computed : kept?.computed;
    return this.needs.keeper.paramsOf(id) ?? made?.params ?? this.needs.params();
  }

  private sourceOf(entry: FileEntry, parameters: PipelineParams, reads: number, signal: AbortSignal): Snapshot {
    const { facts, source } = entry;
    const givenUp = this.needs.givenUp();
    const recomputed = new TransientPipeline({
      open: (ending) => this.needs.track(this.computeAnew(entry, parameters, { signal: ending, givenUp })),
      signal,
      isLost: (error, image) => !signal.aborted && this.isLost(error, image),
      reads,
    });
    let found: FoundGroups | null = null;
    const bring = async <Result>(
      stage: StageId,
      read: ReadAs<Result>,
      open: (file: Blob) => Promise<Result>,
      ended = signal,
    ): Promise<Result> => {
      throwIfAborted(signal);
      const shown = await this.readShown(entry, parameters, read, signal);
      if (shown !== null) return shown;
      throwIfAborted(ended);
      const kept = await unlessAborted(this.readKept(entry, parameters), signal);
      if (!kept) return recomputed.use(read, ended);
      found = kept.found ?? null;
      return open(kept.images[stage]);
    };
    const { backend = 'cpu', values } = computationOf(entry) ?? {};
    return {
      width: facts?.width ?? 0,
      height: facts?.height ?? 0,
      source: source?.frame === undefined ? source : { ...source, frame: entry.frame },
      engine: backend,
      ...(values && { values }),
      ...(hasStored(entry) && { stored: (ended = signal) => storedPng(entry, ended) }),
      parameters,
      found: () => found,
      read: async (stage) => {
        const pixels: ReadAs<RasterImage> = (image) => image.read(stage);
        const kept = async (file: Blob): Promise<RasterImage> => decodeImageLater(file, { ...NO_LIMITS, signal });
        return bring(stage, pixels, kept);
      },
      png: (stage, ended = signal) => {
        const encode: ReadAs<Blob> = async (image) => {
          const png = await encodeStage(image, stage, { signal: ended });
          if (stage === OVERLAY) found = await foundGroups(image);
          return png;
        };
        return bring(stage, encode, async (file) => file, ended);
      },
      dispose: () => recomputed.dispose(),
    };
  }

  /** What is read of the image on show; null when that is another one, or ceases to be `entry` with `params` meanwhile. */
  private async readShown<Result>(
    entry: FileEntry,
    params: PipelineParams,
    read: ReadAs<Result>,
    signal: AbortSignal,
  ): Promise<Result | null> {
    const { shown, engines, track } = this.needs;
    const { live } = shown;
    const isShown = live?.entryId === entry.id && live.frame === entry.frame;
    if (!isShown || !live.complete || !sameParams(this.needs.params(), params)) return null;
    try {
      await unlessAborted(shown.caughtUp(live), signal);
      const result = await unlessAborted(read(live.pipeline), signal);
      return live.wanted && sameParams(live.wanted, params) ? result : null;
    } catch (error) {
      throwIfAborted(signal);
      // It made room for another image, or its engine was lost, of which the image on show hears here first.
      if (isAbortError(error)) return null;
      if (!engines().reportLoss(live.engine, error) && !isUnread(error)) throw error;
      void track(shown.recover(live, error));
      return null;
    }
  }

  /** The PNG files; null where none were made with `params`. */
  private async readKept(entry: FileEntry, params: PipelineParams): Promise<KeptResults | null> {
    await this.needs.keeper.settled(entry.id);
    const found = [this.needs.files.get(entry.id)?.kept, entry.kept];
    return found.find((kept) => kept && isMadeOf(kept.computed, entry.frame, params)) ?? null;
  }

  private async computeAnew(
    entry: FileEntry,
    params: PipelineParams,
    { signal, givenUp }: { readonly signal: AbortSignal; readonly givenUp: AbortSignal },
  ): Promise<OpenedImage> {
    const { after, files, keeper, limits } = this.needs;
    const engines = this.needs.engines();
    const open = async (inFile: ImageInFile): Promise<OpenedImage> => {
      // One that has to come up first may never.
      const ending = engines.isUp ? undefined : givenUp;
      try {
        return await unlessAborted(engines.openAnyway(inFile, signal), ending, ({ pipeline }) => pipeline.dispose());
      } catch (error) {
        if (!isAbortError(error) || !ending?.aborted || signal.aborted) throw error;
        throw new XrayError('export-failed', `${entry.name}: the images could not be had.`);
      }
    };
    const { frame } = entry;
    const image = await openFile(
      { ...(files.get(entry.id) ?? entry), frame },
      {
        limits: limits(),
        open,
        kept: () => keeper.keptOf(entry),
        signal,
        givenUp,
        after,
      },
    );
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
