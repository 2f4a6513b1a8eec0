import type { RasterImage } from '../image/raster-image.ts';
import { crc32 } from '../base/checksums/crc32.ts';
import { sha256Hex } from '../base/checksums/sha256.ts';
import { Pacer } from '../worker/pacer.ts';
import type { TaskContext, TaskHandlers } from '../worker/tasks.ts';
import { decodeJpeg } from './jpeg/decode-jpeg.ts';
import { decodePng } from './png/decode-png.ts';
import { changedError } from './source/decode-errors.ts';
import type { Decoder, DecodeInput } from './source/decode-input.ts';
import type { FormatId } from './source/formats.ts';
import { readBlob, readFailure } from './source/read-blob.ts';

const DECODERS: Readonly<Record<FormatId, Decoder>> = {
  jpeg: decodeJpeg,
  png: ({ bytes, depth }, pacer) => decodePng(bytes, pacer, depth),
};

/** What the decoding worker does. */
export type DecodeTasks = {
  /** Reports on the reading of the file, as {@link Heard}. */
  decode: { input: DecodeInput; output: DecodedPixels; report: boolean };
};

export interface DecodedPixels {
  /** Null where the thread lacks what its decoder takes: a canvas, for what the browser decodes. */
  readonly image: RasterImage | null;
  /** The file's bytes where there is no image, for another thread to decode them. */
  readonly bytes: Uint8Array<ArrayBuffer> | null;
  /** The SHA-256 of the file; null unless it was asked for. */
  readonly sha256: string | null;
}

export const decodeTasks: TaskHandlers<DecodeTasks> = {
  decode: async (input, context) => {
    try {
      const pixels = await decodeBytes(input, context);
      if (pixels.image) context.transfer(pixels.image.data.buffer);
      if (pixels.bytes) context.transfer(pixels.bytes.buffer);
      return pixels;
    } catch (error) {
      // Whatever goes wrong (a file that vanished from the disk, memory that is not to be had) is a failure to decode
      // this file, so that any other kind of error can only mean that the worker itself is gone.
      throw readFailure(error);
    }
  },
};

/** Pixels and digest of the same bytes, which are read once. */
async function decodeBytes(
  { source, header, depth, digest, head }: DecodeInput,
  { report, signal }: TaskContext<boolean>,
): Promise<DecodedPixels> {
  const bytes = await readBlob(source, report, signal);
  report(false);
  // Between the two reads of a file that waited, it may have been replaced by another of the same size.
  if (head && crc32(bytes.subarray(0, head.length)) !== head.crc) throw changedError();
  const pacer = new Pacer(signal);
  const image = await DECODERS[header.format]({ header, depth, bytes }, pacer);
  const unread = image ? null : bytes;
  if (!digest) return { image, bytes: unread, sha256: null };
  await pacer.rest();
  return { image, bytes: unread, sha256: await sha256Hex(bytes, () => pacer.restWhenDue()) };
}
