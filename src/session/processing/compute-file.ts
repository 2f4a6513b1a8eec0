import type { SourceInfo } from '../../decode/decode-image.ts';
import { isAbortError, throwIfAborted } from '../../base/xray-error.ts';
import type { PipelineParams } from '../../pipeline/params.ts';
import { asXrayError } from '../as-xray-error.ts';
import type { EngineHolder } from '../../engines/engine-supply.ts';
import type { FileEntry, ImageFacts } from '../files/file-entry.ts';
import type { KeptResults } from '../files/kept-results.ts';
import { LiveImage } from '../files/live-image.ts';
import { named, openFile, type FileLimits } from './open-file.ts';

/** What the processing of one file tells as it goes. */
export interface ProcessingObserver {
  onFacts(facts: ImageFacts): void;
  /** Asked for where the file's digest is not known yet. */
  onSource(source: SourceInfo): void;
  /** The original can be drawn. */
  onOpened(live: LiveImage): void;
  /** A stage became drawable; `first` unless it was so before. */
  onStage(live: LiveImage, first: boolean): void;
  /** All stages are there. Waited for; an engine that is lost meanwhile counts as lost at work. */
  onComputed?(live: LiveImage): Promise<void>;
}

export interface ProcessingContext {
  readonly engines: EngineHolder;
  readonly limits: FileLimits;
  /** Asked when the computing begins, so that parameters changed meanwhile count. */
  readonly params: () => PipelineParams;
  /** What is kept of the file's images. */
  readonly kept: () => Promise<KeptResults | null>;
  readonly signal: AbortSignal;
  readonly observer: ProcessingObserver;
}

/** How often a file is begun when engines are lost under it. */
const ATTEMPTS = 2;

/**
 * One file from bytes to five images. When the engine is lost on the way, it begins again on the one that takes over.
 * The caller disposes of the result; on failure nothing is left.
 * @throws XrayError, whatever happened, named for a person; AbortError.
 */
export async function processEntry(
  entry: FileEntry,
  context: ProcessingContext,
  attempts: number = ATTEMPTS,
): Promise<LiveImage> {
  const { engines, limits, params, kept, signal, observer } = context;
  let live: LiveImage | null = null;
  try {
    const opened = await openFile(entry, {
      limits,
      open: (image) => engines.open(image, signal),
      kept,
      signal,
      onFacts: observer.onFacts,
      onSource: entry.source ? undefined : observer.onSource,
    });
    const image = new LiveImage(entry.id, opened, (first) => observer.onStage(image, first));
    live = image;
    throwIfAborted(signal);
    observer.onOpened(image);
    await image.update(params(), signal);
    await observer.onComputed?.(image);
    throwIfAborted(signal);
    return image;
  } catch (error) {
    live?.dispose();
    if (isAbortError(error)) throw error;
    if (live && engines.replace(live.engine, error) && attempts > 1) return processEntry(entry, context, attempts - 1);
    throw asXrayError(live ? named(error, entry.name) : error, entry.name);
  }
}
