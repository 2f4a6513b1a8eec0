import { HuffmanTable, LOOKAHEAD } from '../entropy/huffman-table.ts';
import { damagedError } from '../../source/decode-errors.ts';
import type { HuffmanSpec } from '../stream/tables.ts';

/** Bits that are looked at together: a code, and the bits of its difference, where they fit. */
export const DIFFERENCE_BITS = 14;

/** How an entry of {@link DifferenceTable.entries} is read, beside the difference, which is what lies above. */
export const DIFFERENCE = {
  /** Bits to go on by; 0 where the code is longer than what was looked at. */
  length: 31,
  /** Where the number of bits begins that are to be read for the difference, and how many it has; 0 where it is known. */
  sizeAt: 5,
  size: 31,
  valueAt: 16,
} as const;

/** SSSS: categories of differences (H.1.2.2, table H.2). */
const MOST_CATEGORY = 16;

/** Differences by the bits that come next (T.81, H.1.2.2 and H.2.1). They count modulo 2^16. */
export class DifferenceTable {
  readonly entries = new Int32Array(1 << DIFFERENCE_BITS);
  private readonly codes: HuffmanTable;

  /** Throws `decode-failed` for codes that are none, or for categories that there are not. */
  constructor(spec: HuffmanSpec) {
    this.codes = new HuffmanTable(spec, false);
    if (spec.values.some((category) => category > MOST_CATEGORY)) throw damagedError();
    for (let bits = 0; bits < this.entries.length; bits++) this.entries[bits] = this.entryOf(bits);
  }

  /** The entry of a code that is longer, from the next 16 bits. Throws `decode-failed`. */
  longEntry(bits: number): number {
    const symbol = this.codes.longSymbol(bits);
    return pack(symbol >> 8, symbol & 255);
  }

  private entryOf(bits: number): number {
    const symbol = this.codes.symbols[bits >> (DIFFERENCE_BITS - LOOKAHEAD)];
    if (symbol === 0) return 0;
    const length = symbol >> 8;
    const category = symbol & 255;
    const spare = DIFFERENCE_BITS - length - category;
    if (category === 0 || category === MOST_CATEGORY || spare < 0) return pack(length, category);
    const value = (bits >> spare) & ((1 << category) - 1);
    return (differenceOf(value, category) << DIFFERENCE.valueAt) | (length + category);
  }
}

/** Figure F.12, by which the bits behind a code stand for a difference. */
export function differenceOf(bits: number, category: number): number {
  return bits < 1 << (category - 1) ? bits - (1 << category) + 1 : bits;
}

function pack(length: number, category: number): number {
  // 32768, which is −32768 as well, and has no bits behind it.
  if (category === MOST_CATEGORY) return (-32768 << DIFFERENCE.valueAt) | length;
  return (category << DIFFERENCE.sizeAt) | length;
}
