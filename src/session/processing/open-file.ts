import { decodeImage, type SourceInfo } from '../../decode/decode-image.ts';
import { openSource, type DecodedSource, type OpenedSource } from '../../decode/open-source.ts';
import type { Raster8, RasterImage } from '../../image/raster-image.ts';
import { SILENCE_MS, type Listening } from '../../base/listen-to.ts';
import { unlessAborted } from '../../base/unless-aborted.ts';
import { isAbortError, throwIfAborted, withFileName, XrayError } from '../../base/xray-error.ts';
import type { OpenedImage } from '../../engines/engine-supply.ts';
import type { ImageFacts } from '../files/computation.ts';
import type { FileEntry } from '../files/file-entry.ts';
import { NO_LIMITS, type FileLimits } from '../file-limits.ts';
import { changedError } from '../../decode/source/decode-errors.ts';
import { acceptsFormat } from '../../decode/source/formats.ts';
import { isUnanswered } from '../files/failure.ts';
import { SHORT_TURN_MS, TURN_MS, type Clock } from '../patience.ts';
import type { KeptResults } from '../files/kept-results.ts';

export interface OpenFileOptions extends Clock {
  readonly limits: FileLimits;
  /** Brings the image to an engine. */
  readonly open: (image: RasterImage, signal: AbortSignal) => Promise<OpenedImage>;
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
  const opened = known ?? (await openSource(file, { ...limits, ...listening }));
  const { format, width, height, bitDepth, colorType } = opened.header;
  if (!acceptsFormat(limits.accept, format)) {
    throw new XrayError('unsupported-type', `${name}: this type of image is not accepted here.`, {
      reason: 'type-not-accepted',
      values: { file: name },
    });
  }
  return { facts: { width, height, bitDepth, colorType }, opened };
}

/** From a file to an image on an engine. */
export async function openFile(entry: FileEntry, options: OpenFileOptions): Promise<OpenedImage> {
  const image = await decodeEntry(entry, options);
  try {
    return await options.open(image, options.signal);
  } catch (error) {
    throw named(error, entry.name);
  }
}

/** The pixels of a file: those that are kept, so that they and what is told of them are of one read. */
async function decodeEntry(entry: FileEntry, options: OpenFileOptions): Promise<RasterImage> {
  const { limits, signal, after, onInspected, onSource } = options;
  const inspected = await inspectFile(entry, limits, { after, signal, patience: SILENCE_MS });
  throwIfAborted(signal);
  onInspected?.(inspected);
  const kept = await decodeKept(await unlessAborted(options.kept(), signal), signal);
  if (kept) return kept;
  const { image, source } = await decodeWhole(inspected.opened, options);
  // Some browsers read what is there now, whatever was chosen.
  if (entry.source && entry.source.sha256 !== source.sha256) throw withFileName(changedError(), entry.name);
  onSource?.(source);
  return image;
}

async function decodeWhole(opened: OpenedSource, options: OpenFileOptions): Promise<DecodedSource<Raster8>> {
  const { signal, after, patience, givenUp } = options;
  const decode = (ms: number, ending = signal): Promise<DecodedSource<Raster8>> =>
    opened.decode({ signal: ending, after, patience: ms, digest: true });
  try {
    return await decode(patience ?? (givenUp?.aborted ? SHORT_TURN_MS : TURN_MS));
  } catch (error) {
    const isSilent = error instanceof XrayError && isUnanswered(error);
    if (patience !== undefined || givenUp?.aborted || !isSilent) throw error;
    const again = async (ending: AbortSignal): Promise<DecodedSource<Raster8>> => {
      await opened.answers({ signal: ending, after, patience: SILENCE_MS });
      return decode(SILENCE_MS, ending);
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
async function decodeKept(kept: KeptResults | null, signal: AbortSignal): Promise<RasterImage | null> {
  try {
    return kept && (await decodeImage(kept.images.original, { ...NO_LIMITS, signal }));
  } catch (error) {
    if (isAbortError(error)) throw error;
    return null;
  }
}

/** Engines know no file names; a message for a person begins with one. */
export function named(error: unknown, name: string): unknown {
  return error instanceof XrayError && error.code !== 'engine-unavailable' ? withFileName(error, name) : error;
}
