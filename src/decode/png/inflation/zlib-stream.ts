import { damagedError } from '../../source/decode-errors.ts';
import { declaredWindow, ZLIB_HEADER_LENGTH } from './zlib-header.ts';

/** Where the pieces of a stream come from. */
export interface StreamSource {
  /** Null at the end. */
  nextData(): Promise<Uint8Array | null>;
  /** The same bytes, that more pieces do not overwrite. */
  kept(piece: Uint8Array): Uint8Array;
}

/** A zlib stream that comes in pieces: its header, and then either the blocks behind that as they come, or all of it. */
export class ZlibStream {
  /** What has come, and was not asked for. */
  private readonly pieces: Uint8Array[] = [];
  private headerLeft = ZLIB_HEADER_LENGTH;

  constructor(private readonly source: StreamSource) {}

  /** The window that the header declares. Throws `decode-failed` for a header that is none. */
  async window(): Promise<number> {
    const header: number[] = [];
    while (header.length < ZLIB_HEADER_LENGTH) {
      const piece = await this.source.nextData();
      if (!piece) throw damagedError();
      header.push(...piece.subarray(0, ZLIB_HEADER_LENGTH - header.length));
      this.pieces.push(header.length < ZLIB_HEADER_LENGTH ? this.source.kept(piece) : piece);
    }
    return declaredWindow(header[0], header[1]);
  }

  /** The next piece of what stands behind the header; null at the end. */
  async nextBlocks(): Promise<Uint8Array | null> {
    const piece = this.pieces.shift() ?? (await this.source.nextData());
    const skipped = Math.min(this.headerLeft, piece?.length ?? 0);
    this.headerLeft -= skipped;
    return piece && piece.subarray(skipped);
  }

  /** All of it, the header included, where no piece has been asked for. */
  async all(): Promise<readonly Uint8Array[]> {
    const { source } = this;
    const last = this.pieces.pop();
    for (let piece = last ?? null; piece; piece = await source.nextData()) this.pieces.push(source.kept(piece));
    return this.pieces;
  }
}
