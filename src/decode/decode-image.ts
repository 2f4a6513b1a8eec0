import type { ImageInFile } from '../image/image-in-file.ts';
import { loadPart } from '../base/load-part.ts';
import type { Raster8, RasterImage } from '../image/raster-image.ts';
import type { SampleValues } from '../image/sample-values.ts';
import { openSource } from './open-source.ts';
import type { SampleDepth } from './source/decode-input.ts';
import type { Fidelity, ImageHeader, SourceColorType, SourceInfo } from './source/image-header.ts';
import type { DecodeLimits } from './source/limits.ts';

export type { Fidelity, ImageHeader, SourceColorType, SourceInfo };

export interface DecodeOptions extends DecodeLimits {
  /** Ends the decoding; the promise then rejects with AbortError. */
  readonly signal?: AbortSignal;
  /** Of a DICOM file of several frames, from 0. Default 0. */
  readonly frame?: number;
}

export interface DecodeFileOptions<Depth extends SampleDepth = SampleDepth> extends DecodeOptions {
  /** Whether `source.sha256` is wanted; computed where the image is decoded. */
  readonly digest?: boolean;
  /** `picture` (default): 8 bits a sample; `stored`: as the file has them, 8 or 16. */
  readonly depth?: Depth;
}

/** A decoded image and what it was in its file. */
export interface DecodedFile {
  readonly image: Raster8;
  readonly source: SourceInfo;
}

/** An image as its file stores it. */
export interface StoredFile {
  readonly image: RasterImage;
  readonly source: SourceInfo;
  /** What the samples mean: for `engine.open`. Null of colours that come with nothing else. */
  readonly values: SampleValues | null;
}

/**
 * Decodes a PNG or JPEG to the pixels that OpenCV's `imread` gives in colour: upright by EXIF, 8 bits a sample (of 16
 * the high byte), alpha dropped without blending, palettes looked up, colour profiles and gamma ignored. A gray file
 * gives one channel, any other three (R, G, B). No browser's decoder has a part in it.
 * Of a DICOM file the frame `frame`, as the file asks for it to be shown: see docs/dicom.md.
 *
 * Throws an XrayError whose message begins with the file's name: `file-empty`; `file-too-large` (more than
 * `maxFileSize` bytes, unless told 20 MiB, of a DICOM file 128 MiB); `unsupported-type` (no format that is read by content, or a kind of it that is
 * not supported, as JPEGs of 12 bits); `image-too-large` (more than `maxPixels`, 100 million unless told, by the header, or a PNG's
 * side of more than a million); `decode-failed` (damaged or cut short; changed, moved or deleted since it was chosen, reason
 * `file-changed`; or a JPEG of a hundred scans or more, fewer where it is large).
 * Rejects with AbortError when `signal` is aborted.
 */
export async function decodeImage(source: Blob, options: DecodeOptions = {}): Promise<Raster8> {
  // Not by way of the samples that are stored: whoever wants pictures only loads nothing of them.
  const opened = await openSource(source, options);
  return (await opened.decode({ signal: options.signal, frame: options.frame })).image;
}

/**
 * As {@link decodeImage}, with what the file was, and how true to it the pixels are; with `depth: 'stored'` the samples of a 16-bit PNG
 * or a DICOM file as they are, and what they mean.
 */
export function decodeFile(source: Blob, options?: DecodeFileOptions<'picture'>): Promise<DecodedFile>;
export function decodeFile(source: Blob, options: DecodeFileOptions<'stored'>): Promise<StoredFile>;
export function decodeFile(source: Blob, options?: DecodeFileOptions): Promise<DecodedFile | StoredFile>;
export async function decodeFile(
  source: Blob,
  { depth, ...options }: DecodeFileOptions = {},
): Promise<DecodedFile | StoredFile> {
  const { signal, digest, frame } = options;
  const opened = await openSource(source, options);
  if (depth !== 'stored') return opened.decode({ signal, digest, frame });
  const decoded = await opened.decode({ signal, digest, depth, frame });
  if (decoded.values) return { ...decoded, values: decoded.values };
  const { valuesOf } = await loadPart('decode-failed', () => import('./decode-stored.ts'));
  return { ...decoded, values: await valuesOf(decoded.image, signal) };
}

/**
 * An image that stays in its file, for `engine.open`: its header is read now, its samples are decoded where the engine computes,
 * and none are kept beside the engine's own. Throws as {@link decodeImage} where the header tells of the reason; the
 * engine's calls do so for the rest.
 */
export async function imageInFile(source: Blob, options: DecodeOptions = {}): Promise<ImageInFile> {
  return (await openSource(source, options)).inFile();
}
