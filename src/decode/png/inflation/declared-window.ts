/** Rows of a pass as they lie in the stream, their filter's byte included. */
export interface RowRun {
  readonly rows: number;
  readonly length: number;
}

/** What libpng gives zlib of an IDAT at a time (`PNG_IDAT_READ_SIZE`). */
const READ_SIZE = 8192;

/** No symbol with its extra bits and what is looked ahead takes more bytes. */
const NEAR = 8;

/**
 * How far a match may reach back in a stream that declares a window of less than 32 kB, where libpng has zlib inflate it.
 * Each call of zlib's writes into one row, and ends with that row or with the input it was given. What the call itself has
 * written is at hand whole, of what was written before only the declared window. What follows the last row is
 * libpng's to complain about, not to refuse.
 */
export class DeclaredWindow {
  /** From which byte of the input on {@link pass} must be called before every symbol. */
  mark = 0;
  /** Bytes of input from which on a new call reads, in order. */
  private readonly reads: readonly number[];
  private nextRead = 0;
  /** What was written when the call began, as far as input is what ends calls. */
  private callStart = 0;
  /** What was written before the last symbol near the next read; null where there was none. */
  private before: number | null = null;

  constructor(
    private readonly size: number,
    chunkLengths: readonly number[],
    private readonly runs: readonly RowRun[],
  ) {
    const reads: number[] = [];
    let start = 0;
    for (const length of chunkLengths) {
      for (let at = 0; at < length; at += READ_SIZE) reads.push(start + at);
      start += length;
    }
    this.reads = reads;
    this.advance();
  }

  /** Before a symbol: `bits` of input were used and `written` bytes of output made until now. */
  pass(bits: number, written: number): void {
    while (bits > 8 * this.read) {
      // The symbol that needed the first byte of it was decoded in the new call.
      this.callStart = this.before ?? written;
      this.advance();
    }
    this.before = bits > 8 * (this.read - NEAR) ? written : null;
  }

  /** Before `count` stored bytes are copied, which lie in the input from `at` on. */
  passStored(at: number, count: number, written: number): void {
    while (this.read < at + count) {
      this.callStart = written + Math.max(0, this.read - at);
      this.advance();
    }
  }

  /** Whether zlib copies `length` bytes from `distance` back: `bits` of input and `written` bytes as in {@link pass}. */
  reaches(distance: number, length: number, bits: number, written: number): boolean {
    if (distance <= this.size) return true;
    const row = this.rowAt(written);
    if (!row) return true;
    // A match that goes on in the next row finds nothing there but the window.
    if (row.end < written + length && this.rowAt(row.end)) return false;
    const start = Math.max(row.start, bits > 8 * this.read ? written : this.callStart);
    return distance <= written - start + Math.min(this.size, start);
  }

  private get read(): number {
    return this.reads[this.nextRead] ?? Infinity;
  }

  private advance(): void {
    this.nextRead++;
    this.before = null;
    this.mark = this.read - NEAR;
  }

  private rowAt(written: number): { start: number; end: number } | null {
    let first = 0;
    for (const { rows, length } of this.runs) {
      const past = Math.floor((written - first) / length);
      if (past < rows) return { start: first + past * length, end: first + (past + 1) * length };
      first += rows * length;
    }
    return null;
  }
}
