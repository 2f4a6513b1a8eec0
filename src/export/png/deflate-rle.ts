import { adler32 } from '../../base/checksums/adler32.ts';
import { BitWriter } from './bit-writer.ts';
import { huffmanLengths } from './huffman-lengths.ts';

/** Bytes that share a Huffman code, at most. Fewer follow the data better, more need fewer codes. */
export const MOST_BLOCK_BYTES = 1 << 17;

const END_OF_BLOCK = 256;
const SYMBOLS = 286;
/**
 * Deflate allows 15. With 12 two literals and what is left of a byte fit into 31 bits, and so does a run; that makes
 * writing free of branches, and costs less than a thousandth.
 */
const MOST_CODE_BITS = 12;

const SHORTEST_RUN = 3;
const LONGEST_RUN = 258;
/** Runs among the tokens: this and the run's length. */
const RUN = 256;

const MOST_STORED_BYTES = 65535;

const LENGTH_BASE = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258]; // prettier-ignore
const LENGTH_BITS = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const CODE_LENGTH_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/** The symbol for a run of each length. */
const LENGTH_SYMBOL = Uint16Array.from({ length: LONGEST_RUN + 1 }, (_, length) => {
  let index = LENGTH_BASE.length - 1;
  while (index > 0 && LENGTH_BASE[index] > length) index--;
  return 257 + index;
});

/** A Huffman code, each symbol's bits in the order in which they are written. */
interface Code {
  readonly lengths: Uint8Array;
  readonly bits: Uint16Array;
}

/**
 * A zlib stream (RFC 1950, 1951) of bytes that come in pieces. It looks for nothing but runs of equal bytes and codes the
 * rest by frequency, since there is little else to find in filtered rows of a photograph: as zlib's Z_RLE, which OpenCV
 * uses. What repeats farther apart stays as long as it is.
 */
export class RleDeflater {
  private readonly output: BitWriter;
  private readonly tokens = new Uint16Array(MOST_BLOCK_BYTES);
  /** By symbol: literals, the end of a block, lengths of runs. */
  private readonly counts = new Uint32Array(SYMBOLS);
  private readonly otherCounts = new Uint32Array(256);
  /** By token: the bits to write × 32, and how many. */
  private readonly entries = new Uint32Array(RUN + LONGEST_RUN + 1);
  private checksum = 1;
  private readonly start: number;

  /**
   * @param expectedBytes a guess of what comes out; a good one spares copying
   * @param lead how many bytes of the memory are left free before the stream, for what the caller puts there
   */
  constructor(expectedBytes = 1 << 16, lead = 0) {
    this.start = lead;
    this.output = new BitWriter(lead + expectedBytes);
    this.output.at = lead;
    this.output.putBytes(Uint8Array.of(0x78, 0x01));
  }

  /** Appends `bytes`, with a code of their own for every {@link MOST_BLOCK_BYTES}. */
  push(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; at += MOST_BLOCK_BYTES) {
      this.writeBlock(bytes.subarray(at, at + MOST_BLOCK_BYTES));
    }
  }

  /** The whole stream, with `trail` free bytes of memory behind it. Nothing may be pushed afterwards. */
  finish(trail = 0): Uint8Array<ArrayBuffer> {
    const { output, checksum, start } = this;
    // An empty block ends the stream: fixed code, end of block.
    output.put(0b011, 3);
    output.put(0, 7);
    output.align();
    output.putBytes(Uint8Array.of(checksum >>> 24, checksum >>> 16, checksum >>> 8, checksum));
    output.reserve(trail);
    return output.bytes.subarray(start, output.at);
  }

  private writeBlock(bytes: Uint8Array): void {
    this.checksum = adler32(bytes, this.checksum);
    const tokenCount = this.findRuns(bytes);
    const literals = makeCode(huffmanLengths(this.counts, MOST_CODE_BITS));
    const head = describeCode(literals.lengths);
    if (this.codedBits(literals.lengths) + head.bitCount >= bytes.length * 8) {
      this.writeStored(bytes);
      return;
    }
    const { output } = this;
    output.put(0b100, 3);
    for (let i = 0; i < head.values.length; i++) output.put(head.values[i], head.bits[i]);
    this.prepareEntries(literals);
    this.writeTokens(tokenCount);
    output.put(literals.bits[END_OF_BLOCK], literals.lengths[END_OF_BLOCK]);
  }

  /** Turns `bytes` into tokens and counts their symbols; returns how many tokens there are. */
  private findRuns(bytes: Uint8Array): number {
    const { tokens, counts, otherCounts } = this;
    const { length } = bytes;
    counts.fill(0);
    otherCounts.fill(0);
    counts[END_OF_BLOCK] = 1;
    let count = 0;
    let previous = -1;
    for (let i = 0; i < length;) {
      const value = bytes[i];
      if (i + 3 < length) {
        const second = bytes[i + 1];
        const third = bytes[i + 2];
        if (second !== third) {
          // No run begins at the first three, and one that begins at the fourth may as well begin behind it. Two
          // tables, since counting equal values one after the other makes each wait for the one before.
          const fourth = bytes[i + 3];
          counts[value]++;
          otherCounts[second]++;
          counts[third]++;
          otherCounts[fourth]++;
          tokens[count] = value;
          tokens[count + 1] = second;
          tokens[count + 2] = third;
          tokens[count + 3] = fourth;
          count += 4;
          i += 4;
          previous = fourth;
          continue;
        }
        if (value === previous && value === second) {
          // The third is as well: it equals the second.
          const most = Math.min(length, i + LONGEST_RUN);
          let end = i + SHORTEST_RUN;
          while (end < most && bytes[end] === value) end++;
          counts[LENGTH_SYMBOL[end - i]]++;
          tokens[count++] = RUN + end - i;
          i = end;
          continue;
        }
      }
      counts[value]++;
      tokens[count++] = value;
      previous = value;
      i++;
    }
    for (let value = 0; value < 256; value++) counts[value] += otherCounts[value];
    return count;
  }

  /** What the block takes in this code, without the code itself. */
  private codedBits(lengths: Uint8Array): number {
    let bits = 3;
    for (let symbol = 0; symbol < SYMBOLS; symbol++) {
      const more = symbol > END_OF_BLOCK ? LENGTH_BITS[symbol - 257] + 1 : 0;
      bits += this.counts[symbol] * (lengths[symbol] + more);
    }
    return bits;
  }

  private prepareEntries({ lengths, bits }: Code): void {
    const { entries } = this;
    for (let value = 0; value < 256; value++) entries[value] = bits[value] * 32 + lengths[value];
    for (let run = SHORTEST_RUN; run <= LONGEST_RUN; run++) {
      const symbol = LENGTH_SYMBOL[run];
      const index = symbol - 257;
      const coded = bits[symbol] | ((run - LENGTH_BASE[index]) << lengths[symbol]);
      // Behind the length the distance: 1 has the code 0, of one bit.
      entries[RUN + run] = coded * 32 + lengths[symbol] + LENGTH_BITS[index] + 1;
    }
  }

  /** The fields live in locals: this is where half of the time goes. */
  private writeTokens(tokenCount: number): void {
    const { tokens, entries, output } = this;
    // Of a token 18 bits at most; three bytes more are written than count.
    output.reserve(Math.ceil((tokenCount * (MOST_CODE_BITS + 6)) / 8) + 8);
    const { view } = output;
    let { at, hold, holdBits } = output;
    for (let i = 0; i < tokenCount;) {
      const token = tokens[i++];
      const entry = entries[token];
      hold |= (entry >>> 5) << holdBits;
      holdBits += entry & 31;
      if (token < RUN && i < tokenCount && tokens[i] < RUN) {
        const second = entries[tokens[i++]];
        hold |= (second >>> 5) << holdBits;
        holdBits += second & 31;
      }
      view.setUint32(at, hold, true);
      at += holdBits >> 3;
      hold >>>= holdBits & 24;
      holdBits &= 7;
    }
    output.at = at;
    output.hold = hold;
    output.holdBits = holdBits;
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

/** `bytes` as a zlib stream; see {@link RleDeflater}. */
export function deflateRle(bytes: Uint8Array, expectedBytes?: number): Uint8Array<ArrayBuffer> {
  const deflater = new RleDeflater(expectedBytes);
  deflater.push(bytes);
  return deflater.finish();
}

/** Canonical codes (RFC 1951, 3.2.2). */
function makeCode(lengths: Uint8Array): Code {
  const next = new Uint32Array(17);
  for (const length of lengths) if (length > 0) next[length + 1]++;
  for (let length = 1; length < 17; length++) next[length] = (next[length] + next[length - 1]) << 1;
  const bits = new Uint16Array(lengths.length);
  for (let symbol = 0; symbol < lengths.length; symbol++) {
    const length = lengths[symbol];
    if (length > 0) bits[symbol] = reverseBits(next[length]++, length);
  }
  return { lengths, bits };
}

function reverseBits(code: number, length: number): number {
  let reversed = 0;
  for (let i = 0; i < length; i++) reversed |= ((code >> i) & 1) << (length - 1 - i);
  return reversed;
}

/** Numbers to write, each with its bits, and all bits together. */
interface CodeDescription {
  readonly values: number[];
  readonly bits: number[];
  readonly bitCount: number;
}

/**
 * The code itself, as a dynamic block states it (RFC 1951, 3.2.7). Of distances there are two codes of one bit, although
 * only 1 occurs: not every decoder takes a code that leaves bits without meaning.
 */
function describeCode(literalLengths: Uint8Array): CodeDescription {
  let literalCount = SYMBOLS;
  while (literalLengths[literalCount - 1] === 0) literalCount--;
  const { symbols, extras } = packLengths(Uint8Array.of(...literalLengths.subarray(0, literalCount), 1, 1));
  const counts = new Uint32Array(19);
  for (const symbol of symbols) counts[symbol]++;
  const code = makeCode(huffmanLengths(counts, 7));
  let codeCount = 19;
  while (codeCount > 4 && code.lengths[CODE_LENGTH_ORDER[codeCount - 1]] === 0) codeCount--;

  const values = [literalCount - 257, 1, codeCount - 4];
  const bits = [5, 5, 4];
  for (const symbol of CODE_LENGTH_ORDER.slice(0, codeCount)) {
    values.push(code.lengths[symbol]);
    bits.push(3);
  }
  symbols.forEach((symbol, i) => {
    values.push(code.bits[symbol]);
    bits.push(code.lengths[symbol]);
    if (symbol < 16) return;
    values.push(extras[i]);
    bits.push(symbol === 16 ? 2 : symbol === 17 ? 3 : 7);
  });
  return { values, bits, bitCount: bits.reduce((sum, count) => sum + count, 0) };
}

/** Code lengths with repeats in short: 16 repeats the last 3 to 6 times, 17 and 18 zeros 3 to 10 and 11 to 138 times. */
function packLengths(lengths: Uint8Array): { symbols: number[]; extras: number[] } {
  const symbols: number[] = [];
  const extras: number[] = [];
  const add = (symbol: number, extra = 0): void => {
    symbols.push(symbol);
    extras.push(extra);
  };
  for (let i = 0; i < lengths.length;) {
    const value = lengths[i];
    let end = i + 1;
    while (end < lengths.length && lengths[end] === value) end++;
    let left = end - i;
    i = end;
    if (value > 0) {
      add(value);
      left--;
    }
    while (left >= 3) {
      const times = Math.min(left, value > 0 ? 6 : 138);
      if (value > 0) add(16, times - 3);
      else if (times > 10) add(18, times - 11);
      else add(17, times - 3);
      left -= times;
    }
    for (; left > 0; left--) add(value);
  }
  return { symbols, extras };
}
