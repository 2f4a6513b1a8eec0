import type { Raster8 } from '../image/raster-image.ts';
import { throwIfAborted } from '../base/xray-error.ts';
import { unlessAborted } from '../base/unless-aborted.ts';
import { runDecodeTask } from './decode-client.ts';
import { damagedError, hiddenPixelsError, withSourceName } from './source/decode-errors.ts';
import type { DecodeInput } from './decode-tasks.ts';
import type { SourceInfo } from './source/image-header.ts';
import { probeJpeg, type Fidelity } from './jpeg/jpeg-probe.ts';
import type { DecodeLimits } from './source/limits.ts';
import { readImageHeader } from './read-image-header.ts';

export { readImageHeader };
export type { ImageHeader, SourceColorType, SourceInfo } from './source/image-header.ts';
export type { Fidelity } from './jpeg/jpeg-probe.ts';

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
 * gives one channel, any other three (R, G, B). JPEG samples come from the browser's decoder.
 *
 * Throws an XrayError whose message begins with the file's name: `file-empty`; `file-too-large` (more than
 * `maxFileSize` bytes, 20 MiB unless told); `unsupported-type` (no PNG or JPEG by content, or a kind of JPEG that is
 * not supported, such as CMYK); `image-too-large` (more than `maxPixels`, 100 million unless told, by the header);
 * `decode-failed` (damaged or cut short; or a JPEG in a browser that hides pixels from pages). Rejects with AbortError when `signal` is aborted.
 */
export async function decodeImage(source: Blob, options: DecodeOptions = {}): Promise<Raster8> {
  return (await decodeFile(source, options)).image;
}

/** As {@link decodeImage}, with what the file was, and how true to it the pixels are. */
export async function decodeFile(source: Blob, options: DecodeFileOptions = {}): Promise<DecodedFile> {
  const { signal, digest = false } = options;
  throwIfAborted(signal);
  const header = await unlessAborted(readImageHeader(source, options), signal);
  const { format, bitDepth, colorType } = header;
  try {
    const input = { source, header };
    const { image, fidelity } =
      format === 'png' ? await decodePngFile(input, signal) : await decodeJpegFile(input, signal);
    const sha256 = digest ? { sha256: await runDecodeTask('digest', input, signal) } : {};
    return { image, source: { format, bitDepth, colorType, fidelity, bytes: source.size, ...sha256 } };
  } catch (error) {
    throw withSourceName(source, error);
  }
}

interface Pixels {
  readonly image: Raster8;
  readonly fidelity: Fidelity;
}

async function decodePngFile(input: DecodeInput, signal: AbortSignal | undefined): Promise<Pixels> {
  return { image: await runDecodeTask('png', input, signal), fidelity: 'exact' };
}

async function decodeJpegFile(input: DecodeInput, signal: AbortSignal | undefined): Promise<Pixels> {
  // The probe goes on without the signal: what one file no longer wants to know, the next one will.
  const fidelity = await unlessAborted(
    probeJpeg((known) => decodeJpegPixels(known)),
    signal,
  );
  if (fidelity === 'hidden') throw hiddenPixelsError();
  const image = await decodeJpegPixels(input, signal);
  if (!image) throw damagedError(new Error('No canvas on this thread.'));
  return { image, fidelity };
}

/** The workers of older browsers have no canvas; the page has. Null where neither has. */
async function decodeJpegPixels(input: DecodeInput, signal?: AbortSignal): Promise<Raster8 | null> {
  const image = await runDecodeTask('jpeg', input, signal);
  if (image) return image;
  const [{ decodeJpeg }, { Pacer }] = await Promise.all([
    import('./jpeg/decode-jpeg.ts'),
    import('../worker/pacer.ts'),
  ]);
  return decodeJpeg(input.source, input.header, new Pacer(signal));
}
