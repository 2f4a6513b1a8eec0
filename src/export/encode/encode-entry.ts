import { assertRasterImage, type RasterImage } from '../../image/raster-image.ts';
import { throwIfAborted } from '../../base/xray-error.ts';
import { digestInWorker, encodeInWorker } from './export-client.ts';
import { exportFailure } from './export-failure.ts';
import type { EncodedPng } from './export-tasks.ts';

/** What an export takes for an image: pixels, or a PNG file that is stored as it is. */
export type ExportImage = RasterImage | Blob;

export interface ZipEntry {
  /** File name in the archive, with its extension; made safe and unique before it is used. */
  readonly name: string;
  /** The image, or a function that brings it, called only when its turn has come, so that few are held at a time. */
  readonly image: ExportImage | (() => Promise<ExportImage>);
}

/** How an export tells what it does, and is stopped. */
export interface ExportOptions {
  signal?: AbortSignal;
  /** Called after each image: how many are written, of how many. */
  onProgress?: (done: number, total: number) => void;
}

/**
 * The PNG file of an entry and its digest. A PNG that is one already is only looked at.
 * @throws XrayError `export-failed`, whose message begins with `name`; AbortError.
 */
export async function encodeEntry({ image }: ZipEntry, name: string, signal: AbortSignal): Promise<EncodedPng> {
  try {
    const content = typeof image === 'function' ? await image() : image;
    throwIfAborted(signal);
    if (content instanceof Blob) return await digestInWorker(content, signal);
    assertRasterImage(content);
    return await encodeInWorker(content, { digest: true, signal });
  } catch (error) {
    throw exportFailure(`${name}: the image could not be saved as PNG.`, error);
  }
}
