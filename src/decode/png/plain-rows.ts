import type { Pacer } from '../../worker/pacer.ts';
import { damagedError } from '../source/decode-errors.ts';
import type { GrowingPicture } from '../source/growing-picture.ts';
import type { RowRun } from './inflation/declared-window.ts';
import type { Inflation } from './inflation/native-inflation.ts';
import type { PngParts } from './png-chunks.ts';
import type { PngLayout } from './png-header.ts';
import { bitsOfPixel, bytesOfRow, listPasses, unfilterRow } from './png-rows.ts';
import { createRowWriter, type Samples } from './png-samples.ts';

/**
 * Fills `picture`; returns whether the stream ends right behind the last row. Where it may, its checksum has been seen
 * to; what it holds beyond the last row is left alone.
 */
export async function decodeRows(
  parts: PngParts,
  picture: Samples,
  inflation: Inflation,
  pacer: Pacer,
  growing?: GrowingPicture,
): Promise<boolean> {
  const { layout } = parts;
  const bitsPerPixel = bitsOfPixel(layout);
  const writeRow = createRowWriter(parts, picture);
  const source = new ByteSource(inflation, pacer);

  const passes = listPasses(layout);
  for (const pass of passes) {
    const rowLength = bytesOfRow(pass, layout);
    let above: Uint8Array = new Uint8Array(rowLength);
    let row: Uint8Array = new Uint8Array(rowLength);
    for (let y = 0; y < pass.rows; y++) {
      // Waiting only where bytes have run out: short rows would be spent waiting.
      if (source.isEmpty) await source.advance();
      const filter = source.takeByte();
      for (let filled = 0; filled < rowLength;) {
        if (source.isEmpty) await source.advance();
        filled += source.take(row, filled);
      }
      unfilterRow(filter, row, above, Math.ceil(bitsPerPixel / 8));
      writeRow(row, pass, y);
      [above, row] = [row, above];
      if (!pacer.due) continue;
      // Of an interlaced picture the first pass.
      if (pass === passes[0]) growing?.grow((y + 1) * pass.stepY, pass.stepY);
      await pacer.rest();
    }
  }
  return source.isEmpty && !(await source.hasMore());
}

/** The rows of a picture as they lie in the stream. */
export function rowRuns(layout: PngLayout): RowRun[] {
  return listPasses(layout).map((pass) => ({ rows: pass.rows, length: 1 + bytesOfRow(pass, layout) }));
}

/** Hands out inflated bytes in the portions the rows need. */
class ByteSource {
  private readonly inflation: Inflation;
  private readonly pacer: Pacer;
  private chunk: Uint8Array = new Uint8Array(0);
  private at = 0;

  constructor(inflation: Inflation, pacer: Pacer) {
    this.inflation = inflation;
    this.pacer = pacer;
  }

  /** Whether nothing can be taken before {@link advance}. */
  get isEmpty(): boolean {
    return this.at === this.chunk.length;
  }

  async advance(): Promise<void> {
    if (!(await this.hasMore())) throw damagedError();
  }

  /** Goes on to the next bytes, once all were taken; false at the end of the stream. */
  async hasMore(): Promise<boolean> {
    do {
      const chunk = await this.inflation.next();
      if (!chunk) return false;
      this.chunk = chunk;
      this.at = 0;
      // A stream may go on for long without giving any.
      if (this.pacer.due) await this.pacer.rest();
    } while (this.isEmpty);
    return true;
  }

  takeByte(): number {
    return this.chunk[this.at++];
  }

  /** Fills `target` from `start` on as far as the bytes go; returns how many they were. */
  take(target: Uint8Array, start: number): number {
    const count = Math.min(target.length - start, this.chunk.length - this.at);
    target.set(this.chunk.subarray(this.at, this.at + count), start);
    this.at += count;
    return count;
  }
}
