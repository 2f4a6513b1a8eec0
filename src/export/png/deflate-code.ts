import { huffmanLengths } from './huffman-lengths.ts';

export const END_OF_BLOCK = 256;
export const SYMBOLS = 286;
/**
 * Deflate allows 15. With 12 two literals and what is left of a byte fit into 31 bits, and so does a run; that makes
 * writing free of branches, and costs less than a thousandth.
 */
export const MOST_CODE_BITS = 12;

export const SHORTEST_RUN = 3;
export const LONGEST_RUN = 258;
/** Runs among the tokens: this and the run's length. */
export const RUN = 256;
/** How many tokens there are. */
export const TOKENS = RUN + LONGEST_RUN + 1;

const LENGTH_BASE = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258]; // prettier-ignore
const LENGTH_BITS = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const CODE_LENGTH_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/** The symbol for a run of each length. */
export const LENGTH_SYMBOL = Uint16Array.from({ length: LONGEST_RUN + 1 }, (_, length) => {
  let index = LENGTH_BASE.length - 1;
  while (index > 0 && LENGTH_BASE[index] > length) index--;
  return 257 + index;
});

/** A Huffman code, each symbol's bits in the order in which they are written. */
export interface Code {
  readonly lengths: Uint8Array;
  readonly bits: Uint16Array;
}

/** What a block with its own code takes in this code, without the code itself; `counts` are its symbols'. */
export function codedBits(counts: Uint32Array, lengths: Uint8Array): number {
  let bits = 3;
  for (let symbol = 0; symbol < SYMBOLS; symbol++) {
    const more = symbol > END_OF_BLOCK ? LENGTH_BITS[symbol - 257] + 1 : 0;
    bits += counts[symbol] * (lengths[symbol] + more);
  }
  return bits;
}

/** Fills `entries`, by token: the bits to write × 32, and how many. */
export function fillEntries(entries: Uint32Array, { lengths, bits }: Code): void {
  for (let value = 0; value < 256; value++) entries[value] = bits[value] * 32 + lengths[value];
  for (let run = SHORTEST_RUN; run <= LONGEST_RUN; run++) {
    const symbol = LENGTH_SYMBOL[run];
    const index = symbol - 257;
    const coded = bits[symbol] | ((run - LENGTH_BASE[index]) << lengths[symbol]);
    // Behind the length the distance: 1 has the code 0, of one bit.
    entries[RUN + run] = coded * 32 + lengths[symbol] + LENGTH_BITS[index] + 1;
  }
}

/** Canonical codes (RFC 1951, 3.2.2). */
export function makeCode(lengths: Uint8Array): Code {
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
export interface CodeDescription {
  readonly values: number[];
  readonly bits: number[];
  readonly bitCount: number;
}

/**
 * The code itself, as a dynamic block states it (RFC 1951, 3.2.7). Of distances there are two codes of one bit, although
 * only 1 occurs: not every decoder takes a code that leaves bits without meaning.
 */
export function describeCode(literalLengths: Uint8Array): CodeDescription {
  let literalCount = SYMBOLS;
  while (literalLengths[literalCount - 1] === 0) literalCount--;
  const lengths = new Uint8Array(literalCount + 2).fill(1);
  lengths.set(literalLengths.subarray(0, literalCount));
  const { symbols, extras } = packLengths(lengths);
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
