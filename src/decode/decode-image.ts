import type { Raster8 } from '../image/raster-image.ts';
import { throwIfAborted } from '../image/xray-error.ts';
import { runDecodeTask } from './decode-client.ts';
import { damagedError, withSourceName } from './decode-errors.ts';
import type { DecodeInput } from './decode-tasks.ts';
import type { SourceInfo } from './image-header.ts';
import type { DecodeLimits } from './limits.ts';
import { readImageHeader } from './read-image-header.ts';

export { readImageHeader };
export type { ImageHeader, SourceColorType, SourceInfo } from './image-header.ts';

export interface DecodeOptions extends DecodeLimits {
  /** Ends the decoding; the promise then rejects with AbortError. */
  readonly signal?: AbortSignal;
}

/** A decoded image and what it was in its file. */
export interface DecodedFile {
  readonly image: Raster8;
  readonly source: SourceInfo;
}

/**
 * Decodes a PNG or JPEG to the pixels that OpenCV's `imread` gives in colour: upright by EXIF, 8 bits a sample (of 16
 * the high byte), alpha dropped without blending, palettes looked up, colour profiles and gamma ignored. A gray file
 * gives one channel, any other three (R, G, B). JPEG samples come from the browser's decoder.
 *
 * Throws an XrayError whose message begins with the file's name: `file-empty`; `file-too-large` (more than
 * `maxFileSize` bytes, 20 MiB unless told); `unsupported-type` (no PNG or JPEG by content, or a kind of JPEG that is
 * not supported, such as CMYK); `image-too-large` (more than `maxPixels`, 100 million unless told, by the header);
 * `decode-failed` (damaged or cut short). Rejects with AbortError when `signal` is aborted.
 */
export async function decodeImage(source: Blob, options: DecodeOptions = {}): Promise<Raster8> {
  return (await decodeFile(source, options)).image;
}

/** As {@link decodeImage}, with what the file said about its samples. */
export async function decodeFile(source: Blob, options: DecodeOptions = {}): Promise<DecodedFile> {
  const { signal } = options;
  throwIfAborted(signal);
  const header = await readImageHeader(source, options);
  throwIfAborted(signal);
  const { format, bitDepth, colorType } = header;
  try {
    const input = { source, header };
    const image = format === 'png' ? await runDecodeTask('png', input, signal) : await decodeJpegFile(input, signal);
    return { image, source: { format, bitDepth, colorType } };
  } catch (error) {
    throw withSourceName(source, error);
  }
}

async function decodeJpegFile(input: DecodeInput, signal: AbortSignal | undefined): Promise<Raster8> {
  const image = (await runDecodeTask('jpeg', input, signal)) ?? (await decodeJpegOnPage(input, signal));
  if (!image) throw damagedError(new Error('No canvas on this thread.'));
  return image;
}

/** The workers of older browsers have no canvas; the page has. */
async function decodeJpegOnPage({ source, header }: DecodeInput, signal?: AbortSignal): Promise<Raster8 | null> {
  const [{ decodeJpeg }, { Pacer }] = await Promise.all([import('./decode-jpeg.ts'), import('./pacer.ts')]);
  return decodeJpeg(source, header, new Pacer(signal));
}
