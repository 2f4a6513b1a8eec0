import { nextTask } from '../../base/next-task.ts';
import { throwIfAborted, XrayError } from '../../base/xray-error.ts';
import { CENTRAL_SIZE, END_SIZE, endRecord, LOCAL_SIZE, recordsOf, UNICODE_SIZE, type ZipFile } from './zip-records.ts';

/** Above this the format needs its 64-bit extension, which older programs do not read. */
export const MOST_BYTES = 2 ** 32 - 1;
export const MOST_FILES = 2 ** 16 - 1;

/** So many are laid out in one task. */
export const FILES_A_TASK = 500;

/** So many parts are gathered in one Blob. */
const MOST_PARTS = 1000;

/** The most that a file takes in an archive: itself, two headers, its name twice and twice more in Unicode fields. */
export function storedSize(name: string, bytes: number): number {
  return bytes + LOCAL_SIZE + CENTRAL_SIZE + 2 * UNICODE_SIZE + 4 * new TextEncoder().encode(name).length;
}

/**
 * `files` in a ZIP file, stored as they are (a PNG does not shrink again), names in UTF-8. Of the files no byte is read: the
 * archive is put together of them and its records, a Blob of Blobs, whose bytes stay where they are.
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
  throwIfAborted(signal);
  const central: Uint8Array<ArrayBuffer>[] = [];
  let offset = 0;
  for (const [index, file] of files.entries()) {
    const [local, directory] = recordsOf(file, offset);
    take(local);
    take(file.file);
    central.push(directory);
    offset += local.length + file.file.size;
    if ((index + 1) % FILES_A_TASK > 0) continue;
    await nextTask();
    throwIfAborted(signal);
  }
  for (const record of central) take(record);
  take(
    endRecord(
      files.length,
      central.reduce((sum, { length }) => sum + length, 0),
      offset,
    ),
  );
}
