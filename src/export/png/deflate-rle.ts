import { BitWriter } from './bit-writer.ts';
import { codedBits, describeCode, END_OF_BLOCK, fillEntries, makeCode, MOST_CODE_BITS } from './deflate-code.ts';
import { huffmanLengths } from './huffman-lengths.ts';
import { PlainKernels } from './plain-kernels.ts';
import { MOST_BLOCK_BYTES, type PngKernels } from './png-kernels.ts';

const MOST_STORED_BYTES = 65535;

/** Room that a block needs: it is never larger than when it is stored. */
export const BLOCK_ROOM = MOST_BLOCK_BYTES + 64;

/**
 * A zlib stream (RFC 1950, 1951) of bytes that come in pieces. It looks for nothing but runs of equal bytes and codes the
 * rest by frequency, since there is little else to find in filtered rows of a photograph: as zlib's Z_RLE, which OpenCV
 * uses. What repeats farther apart stays as long as it is.
 */
export class RleDeflater {
  private checksum = 1;

  /**
   * @param output where the stream goes; there must be {@link BLOCK_ROOM} before each block
   * @param drain called after each block, to make that room
   */
  constructor(
    private readonly kernels: PngKernels,
    private readonly output: BitWriter,
    private readonly drain: (output: BitWriter) => void,
  ) {
    output.putBytes(Uint8Array.of(0x78, 0x01));
  }

  /** Appends `bytes`, with a code of their own for every {@link MOST_BLOCK_BYTES}. */
  push(bytes: Uint8Array<ArrayBuffer>): void {
    for (let at = 0; at < bytes.length; at += MOST_BLOCK_BYTES) {
      this.writeBlock(bytes.subarray(at, at + MOST_BLOCK_BYTES));
      this.drain(this.output);
    }
  }

  /** Ends the stream, with less than 16 bytes. Nothing may be pushed afterwards. */
  finish(): void {
    const { output, checksum } = this;
    // An empty block ends the stream: fixed code, end of block.
    output.put(0b011, 3);
    output.put(0, 7);
    output.align();
    output.putBytes(Uint8Array.of(checksum >>> 24, checksum >>> 16, checksum >>> 8, checksum));
  }

  private writeBlock(bytes: Uint8Array<ArrayBuffer>): void {
    const { kernels, output } = this;
    this.checksum = kernels.adler32(bytes, this.checksum);
    const tokenCount = kernels.findRuns(bytes);
    const { counts } = kernels;
    const literals = makeCode(huffmanLengths(counts, MOST_CODE_BITS));
    const head = describeCode(literals.lengths);
    if (codedBits(counts, literals.lengths) + head.bitCount >= bytes.length * 8) {
      this.writeStored(bytes);
      return;
    }
    output.put(0b100, 3);
    for (let i = 0; i < head.values.length; i++) output.put(head.values[i], head.bits[i]);
    fillEntries(kernels.entries, literals);
    kernels.writeTokens(tokenCount, output);
    output.put(literals.bits[END_OF_BLOCK], literals.lengths[END_OF_BLOCK]);
  }

  private writeStored(bytes: Uint8Array): void {
    const { output } = this;
    for (let at = 0; at < bytes.length; at += MOST_STORED_BYTES) {
      const piece = bytes.subarray(at, at + MOST_STORED_BYTES);
      output.put(0b000, 3);
      output.align();
      output.put(piece.length, 16);
      output.put(~piece.length & 0xffff, 16);
      output.putBytes(piece);
    }
  }
}

/** `bytes` as a zlib stream; see {@link RleDeflater}. With other kernels than plain ones, `bytes` are of their memory. */
export function deflateRle(
  bytes: Uint8Array<ArrayBuffer>,
  kernels: PngKernels = new PlainKernels(),
  room = new Uint8Array(BLOCK_ROOM),
): Uint8Array<ArrayBuffer> {
  const pieces: Uint8Array[] = [];
  const take = (output: BitWriter): void => {
    pieces.push(output.bytes.slice(0, output.at));
    output.at = 0;
  };
  const output = new BitWriter(room);
  const deflater = new RleDeflater(kernels, output, take);
  deflater.push(bytes);
  deflater.finish();
  take(output);
  const stream = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    stream.set(piece, at);
    at += piece.length;
  }
  return stream;
}
