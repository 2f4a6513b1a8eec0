import { crc32Steps } from '../../base/checksums/crc32.ts';
import { sha256Hex } from '../../base/checksums/sha256.ts';
import { throwIfAborted } from '../../base/xray-error.ts';
import type { RasterShape, RowRequest } from '../../image/row-source.ts';
import { Pacer } from '../../worker/pacer.ts';
import type { TaskHandlers } from '../../worker/tasks.ts';
import { PlainKernels } from '../png/plain-kernels.ts';
import { encodePngPaced, PNG_SIGNATURE } from '../png/png-encoder.ts';
import type { PngKernels } from '../png/png-kernels.ts';
import { createWasmKernels } from '../png/wasm-kernels.ts';
import { storedBlob } from './stored-blob.ts';

/** What the export workers do. */
export type ExportTasks = {
  /** Asks for the image's rows. */
  readonly encodePng: {
    input: { shape: RasterShape; digest: boolean };
    output: EncodedPng;
    ask: RowRequest;
    answer: Uint8Array<ArrayBuffer>;
  };
  /** Of a file that is a PNG already: it may be one on a disk that changes, so its bytes are copied. */
  readonly digestPng: { input: { file: Blob }; output: EncodedPng };
};

/** A PNG file and what is known of its bytes. */
export interface EncodedPng {
  readonly file: Blob;
  readonly crc32: number;
  /** In hexadecimal; '' when it was not asked for. */
  readonly sha256: string;
}

/** Milliseconds for which kernels that nobody works with wait for the next image. They hold rows of the last one. */
const KEPT_MS = 10_000;

/** Where there are no workers, several tasks run on one thread. */
const idle: PngKernels[] = [];
let timer: { unref?(): void } | number | undefined;

async function takeKernels(): Promise<PngKernels> {
  return idle.pop() ?? (await createWasmKernels()) ?? new PlainKernels();
}

function giveBack(kernels: PngKernels): void {
  idle.push(kernels);
  clearTimeout(timer as number | undefined);
  timer = setTimeout(() => (idle.length = 0), KEPT_MS);
  // In Node a timer keeps the process from ending.
  if (typeof timer === 'object') timer.unref?.();
}

export const exportTasks: TaskHandlers<ExportTasks> = {
  async encodePng({ shape, digest }, { signal, ask }) {
    const pacer = new Pacer(signal);
    // An abort may have arrived already.
    await pacer.rest();
    const kernels = await takeKernels();
    try {
      const pieces: Blob[] = [];
      const read = (request: RowRequest): Promise<Uint8Array<ArrayBuffer>> => ask(request, request.memory);
      const take = (piece: Uint8Array<ArrayBuffer>): void => void pieces.push(new Blob([piece]));
      const checks = await encodePngPaced({ ...shape, read }, kernels, pacer, { digest, take });
      const file = await storedBlob(new Blob(pieces, { type: 'image/png' }));
      if (!digest) return { file, crc32: checks.crc32, sha256: '' };
      const hash = async (): Promise<string> =>
        sha256Hex(new Uint8Array(await file.arrayBuffer()), () => pacer.restWhenDue());
      return { file, crc32: checks.crc32, sha256: checks.sha256 ?? (await hash()) };
    } finally {
      giveBack(kernels);
    }
  },
  async digestPng({ file }, { signal }) {
    const bytes = new Uint8Array(await file.arrayBuffer());
    throwIfAborted(signal);
    if (!PNG_SIGNATURE.every((value, i) => bytes[i] === value)) throw new TypeError('The Blob holds no PNG file.');
    const pacer = new Pacer(signal);
    const crc = await pacer.inSteps(crc32Steps(bytes));
    const sha256 = await sha256Hex(bytes, () => pacer.restWhenDue());
    return { file: await storedBlob(new Blob([bytes], { type: 'image/png' })), crc32: crc, sha256 };
  },
};
