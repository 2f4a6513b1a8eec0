import type { Raster8, RasterImage } from './raster-image.ts';
import type { SampleValues } from './sample-values.ts';

/** The bytes of a file that an image is decoded from, as data that can be posted to another thread. */
export interface FileToDecode {
  readonly source: Blob;
  /** What it was found to be, in the word of whoever decodes it. */
  readonly format: string;
  /** Whether the SHA-256 of the file is wanted too. */
  readonly digest: boolean;
  /** Whether pictures of it are wanted while it is decoded. */
  readonly preview?: boolean;
  /** Whether samples of 16 bits are wanted as they are stored; else a picture of 8. */
  readonly depth?: 'picture' | 'stored';
  /** How the file began when its header was read: so many bytes with this CRC-32. */
  readonly head?: { readonly length: number; readonly crc: number };
}

/**
 * What a decoder tells on its way: how the reading goes, as `Heard`, and pictures of what there is so far, small, upright, and to be
 * looked at only. Whoever gets one closes it.
 */
export type DecodeReport = boolean | ImageBitmap;

/**
 * Decodes a file where its samples are wanted, and tells how it goes. Gives the SHA-256 of what it read, or null
 * where that was not asked for.
 */
export type DecodeThere = (
  file: FileToDecode,
  signal: AbortSignal,
  onReport: (report: DecodeReport) => void,
) => Promise<string | null>;

/**
 * An image that is still in its file: its samples are decoded when an engine wants them, as often as it does, so that they
 * need not be kept beside the engine's own. What comes of another read than the first one is the same or refused
 * (`decode-failed`, reason `file-changed`).
 */
export interface ImageInFile extends InFile<Raster8> {
  /** The same as it is stored, where a window is to make a picture of it; absent where it is one. */
  readonly stored?: SamplesInFile;
}

/** Gray samples that are still in their file. */
export interface SamplesInFile extends InFile<RasterImage> {
  /** Of a sample. */
  readonly bitDepth: 8 | 16;
  /** What they mean, known once they were decoded; null where that follows from them, as of a PNG. */
  readonly values: () => SampleValues | null;
}

/** As {@link ImageInFile}, of one kind. */
export interface InFile<Image extends RasterImage> {
  /** Pixels a row. */
  readonly width: number;
  /** Rows. */
  readonly height: number;
  /** 1 = gray, 3 = RGB. */
  readonly channels: 1 | 3;
  /** Its samples, for this thread. Throws as `decodeImage`; AbortError. */
  readonly decode: (signal?: AbortSignal) => Promise<Image>;
  /**
   * Has them decoded by `there`, on whichever thread. Null for formats that this cannot be done with. Throws as `decode`, and
   * what `there` throws.
   */
  readonly decodeThere: ((there: DecodeThere, signal?: AbortSignal) => Promise<void>) | null;
}

/** Whether an engine was given a file instead of samples. */
export function isInFile<File extends InFile<RasterImage> = ImageInFile>(
  image: RasterImage | File | null | undefined,
): image is File {
  return typeof (image as Partial<File> | null | undefined)?.decode === 'function';
}
