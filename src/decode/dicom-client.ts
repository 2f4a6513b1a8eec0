import type { Heard } from '../base/listen-to.ts';
import { isAbortError, XrayError } from '../base/xray-error.ts';
import { spawnWorker } from '../worker/spawn-worker.ts';
import { WorkerPool } from '../worker/worker-pool.ts';
import { CODEC_FILES } from './codec-files.ts';
import type { DecodedPixels } from './decode-tasks.ts';
import type { DicomTasks } from './dicom-tasks.ts';
import type { BlobReader } from './source/blob-reader.ts';
import { stoppedError } from './source/decode-errors.ts';
import type { DecodeInput } from './source/decode-input.ts';
import type { HeaderFields } from './source/header-field.ts';
import type { ImageHeader } from './source/image-header.ts';
import type { DecodeLimits } from './source/limits.ts';

/** Two: a header that is wanted does not wait for pixels. */
const pool = new WorkerPool<DicomTasks>(
  {
    spawn: () => spawnWorker(new URL('./dicom.worker.ts', import.meta.url), { type: 'module' }),
    loadHandlers: async () => (await import('./dicom-tasks.ts')).dicomTasks,
  },
  { size: 2 },
);

/** Reads the header of a DICOM file in the worker for these, from the file that the reader reads. Throws as the tasks do. */
export function readHeaderInWorker(
  { blob, heard, signal }: BlobReader,
  { maxFileSize, maxPixels }: DecodeLimits,
): Promise<ImageHeader> {
  // Limits come with options that cannot be posted.
  const limits = { maxFileSize, maxPixels };
  return unlessStopped(pool.run('header', { source: blob, limits }, { signal, onReport: heard }));
}

/** Reads all of the header there, for a person who asks; nothing of it is kept. */
export function readFieldsInWorker(
  input: DicomTasks['information']['input'],
  signal: AbortSignal,
  onReport: Heard,
): Promise<HeaderFields> {
  return unlessStopped(pool.run('information', input, { signal, onReport }));
}

/** Decodes in that worker; tells how it goes. */
export function decodeInWorker(
  input: DecodeInput,
  signal?: AbortSignal,
  onReport?: (report: DicomTasks['decode']['report']) => void,
): Promise<DecodedPixels> {
  return unlessStopped(pool.run('decode', { ...input, codecs: CODEC_FILES }, { signal, onReport }));
}

async function unlessStopped<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof XrayError || isAbortError(error)) throw error;
    // A task fails only in the two ways above: two workers are gone, and the next call starts a new one.
    throw stoppedError(error);
  }
}
