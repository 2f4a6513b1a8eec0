import type { Heard } from '../../base/listen-to.ts';
import type { FilePieces } from './file-bytes.ts';
import { readBlob } from './read-blob.ts';

/** Bytes of a file that are in memory at a time, but for as many that are read meanwhile. */
export const PIECE_BYTES = 1 << 19;

/** A file's bytes, each read once, a piece ahead of who asks for them. Throws as `readBlob`. */
export class BlobPieces implements Pick<FilePieces, 'size' | 'next'> {
  readonly size: number;
  private at = 0;
  private ahead: Promise<Uint8Array<ArrayBuffer>> | null = null;

  /** @param heard told when a piece is waited for, and when it has come and what follows is our own work */
  constructor(
    private readonly blob: Blob,
    private readonly heard?: Heard,
    private readonly signal?: AbortSignal,
  ) {
    this.size = blob.size;
  }

  async next(): Promise<Uint8Array<ArrayBuffer> | null> {
    const reading = this.ahead ?? (this.at < this.size ? this.read() : null);
    this.ahead = null;
    if (!reading) return null;
    this.heard?.(true);
    const piece = await reading;
    this.heard?.(false);
    if (this.at < this.size) {
      this.ahead = this.read();
      // Whoever asks for it is told what was wrong; nobody may.
      this.ahead.catch(() => undefined);
    }
    return piece;
  }

  private read(): Promise<Uint8Array<ArrayBuffer>> {
    const from = this.at;
    this.at = Math.min(this.size, from + PIECE_BYTES);
    const piece = this.size <= PIECE_BYTES ? this.blob : this.blob.slice(from, this.at);
    return readBlob(piece, undefined, this.signal);
  }
}
