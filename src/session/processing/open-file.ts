import type { SourceInfo } from '../../decode/decode-image.ts';
import { openSourceLater } from '../../decode/open-later.ts';
import type { OpenedSource } from '../../decode/open-source.ts';
import type { ImageInFile } from '../../image/image-in-file.ts';
import { SILENCE_MS, type Listening } from '../../base/listen-to.ts';
import { unlessAborted } from '../../base/unless-aborted.ts';
import { isAbortError, throwIfAborted, withFileName, XrayError } from '../../base/xray-error.ts';
import type { OpenedImage } from '../../engines/engine-supply.ts';
import type { ImageFacts } from '../files/computation.ts';
import type { FileEntry } from '../files/file-entry.ts';
import { NO_LIMITS, type FileLimits } from '../file-limits.ts';
import { changedError } from '../../decode/source/decode-errors.ts';
import type { ShowPicture } from '../../decode/source/decode-input.ts';
import { acceptsFormat } from '../../decode/source/formats.ts';
import { isUnanswered } from '../files/failure.ts';
import { DEFAULT_PARAMS, sameGroup } from '../../pipeline/params.ts';
import { SHORT_TURN_MS, TURN_MS, type Clock } from '../patience.ts';
import type { KeptResults } from '../files/kept-results.ts';

export interface OpenFileOptions extends Clock {
  readonly limits: FileLimits;
  /** Brings the image to an engine, which has it decoded. */
  readonly open: (image: ImageInFile, signal: AbortSignal) => Promise<OpenedImage>;
  /** What is kept of the file's images: of one read, and there when the file is not, or is another by now. */
  readonly kept: () => Promise<KeptResults | null>;
  readonly signal: AbortSignal;
  /**
   * How long the content may say nothing, in milliseconds. By default first {@link TURN_MS}, as a decoder is held; when the
   * file answers again {@link SILENCE_MS}.
   */
  readonly patience?: number;
  /** Aborted when a file that says nothing is not to be waited for any longer: one that answers is read. */
  readonly givenUp?: AbortSignal;
  /** Called as soon as the header is known, before anything is decoded. */
  readonly onInspected?: (inspected: Inspected) => void;
  /** Asked for `DecodeSourceOptions.show` when the decoding begins. */
  readonly show?: () => ShowPicture | undefined;
  /** Called when the file was read. */
  readonly onSource?: (source: SourceInfo) => void;
}

/** What a file's entry keeps of its header, which is read once. */
export interface Inspected {
  readonly facts: ImageFacts;
  readonly opened: OpenedSource;
}

/**
 * What the header of an entry's file says; of one that was inspected before, without reading it again.
 * @throws XrayError when the file is of another type, empty or too large.
 */
export async function inspectFile(
  { file, name, opened: known }: Pick<FileEntry, 'file' | 'name' | 'opened'>,
  limits: FileLimits,
  listening: Listening = {},
): Promise<Inspected> {
  // Limits may have changed since.
  known?.check(limits);
  const opened = known ?? (await openSourceLater(file, { ...limits, ...listening }));
  const { format, width, height, bitDepth, colorType, burnedIn } = opened.header;
  if (!acceptsFormat(limits.accept, format)) {
    throw new XrayError('unsupported-type', `${name}: this type of image is not accepted here.`, {
      reason: 'type-not-accepted',
      values: { file: name },
    });
  }
  return { facts: { width, height, bitDepth, colorType, ...(burnedIn && { burnedIn }) }, opened };
}

/**
 * From a file to an image on an engine: from the pixels that are kept where there are any, so that they and what is told of
 * them are of one read.
 */
export async function openFile(entry: FileEntry, options: OpenFileOptions): Promise<OpenedImage> {
  const { limits, signal, after, onInspected } = options;
  const inspected = await inspectFile(entry, limits, { after, signal, patience: SILENCE_MS });
  throwIfAborted(signal);
  onInspected?.(inspected);
  try {
    const kept = await openKept(entry, inspected, await unlessAborted(options.kept(), signal), options);
    return kept ?? (await openWhole(entry, inspected.opened, options));
  } catch (error) {
    throw named(error, entry.name);
  }
}

async function openWhole(
  { frame, name, source: known }: FileEntry,
  opened: OpenedSource,
  options: OpenFileOptions,
): Promise<OpenedImage> {
  const { open, onSource, signal, after, patience, givenUp, show } = options;
  // To sum a run up again for each of its frames would be to read all of it.
  const digest = !known?.sha256 || (opened.header.frames ?? 1) === 1;
  const onRead = (source: SourceInfo): void => {
    // Some browsers read what is there now, whatever was chosen.
    if (digest && known && known.sha256 !== source.sha256) throw withFileName(changedError(), name);
    onSource?.({ ...known, ...source });
  };
  const bring = async (ms: number, ending = signal): Promise<OpenedImage> => {
    const begun = new AbortController();
    const end = (): void => begun.abort();
    ending.addEventListener('abort', end);
    try {
      const listening = { after, patience: ms, digest, frame, onRead };
      return await open(opened.inFile({ ...listening, show: show?.(), begin: begun.signal }), ending);
    } finally {
      ending.removeEventListener('abort', end);
      end();
    }
  };
  try {
    return await bring(patience ?? (givenUp?.aborted ? SHORT_TURN_MS : TURN_MS));
  } catch (error) {
    const isSilent = error instanceof XrayError && isUnanswered(error);
    if (patience !== undefined || givenUp?.aborted || !isSilent) throw error;
    const again = async (ending: AbortSignal): Promise<OpenedImage> => {
      await opened.answers({ signal: ending, after, patience: SILENCE_MS });
      return bring(SILENCE_MS, ending);
    };
    return unlessGivenUp(again, options, error);
  }
}

/** @throws `silence` where it is given up. */
async function unlessGivenUp<T>(
  work: (ending: AbortSignal) => Promise<T>,
  { signal, givenUp }: Pick<OpenFileOptions, 'givenUp' | 'signal'>,
  silence: XrayError,
): Promise<T> {
  const ending = new AbortController();
  try {
    return await unlessAborted(unlessAborted(work(ending.signal), signal), givenUp);
  } catch (error) {
    throw isAbortError(error) && !signal.aborted ? silence : error;
  } finally {
    ending.abort();
  }
}

/** Null where nothing is kept, or can be read of it. */
async function openKept(
  { frame }: FileEntry,
  inspected: Inspected,
  kept: KeptResults | null,
  { open, signal }: OpenFileOptions,
): Promise<OpenedImage | null> {
  try {
    if (!kept || (kept.computed.frame ?? 0) !== frame || isSeenThroughWindow(inspected, kept)) return null;
    return await open((await openSourceLater(kept.images.original, { ...NO_LIMITS, signal })).inFile(), signal);
  } catch (error) {
    if (!(error instanceof XrayError) || isEngines(error)) throw error;
    return null;
  }
}

/** Whether the image that is kept is not what the file holds, but what a window made of that. */
function isSeenThroughWindow({ facts, opened }: Inspected, { computed }: KeptResults): boolean {
  const { bitDepth, colorType } = facts;
  const isGray = colorType === 'gray' || colorType === 'gray-alpha';
  const hasOwn = bitDepth > 8 || opened.header.format === 'dicom';
  return isGray && (hasOwn || !sameGroup(computed.params, DEFAULT_PARAMS, 'window'));
}

/** Whether it is no failure of the file's. */
function isEngines({ code }: XrayError): boolean {
  return code === 'engine-lost' || code === 'engine-unavailable' || code === 'image-too-large';
}

/** Engines know no file names; a message for a person begins with one. */
export function named(error: unknown, name: string): unknown {
  const unnamed = error instanceof XrayError && error.code !== 'engine-unavailable' && error.values.file === undefined;
  return unnamed ? withFileName(error, name) : error;
}
