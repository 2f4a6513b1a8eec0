import { kindOf } from '../../base/kinds.ts';
import type { Heard } from '../../base/listen-to.ts';
import { unlessAborted } from '../../base/unless-aborted.ts';
import { isAbortError, XrayError } from '../../base/xray-error.ts';
import { changedError, damagedError } from './decode-errors.ts';

/** Large files are read in pieces of so many bytes, each of them a sign of life. */
const PIECE = 2 * 2 ** 20;

/**
 * Bytes of a file, all of them, or of a part of it, as long as that was when it was chosen.
 * @throws XrayError `decode-failed`, reason `file-changed`; AbortError.
 */
export async function readBlob(blob: Blob, heard?: Heard, signal?: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
  if (!(blob.size > PIECE)) return readPiece(blob, heard, signal);
  return (await readStream(blob, heard, signal)) ?? readPieces(blob, heard, signal);
}

/**
 * Into its place, without memory for each piece. Null where the browser has no such streams, or it does not end as it
 * should: reading in the other way tells why.
 */
async function readStream(blob: Blob, heard?: Heard, signal?: AbortSignal): Promise<Uint8Array<ArrayBuffer> | null> {
  let reader: ReadableStreamBYOBReader | null = null;
  try {
    reader = blob.stream().getReader({ mode: 'byob' });
    let buffer = new ArrayBuffer(blob.size);
    for (let at = 0; at < blob.size;) {
      heard?.(true);
      const room = new Uint8Array(buffer, at, Math.min(PIECE, blob.size - at));
      const { value } = await unlessAborted(reader.read(room), signal);
      if (!value?.length) return null;
      buffer = value.buffer;
      at += value.length;
    }
    const { done } = await unlessAborted(reader.read(new Uint8Array(1)), signal);
    return done ? new Uint8Array(buffer) : null;
  } catch (error) {
    if (signal?.aborted) throw error;
    return null;
  } finally {
    reader?.cancel().catch(() => undefined);
  }
}

async function readPieces(blob: Blob, heard?: Heard, signal?: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(blob.size);
  for (let at = 0; at < bytes.length; at += PIECE) {
    bytes.set(await readPiece(blob.slice(at, at + PIECE), heard, signal), at);
  }
  return bytes;
}

async function readPiece(blob: Blob, heard?: Heard, signal?: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
  heard?.(true);
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    bytes = new Uint8Array(await unlessAborted(blob.arrayBuffer(), signal));
  } catch (error) {
    // Firefox aborts the reading of a file that is gone, which nobody asked for.
    throw isAbortError(error) && !signal?.aborted ? changedError(error) : readFailure(error);
  }
  // Firefox reads what is there now, however long.
  if (bytes.length !== blob.size) throw changedError();
  return bytes;
}

/** What a browser refuses to read was changed, moved or deleted since it was chosen. */
export function readFailure(error: unknown): unknown {
  if (error instanceof XrayError || isAbortError(error)) return error;
  return kindOf(error) === 'DOMException' ? changedError(error) : damagedError(error);
}
