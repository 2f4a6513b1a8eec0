import { COUNTS, NEXT_CODES } from './state';

/*
 * An entry of a table, 32 bits, found by the next bits of the stream:
 * - bits 0…5: how many bits it takes, extra bits included;
 * - bit 6: one or two literals: how many in bits 8…9, the first one's bits in bits 10…13, themselves in bits 16…31;
 * - bit 7: anything else that is no length and no distance: what it is in bits 8…9;
 * - otherwise a length or a distance: the bits of its code in bits 8…11, the least it can be in bits 16…31.
 */
export const LITERAL: u32 = 1 << 6;
export const OTHER: u32 = 1 << 7;
/** The end of the block. */
export const END: u32 = 1 << 8;
/** A longer code goes on from here: the number of its first entry in bits 16…31, how many bits tell them apart in 10…13. */
export const LONGER: u32 = 2 << 8;
/** No code begins so, or it is of no symbol there is. */
export const NOTHING: u32 = 3 << 8;
export const KIND: u32 = 3 << 8;

/** What a code is for. */
export const OF_LENGTHS: i32 = 0;
export const OF_LITERALS: i32 = 1;
export const OF_DISTANCES: i32 = 2;

const MAX_BITS: i32 = 15;

function entryOf(kind: i32, symbol: i32, bits: u32): u32 {
  if (kind === OF_LENGTHS) return (symbol << 16) | bits;
  if (kind === OF_DISTANCES) {
    if (symbol > 29) return OTHER | NOTHING | bits;
    if (symbol < 4) return ((1 + symbol) << 16) | (bits << 8) | bits;
    const extra: u32 = (symbol >> 1) - 1;
    return ((1 + ((2 + (symbol & 1)) << extra)) << 16) | (bits << 8) | (bits + extra);
  }
  if (symbol < 256) return (symbol << 16) | (bits << 10) | (1 << 8) | LITERAL | bits;
  if (symbol === 256) return OTHER | END | bits;
  const length = symbol - 257;
  if (length > 28) return OTHER | NOTHING | bits;
  if (length < 8) return ((3 + length) << 16) | (bits << 8) | bits;
  if (length === 28) return (258 << 16) | (bits << 8) | bits;
  const extra: u32 = (length >> 2) - 1;
  return ((3 + ((4 + (length & 3)) << extra)) << 16) | (bits << 8) | (bits + extra);
}

function reversed(code: u32, bits: u32): u32 {
  let r = ((code & 0x5555) << 1) | ((code >> 1) & 0x5555);
  r = ((r & 0x3333) << 2) | ((r >> 2) & 0x3333);
  r = ((r & 0x0f0f) << 4) | ((r >> 4) & 0x0f0f);
  r = ((r & 0x00ff) << 8) | (r >> 8);
  return r >> (16 - bits);
}

/**
 * Makes the table of a prefix code over canonical code lengths (a byte each; 0 = symbol unused). False for a code that says
 * too much, or leaves bit patterns without meaning: only a single symbol of one bit may (or, of distances, none at all).
 * @param first bits that are looked up at once
 */
export function makeTable(s: usize, kind: i32, lengths: usize, symbols: i32, table: usize, first: i32): bool {
  memory.fill(s + COUNTS, 0, 64);
  for (let i = 0; i < symbols; i++) {
    const at = s + COUNTS + ((<usize>load<u8>(lengths + i)) << 2);
    store<u32>(at, load<u32>(at) + 1);
  }
  store<u32>(s, 0, COUNTS);
  let most = MAX_BITS;
  while (most > 1 && load<u32>(s + COUNTS + (most << 2)) === 0) most--;
  let free: i32 = 1;
  let code: u32 = 0;
  let longCodes: u32 = 0;
  for (let bits = 1; bits <= MAX_BITS; bits++) {
    const count = load<u32>(s + COUNTS + (bits << 2));
    free = free * 2 - count;
    if (free < 0) return false;
    store<u32>(s + NEXT_CODES + (bits << 2), code);
    code = (code + count) << 1;
    if (bits > first) longCodes += count;
  }
  if (free > 0 && (kind === OF_LENGTHS || most !== 1)) return false;

  const size: u32 = 1 << first;
  const further = max(most - first, 0);
  const partSize: u32 = 1 << further;
  if (longCodes > 0) memory.fill(table, 0, size << 2);
  let end = size;
  for (let symbol = 0; symbol < symbols; symbol++) {
    const bits = <i32>load<u8>(lengths + symbol);
    if (bits === 0) continue;
    const next = s + NEXT_CODES + (bits << 2);
    const canonical = load<u32>(next);
    store<u32>(next, canonical + 1);
    const begin = reversed(canonical, bits);
    const entry = entryOf(kind, symbol, bits);
    if (bits <= first) {
      for (let i = begin; i < size; i += 1 << bits) store<u32>(table + (i << 2), entry);
      continue;
    }
    const link = table + ((begin & (size - 1)) << 2);
    if (load<u32>(link) === 0) {
      store<u32>(link, (end << 16) | (further << 10) | LONGER | OTHER | first);
      end += partSize;
    }
    const part = table + ((load<u32>(link) >> 16) << 2);
    for (let i = begin >> first; i < partSize; i += 1 << (bits - first)) store<u32>(part + (i << 2), entry);
  }
  if (free > 0) {
    // What a single symbol, whose code is the bit 0, leaves without meaning; or all, where there is none.
    const step: u32 = load<u32>(s + COUNTS + 4) === 0 ? 1 : 2;
    for (let i: u32 = step - 1; i < size; i += step) store<u32>(table + (i << 2), OTHER | NOTHING | 1);
  }
  return true;
}

/** Joins two literals to one entry, where the bits of both are looked at at once. */
export function joinLiterals(table: usize, bits: i32): void {
  // From the end, because what follows an entry's own bits is found at a lower number.
  for (let i = (1 << bits) - 1; i >= 0; i--) {
    const entry = load<u32>(table + (i << 2));
    if (!(entry & LITERAL)) continue;
    const own = entry & 63;
    const next = load<u32>(table + ((i >> own) << 2));
    if (!(next & LITERAL) || own + (next & 63) > <u32>bits) continue;
    const both = ((next & 0xff0000) << 8) | (entry & 0xff0000);
    store<u32>(table + (i << 2), both | (own << 10) | (2 << 8) | LITERAL | (own + (next & 63)));
  }
}
