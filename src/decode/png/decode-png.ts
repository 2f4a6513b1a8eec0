import type { Raster8, RasterImage } from '../../image/raster-image.ts';
import { isAbortError } from '../../base/xray-error.ts';
import { damagedError } from '../source/decode-errors.ts';
import type { SampleDepth } from '../source/decode-input.ts';
import { applyOrientation } from '../source/exif-orientation.ts';
import type { RowRun } from './declared-window.ts';
import { Inflater } from './inflate.ts';
import { NativeInflation, type Inflation } from './native-inflation.ts';
import type { Pacer } from '../../worker/pacer.ts';
import { splitPng, type PngParts } from './png-chunks.ts';
import type { PngLayout } from './png-header.ts';
import { bitsOfPixel, bytesOfRow, listPasses, unfilterRow } from './png-rows.ts';
import { channelsOf, createRowWriter, type Samples } from './png-samples.ts';

/**
 * The pixels `cv2.imread` gives for a PNG, in one channel where the file is gray. Rows are inflated, unfiltered and
 * written one at a time, so that beside the file and the result little more than two rows is held, whatever the data
 * inflate to. With `stored`, 16-bit samples stay what they are. Throws `decode-failed` for every file that libpng refuses.
 */
export async function decodePng(file: Uint8Array, pacer: Pacer, depth: SampleDepth): Promise<RasterImage>;
export async function decodePng(file: Uint8Array, pacer: Pacer): Promise<Raster8>;
export async function decodePng(file: Uint8Array, pacer: Pacer, depth: SampleDepth = 'picture'): Promise<RasterImage> {
  const parts = await splitPng(file, pacer);
  const { width, height, bitDepth } = parts.layout;
  const channels = channelsOf(parts);
  const length = width * height * channels;
  const picture: RasterImage =
    depth === 'stored' && bitDepth === 16
      ? { width, height, channels, bitDepth: 16, data: allocate(Uint16Array, length) }
      : { width, height, channels, bitDepth: 8, data: allocate(Uint8Array, length) };
  if (!(await decodeNatively(parts, picture.data, pacer))) {
    await decodeRows(parts, picture.data, new Inflater(parts.data, rowRuns(parts.layout)), pacer);
  }
  return applyOrientation(picture, parts.orientation, pacer);
}

/**
 * Large pictures are inflated by the browser, which is faster. Whether a file is sound is not for it to say: after
 * anything but a stream that ends without complaint right behind the last row, the own inflater begins anew.
 */
async function decodeNatively(parts: PngParts, picture: Samples, pacer: Pacer): Promise<boolean> {
  const inflation = NativeInflation.open(parts.data);
  if (!inflation) return false;
  try {
    return await decodeRows(parts, picture, inflation, pacer);
  } catch (error) {
    if (isAbortError(error)) throw error;
    return false;
  } finally {
    inflation.close();
  }
}

/**
 * Fills `picture`; returns whether the stream ends right behind the last row. Where it may, its checksum has been seen
 * to; what it holds beyond the last row is left alone.
 */
async function decodeRows(parts: PngParts, picture: Samples, inflation: Inflation, pacer: Pacer): Promise<boolean> {
  const { layout } = parts;
  const bitsPerPixel = bitsOfPixel(layout);
  const writeRow = createRowWriter(parts, picture);
  const source = new ByteSource(inflation, pacer);

  for (const pass of listPasses(layout)) {
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
      if (pacer.due) await pacer.rest();
    }
  }
  return source.isEmpty && !(await source.hasMore());
}

function rowRuns(layout: PngLayout): RowRun[] {
  return listPasses(layout).map((pass) => ({ rows: pass.rows, length: 1 + bytesOfRow(pass, layout) }));
}

function allocate<Data extends Samples>(type: new (length: number) => Data, length: number): Data {
  try {
    return new type(length);
  } catch (error) {
    throw damagedError(error);
  }
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
