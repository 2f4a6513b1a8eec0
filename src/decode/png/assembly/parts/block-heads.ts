import { joinLiterals, makeTable, OF_DISTANCES, OF_LENGTHS, OF_LITERALS } from './code-tables';
import {
  BLOCK_HEAD,
  CODE_LENGTHS,
  COUNTS_HEAD,
  DAMAGED,
  DISTANCES,
  DISTANCE_BITS,
  DISTANCE_COUNT,
  drop,
  fill,
  FIXED_TABLES,
  GO_ON,
  HOLD,
  HOLD_BITS,
  LAST,
  LENGTHS,
  LENGTHS_READ,
  LITERALS,
  LITERAL_BITS,
  LITERAL_COUNT,
  ORDER,
  ORDER_BITS,
  ORDER_COUNT,
  ORDER_LENGTHS,
  ORDER_TABLE,
  PHASE,
  STARVED,
  STORED,
  STORED_HEAD,
  STORED_LEFT,
  SYMBOLS,
} from './state';

/** Three bits that begin a block. */
export function readBlockHead(s: usize): i32 {
  const hold = <u32>fill(s);
  if (load<u32>(s, HOLD_BITS) < 3) return STARVED;
  store<u32>(s, hold & 1, LAST);
  const kind = (hold >> 1) & 3;
  drop(s, 3);
  if (kind === 3) return DAMAGED;
  if (kind === 1) useFixedTables(s);
  store<u32>(s, kind === 0 ? STORED_HEAD : kind === 1 ? SYMBOLS : COUNTS_HEAD, PHASE);
  return GO_ON;
}

/** The length of a stored block, twice, from the next whole byte on. */
export function readStoredHead(s: usize): i32 {
  // Again is as good as once: whole bytes are taken behind what was dropped.
  drop(s, load<u32>(s, HOLD_BITS) & 7);
  const hold = <u32>fill(s);
  if (load<u32>(s, HOLD_BITS) < 32) return STARVED;
  drop(s, 32);
  const length = hold & 0xffff;
  if (length !== ~hold >> 16) return DAMAGED;
  store<u32>(s, length, STORED_LEFT);
  store<u32>(s, STORED, PHASE);
  return GO_ON;
}

function useFixedTables(s: usize): void {
  if (load<u32>(s, FIXED_TABLES)) return;
  memory.fill(s + LENGTHS, 8, 144);
  memory.fill(s + LENGTHS + 144, 9, 112);
  memory.fill(s + LENGTHS + 256, 7, 24);
  memory.fill(s + LENGTHS + 280, 8, 8);
  memory.fill(s + LENGTHS + 288, 5, 32);
  makeTable(s, OF_LITERALS, s + LENGTHS, 288, s + LITERALS, LITERAL_BITS);
  makeTable(s, OF_DISTANCES, s + LENGTHS + 288, 32, s + DISTANCES, DISTANCE_BITS);
  joinLiterals(s + LITERALS, LITERAL_BITS);
  store<u32>(s, 1, FIXED_TABLES);
}

/** How many code lengths a block brings. */
export function readCounts(s: usize): i32 {
  const hold = <u32>fill(s);
  if (load<u32>(s, HOLD_BITS) < 14) return STARVED;
  drop(s, 14);
  const literals = (hold & 31) + 257;
  const distances = ((hold >> 5) & 31) + 1;
  if (literals > 286 || distances > 30) return DAMAGED;
  store<u32>(s, literals, LITERAL_COUNT);
  store<u32>(s, distances, DISTANCE_COUNT);
  store<u32>(s, ((hold >> 10) & 15) + 4, ORDER_COUNT);
  store<u32>(s, 0, LENGTHS_READ);
  memory.fill(s + ORDER_LENGTHS, 0, 19);
  store<u32>(s, ORDER, PHASE);
  return GO_ON;
}

/** Lengths of the code in which the code lengths come, those first that are likely: 16, 17, 18, 0, 8, 7, 9, 6, … 1, 15. */
export function readOrder(s: usize): i32 {
  const count = load<u32>(s, ORDER_COUNT);
  for (let i = load<u32>(s, LENGTHS_READ); i < count; i++) {
    const hold = <u32>fill(s);
    if (load<u32>(s, HOLD_BITS) < 3) return STARVED;
    drop(s, 3);
    const symbol = i < 3 ? 16 + i : i === 3 ? 0 : i & 1 ? 7 - ((i - 5) >> 1) : 8 + ((i - 4) >> 1);
    store<u8>(s + ORDER_LENGTHS + symbol, <u8>(hold & 7));
    store<u32>(s, i + 1, LENGTHS_READ);
  }
  if (!makeTable(s, OF_LENGTHS, s + ORDER_LENGTHS, 19, s + ORDER_TABLE, ORDER_BITS)) return DAMAGED;
  store<u32>(s, 0, LENGTHS_READ);
  store<u32>(s, CODE_LENGTHS, PHASE);
  return GO_ON;
}

/** The code lengths of literals and distances, and the tables of both. */
export function readCodeLengths(s: usize): i32 {
  const literals = load<u32>(s, LITERAL_COUNT);
  const all = literals + load<u32>(s, DISTANCE_COUNT);
  const lengths = s + LENGTHS;
  for (let i = load<u32>(s, LENGTHS_READ); i < all;) {
    const hold = <u32>fill(s);
    const available = load<u32>(s, HOLD_BITS);
    const entry = load<u32>(s + ORDER_TABLE + ((hold & ((1 << ORDER_BITS) - 1)) << 2));
    const bits = entry & 63;
    const symbol = entry >> 16;
    const extra: u32 = symbol < 16 ? 0 : symbol === 16 ? 2 : symbol === 17 ? 3 : 7;
    if (bits + extra > available) return STARVED;
    drop(s, bits + extra);
    if (symbol < 16) {
      store<u8>(lengths + i, <u8>symbol);
      i++;
    } else {
      if (symbol === 16 && i === 0) return DAMAGED;
      const times = (symbol === 18 ? 11 : 3) + ((hold >> bits) & ((1 << extra) - 1));
      if (i + times > all) return DAMAGED;
      memory.fill(lengths + i, symbol === 16 ? load<u8>(lengths + i - 1) : 0, times);
      i += times;
    }
    store<u32>(s, i, LENGTHS_READ);
  }
  if (load<u8>(lengths + 256) === 0) return DAMAGED;
  store<u32>(s, 0, FIXED_TABLES);
  const distances = all - literals;
  if (!makeTable(s, OF_LITERALS, lengths, literals, s + LITERALS, LITERAL_BITS)) return DAMAGED;
  if (!makeTable(s, OF_DISTANCES, lengths + literals, distances, s + DISTANCES, DISTANCE_BITS)) return DAMAGED;
  joinLiterals(s + LITERALS, LITERAL_BITS);
  store<u32>(s, SYMBOLS, PHASE);
  return GO_ON;
}

/** After the last block, nothing is left to be read but the checksum. */
export function afterBlock(s: usize, next: i32): void {
  store<u32>(s, load<u32>(s, LAST) ? next : BLOCK_HEAD, PHASE);
}
