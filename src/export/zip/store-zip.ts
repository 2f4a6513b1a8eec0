import type JSZip from 'jszip';
import { loadPart } from '../../base/load-part.ts';
import { nextTask } from '../../base/next-task.ts';
import { throwIfAborted, XrayError } from '../../base/xray-error.ts';
import { fileOf, StoredSources, type ZipFile } from './stored-sources.ts';

/**
 * The date of every entry: the earliest ZIP can say. With the real one the same results would give another archive each
 * time, and the archive would tell when a patient's image was looked at.
 */
const NEUTRAL_DATE = new Date(Date.UTC(1980, 0, 1));

/** Above this the format needs its 64-bit extension, which JSZip does not write: it would write a broken archive. */
export const MOST_BYTES = 2 ** 32 - 1;
export const MOST_FILES = 2 ** 16 - 1;

/** Bytes of the archive's end record. */
export const END_SIZE = 22;

/** So many parts are gathered in one Blob. */
const MOST_PARTS = 1000;

/** JSZip, which is loaded with the first archive. @throws XrayError `export-failed`, reason `part-missing` */
export async function loadJsZip(): Promise<typeof JSZip> {
  return (await loadPart('export-failed', () => import('jszip'))).default;
}

/** The most that a file takes in an archive: itself, two headers, its name twice and twice more in Unicode fields. */
export function storedSize(name: string, bytes: number): number {
  return bytes + 30 + 46 + 18 + 4 * new TextEncoder().encode(name).length;
}

/**
 * `files` in a ZIP file, stored as they are (a PNG does not shrink again), names in UTF-8. JSZip lays the archive out and
 * writes its records; of the files it is told what it would otherwise read them for, and the archive is put together of
 * them and its records: a Blob of Blobs, whose bytes stay where they are.
 * @throws XrayError `export-failed` for more than a ZIP file can hold.
 */
export async function storeZip(files: readonly ZipFile[], signal?: AbortSignal): Promise<Blob> {
  let parts: BlobPart[] = [];
  await layOutZip(
    files,
    (part) => {
      parts.push(part);
      if (parts.length >= MOST_PARTS) parts = [new Blob(parts)];
    },
    signal,
  );
  return new Blob(parts, { type: 'application/zip' });
}

/**
 * The parts of such an archive, in order: the files as they were given, and the records between them.
 * @throws as {@link storeZip}
 */
export async function layOutZip(
  files: readonly ZipFile[],
  take: (part: Blob | Uint8Array<ArrayBuffer>) => void,
  signal?: AbortSignal,
): Promise<void> {
  const size = files.reduce((sum, { name, file }) => sum + storedSize(name, file.size), END_SIZE);
  if (size > MOST_BYTES || files.length > MOST_FILES) {
    throw new XrayError('export-failed', 'The results are more than one ZIP file can hold (4 GB, 65535 files).', {
      hint: 'Save fewer images at a time.',
      reason: 'zip-limit',
    });
  }
  const Archive = await loadJsZip();
  throwIfAborted(signal);
  const zip = new Archive();
  const sources = new StoredSources(zip, files, { createFolders: false, date: NEUTRAL_DATE }, nextTask, signal);
  const stream = zip.generateInternalStream({ type: 'uint8array', compression: 'STORE', platform: 'DOS' });

  return new Promise((resolve, reject) => {
    sources.onError = reject;
    stream
      .on('data', (data) => {
        const part = fileOf(data) ?? (data as Uint8Array<ArrayBuffer>);
        if ('size' in part || part.length > 0) take(part);
      })
      .on('error', reject)
      .on('end', () => resolve())
      .resume();
  });
}
