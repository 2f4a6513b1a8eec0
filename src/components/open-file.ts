import { decodeFile, readImageHeader, type SourceInfo } from '../decode/decode-image.ts';
import { throwIfAborted, withFileName, XrayError } from '../image/xray-error.ts';
import type { EngineHolder, OpenedImage } from './engine-holder.ts';
import type { ImageFacts } from './file-entry.ts';
import { acceptsFormat } from './accepted-formats.ts';

export interface FileLimits {
  readonly maxFileSize: number;
  readonly maxPixels: number;
  /** MIME types, separated by commas. */
  readonly accept: string;
}

export interface OpenFileOptions {
  readonly limits: FileLimits;
  readonly engines: EngineHolder;
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
  return { width, height, bitDepth, gray: colorType.startsWith('gray') };
}

/** From a file to an image on an engine. */
export async function openFile(file: Blob, name: string, options: OpenFileOptions): Promise<OpenedImage> {
  const { limits, engines, signal, onFacts, onSource } = options;
  const facts = await readFacts(file, name, limits);
  throwIfAborted(signal);
  onFacts?.(facts);
  const { image, source } = await decodeFile(file, { ...limits, signal, digest: onSource !== undefined });
  onSource?.(source);
  try {
    return await engines.open(image, signal);
  } catch (error) {
    throw named(error, name);
  }
}

/** Engines know no file names; a message for a person begins with one. */
export function named(error: unknown, name: string): unknown {
  return error instanceof XrayError && error.code !== 'engine-unavailable' ? withFileName(error, name) : error;
}
