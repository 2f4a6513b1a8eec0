import { assertRasterImage, type RasterImage } from '../image/raster-image.ts';
import { throwIfAborted } from '../image/xray-error.ts';
import { encodeInWorker, EXPORT_LANES } from './export-client.ts';
import { exportFailure } from './export-failure.ts';
import { buildManifest, type ManifestFile, type ManifestInput } from './manifest.ts';
import { uniqueEntryNames } from './result-names.ts';
import { storeZip, type ZipFile } from './store-zip.ts';

export interface ZipEntry {
  /** File name in the archive, with its extension; made safe and unique before it is used. */
  readonly name: string;
  /** The image, or a function that brings it, called only when its turn has come, so that few are held at a time. */
  readonly image: RasterImage | (() => Promise<RasterImage>);
}

export interface CreateZipOptions {
  /** What `manifest.json` says of the images. */
  manifest?: ManifestInput;
  signal?: AbortSignal;
  /** Called after each image: how many are encoded, of how many. */
  onProgress?: (done: number, total: number) => void;
}

const MANIFEST_NAME = 'manifest.json';

/**
 * A ZIP file of type `application/zip`: each image as PNG, in the order of `entries`, and `manifest.json`, which lists
 * every PNG with its SHA-256.
 * @throws XrayError `export-failed`, whose message names the entry; AbortError when `signal` is aborted.
 */
export async function createZip(
  entries: readonly ZipEntry[],
  { manifest, signal, onProgress }: CreateZipOptions = {},
): Promise<Blob> {
  throwIfAborted(signal);
  const names = uniqueEntryNames(
    entries.map(({ name }) => name),
    [MANIFEST_NAME],
  );
  const files = new Array<ZipFile>(entries.length);
  const digests = new Array<string>(entries.length);
  let done = 0;

  await inLanes(entries.length, signal, async (index, laneSignal) => {
    const { bytes, sha256 } = await encodeEntry(entries[index], names[index], laneSignal);
    files[index] = { name: names[index], bytes };
    digests[index] = sha256;
    onProgress?.(++done, entries.length);
  });

  try {
    const listed = new Map<string, ManifestFile>();
    entries.forEach(({ name }, i) => {
      listed.set(listed.has(name) ? names[i] : name, { file: names[i], sha256: digests[i] });
    });
    const text = `${JSON.stringify(buildManifest(listed, manifest), null, 2)}\n`;
    files.push({ name: MANIFEST_NAME, bytes: new TextEncoder().encode(text) });
    return await storeZip(files, signal);
  } catch (error) {
    throw exportFailure('The ZIP file could not be made.', error);
  }
}

async function encodeEntry({ image }: ZipEntry, name: string, signal: AbortSignal) {
  try {
    const raster = typeof image === 'function' ? await image() : image;
    throwIfAborted(signal);
    assertRasterImage(raster);
    return await encodeInWorker(raster, { digest: true, signal });
  } catch (error) {
    throw exportFailure(`${name}: the image could not be saved as PNG.`, error);
  }
}

/**
 * Calls `work` for 0 … `count` − 1 in order, as many at a time as there are export workers. After the first failure
 * nothing further is begun, what runs is aborted, and the failure is thrown.
 */
async function inLanes(
  count: number,
  signal: AbortSignal | undefined,
  work: (index: number, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const stop = new AbortController();
  const onAbort = (): void => stop.abort();
  signal?.addEventListener('abort', onAbort, { once: true });
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < count) {
      throwIfAborted(stop.signal);
      await work(next++, stop.signal);
    }
  };
  try {
    await Promise.all(Array.from({ length: Math.min(count, EXPORT_LANES) }, lane));
  } finally {
    stop.abort();
    signal?.removeEventListener('abort', onAbort);
  }
}
