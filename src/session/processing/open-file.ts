import { decodeFile, decodeImage, readImageHeader, type SourceInfo } from '../../decode/decode-image.ts';
import type { RasterImage } from '../../image/raster-image.ts';
import { throwIfAborted, withFileName, XrayError } from '../../base/xray-error.ts';
import type { OpenedImage } from '../../engines/engine-supply.ts';
import type { FileEntry, ImageFacts } from '../files/file-entry.ts';
import { acceptsFormat } from '../../decode/source/formats.ts';
import type { KeptResults } from '../files/kept-results.ts';

export interface FileLimits {
  readonly maxFileSize: number;
  readonly maxPixels: number;
  /** MIME types, separated by commas. */
  readonly accept: string;
}

/** For PNGs of the element's own making: limits are for files that come from outside. */
export const NO_LIMITS = { maxFileSize: Infinity, maxPixels: Infinity };

export interface OpenFileOptions {
  readonly limits: FileLimits;
  /** Brings the image to an engine. */
  readonly open: (image: RasterImage, signal: AbortSignal) => Promise<OpenedImage>;
  /** What is kept of the file's images, for one that can no longer be read, as of a disk that is gone. */
  readonly kept: () => Promise<KeptResults | null>;
  readonly signal: AbortSignal;
  /** Called as soon as the header was read, before anything is decoded. */
  readonly onFacts?: (facts: ImageFacts) => void;
  /** Called when the file was decoded; only then its digest is computed. */
  readonly onSource?: (source: SourceInfo) => void;
}

/**
 * What the header of `file` says.
 * @throws XrayError when the file is of another type, empty or too large.
 */
export async function readFacts(file: Blob, name: string, limits: FileLimits): Promise<ImageFacts> {
  const { format, width, height, bitDepth, colorType } = await readImageHeader(file, limits);
  if (!acceptsFormat(limits.accept, format)) {
    throw new XrayError('unsupported-type', `${name}: this type of image is not accepted here.`, {
      reason: 'type-not-accepted',
      values: { file: name },
    });
  }
  return { width, height, bitDepth, colorType };
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
async function decodeEntry({ file, name }: FileEntry, options: OpenFileOptions): Promise<RasterImage> {
  const { limits, signal, onFacts, onSource } = options;
  try {
    const facts = await readFacts(file, name, limits);
    throwIfAborted(signal);
    onFacts?.(facts);
    const { image, source } = await decodeFile(file, { ...limits, signal, digest: onSource !== undefined });
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
