import { assertRasterImage, type RasterImage } from '../../image/raster-image.ts';
import { rowsOf } from '../../image/row-source.ts';
import { isBlob, wrongArgument } from '../../base/kinds.ts';
import { unlessAborted } from '../../base/unless-aborted.ts';
import { throwIfAborted } from '../../base/xray-error.ts';
import { loadExporter } from './load-exporter.ts';
import { exportFailure } from './export-failure.ts';
import type { EncodedPng } from './export-tasks.ts';
import { remembered } from './own-pngs.ts';

/** What an export takes for an image: pixels, or a PNG file that is stored as it is. */
export type ExportImage = RasterImage | Blob;

export interface ZipEntry {
  /** File name in the archive, with its extension; made safe and unique before it is used. */
  readonly name: string;
  /**
   * The image, or a function that brings it, called only when its turn has come, so that few are held at a time; its signal
   * is aborted when the image is no longer wanted.
   */
  readonly image: ExportImage | ((signal: AbortSignal) => Promise<ExportImage>);
}

/** How an export tells what it does, and is stopped. */
export interface ExportOptions {
  signal?: AbortSignal;
  /** Called after each image: how many are written, of how many. */
  onProgress?: (done: number, total: number) => void;
}

/**
 * The names of `entries`, in order, which a script gave.
 * @throws XrayError `unsupported-type`, reason `wrong-argument`, where they are no entries.
 */
export function namesOf(entries: readonly ZipEntry[]): string[] {
  const takes = 'a list of entries { name, image }';
  if (!Array.isArray(entries)) throw wrongArgument('An export', takes, entries);
  return entries.map((entry: Partial<ZipEntry> | null | undefined) => {
    if (typeof entry?.name === 'string') return entry.name;
    throw wrongArgument('An export', takes, entry, true);
  });
}

/**
 * The PNG file of an entry and its digest. A PNG that is one already is only looked at.
 * @throws XrayError `export-failed`, whose message begins with `name`; AbortError.
 */
export async function encodeEntry({ image }: ZipEntry, name: string, signal: AbortSignal): Promise<EncodedPng> {
  try {
    const content = typeof image === 'function' ? await unlessAborted(image(signal), signal) : image;
    throwIfAborted(signal);
    const { digestInWorker, encodeInWorker } = await loadExporter();
    if (isBlob(content)) {
      const own = await ownPng(content);
      // An export that is over tells of nothing more.
      throwIfAborted(signal);
      return own ?? (await digestInWorker(content, signal));
    }
    assertRasterImage(content);
    return await encodeInWorker(rowsOf(content), { digest: true, signal });
  } catch (error) {
    throw exportFailure(`${name}: the image could not be saved as PNG.`, error);
  }
}

/** What is known of a PNG that was made here, and that the browser still has; null of any other. */
async function ownPng(file: Blob): Promise<EncodedPng | null> {
  const png = remembered(file);
  if (!png) return null;
  await file.slice(-1).arrayBuffer();
  return png;
}
