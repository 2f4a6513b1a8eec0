import { throwIfAborted } from '../../base/xray-error.ts';
import { encodeEntry, namesOf, type ExportOptions, type ZipEntry } from '../encode/encode-entry.ts';
import { finishZip, storedEntry, type StoredEntry } from './finish-zip.ts';
import { inLanes } from '../encode/in-lanes.ts';
import { MANIFEST_NAME, type ManifestInput } from '../manifest/manifest.ts';
import { uniqueEntryNames } from '../result-names.ts';

export type { ExportImage, ZipEntry } from '../encode/encode-entry.ts';

export interface CreateZipOptions extends ExportOptions {
  /** What `manifest.json` says of the images. */
  manifest?: ManifestInput;
}

/**
 * A ZIP file of type `application/zip`: each image as PNG, in the order of `entries`, and `manifest.json`, which lists
 * every PNG with its SHA-256. All of it is held in memory; createZips serves for many
 * images.
 * @throws XrayError `export-failed`, whose message names the entry, or says that it is too much for one ZIP file;
 *   AbortError when `signal` is aborted.
 */
export async function createZip(
  entries: readonly ZipEntry[],
  { manifest, signal, onProgress }: CreateZipOptions = {},
): Promise<Blob> {
  throwIfAborted(signal);
  const names = uniqueEntryNames(namesOf(entries), [MANIFEST_NAME]);
  const files = new Array<StoredEntry>(entries.length);
  let done = 0;
  await inLanes(entries.length, signal, async (index, laneSignal) => {
    const png = await encodeEntry(entries[index], names[index], laneSignal);
    files[index] = storedEntry(entries[index], names[index], png);
    onProgress?.(++done, entries.length);
  });
  return finishZip(files, manifest, signal);
}
