import type { RasterImage } from '../../image/raster-image.ts';
import { copyRows, rowBytes, type RasterShape, type RowRequest, type RowSource } from '../../image/row-source.ts';
import { crc32, joinedCrc32 } from '../../base/checksums/crc32.ts';
import type { Pacer } from '../../worker/pacer.ts';
import { BitWriter } from './bit-writer.ts';
import { BLOCK_ROOM, RleDeflater } from './deflate-rle.ts';
import { filterChoice, measure, sampledRows, type RowMeasures } from './png-filter.ts';
import { PlainKernels } from './plain-kernels.ts';
import type { PngKernels, RowFilter } from './png-kernels.ts';

/** Begins every PNG file. */
export const PNG_SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

const HEADER_BYTES = 13;
/** Of length and type before a chunk's data. */
const CHUNK_HEAD = 8;
/** That, and the CRC after it. */
const CHUNK_FRAME = CHUNK_HEAD + 4;
/** What stands before the first IDAT: the signature and IHDR. */
const LEAD = PNG_SIGNATURE.length + CHUNK_FRAME + HEADER_BYTES;

/** An IDAT is closed when it holds so many bytes: with a block more it has less than a megabyte. */
const IDAT_BYTES = 3 << 18;

/** Rows come in bands of so many bytes, or a row. */
const BAND_BYTES = 1 << 20;

/** What is known of a file when it is written. */
export interface FileChecks {
  readonly crc32: number;
  /** 64 hexadecimal digits; null where it was not asked for, or the kernels have no hash. */
  readonly sha256: string | null;
}

/** Takes a piece of the file; its memory is written to again. */
export type TakePiece = (piece: Uint8Array<ArrayBuffer>) => void;

/**
 * Writes the PNG file of an image: gray (colour type 0) for one channel, RGB (2) for three, 8 or 16 bits. Only IHDR, IDAT
 * and IEND: nothing but pixels. Rows come in bands and the file goes in pieces, an IDAT in each, so that neither is ever
 * held as a whole; both, and what is made of them, lie in the kernels' memory.
 *
 * Filter and deflate are own code, because time matters more than the last bytes; docs/performance.md has the figures.
 */
export class PngEncoder {
  /** The rows to choose a filter by. */
  readonly sample: readonly (readonly [from: number, to: number])[];
  /** The rows of each band. */
  readonly bands: readonly (readonly [from: number, to: number])[];
  /** Bytes of the largest band and of the sample. */
  readonly bandBytes: number;
  private readonly measures: RowMeasures;
  /** A row, and behind it those of a band. */
  private readonly rows: Uint8Array<ArrayBuffer>;
  private readonly block: Uint8Array<ArrayBuffer>;
  private readonly output: BitWriter;
  private deflater: RleDeflater | null = null;
  private filter: RowFilter = 'none';
  private hasAbove = false;
  /** Where the chunk that is written begins in the output. */
  private chunkAt = LEAD;
  private crc = 0;

  constructor(
    private readonly shape: RasterShape,
    private readonly kernels: PngKernels,
    private readonly digest: boolean,
    private readonly take: TakePiece,
  ) {
    this.measures = measure(shape);
    const { stride, rowsPerBlock } = this.measures;
    this.sample = sampledRows(shape);
    this.bands = bandsOf(shape.height, rowsPerBlock * Math.max(1, Math.floor(BAND_BYTES / (rowsPerBlock * stride))));
    const rowsAtOnce = Math.max(
      ...this.bands.slice(0, 1).map(([from, to]) => to - from),
      this.sample.reduce((sum, [from, to]) => sum + to - from, 0),
    );
    this.bandBytes = rowsAtOnce * stride;
    const [rows, block, output] = kernels.layOut([
      stride + this.bandBytes,
      Math.min(shape.height, rowsPerBlock) * (stride + 1),
      LEAD + CHUNK_HEAD + IDAT_BYTES + BLOCK_ROOM + CHUNK_FRAME,
    ]);
    this.rows = rows;
    this.block = block;
    this.output = new BitWriter(output);
    if (digest) kernels.hash?.start();
  }

  /** The best filter, by the rows of {@link sample}. */
  *chooseFilter(rows: Uint8Array): Generator<undefined, RowFilter> {
    const { shape, sample, kernels, block, output } = this;
    return yield* filterChoice(shape, sample, kernels, this.bringIn(rows), block, output.bytes);
  }

  /** To be called once, before any band. */
  start(filter: RowFilter): void {
    const { output } = this;
    this.filter = filter;
    output.at = 0;
    output.putBytes(PNG_SIGNATURE);
    this.putChunk('IHDR', header(this.shape));
    output.at = this.chunkAt + CHUNK_HEAD;
    this.deflater = new RleDeflater(this.kernels, output, () => {
      if (output.at - this.chunkAt - CHUNK_HEAD >= IDAT_BYTES) this.giveChunk();
    });
  }

  /** Adds the rows of a band, in order. */
  *add(band: Uint8Array): Generator<undefined, void> {
    const { kernels, block, measures, rows, filter } = this;
    const { stride, pixelBytes, rowsPerBlock } = measures;
    const own = this.bringIn(band);
    for (let at = 0; at < own.length; at += rowsPerBlock * stride) {
      const part = own.subarray(at, at + rowsPerBlock * stride);
      // In front of the band lies the last row of the one before.
      const above = this.hasAbove || at > 0 ? rows.subarray(at, at + stride) : null;
      kernels.filterRows(filter, part, above, stride, pixelBytes, block);
      this.deflater?.push(block.subarray(0, part.length + part.length / stride));
      yield;
    }
    rows.copyWithin(0, own.length, own.length + stride);
    this.hasAbove = true;
  }

  /** The rest of the file, once all bands are in. */
  finish(): FileChecks {
    this.deflater?.finish();
    this.closeChunk();
    this.putChunk('IEND', new Uint8Array(0));
    this.give();
    const sha256 = (this.digest && this.kernels.hash?.end()) || null;
    return { crc32: this.crc, sha256 };
  }

  /** Brings rows into the kernels' memory, the high bytes first. */
  private bringIn(rows: Uint8Array): Uint8Array<ArrayBuffer> {
    const { stride } = this.measures;
    const own = this.rows.subarray(stride, stride + rows.length);
    own.set(rows);
    if (this.shape.bitDepth === 16) this.kernels.swapBytes(own);
    return own;
  }

  /** Ends the IDAT that is written, gives it out, and begins another. */
  private giveChunk(): void {
    this.closeChunk();
    this.give();
    this.chunkAt = 0;
    this.output.at = CHUNK_HEAD;
  }

  /** Writes what frames the IDAT's data, and adds it to the checksum. */
  private closeChunk(): void {
    const { output, chunkAt, kernels } = this;
    const { bytes, view } = output;
    view.setUint32(chunkAt, output.at - chunkAt - CHUNK_HEAD);
    writeType(bytes, chunkAt + 4, 'IDAT');
    const checked = bytes.subarray(chunkAt + 4, output.at);
    const crc = kernels.crc32(checked);
    // Bits that wait for the rest of their byte stay in the writer.
    view.setUint32(output.at, crc);
    const before = crc32(bytes.subarray(0, chunkAt + 4), this.crc);
    this.crc = crc32(bytes.subarray(output.at, output.at + 4), joinedCrc32(before, crc, checked.length));
    output.at += 4;
  }

  private give(): void {
    const piece = this.output.bytes.subarray(0, this.output.at);
    if (this.digest) this.kernels.hash?.add(piece);
    this.take(piece);
  }

  /** A whole chunk, but for IDATs. */
  private putChunk(type: 'IHDR' | 'IEND', data: Uint8Array): void {
    const { output } = this;
    const { at, bytes, view } = output;
    view.setUint32(at, data.length);
    writeType(bytes, at + 4, type);
    bytes.set(data, at + CHUNK_HEAD);
    const end = at + CHUNK_HEAD + data.length;
    view.setUint32(end, crc32(bytes.subarray(at + 4, end)));
    output.at = end + 4;
    // What stands before an IDAT is added with it.
    if (type === 'IEND') this.crc = crc32(bytes.subarray(at, end + 4), this.crc);
  }
}

/** The best filter for `image`. */
export function chooseFilter(image: RasterImage, kernels: PngKernels = new PlainKernels()): RowFilter {
  const encoder = new PngEncoder(image, kernels, false, () => undefined);
  return finished(encoder.chooseFilter(rowsIn(image, encoder.sample)));
}

/** The PNG file of `image`, in one go. */
export function encodePngBytes(
  image: RasterImage,
  filter = chooseFilter(image),
  kernels: PngKernels = new PlainKernels(),
): Uint8Array<ArrayBuffer> {
  const pieces: Uint8Array[] = [];
  const encoder = new PngEncoder(image, kernels, false, (piece) => pieces.push(piece.slice()));
  encoder.start(filter);
  for (const band of encoder.bands) finished(encoder.add(rowsIn(image, [band])));
  encoder.finish();
  const file = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    file.set(piece, at);
    at += piece.length;
  }
  return file;
}

/**
 * Writes the PNG file of `source`, with pauses; asks for a band while it works on the one before.
 * @throws AbortError as `pacer` and `source` do
 */
export async function encodePngPaced(
  source: RowSource,
  kernels: PngKernels,
  pacer: Pacer,
  { digest, take }: { digest: boolean; take: TakePiece },
): Promise<FileChecks> {
  const encoder = new PngEncoder(source, kernels, digest, take);
  const { bands, bandBytes } = encoder;
  const { spare } = kernels;
  const read = (ranges: RowRequest['ranges']): Promise<Uint8Array<ArrayBuffer>> => {
    const last = spare.pop();
    const memory = last && last.byteLength >= bandBytes ? last : new ArrayBuffer(bandBytes);
    const rows = source.read({ ranges, memory });
    // Whoever waits for it hears of it.
    rows.catch(() => undefined);
    return rows;
  };
  const sample = read(encoder.sample);
  let coming = read([bands[0]]);
  const looked = await sample;
  encoder.start(await pacer.inSteps(encoder.chooseFilter(looked)));
  spare.push(looked.buffer);
  for (let next = 1; next <= bands.length; next++) {
    const band = await coming;
    if (next < bands.length) coming = read([bands[next]]);
    await pacer.inSteps(encoder.add(band));
    spare.push(band.buffer);
  }
  return encoder.finish();
}

function rowsIn(image: RasterImage, ranges: RowRequest['ranges']): Uint8Array {
  const rows = ranges.reduce((sum, [from, to]) => sum + to - from, 0);
  return copyRows(image, image.data, { ranges, memory: new ArrayBuffer(rows * rowBytes(image)) });
}

function finished<Result>(steps: Generator<undefined, Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

function bandsOf(height: number, rows: number): (readonly [from: number, to: number])[] {
  const bands: [number, number][] = [];
  for (let from = 0; from < height; from += rows) bands.push([from, Math.min(height, from + rows)]);
  return bands;
}

function header({ width, height, channels, bitDepth }: RasterShape): Uint8Array {
  const bytes = new Uint8Array(HEADER_BYTES); // the last three stay 0: deflate, the standard filters, no interlace
  const view = new DataView(bytes.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  bytes[8] = bitDepth;
  bytes[9] = channels === 1 ? 0 : 2;
  return bytes;
}

function writeType(bytes: Uint8Array, at: number, type: string): void {
  for (let i = 0; i < 4; i++) bytes[at + i] = type.charCodeAt(i);
}
