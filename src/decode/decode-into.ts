import type { DecodeReport, FileToDecode } from '../image/image-in-file.ts';
import type { TaskContext } from '../worker/tasks.ts';
import { decodeJpeg, prepareJpegDecoder } from './jpeg/decode-jpeg.ts';
import { decodePng } from './png/decode-png.ts';
import { readAndDecode } from './read-and-decode.ts';

/**
 * Decodes a file, as `ImageInFile.decodeThere` gives it, into `plane`, which is as large as its picture or its samples; gives the SHA-256
 * of the file where that is wanted. After a failure the plane holds anything.
 * @throws XrayError as `decodeImage`, without the file's name; AbortError
 */
export async function decodeInto(
  plane: Uint8Array,
  file: FileToDecode,
  context: Pick<TaskContext<DecodeReport>, 'report' | 'signal'>,
): Promise<string | null> {
  const stored = file.depth === 'stored';
  const picture = stored ? new Uint16Array(plane.buffer, plane.byteOffset, plane.length / 2) : plane;
  const isJpeg = file.format === 'jpeg';
  if (isJpeg) prepareJpegDecoder();
  const { sha256 } = await readAndDecode(file, context, async (read, pacer, show) =>
    isJpeg
      ? decodeJpeg({ bytes: await read.whole() }, pacer, plane, show)
      : decodePng(read, pacer, stored ? 'stored' : 'picture', picture, show),
  );
  return sha256;
}
