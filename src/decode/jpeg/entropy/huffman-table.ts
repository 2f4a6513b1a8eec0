import { damagedError } from '../../source/decode-errors.ts';
import type { HuffmanSpec } from '../stream/tables.ts';

/** Bits that are looked at together: most codes are not longer. */
export const LOOKAHEAD = 10;

const ENTRIES = 1 << LOOKAHEAD;

/** How an entry of {@link HuffmanTable.steps} is read, beside its value, which is what lies above. */
export const STEP = {
  /** Bits to go on by. */
  length: 31,
  /** Where the number of bits begins that are to be read for the value, and how many it has; 0 where the value is known. */
  sizeAt: 5,
  size: 15,
  /** Where the number of coefficients begins that are passed over, and how many it has: 64 and n where EOBn ends the block. */
  skipAt: 9,
  skip: 127,
  valueAt: 16,
} as const;

/** A table that Huffman codes are decoded with (T.81, annexes C and F.2.2.3). */
export class HuffmanTable {
  /** By the next bits: the code's length << 8 | its value; 0 where it is longer. */
  readonly symbols = new Uint16Array(ENTRIES);
  /** The same as {@link STEP}: where code and value fit into the bits, both at once. */
  readonly steps = new Int32Array(ENTRIES);
  /** By length: the largest code that long, filled up to 16 bits with ones, −1 where there is none. */
  private readonly largest = new Int32Array(17).fill(-1);
  /** By length: what is added to a code that long to get the place of its value. */
  private readonly offsets = new Int32Array(17);
  private readonly values: Uint8Array;

  /**
   * Throws `decode-failed` where the codes are more than fit, or all ones.
   * @param forDc values are then sizes, at most 15
   */
  constructor({ counts, values }: HuffmanSpec, forDc: boolean) {
    this.values = values;
    if (forDc && values.some((size) => size > 15)) throw damagedError();
    let code = 0;
    let place = 0;
    for (let length = 1; length <= 16; length++) {
      const count = counts[length - 1];
      this.offsets[length] = place - code;
      for (let i = 0; i < count; i++, code++, place++) {
        if (length <= LOOKAHEAD) this.enter(code, length, values[place]);
      }
      if (count > 0) this.largest[length] = (code << (16 - length)) - 1;
      if (count > 0 && code >= 1 << length) throw damagedError();
      code <<= 1;
    }
  }

  /** The length << 8 | value of a code longer than {@link LOOKAHEAD}, from the next 16 bits. Throws `decode-failed`. */
  longSymbol(bits: number): number {
    for (let length = LOOKAHEAD + 1; length <= 16; length++) {
      if (bits > this.largest[length]) continue;
      return (length << 8) | this.values[(bits >> (16 - length)) + this.offsets[length]];
    }
    throw damagedError();
  }

  /** The same as a {@link STEP}. */
  longStep(bits: number): number {
    const symbol = this.longSymbol(bits);
    return stepOf(symbol >> 8, symbol & 255);
  }

  /**
   * Brings it to those who decode by themselves.
   * @param words takes the steps, and behind them, by length, the largest codes and the offsets
   * @param values takes the values
   */
  copyTo(words: Int32Array, values: Uint8Array): void {
    words.set(this.steps);
    words.set(this.largest, ENTRIES);
    words.set(this.offsets, ENTRIES + this.largest.length);
    values.set(this.values);
  }

  private enter(code: number, length: number, value: number): void {
    const spare = LOOKAHEAD - length;
    const from = code << spare;
    // Of codes that do not fit, which are refused at the end of their length.
    if (from >= ENTRIES) return;
    const step = stepOf(length, value);
    const size = (step >> STEP.sizeAt) & STEP.size;
    for (let rest = 0; rest < 1 << spare; rest++) {
      this.symbols[from + rest] = (length << 8) | value;
      this.steps[from + rest] = size > 0 && size <= spare ? withValue(step, size, rest >> (spare - size)) : step;
    }
  }
}

/** Figure F.12: the number that `size` bits stand for. */
export function extend(bits: number, size: number): number {
  return bits < 1 << (size - 1) ? bits - (1 << size) + 1 : bits;
}

/** F.1.2.2.1: the run of zeros and the size of the value behind it. */
function stepOf(length: number, symbol: number): number {
  const run = symbol >> 4;
  const size = symbol & 15;
  const skip = size === 0 && run !== 15 ? 64 + run : run;
  return length | (size << STEP.sizeAt) | (skip << STEP.skipAt);
}

function withValue(step: number, size: number, bits: number): number {
  return (step + size - (size << STEP.sizeAt)) | (extend(bits, size) << STEP.valueAt);
}
