import type { RasterImage } from '../../image/raster-image.ts';
import { throwIfAborted } from '../../base/xray-error.ts';
import { Pacer } from '../../worker/pacer.ts';
import type { TaskHandlers } from '../../worker/tasks.ts';
import { encodePngPaced, PNG_SIGNATURE } from '../png/png-encoder.ts';
import { sha256Hex } from '../../base/checksums/sha256.ts';

/** What the export workers do. */
export type ExportTasks = {
  readonly encodePng: {
    input: { image: RasterImage; digest: boolean };
    output: EncodedPng;
  };
  /** Of a file that is a PNG already. */
  readonly digestPng: { input: { file: Blob }; output: EncodedPng };
};

export interface EncodedPng {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Of `bytes`, in hexadecimal; '' when it was not asked for. */
  readonly sha256: string;
}

export const exportTasks: TaskHandlers<ExportTasks> = {
  async encodePng({ image, digest }, { signal, transfer, free }) {
    const pacer = new Pacer(signal);
    // An abort may have arrived already.
    await pacer.rest();
    const bytes = await encodePngPaced(image, pacer);
    free(image.data.buffer);
    const sha256 = digest ? await sha256Hex(bytes, () => pacer.restWhenDue()) : '';
    transfer(bytes.buffer);
    return { bytes, sha256 };
  },
  async digestPng({ file }, { signal, transfer }) {
    const bytes = new Uint8Array(await file.arrayBuffer());
    throwIfAborted(signal);
    if (!PNG_SIGNATURE.every((value, i) => bytes[i] === value)) throw new TypeError('The Blob holds no PNG file.');
    const pacer = new Pacer(signal);
    const sha256 = await sha256Hex(bytes, () => pacer.restWhenDue());
    transfer(bytes.buffer);
    return { bytes, sha256 };
  },
};
