import { damagedError } from '../../source/decode-errors.ts';

/** The longest code of deflate. */
export const MAX_CODE_BITS = 15;

/** What the symbols of lengths, from 257 on, and of distances stand for at least, and how many bits more tell them. */
export const LENGTH_BASE = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258]; // prettier-ignore
export const LENGTH_BITS = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
export const DISTANCE_BASE = [1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577]; // prettier-ignore
export const DISTANCE_BITS = [0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13]; // prettier-ignore
/**
 * Codes up to this long are found at once, the few longer ones in a second step. A table for all fifteen bits has 32768
 * entries, which a block of a few bytes would make anew.
 */
const FIRST_BITS = 10;

/**
 * A prefix code as a table indexed by the next `bits` bits: symbol × 16 + code length; 0 where no code begins so. Where
 * longer codes do, the length is 0 and in the symbol's place is the number of a part of 2 ** `furtherBits` entries, in
 * which the bits behind those are looked up: see {@link longEntry}.
 */
export interface CodeTable {
  readonly entries: Uint16Array;
  readonly bits: number;
  readonly furtherBits: number;
}

/**
 * A table over canonical code lengths (0 = symbol unused). A code that says too much never passes; one that leaves bit
 * patterns without meaning passes only where `rule` allows a single symbol of one bit (or, of distances, none at all).
 */
export function buildCodeTable(lengths: Uint8Array, rule: 'complete' | 'single-allowed'): CodeTable {
  const count = new Uint16Array(MAX_CODE_BITS + 1);
  for (const length of lengths) count[length]++;
  count[0] = 0;
  let bits = MAX_CODE_BITS;
  while (bits > 1 && count[bits] === 0) bits--;
  let free = 1;
  for (let length = 1; length <= MAX_CODE_BITS; length++) {
    free = free * 2 - count[length];
    if (free < 0) throw damagedError();
  }
  if (free > 0 && (rule === 'complete' || bits !== 1)) throw damagedError();

  const nextCode = new Uint16Array(MAX_CODE_BITS + 2);
  for (let length = 1; length <= MAX_CODE_BITS; length++)
    nextCode[length + 1] = (nextCode[length] + count[length]) << 1;
  const first = Math.min(bits, FIRST_BITS);
  const furtherBits = bits - first;
  const size = 1 << first;
  const partSize = 1 << furtherBits;
  // Two codes at least share each part; the number 0 is for none.
  let longCodes = 0;
  for (let length = first + 1; length <= bits; length++) longCodes += count[length];
  const entries = new Uint16Array(size + (longCodes >> 1) * partSize);
  let parts = 0;
  for (let symbol = 0; symbol < lengths.length; symbol++) {
    const length = lengths[symbol];
    if (length === 0) continue;
    const code = reverseBits(nextCode[length]++, length);
    const entry = (symbol << 4) | length;
    if (length <= first) {
      for (let i = code; i < size; i += 1 << length) entries[i] = entry;
      continue;
    }
    const begin = code & (size - 1);
    if (entries[begin] === 0) entries[begin] = ++parts << 4;
    const part = partStart(size, entries[begin], furtherBits);
    for (let i = code >> first; i < partSize; i += 1 << (length - first)) entries[part + i] = entry;
  }
  return { entries, bits: first, furtherBits };
}

/** The entry of a code that `entry`, found by the lowest bits of `hold`, leads on to. Throws `decode-failed` for none. */
export function longEntry({ entries, bits, furtherBits }: CodeTable, entry: number, hold: number): number {
  if (entry === 0) throw damagedError();
  return entries[partStart(1 << bits, entry, furtherBits) + ((hold >>> bits) & ((1 << furtherBits) - 1))];
}

function partStart(size: number, entry: number, furtherBits: number): number {
  return size + (((entry >> 4) - 1) << furtherBits);
}

function reverseBits(code: number, length: number): number {
  let reversed = 0;
  for (let i = 0; i < length; i++) reversed |= ((code >> i) & 1) << (length - 1 - i);
  return reversed;
}

let fixed: { literals: CodeTable; distances: CodeTable } | null = null;

/** The two codes of blocks that bring none of their own (RFC 1951, 3.2.6). */
export function fixedCodeTables(): { literals: CodeTable; distances: CodeTable } {
  if (!fixed) {
    const literals = new Uint8Array(288).fill(8, 0, 144).fill(9, 144, 256).fill(7, 256, 280).fill(8, 280);
    fixed = {
      literals: buildCodeTable(literals, 'complete'),
      distances: buildCodeTable(new Uint8Array(32).fill(5), 'complete'),
    };
  }
  return fixed;
}
