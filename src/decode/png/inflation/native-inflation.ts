/** Inflated bytes, asked for one piece after the other. */
export interface Inflation {
  /** The next bytes, if any, valid until the next call; null at the end, once the checksum has been found right. */
  next(): Uint8Array | null | Promise<Uint8Array | null>;
}

/** For less than this, in compressed bytes, the browser's streams take longer to set up than they save. */
const LEAST_BYTES = 1 << 20;

/** What the browser is given at a time. It may inflate to a thousand times as much, all of which waits to be read. */
const SLICE = 1 << 14;

/**
 * A zlib stream inflated by the browser. It is fast, and says no more of a broken stream than that it is; how strict it
 * is differs.
 */
export class NativeInflation implements Inflation {
  private readonly reader: ReadableStreamDefaultReader<Uint8Array>;
  private readonly writer: WritableStreamDefaultWriter<BufferSource>;

  /**
   * Null where the browser has no such streams, the data are too few, or they declare a window that is smaller than matches
   * can reach: how much of it is kept when differs from libpng.
   */
  static open(pieces: readonly Uint8Array[]): NativeInflation | null {
    const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
    if (length < LEAST_BYTES || typeof DecompressionStream === 'undefined') return null;
    const first = pieces.find((piece) => piece.length > 0);
    if (!first || first[0] >> 4 < 7) return null;
    try {
      return new NativeInflation(new DecompressionStream('deflate'), pieces);
    } catch {
      return null; // streams of other formats only
    }
  }

  private constructor(stream: DecompressionStream, pieces: readonly Uint8Array[]) {
    this.reader = stream.readable.getReader();
    this.writer = stream.writable.getWriter();
    // Whatever stops the writing is told to the reader as well.
    this.write(pieces).catch(() => undefined);
    this.writer.closed.catch(() => undefined);
    this.reader.closed.catch(() => undefined);
  }

  async next(): Promise<Uint8Array | null> {
    const { value } = await this.reader.read();
    return value ?? null;
  }

  /** Lets go of everything, wherever the inflation is. */
  close(): void {
    this.reader.cancel().catch(() => undefined);
    this.writer.abort().catch(() => undefined);
  }

  private async write(pieces: readonly Uint8Array[]): Promise<void> {
    for (const piece of pieces) {
      for (let at = 0; at < piece.length; at += SLICE) {
        await this.writer.ready;
        await this.writer.write(piece.subarray(at, at + SLICE) as Uint8Array<ArrayBuffer>);
      }
    }
    await this.writer.close();
  }
}
