import type { Raster8 } from '../image/raster-image.ts';
import { damagedError } from './decode-errors.ts';
import { applyOrientation } from './exif-orientation.ts';
import { Inflater } from './inflate.ts';
import type { Pacer } from './pacer.ts';
import { splitPng } from './png-chunks.ts';
import { listPasses, samplesPerPixel, unfilterRow } from './png-rows.ts';
import { channelsOf, createRowWriter } from './png-samples.ts';

/**
 * The pixels `cv2.imread` gives for a PNG, in one channel where the file is gray. Rows are inflated, unfiltered and
 * written one at a time, so that beside the file and the result only two rows are held, whatever the data inflate to.
 * Throws `decode-failed` for every file that libpng refuses.
 */
export async function decodePng(file: Uint8Array, pacer: Pacer): Promise<Raster8> {
  const parts = splitPng(file);
  const { layout } = parts;
  const bitsPerPixel = samplesPerPixel(layout) * layout.bitDepth;
  const channels = channelsOf(parts);
  const picture = allocate(layout.width * layout.height * channels);
  const writeRow = createRowWriter(parts, picture);
  const source = new ByteSource(new Inflater(parts.data));

  for (const pass of listPasses(layout)) {
    const rowLength = Math.ceil((pass.columns * bitsPerPixel) / 8);
    let above: Uint8Array = new Uint8Array(rowLength);
    let row: Uint8Array = new Uint8Array(rowLength);
    for (let y = 0; y < pass.rows; y++) {
      const filter = source.readByte();
      source.readInto(row);
      unfilterRow(filter, row, above, Math.ceil(bitsPerPixel / 8));
      writeRow(row, pass, y);
      [above, row] = [row, above];
      if (pacer.due) await pacer.rest();
    }
  }
  source.finish();
  const { width, height } = layout;
  return applyOrientation({ width, height, channels, bitDepth: 8, data: picture }, parts.orientation);
}

function allocate(length: number): Uint8Array {
  try {
    return new Uint8Array(length);
  } catch (error) {
    throw damagedError(error);
  }
}

/** Hands out inflated bytes in the portions the rows need. */
class ByteSource {
  private readonly inflater: Inflater;
  private chunk: Uint8Array = new Uint8Array(0);
  private at = 0;

  constructor(inflater: Inflater) {
    this.inflater = inflater;
  }

  readByte(): number {
    if (this.at === this.chunk.length) this.advance();
    return this.chunk[this.at++];
  }

  readInto(target: Uint8Array): void {
    for (let filled = 0; filled < target.length;) {
      if (this.at === this.chunk.length) this.advance();
      const count = Math.min(target.length - filled, this.chunk.length - this.at);
      target.set(this.chunk.subarray(this.at, this.at + count), filled);
      this.at += count;
      filled += count;
    }
  }

  /** Sees to the checksum of a stream that ends here. What a stream holds beyond the last row is left alone. */
  finish(): void {
    if (this.at === this.chunk.length) this.inflater.next();
  }

  private advance(): void {
    const chunk = this.inflater.next();
    if (!chunk) throw damagedError();
    this.chunk = chunk;
    this.at = 0;
  }
}
