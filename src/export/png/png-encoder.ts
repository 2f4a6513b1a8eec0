import type { RasterImage } from '../../image/raster-image.ts';
import { crc32Steps } from '../../base/checksums/crc32.ts';
import type { Pacer } from '../../worker/pacer.ts';
import { MOST_BLOCK_BYTES, RleDeflater } from './deflate-rle.ts';
import { chooseFilter, RowFilterer, type RowFilter } from './png-filter.ts';

/** Begins every PNG file. */
export const PNG_SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

const HEADER_BYTES = 13;
/** Of length and type before a chunk's data, and CRC after it. */
const CHUNK_FRAME = 12;
/** What stands before the pixels: all up to IDAT's type; and after them: its CRC, and IEND. */
const LEAD = PNG_SIGNATURE.length + CHUNK_FRAME + HEADER_BYTES + 8;
const TRAIL = 4 + CHUNK_FRAME;

/**
 * The PNG file of `image`: gray (colour type 0) for one channel, RGB (2) for three, 8 or 16 bits. Only IHDR, IDAT and
 * IEND: nothing but pixels.
 *
 * Filter and deflate are own code, because time matters more than the last bytes: on a noisy 4096² RGB radiograph (Node
 * 20, one core) this takes two fifths of what fflate's level 1 does, and writes what OpenCV writes; docs/performance.md.
 */
export function encodePngBytes(image: RasterImage, filter: RowFilter = chooseFilter(image)): Uint8Array<ArrayBuffer> {
  const steps = encodingSteps(image, filter);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** The same file, made with pauses. @throws AbortError as `pacer` does. */
export function encodePngPaced(image: RasterImage, pacer: Pacer): Promise<Uint8Array<ArrayBuffer>> {
  return pacer.inSteps(encodingSteps(image, chooseFilter(image)));
}

/**
 * Yields after a millisecond's work or so. The pixels are deflated to where the file has them: of the largest images a
 * copy would take some 200 MB more.
 */
function* encodingSteps(image: RasterImage, filter: RowFilter): Generator<undefined, Uint8Array<ArrayBuffer>> {
  const pixels = yield* deflateRows(image, filter);
  const file = new Uint8Array(pixels.buffer, 0, LEAD + pixels.length + TRAIL);
  file.set(PNG_SIGNATURE);
  let at = PNG_SIGNATURE.length;
  at = yield* writeChunk(file, at, 'IHDR', header(image));
  at = yield* writeChunk(file, at, 'IDAT', pixels);
  yield* writeChunk(file, at, 'IEND', new Uint8Array(0));
  // Far more memory than is used is not to live as long as the file does.
  return file.length < pixels.buffer.byteLength / 2 ? file.slice() : file;
}

/**
 * What IDAT holds: each row's filter number and filtered bytes, deflated some rows at a time. In memory that has room for
 * the rest of the file around it.
 */
function* deflateRows(image: RasterImage, filter: RowFilter): Generator<undefined, Uint8Array<ArrayBuffer>> {
  const { height } = image;
  const rows = new RowFilterer(image, filter);
  const rowsPerBlock = Math.max(1, Math.floor(MOST_BLOCK_BYTES / rows.filteredLength));
  const block = new Uint8Array(Math.min(height, rowsPerBlock) * rows.filteredLength);
  // Memory that is reserved and not written to costs next to nothing.
  const deflater = new RleDeflater(height * rows.filteredLength, LEAD);
  for (let y = 0; y < height;) {
    let length = 0;
    for (const end = Math.min(height, y + rowsPerBlock); y < end; y++) length = rows.write(y, block, length);
    deflater.push(block.subarray(0, length));
    yield;
  }
  return deflater.finish(TRAIL);
}

function header({ width, height, channels, bitDepth }: RasterImage): Uint8Array {
  const bytes = new Uint8Array(HEADER_BYTES); // the last three stay 0: deflate, the standard filters, no interlace
  const view = new DataView(bytes.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  bytes[8] = bitDepth;
  bytes[9] = channels === 1 ? 0 : 2;
  return bytes;
}

/** Writes a chunk at `offset`, unless its data lies there already; returns where the next one begins. */
function* writeChunk(
  file: Uint8Array<ArrayBuffer>,
  offset: number,
  type: string,
  data: Uint8Array,
): Generator<undefined, number> {
  const view = new DataView(file.buffer);
  const start = offset + 8;
  const end = start + data.length;
  view.setUint32(offset, data.length);
  for (let i = 0; i < 4; i++) file[offset + 4 + i] = type.charCodeAt(i);
  if (data.buffer !== file.buffer) file.set(data, start);
  view.setUint32(end, yield* crc32Steps(file.subarray(offset + 4, end)));
  return end + 4;
}
