import type { ImageInFile } from '../image/image-in-file.ts';
import type { Raster8 } from '../image/raster-image.ts';
import { openSource } from './open-source.ts';
import type { Fidelity, ImageHeader, SourceColorType, SourceInfo } from './source/image-header.ts';
import type { DecodeLimits } from './source/limits.ts';

export type { Fidelity, ImageHeader, SourceColorType, SourceInfo };

export interface DecodeOptions extends DecodeLimits {
  /** Ends the decoding; the promise then rejects with AbortError. */
  readonly signal?: AbortSignal;
}

export interface DecodeFileOptions extends DecodeOptions {
  /** Whether `source.sha256` is wanted; computed where the image is decoded. */
  readonly digest?: boolean;
}

/** A decoded image and what it was in its file. */
export interface DecodedFile {
  readonly image: Raster8;
  readonly source: SourceInfo;
}

/**
 * Decodes a PNG or JPEG to the pixels that OpenCV's `imread` gives in colour: upright by EXIF, 8 bits a sample (of 16
 * the high byte), alpha dropped without blending, palettes looked up, colour profiles and gamma ignored. A gray file
 * gives one channel, any other three (R, G, B). No browser's decoder has a part in it.
 *
 * Throws an XrayError whose message begins with the file's name: `file-empty`; `file-too-large` (more than
 * `maxFileSize` bytes, 20 MiB unless told); `unsupported-type` (no PNG or JPEG by content, or a kind of JPEG that is
 * not supported, as lossless and of 12 bits); `image-too-large` (more than `maxPixels`, 100 million unless told, by the header, or a PNG's
 * side of more than a million); `decode-failed` (damaged or cut short; changed, moved or deleted since it was chosen, reason
 * `file-changed`; or a JPEG of a hundred scans or more, fewer where it is large).
 * Rejects with AbortError when `signal` is aborted.
 */
export async function decodeImage(source: Blob, options: DecodeOptions = {}): Promise<Raster8> {
  return (await decodeFile(source, options)).image;
}

/** As {@link decodeImage}, with what the file was, and how true to it the pixels are. */
export async function decodeFile(source: Blob, options: DecodeFileOptions = {}): Promise<DecodedFile> {
  const { signal, digest } = options;
  const opened = await openSource(source, options);
  return opened.decode({ signal, digest });
}

/**
 * An image that stays in its file, for `engine.open`: its header is read now, its samples are decoded where the engine computes,
 * and none are kept beside the engine's own. Throws as {@link decodeImage} where the header tells of the reason; the
 * engine's calls do so for the rest.
 */
export async function imageInFile(source: Blob, options: DecodeOptions = {}): Promise<ImageInFile> {
  return (await openSource(source, options)).inFile();
}
