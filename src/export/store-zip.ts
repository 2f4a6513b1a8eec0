import { abortError, throwIfAborted } from '../image/xray-error.ts';

export interface ZipFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * The date of every entry: the earliest ZIP can say. With the real one the same results would give another archive each
 * time, and the archive would tell when a patient's image was looked at.
 */
const NEUTRAL_DATE = new Date(Date.UTC(1980, 0, 1));

/**
 * `files` in a ZIP file, stored as they are (a PNG does not shrink again), names in UTF-8. JSZip reads a Blob back into
 * memory as soon as it is added, so bytes go in; its output is taken piece by piece, most pieces being views of those
 * bytes, so that the archive is put together once, in the Blob, instead of twice before it.
 */
export async function storeZip(files: readonly ZipFile[], signal?: AbortSignal): Promise<Blob> {
  const { default: JSZip } = await import('jszip');
  throwIfAborted(signal);
  const zip = new JSZip();
  for (const { name, bytes } of files) {
    zip.file(name, bytes, { binary: true, createFolders: false, date: NEUTRAL_DATE });
  }
  const stream = zip.generateInternalStream({ type: 'uint8array', compression: 'STORE', platform: 'DOS' });

  return new Promise((resolve, reject) => {
    const parts: BlobPart[] = [];
    const onAbort = (): void => {
      stream.pause();
      reject(abortError());
    };
    signal?.addEventListener('abort', onAbort, { once: true });
    const settled = (): void => signal?.removeEventListener('abort', onAbort);
    stream
      .on('data', (part) => parts.push(part as Uint8Array<ArrayBuffer>))
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
