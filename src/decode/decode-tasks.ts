import type { RasterImage } from '../image/raster-image.ts';
import { sha256Hex } from '../base/checksums/sha256.ts';
import { isAbortError, XrayError } from '../base/xray-error.ts';
import { Pacer } from '../worker/pacer.ts';
import type { TaskHandlers } from '../worker/tasks.ts';
import { decodeJpeg } from './jpeg/decode-jpeg.ts';
import { decodePng } from './png/decode-png.ts';
import { damagedError } from './source/decode-errors.ts';
import type { Decoder, DecodeInput } from './source/decode-input.ts';
import type { FormatId } from './source/formats.ts';

const DECODERS: Readonly<Record<FormatId, Decoder>> = {
  jpeg: decodeJpeg,
  png: ({ bytes, depth }, pacer) => decodePng(bytes, pacer, depth),
};

/** What the decoding worker does. */
export type DecodeTasks = {
  decode: { input: DecodeInput; output: DecodedPixels };
};

export interface DecodedPixels {
  /** Null where the thread lacks what its decoder takes: a canvas, for what the browser decodes. */
  readonly image: RasterImage | null;
  /** The SHA-256 of the file; null unless it was asked for. */
  readonly sha256: string | null;
}

export const decodeTasks: TaskHandlers<DecodeTasks> = {
  decode: async (input, context) => {
    try {
      const pixels = await decodeBytes(input, new Pacer(context.signal));
      if (pixels.image) context.transfer(pixels.image.data.buffer);
      return pixels;
    } catch (error) {
      // Whatever goes wrong (a file that vanished from the disk, memory that is not to be had) is a failure to decode
      // this file, so that any other kind of error can only mean that the worker itself is gone.
      throw error instanceof XrayError || isAbortError(error) ? error : damagedError(error);
    }
  },
};

/** Pixels and digest of the same bytes, which are read once. */
async function decodeBytes({ digest, ...input }: DecodeInput, pacer: Pacer): Promise<DecodedPixels> {
  const bytes = new Uint8Array(await input.source.arrayBuffer());
  const image = await DECODERS[input.header.format]({ ...input, bytes }, pacer);
  if (!digest) return { image, sha256: null };
  await pacer.rest();
  return { image, sha256: await sha256Hex(bytes, () => pacer.restWhenDue()) };
}
