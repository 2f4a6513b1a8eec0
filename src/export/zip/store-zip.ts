import { nextTask } from '../../base/next-task.ts';
import { abortError, throwIfAborted, XrayError } from '../../base/xray-error.ts';

export interface ZipFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

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

/** So many are handed to JSZip in one task. */
const FILES_A_TASK = 500;

/** Pieces of output are handed to a Blob, which may keep them on disk, at this many bytes. */
const FLUSH_BYTES = 2 ** 25;

/** The most that a file takes in an archive: itself, two headers, its name twice and twice more in Unicode fields. */
export function storedSize(name: string, bytes: number): number {
  return bytes + 30 + 46 + 18 + 4 * new TextEncoder().encode(name).length;
}

/**
 * `files` in a ZIP file, stored as they are (a PNG does not shrink again), names in UTF-8. JSZip reads a Blob back into
 * memory as soon as it is added, so bytes go in; its output is taken piece by piece, most pieces being views of those
 * bytes, so that the archive is put together once, in the Blob, instead of twice before it.
 * @throws XrayError `export-failed` for more than a ZIP file can hold.
 */
export async function storeZip(files: readonly ZipFile[], signal?: AbortSignal): Promise<Blob> {
  const size = files.reduce((sum, { name, bytes }) => sum + storedSize(name, bytes.length), END_SIZE);
  if (size > MOST_BYTES || files.length > MOST_FILES) {
    throw new XrayError('export-failed', 'The results are more than one ZIP file can hold (4 GB, 65535 files).', {
      hint: 'Save fewer images at a time.',
      reason: 'zip-limit',
    });
  }
  const { default: JSZip } = await import('jszip');
  throwIfAborted(signal);
  const zip = new JSZip();
  let added = 0;
  for (const { name, bytes } of files) {
    if (++added % FILES_A_TASK === 0) await nextTask();
    zip.file(name, bytes, { binary: true, createFolders: false, date: NEUTRAL_DATE });
  }
  throwIfAborted(signal);
  const stream = zip.generateInternalStream({ type: 'uint8array', compression: 'STORE', platform: 'DOS' });

  return new Promise((resolve, reject) => {
    let parts: BlobPart[] = [];
    let pending = 0;
    const onAbort = (): void => {
      stream.pause();
      reject(abortError());
    };
    signal?.addEventListener('abort', onAbort, { once: true });
    const settled = (): void => signal?.removeEventListener('abort', onAbort);
    stream
      .on('data', (data) => {
        const part = data as Uint8Array<ArrayBuffer>;
        parts.push(part);
        pending += part.length;
        if (pending < FLUSH_BYTES) return;
        parts = [new Blob(parts)];
        pending = 0;
      })
      .on('error', (error) => {
        settled();
        reject(error);
      })
      .on('end', () => {
        settled();
        resolve(new Blob(parts, { type: 'application/zip' }));
      })
      .resume();
  });
}
