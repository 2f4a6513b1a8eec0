import type { DecodeReport, FileToDecode } from '../image/image-in-file.ts';
import { Pacer } from '../worker/pacer.ts';
import type { TaskContext } from '../worker/tasks.ts';
import { FileReading } from './file-reading.ts';
import type { ShowPicture } from './source/decode-input.ts';
import type { FileBytes } from './source/file-bytes.ts';
import { readFailure } from './source/read-blob.ts';

/** What was made of a file. */
export interface ReadAndDecoded<Decoded> {
  readonly decoded: Decoded;
  /** The SHA-256 of its bytes; null unless it was asked for. */
  readonly sha256: string | null;
}

/**
 * Pixels and digest of the same bytes, which are read once; reports on the way. Whatever goes wrong (a file
 * that vanished from the disk, memory that is not to be had) is a failure to decode this file, so that any other kind of
 * error can only mean that the worker itself is gone.
 */
export async function readAndDecode<Decoded>(
  input: FileToDecode,
  { report, signal }: Pick<TaskContext<DecodeReport>, 'report' | 'signal'>,
  decode: (file: FileBytes, pacer: Pacer, show: ShowPicture | undefined) => Promise<Decoded>,
): Promise<ReadAndDecoded<Decoded>> {
  const file = new FileReading(input, report, signal);
  try {
    const pacer = new Pacer(signal);
    const show = input.preview ? (picture: ImageBitmap): void => report(picture, picture) : undefined;
    const decoded = await decode(file, pacer, show);
    return { decoded, sha256: input.digest ? await file.sha256(pacer) : null };
  } catch (error) {
    throw readFailure(error);
  } finally {
    file.close();
  }
}
