import { crc32 } from '../base/checksums/crc32.ts';
import {
  CHECKSUM_BYTES,
  checksumsIn,
  compileChecksums,
  type MemoryChecksums,
} from '../base/checksums/memory-checksums.ts';
import { sha256Hex } from '../base/checksums/sha256.ts';
import type { Heard } from '../base/listen-to.ts';
import type { Pacer } from '../worker/pacer.ts';
import { BlobPieces, PIECE_BYTES } from './source/blob-pieces.ts';
import { changedError } from './source/decode-errors.ts';
import type { DecodeInput } from './source/decode-input.ts';
import type { FileBytes } from './source/file-bytes.ts';
import { readBlob } from './source/read-blob.ts';

/** Where a piece of a file lies while it is summed up, and what is made of it. */
interface Desk {
  readonly memory: WebAssembly.Memory;
  readonly sums: MemoryChecksums;
}

const SUMS = 64;
const PIECE = SUMS + CHECKSUM_BYTES;

let module: Promise<WebAssembly.Module | null> | null = null;
/** One that nobody works at, and nothing of a file in it. */
let idle: Desk | null = null;

async function takeDesk(): Promise<Desk | null> {
  const taken = idle;
  idle = null;
  if (taken) return taken;
  const compiled = await (module ??= compileChecksums());
  if (!compiled) return null;
  const memory = new WebAssembly.Memory({ initial: Math.ceil((PIECE + PIECE_BYTES) / 65536) });
  return { memory, sums: await checksumsIn(memory, compiled, SUMS) };
}

/**
 * A file that is read once: as a whole, or, where WebAssembly runs, a piece at a time, and summed up on the way; the browser's own SHA-256
 * takes nothing but wholes, of which it makes a copy. Throws as `readBlob`.
 */
export class FileReading implements FileBytes {
  readonly size: number;
  private readonly pieces: BlobPieces;
  private head: DecodeInput['head'];
  private bytes: Uint8Array<ArrayBuffer> | null = null;
  private desk: Desk | null = null;
  private begun = false;

  /** @param heard as `BlobPieces` has it */
  constructor(
    private readonly input: Pick<DecodeInput, 'source' | 'head' | 'digest'>,
    private readonly heard?: Heard,
    private readonly signal?: AbortSignal,
  ) {
    this.size = input.source.size;
    this.pieces = new BlobPieces(input.source, heard, signal);
    this.head = input.head;
  }

  async next(): Promise<Uint8Array | null> {
    if (!this.begun) {
      this.begun = true;
      if (typeof WebAssembly !== 'undefined') this.desk = await takeDesk();
      if (this.desk) this.desk.sums.startSha256();
      else return this.whole();
    }
    const { desk } = this;
    if (!desk) return null;
    const piece = await this.pieces.next();
    if (!piece) return null;
    this.checkHead(piece);
    const onDesk = new Uint8Array(desk.memory.buffer, PIECE, piece.length);
    onDesk.set(piece);
    if (this.input.digest) desk.sums.addToSha256(PIECE, piece.length);
    return onDesk;
  }

  crc32(part: Uint8Array, before: number): number {
    const { desk } = this;
    if (part.buffer !== desk?.memory.buffer) return crc32(part, before);
    return desk.sums.crc32(part.byteOffset, part.length, before);
  }

  kept(part: Uint8Array): Uint8Array {
    return part.buffer === this.desk?.memory.buffer ? part.slice() : part;
  }

  async whole(): Promise<Uint8Array<ArrayBuffer>> {
    if (this.bytes) return this.bytes;
    this.begun = true;
    this.bytes = await readBlob(this.input.source, this.heard, this.signal);
    this.heard?.(false);
    this.checkHead(this.bytes);
    return this.bytes;
  }

  /** The SHA-256 of all of it, in hexadecimal, which was asked for; reads what was not read. */
  async sha256(pacer: Pacer): Promise<string> {
    if (this.bytes) {
      await pacer.rest();
      return sha256Hex(this.bytes, () => pacer.restWhenDue());
    }
    while (await this.next()) await pacer.restWhenDue();
    return this.desk ? this.desk.sums.endSha256() : sha256Hex(await this.whole(), () => pacer.restWhenDue());
  }

  /** For others to use what it has used; nothing may be asked for any more. */
  close(): void {
    const { desk } = this;
    this.desk = null;
    if (!desk) return;
    new Uint8Array(desk.memory.buffer, PIECE, Math.min(this.size, PIECE_BYTES)).fill(0);
    idle = desk;
  }

  /** Between the two reads of a file that waited, it may have been replaced by another of the same size. */
  private checkHead(first: Uint8Array): void {
    const { head } = this;
    this.head = undefined;
    if (head && crc32(first.subarray(0, head.length)) !== head.crc) throw changedError();
  }
}
