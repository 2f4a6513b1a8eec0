import { decodeImage, type SourceInfo } from '../../decode/decode-image.ts';
import { openSource, type OpenedSource } from '../../decode/open-source.ts';
import type { RasterImage } from '../../image/raster-image.ts';
import { throwIfAborted, withFileName, XrayError } from '../../base/xray-error.ts';
import type { OpenedImage } from '../../engines/engine-supply.ts';
import type { ImageFacts } from '../files/computation.ts';
import type { FileEntry } from '../files/file-entry.ts';
import { NO_LIMITS, type FileLimits } from '../file-limits.ts';
import { acceptsFormat } from '../../decode/source/formats.ts';
import type { KeptResults } from '../files/kept-results.ts';

export interface OpenFileOptions {
  readonly limits: FileLimits;
  /** Brings the image to an engine. */
  readonly open: (image: RasterImage, signal: AbortSignal) => Promise<OpenedImage>;
  /** What is kept of the file's images, for one that can no longer be read, as of a disk that is gone. */
  readonly kept: () => Promise<KeptResults | null>;
  readonly signal: AbortSignal;
  /** Called as soon as the header is known, before anything is decoded. */
  readonly onInspected?: (inspected: Inspected) => void;
  /** Called when the file was decoded; only then its digest is computed. */
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
): Promise<Inspected> {
  // Limits may have changed since.
  known?.check(limits);
  const opened = known ?? (await openSource(file, limits));
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

/** The pixels of a file; of one that can no longer be read, those that are kept. */
async function decodeEntry(entry: FileEntry, options: OpenFileOptions): Promise<RasterImage> {
  const { limits, signal, onInspected, onSource } = options;
  try {
    const inspected = await inspectFile(entry, limits);
    throwIfAborted(signal);
    onInspected?.(inspected);
    const { image, source } = await inspected.opened.decode({ signal, digest: onSource !== undefined });
    onSource?.(source);
    return image;
  } catch (error) {
    if (!(error instanceof XrayError) || error.code !== 'decode-failed') throw error;
    const kept = await options.kept();
    if (!kept) throw error;
    return await decodeImage(kept.images.original, { ...NO_LIMITS, signal });
  }
}

/** Engines know no file names; a message for a person begins with one. */
export function named(error: unknown, name: string): unknown {
  return error instanceof XrayError && error.code !== 'engine-unavailable' ? withFileName(error, name) : error;
}
