import { unlessAborted } from '../../base/unless-aborted.ts';
import { isAbortError, throwIfAborted } from '../../base/xray-error.ts';
import type { EngineSupply } from '../../engines/engine-supply.ts';
import { ENGINE_ATTEMPTS } from '../../engines/retries.ts';
import type { ShowPicture } from '../../decode/source/decode-input.ts';
import type { PipelineParams } from '../../pipeline/params.ts';
import { asXrayError } from '../as-xray-error.ts';
import type { FileEntry } from '../files/file-entry.ts';
import type { FileLimits } from '../file-limits.ts';
import type { FileTable } from '../files/file-table.ts';
import { LiveImage } from '../files/live-image.ts';
import type { FileProgress, ProgressTally } from '../files/progress-tally.ts';
import type { ResultKeeper } from '../files/result-keeper.ts';
import type { Clock } from '../patience.ts';
import type { Report, Tell } from '../reports.ts';
import { named, openFile, type Inspected } from './open-file.ts';

/** What computing needs of its surroundings. */
export interface FileComputerNeeds extends Clock {
  readonly files: Pick<FileTable, 'get' | 'patch'>;
  readonly progress: Pick<ProgressTally, 'step' | 'done' | 'total'>;
  readonly keeper: Pick<ResultKeeper, 'keptOf'>;
  readonly engines: () => Pick<EngineSupply, 'open' | 'reportLoss'>;
  readonly limits: () => FileLimits;
  /** Asked when the computing begins, so that parameters changed meanwhile count. */
  readonly params: () => PipelineParams;
  readonly shown: () => Show;
  readonly tell: Tell;
}

/** What is on show, as far as files that are computed have to do with it. */
export interface Show {
  /** Told of a file that can be put on show: how large its image is is known. */
  offer(id: number): void;
  /** What takes a picture of a file that is on show already, and has nothing to be seen yet. */
  previewOf(id: number): ShowPicture | undefined;
}

/** How one file is computed. */
export interface Computing {
  readonly progress: FileProgress;
  readonly signal: AbortSignal;
  /** Of a frame that is not the one that the file's images are made of by now; nobody is told of it yet. */
  readonly frame?: number;
  /** As in {@link OpenFileOptions}. */
  readonly patience?: number;
  /** As in {@link OpenFileOptions}. */
  readonly givenUp?: AbortSignal;
  /** The original can be drawn. */
  readonly onOpened: (live: LiveImage) => void;
  /** All images are there. Waited for; an engine that is lost meanwhile counts as lost at work. */
  readonly onComputed?: (live: LiveImage) => Promise<void>;
}

/** One file from bytes to five images, told of as it goes. */
export class FileComputer {
  constructor(private readonly needs: FileComputerNeeds) {}

  /**
   * When the engine is lost on the way, it begins again on the one that takes over. The caller disposes of the result; on
   * failure nothing is left.
   * @throws XrayError, whatever happened, named for a person; AbortError.
   */
  compute(entry: FileEntry, computing: Computing): Promise<LiveImage> {
    return this.attempt(entry, computing, this.needs.engines(), ENGINE_ATTEMPTS);
  }

  private async attempt(
    entry: FileEntry,
    computing: Computing,
    engines: Pick<EngineSupply, 'open' | 'reportLoss'>,
    attempts: number,
  ): Promise<LiveImage> {
    const { signal } = computing;
    let live: LiveImage | null = null;
    try {
      live = await this.open(entry, computing, engines);
      throwIfAborted(signal);
      this.opened(entry, live, computing);
      await live.update(this.needs.params(), signal);
      await unlessAborted(Promise.resolve(computing.onComputed?.(live)), signal);
      throwIfAborted(signal);
      return live;
    } catch (error) {
      live?.dispose();
      if (isAbortError(error)) throw error;
      const lost = live !== null && engines.reportLoss(live.engine, error);
      if (lost && attempts > 1) return this.attempt(entry, computing, engines, attempts - 1);
      throw asXrayError(live ? named(error, entry.name) : error, entry.name);
    }
  }

  private async open(
    entry: FileEntry,
    { signal, progress, patience, givenUp, frame }: Computing,
    engines: Pick<EngineSupply, 'open'>,
  ): Promise<LiveImage> {
    const { after, files, keeper, limits, tell } = this.needs;
    const known = files.get(entry.id) ?? entry;
    const now = frame === undefined ? known : { ...known, frame };
    const opened = await openFile(now, {
      patience,
      givenUp,
      after,
      limits: limits(),
      open: (image) => engines.open(image, signal),
      kept: () => keeper.keptOf(now),
      signal,
      onInspected: (inspected) => this.learned(entry, inspected),
      show: () => this.needs.shown().previewOf(entry.id),
      onSource: (source) => {
        if (frame === undefined) files.patch(entry.id, { source });
      },
    });
    const onStage = (first: boolean): void => {
      if (first) this.step(entry, progress);
      tell({ kind: 'changed' });
    };
    return new LiveImage(entry.id, opened, onStage, now.frame);
  }

  private learned({ id }: FileEntry, inspected: Inspected): void {
    this.needs.files.patch(id, inspected);
    this.needs.shown().offer(id);
  }

  private opened(entry: FileEntry, live: LiveImage, { progress, onOpened, frame }: Computing): void {
    if (frame === undefined) this.needs.tell(openedReport(this.needs.files.get(entry.id) ?? entry, live));
    onOpened(live);
    this.step(entry, progress);
  }

  /** One more image is ready. */
  private step({ id, file }: FileEntry, ready: FileProgress): void {
    const { files, progress, tell } = this.needs;
    if (!progress.step(ready)) return;
    if (files.get(id)?.state.kind === 'working') {
      files.patch(id, { state: { kind: 'working', ready: ready.ready } });
    }
    tell({ kind: 'progress', done: progress.done, total: progress.total, file });
    tell({ kind: 'changed' });
  }
}

/** That a file's image can be drawn. */
export function openedReport({ facts, file, name, opened }: FileEntry, { frame, pipeline }: LiveImage): Report {
  const { width, height } = pipeline;
  const { bitDepth = 8 } = facts ?? {};
  const frames = opened?.header.frames ?? 1;
  return { kind: 'opened', file, name, width, height, bitDepth, ...(frames > 1 && { frames, frame }) };
}
