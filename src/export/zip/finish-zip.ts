import { crc32 } from '../../base/checksums/crc32.ts';
import type { ZipEntry } from '../encode/encode-entry.ts';
import { exportFailure } from '../encode/export-failure.ts';
import type { EncodedPng } from '../encode/export-tasks.ts';
import { MANIFEST_NAME, manifestBytes, type ManifestFile, type ManifestInput } from '../manifest/manifest.ts';
import { storedBlob } from '../encode/stored-blob.ts';
import { storeZip } from './store-zip.ts';

/** An entry as it will be stored. */
export interface StoredEntry extends EncodedPng {
  /** In the archive. */
  readonly name: string;
  /** Given by the caller, and known to the manifest's input. */
  readonly givenName: string;
}

/** What was made of `entry`, under the `name` it got. */
export function storedEntry(entry: ZipEntry, name: string, png: EncodedPng): StoredEntry {
  return { ...png, name, givenName: entry.name };
}

/** The files of an archive by the names the caller gave; the second of a name is known by the one it got. */
export function listEntries(
  entries: Iterable<Pick<StoredEntry, 'name' | 'givenName' | 'sha256'>>,
): Map<string, ManifestFile> {
  const listed = new Map<string, ManifestFile>();
  for (const { name, givenName, sha256 } of entries) {
    listed.set(listed.has(givenName) ? name : givenName, { file: name, sha256 });
  }
  return listed;
}

/** Another file of an archive: a text. */
export interface TextFile {
  readonly name: string;
  readonly text: string;
}

/** The archive of `entries` with its manifest, and `texts` behind it. @throws XrayError `export-failed`; AbortError. */
export async function finishZip(
  entries: readonly StoredEntry[],
  manifest: ManifestInput | undefined,
  signal: AbortSignal | undefined,
  texts: readonly TextFile[] = [],
): Promise<Blob> {
  try {
    const bytes = await manifestBytes(listEntries(entries), manifest);
    const list = { name: MANIFEST_NAME, file: new Blob([bytes]), crc32: crc32(bytes) };
    const more = texts.map(({ name, text }) => {
      const content = new TextEncoder().encode(text);
      return { name, file: new Blob([content]), crc32: crc32(content) };
    });
    return await storedBlob(await storeZip([...entries, list, ...more], signal));
  } catch (error) {
    throw exportFailure('The ZIP file could not be made.', error);
  }
}
