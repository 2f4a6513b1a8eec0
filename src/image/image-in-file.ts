import type { Raster8 } from './raster-image.ts';

/** The bytes of a file that an image is decoded from, as data that can be posted to another thread. */
export interface FileToDecode {
  readonly source: Blob;
  /** What it was found to be, in the word of whoever decodes it. */
  readonly format: string;
  /** Whether the SHA-256 of the file is wanted too. */
  readonly digest: boolean;
  /** Whether pictures of it are wanted while it is decoded. */
  readonly preview?: boolean;
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
export interface ImageInFile {
  /** Pixels a row. */
  readonly width: number;
  /** Rows. */
  readonly height: number;
  /** 1 = gray, 3 = RGB. */
  readonly channels: 1 | 3;
  /** Its samples, for this thread. Throws as `decodeImage`; AbortError. */
  readonly decode: (signal?: AbortSignal) => Promise<Raster8>;
  /**
   * Has them decoded by `there`, on whichever thread. Null for formats that this cannot be done with. Throws as `decode`, and
   * what `there` throws.
   */
  readonly decodeThere: ((there: DecodeThere, signal?: AbortSignal) => Promise<void>) | null;
}

/** Whether an engine was given a file instead of samples. */
export function isInFile(image: object | null | undefined): image is ImageInFile {
  return typeof (image as Partial<ImageInFile> | null | undefined)?.decode === 'function';
}
