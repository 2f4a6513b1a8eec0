import type { Raster8 } from '../image/raster-image.ts';
import { sha256Hex } from '../base/checksums/sha256.ts';
import { isAbortError, XrayError } from '../base/xray-error.ts';
import type { TaskContext, TaskHandlers } from '../worker/tasks.ts';
import { damagedError } from './source/decode-errors.ts';
import { decodeJpeg } from './jpeg/decode-jpeg.ts';
import { decodePng } from './png/decode-png.ts';
import type { ImageHeader } from './source/image-header.ts';
import { Pacer } from '../worker/pacer.ts';

/** What the decoding worker does. */
export type DecodeTasks = {
  png: { input: DecodeInput; output: Raster8 };
  /** Null where the thread has no canvas. */
  jpeg: { input: DecodeInput; output: Raster8 | null };
  /** The SHA-256 of the file. */
  digest: { input: DecodeInput; output: string };
};

export interface DecodeInput {
  readonly source: Blob;
  readonly header: ImageHeader;
}

export const decodeTasks: TaskHandlers<DecodeTasks> = {
  png: ({ source }, context) =>
    guarded(context, async (pacer) => decodePng(new Uint8Array(await source.arrayBuffer()), pacer)),
  jpeg: ({ source, header }, context) => guarded(context, (pacer) => decodeJpeg(source, header, pacer)),
  digest: ({ source }, context) =>
    guarded(context, async (pacer) => {
      await pacer.rest();
      return sha256Hex(new Uint8Array(await source.arrayBuffer()), () => pacer.restWhenDue());
    }),
};

/**
 * Whatever goes wrong within a task (a file that vanished from the disk, memory that is not to be had) is a failure to
 * decode this file, so that any other kind of error can only mean that the worker itself is gone.
 */
async function guarded<Output extends Raster8 | string | null>(
  context: TaskContext<never>,
  work: (pacer: Pacer) => Promise<Output>,
): Promise<Output> {
  try {
    const output = await work(new Pacer(context.signal));
    if (output && typeof output === 'object') context.transfer(output.data.buffer);
    return output;
  } catch (error) {
    throw error instanceof XrayError || isAbortError(error) ? error : damagedError(error);
  }
}
