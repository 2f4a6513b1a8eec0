import { adler32 } from '../../base/checksums/adler32.ts';
import { damagedError } from '../source/decode-errors.ts';
import type { Inflation } from './native-inflation.ts';
import { DeclaredWindow, type RowRun } from './declared-window.ts';
import { buildCodeTable, fixedCodeTables, longEntry, MAX_CODE_BITS, type CodeTable } from './huffman-codes.ts';

const WINDOW = 32 * 1024;
const CHUNK = 128 * 1024;
const LONGEST_MATCH = 258;
/** Of what follows a picture no more than this is looked at. */
const MOST_REST = 2 ** 20;
/** Blocks at a time: each may bring tables and no bytes at all, by the hundred thousand. */
const MOST_BLOCKS = 32;

const LENGTH_BASE = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258]; // prettier-ignore
const LENGTH_BITS = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const DISTANCE_BASE = [1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577]; // prettier-ignore
const DISTANCE_BITS = [0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13]; // prettier-ignore
const CODE_LENGTH_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

interface CodedBlock {
  readonly kind: 'coded';
  readonly literals: CodeTable;
  readonly distances: CodeTable;
}

type Block = CodedBlock | { readonly kind: 'stored'; left: number };

/**
 * Inflates a zlib stream (RFC 1950, RFC 1951) a piece at a time. Whoever asks decides how far it goes, so a stream
 * that would inflate to gigabytes costs no more memory than an honest one: the input, and 160 kB. A stream that breaks
 * the format, ends early, has the wrong checksum or refers to more than it declares, of what libpng keeps of `rows`, throws
 * `decode-failed`. Why no library does this:
 * docs/decisions/0005-png-decoder.md.
 */
export class Inflater implements Inflation {
  private readonly input: Uint8Array;
  private readonly inputLength: number;
  private inputAt = 2;
  /** Bits taken from the input and not used yet, the next one lowest. */
  private hold = 0;
  private holdBits = 0;
  /** What was written last, for matches to refer to, and room for what comes next. */
  private readonly output = new Uint8Array(WINDOW + CHUNK + LONGEST_MATCH);
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

  /** @param rows of the picture, in their order */
  constructor(pieces: readonly Uint8Array[], rows: readonly RowRun[] = []) {
    this.inputLength = pieces.reduce((sum, piece) => sum + piece.length, 0);
    // Zeros behind the end, so that looking ahead for a code needs no check of its own.
    this.input = new Uint8Array(this.inputLength + 8);
    let at = 0;
    for (const piece of pieces) {
      this.input.set(piece, at);
      at += piece.length;
    }
    const [method, flags] = this.input;
    const badHeader = (method & 15) !== 8 || method >> 4 > 7 || (method * 256 + flags) % 31 !== 0 || (flags & 32) !== 0;
    if (this.inputLength < 2 || badHeader) throw damagedError();
    const size = 256 << (method >> 4);
    this.total = rows.reduce((sum, run) => sum + run.rows * run.length, 0) || Infinity;
    this.window = size < WINDOW ? new DeclaredWindow(size, pieces, rows) : null;
  }

  /**
   * The next bytes, valid until the next call; none after many blocks without any, so that whoever asks can pause; null at
   * the end, once the checksum has been found right.
   */
  next(): Uint8Array | null {
    if (this.ended) return null;
    if (this.outputAt > WINDOW) {
      this.output.copyWithin(0, this.outputAt - WINDOW, this.outputAt);
      this.written += this.outputAt - WINDOW;
      this.outputAt = WINDOW;
    }
    const start = this.outputAt;
    const left = this.total - this.written - start;
    if (left <= 0) return this.passRest(left < 0);
    this.advance(start + Math.min(CHUNK, left));
    this.checksum = adler32(this.output.subarray(start, this.outputAt), this.checksum);
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
      if (!beyond || this.starved || this.inputAt > this.inputLength) throw error;
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
      if (this.inputAt - (this.holdBits >> 3) > this.inputLength) this.starve();
      if (done) {
        this.block = null;
        this.ended = this.inLastBlock;
      }
    }
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
        return this.readDynamicTables();
      default:
        throw damagedError();
    }
  }

  private readStoredHead(): Block {
    this.alignToByte();
    const [low, high, lowCheck, highCheck] = this.input.subarray(this.inputAt, this.inputAt + 4);
    const left = low | (high << 8);
    if (left !== (~(lowCheck | (highCheck << 8)) & 0xffff)) throw damagedError();
    this.inputAt += 4;
    return { kind: 'stored', left };
  }

  private readDynamicTables(): Block {
    const literalCount = this.take(5) + 257;
    const distanceCount = this.take(5) + 1;
    const codeCount = this.take(4) + 4;
    if (literalCount > 286 || distanceCount > 30) throw damagedError();
    const codeLengths = new Uint8Array(19);
    for (let i = 0; i < codeCount; i++) codeLengths[CODE_LENGTH_ORDER[i]] = this.take(3);
    const codes = buildCodeTable(codeLengths, 'complete');

    const lengths = new Uint8Array(literalCount + distanceCount);
    for (let i = 0; i < lengths.length;) {
      const symbol = this.takeSymbol(codes);
      if (symbol < 16) {
        lengths[i++] = symbol;
        continue;
      }
      if (symbol === 16 && i === 0) throw damagedError();
      const value = symbol === 16 ? lengths[i - 1] : 0;
      const times = symbol === 16 ? 3 + this.take(2) : symbol === 17 ? 3 + this.take(3) : 11 + this.take(7);
      if (i + times > lengths.length) throw damagedError();
      lengths.fill(value, i, i + times);
      i += times;
    }
    if (lengths[256] === 0) throw damagedError();
    return {
      kind: 'coded',
      literals: buildCodeTable(lengths.subarray(0, literalCount), 'single-allowed'),
      distances: buildCodeTable(lengths.subarray(literalCount), 'single-allowed'),
    };
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
        if (distanceSymbol > 29) throw damagedError();
        hold >>>= distanceCodeBits;
        holdBits -= distanceCodeBits;
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

  private take(count: number): number {
    this.fill(count);
    const value = this.hold & ((1 << count) - 1);
    this.hold >>>= count;
    this.holdBits -= count;
    return value;
  }

  private takeSymbol({ entries, bits }: CodeTable): number {
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
    this.alignToByte();
    const { input, inputAt } = this;
    if (inputAt + 4 > this.inputLength) this.starve();
    const expected = new DataView(input.buffer).getUint32(inputAt);
    if (expected !== this.checksum) throw damagedError();
  }
}
