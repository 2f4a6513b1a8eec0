import { adler32 } from '../../../base/checksums/adler32.ts';
import { damagedError } from '../../source/decode-errors.ts';
import type { Inflation } from './native-inflation.ts';
import { readCodeTables, type BitSource, type BlockTables } from './block-tables.ts';
import { DeclaredWindow, type RowRun } from './declared-window.ts';
import {
  DISTANCE_BASE,
  DISTANCE_BITS,
  fixedCodeTables,
  LENGTH_BASE,
  LENGTH_BITS,
  longEntry,
  MAX_CODE_BITS,
  type CodeTable,
} from './huffman-codes.ts';
import { declaredWindow, LARGEST_WINDOW, ZLIB_HEADER_LENGTH } from './zlib-header.ts';

const CHUNK = 128 * 1024;
const LONGEST_MATCH = 258;
/** Of what follows a picture no more than this is looked at. */
const MOST_REST = 2 ** 20;
/** Blocks at a time: each may bring tables and no bytes at all, by the hundred thousand. */
const MOST_BLOCKS = 32;

interface CodedBlock extends BlockTables {
  readonly kind: 'coded';
}

type Block = CodedBlock | { readonly kind: 'stored'; left: number };

/**
 * Inflates a zlib stream (RFC 1950, RFC 1951) a piece at a time. Whoever asks decides how far it goes, so a stream
 * that would inflate to gigabytes costs no more memory than an honest one: the input, and 160 kB. A stream that breaks
 * the format, ends early, has the wrong checksum or refers to more than it declares, of what libpng keeps of `rows`, throws
 * `decode-failed`. Why no library does this:
 * docs/decisions/0005-png-decoder.md.
 */
export class Inflater implements Inflation, BitSource {
  private readonly input: Uint8Array;
  private readonly inputLength: number;
  private inputAt = ZLIB_HEADER_LENGTH;
  /** Bits taken from the input and not used yet, the next one lowest. */
  private hold = 0;
  private holdBits = 0;
  /** What was written last, for matches to refer to, and room for what comes next. */
  private readonly output = new Uint8Array(LARGEST_WINDOW + CHUNK + LONGEST_MATCH);
  private outputAt = 0;
  private block: Block | null = null;
  private inLastBlock = false;
  private ended = false;
  /** An error came of the input's being at its end. */
  private starved = false;
  private checksum = 1;
  /** Written before what `output` holds. */
  private written = 0;
  /** Bytes of the picture, as far as they are known. */
  private readonly total: number;
  /** Null where the declared window is as large as matches can reach. */
  private readonly window: DeclaredWindow | null;

  /** Of blocks without header and checksum around them (RFC 1951 alone). */
  static ofRaw(blocks: Uint8Array): Inflater {
    return new Inflater([blocks], [], [], false);
  }

  /**
   * @param rows of the picture, in their order
   * @param chunkLengths of the chunks that the pieces are parts of
   */
  constructor(
    pieces: readonly Uint8Array[],
    rows: readonly RowRun[] = [],
    chunkLengths: readonly number[] = pieces.map(({ length }) => length),
    private readonly wrapped = true,
  ) {
    this.inputLength = pieces.reduce((sum, piece) => sum + piece.length, 0);
    // Zeros behind the end, so that looking ahead for a code needs no check of its own.
    this.input = new Uint8Array(this.inputLength + 8);
    let at = 0;
    for (const piece of pieces) {
      this.input.set(piece, at);
      at += piece.length;
    }
    if (wrapped && this.inputLength < ZLIB_HEADER_LENGTH) throw damagedError();
    if (!wrapped) this.inputAt = 0;
    const size = wrapped ? declaredWindow(this.input[0], this.input[1]) : LARGEST_WINDOW;
    this.total = rows.reduce((sum, run) => sum + run.rows * run.length, 0) || Infinity;
    this.window = size < LARGEST_WINDOW ? new DeclaredWindow(size, chunkLengths, rows) : null;
  }

  /**
   * The next bytes, valid until the next call; none after many blocks without any, so that whoever asks can pause; null at
   * the end, once the checksum has been found right.
   */
  next(): Uint8Array | null {
    if (this.ended) return null;
    if (this.outputAt > LARGEST_WINDOW) {
      this.output.copyWithin(0, this.outputAt - LARGEST_WINDOW, this.outputAt);
      this.written += this.outputAt - LARGEST_WINDOW;
      this.outputAt = LARGEST_WINDOW;
    }
    const start = this.outputAt;
    const left = this.total - this.written - start;
    if (left <= 0) return this.passRest(left < 0);
    this.advance(start + Math.min(CHUNK, left));
    if (this.wrapped) this.checksum = adler32(this.output.subarray(start, this.outputAt), this.checksum);
    if (this.ended) this.verifyChecksum();
    // The last match may go on behind the picture.
    const bytes = this.output.subarray(start, Math.min(this.outputAt, start + left));
    return bytes.length > 0 || !this.ended ? bytes : null;
  }

  /**
   * Goes on behind the picture as libpng does: zlib sees to what comes until the next byte of output, as it does so before it
   * knows that there is no room for one; of what is wrong `beyond` that only the lack of an end is a reason to refuse the file.
   */
  private passRest(beyond: boolean): Uint8Array | null {
    const start = this.outputAt;
    try {
      this.advance(start + (beyond ? CHUNK : 1));
      this.checksum = adler32(this.output.subarray(start, this.outputAt), this.checksum);
      if (this.ended) this.verifyChecksum();
    } catch (error) {
      if (!beyond || this.starved || this.usedInput > this.inputLength) throw error;
      this.ended = true;
    }
    this.ended ||= this.written + this.outputAt - this.total > MOST_REST;
    return this.ended ? null : this.output.subarray(0, 0);
  }

  /** Inflates until there are `limit` bytes of output, or after many blocks without. */
  private advance(limit: number): void {
    for (let blocks = 0; this.outputAt < limit && !this.ended && blocks < MOST_BLOCKS; blocks++) {
      this.block ??= this.readBlockHead();
      const done = this.block.kind === 'stored' ? this.copyStored(this.block, limit) : this.decode(this.block, limit);
      if (this.usedInput > this.inputLength) this.starve();
      if (done) {
        this.block = null;
        this.ended = this.inLastBlock;
      }
    }
  }

  /** Bytes of input of which any bit was used: a byte looked ahead at may be none. */
  private get usedInput(): number {
    return this.inputAt - (this.holdBits >> 3);
  }

  private starve(): never {
    this.starved = true;
    throw damagedError();
  }

  private readBlockHead(): Block {
    this.inLastBlock = this.take(1) === 1;
    switch (this.take(2)) {
      case 0:
        return this.readStoredHead();
      case 1:
        return { kind: 'coded', ...fixedCodeTables() };
      case 2:
        return { kind: 'coded', ...readCodeTables(this) };
      default:
        throw damagedError();
    }
  }

  private readStoredHead(): Block {
    this.alignToByte();
    if (this.inputAt + 4 > this.inputLength) this.starve();
    const [low, high, lowCheck, highCheck] = this.input.subarray(this.inputAt, this.inputAt + 4);
    const left = low | (high << 8);
    if (left !== (~(lowCheck | (highCheck << 8)) & 0xffff)) throw damagedError();
    this.inputAt += 4;
    return { kind: 'stored', left };
  }

  /** Returns whether the block is at its end. */
  private copyStored(block: { left: number }, limit: number): boolean {
    const count = Math.min(block.left, limit - this.outputAt);
    if (this.inputAt + count > this.inputLength) this.starve();
    this.window?.passStored(this.inputAt, count, this.written + this.outputAt);
    this.output.set(this.input.subarray(this.inputAt, this.inputAt + count), this.outputAt);
    this.inputAt += count;
    this.outputAt += count;
    block.left -= count;
    return block.left === 0;
  }

  /** Returns whether the block is at its end. The fields live in locals meanwhile: this is where the time goes. */
  private decode({ literals, distances }: CodedBlock, limit: number): boolean {
    const { input, output } = this;
    const { entries: literalEntries, bits: literalBits } = literals;
    const { entries: distanceEntries, bits: distanceBits } = distances;
    const literalMask = (1 << literalBits) - 1;
    const distanceMask = (1 << distanceBits) - 1;
    const { window, written } = this;
    let { inputAt, hold, holdBits, outputAt } = this;
    let mark = this.nextMark();
    let done = false;
    try {
      while (outputAt < limit) {
        if (inputAt > mark) {
          window?.pass(inputAt * 8 - holdBits, written + outputAt);
          mark = this.nextMark();
          // Looking ahead may take two bytes that are not there, never more than four.
          if (inputAt > this.inputLength + 4) this.starve();
        }
        while (holdBits < MAX_CODE_BITS) {
          hold |= input[inputAt++] << holdBits;
          holdBits += 8;
        }
        let entry = literalEntries[hold & literalMask];
        if ((entry & 15) === 0) entry = longEntry(literals, entry, hold);
        const codeBits = entry & 15;
        hold >>>= codeBits;
        holdBits -= codeBits;
        const symbol = entry >>> 4;
        if (symbol < 256) {
          output[outputAt++] = symbol;
          continue;
        }
        if (symbol === 256) {
          done = true;
          break;
        }
        if (symbol > 285) throw damagedError();
        const lengthBits = LENGTH_BITS[symbol - 257];
        // 5 bits of length and 15 of distance code at most: 20 of the 32.
        while (holdBits < lengthBits + MAX_CODE_BITS) {
          hold |= input[inputAt++] << holdBits;
          holdBits += 8;
        }
        const length = LENGTH_BASE[symbol - 257] + (hold & ((1 << lengthBits) - 1));
        hold >>>= lengthBits;
        holdBits -= lengthBits;
        let distanceEntry = distanceEntries[hold & distanceMask];
        if ((distanceEntry & 15) === 0) distanceEntry = longEntry(distances, distanceEntry, hold);
        const distanceCodeBits = distanceEntry & 15;
        const distanceSymbol = distanceEntry >>> 4;
        hold >>>= distanceCodeBits;
        holdBits -= distanceCodeBits;
        if (distanceSymbol > 29) throw damagedError();
        const extraBits = DISTANCE_BITS[distanceSymbol];
        while (holdBits < extraBits) {
          hold |= input[inputAt++] << holdBits;
          holdBits += 8;
        }
        const distance = DISTANCE_BASE[distanceSymbol] + (hold & ((1 << extraBits) - 1));
        hold >>>= extraBits;
        holdBits -= extraBits;
        if (distance > outputAt) throw damagedError();
        if (window && !window.reaches(distance, length, inputAt * 8 - holdBits, written + outputAt))
          throw damagedError();
        for (const end = outputAt + length; outputAt < end; outputAt++) output[outputAt] = output[outputAt - distance];
      }
    } finally {
      this.inputAt = inputAt;
      this.hold = hold;
      this.holdBits = holdBits;
      this.outputAt = outputAt;
    }
    return done;
  }

  /** From which byte of the input on there is something to see to before a symbol. */
  private nextMark(): number {
    return Math.min(this.window?.mark ?? Infinity, this.inputLength + 4);
  }

  take(count: number): number {
    this.fill(count);
    const value = this.hold & ((1 << count) - 1);
    this.hold >>>= count;
    this.holdBits -= count;
    return value;
  }

  takeSymbol({ entries, bits }: CodeTable): number {
    this.fill(bits);
    const entry = entries[this.hold & ((1 << bits) - 1)];
    if (entry === 0) throw damagedError();
    this.hold >>>= entry & 15;
    this.holdBits -= entry & 15;
    return entry >>> 4;
  }

  private fill(count: number): void {
    while (this.holdBits < count) {
      if (this.inputAt > this.inputLength + 4) this.starve();
      this.hold |= this.input[this.inputAt++] << this.holdBits;
      this.holdBits += 8;
    }
  }

  private alignToByte(): void {
    this.inputAt -= this.holdBits >> 3;
    this.hold = 0;
    this.holdBits = 0;
  }

  private verifyChecksum(): void {
    if (!this.wrapped) return;
    this.alignToByte();
    const { input, inputAt } = this;
    if (inputAt + 4 > this.inputLength) this.starve();
    const expected = new DataView(input.buffer).getUint32(inputAt);
    if (expected !== this.checksum) throw damagedError();
  }
}
