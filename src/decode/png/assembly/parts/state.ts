/**
 * Where things lie in an inflation's state, in bytes from its address, which whoever calls has chosen. Nothing here has an
 * address of its own, so that the module can work in any memory.
 */

/** Bits taken from the input and not used yet, the next one lowest: 64, of which so many are there. */
export const HOLD: usize = 0;
export const HOLD_BITS: usize = 8;
/** Which part of the stream comes next: see below. */
export const PHASE: usize = 12;
/** Whether the block is the last one. */
export const LAST: usize = 16;
/** Bytes left of a stored block. */
export const STORED_LEFT: usize = 20;
export const INPUT: usize = 24;
export const INPUT_END: usize = 28;
/** Where the next byte of output goes. */
export const OUTPUT: usize = 32;
/** The first byte of output that is still there for matches to refer to. */
export const OLDEST: usize = 36;
/** The Adler-32 of all output. */
export const CHECKSUM: usize = 40;
/** Whether the tables are those of blocks that bring none. */
export const FIXED_TABLES: usize = 44;
/** Of a block's tables: how many lengths of each kind it has, and how many were read. */
export const LITERAL_COUNT: usize = 48;
export const DISTANCE_COUNT: usize = 52;
export const ORDER_COUNT: usize = 56;
export const LENGTHS_READ: usize = 60;

/** For distances 0 to 15: the lanes that repeat so many bytes. */
export const REPEATS: usize = 64;
/** Code lengths of the literals and, behind them, the distances. */
export const LENGTHS: usize = 320;
/** Lengths of the code that those are in. */
export const ORDER_LENGTHS: usize = 640;
/** Of a code that is being made: how many are of each length, and the next of each, 16 numbers of 32 bits each. */
export const COUNTS: usize = 704;
export const NEXT_CODES: usize = 768;

/** The table of lengths' own code needs 2 ** 7 entries, of 4 bytes as in all tables. */
export const ORDER_TABLE: usize = 896;
export const ORDER_BITS: i32 = 7;
/** 2 ** 11 entries, and 16 for each of the 144 beginnings that longer codes can share. */
export const LITERALS: usize = ORDER_TABLE + 4 * 128;
export const LITERAL_BITS: i32 = 11;
/** 2 ** 9 entries, and 64 for each of 15 beginnings. */
export const DISTANCES: usize = LITERALS + 4 * (2048 + 144 * 16);
export const DISTANCE_BITS: i32 = 9;

/** Phases. */
export const BLOCK_HEAD: i32 = 0;
export const STORED_HEAD: i32 = 1;
export const STORED: i32 = 2;
export const COUNTS_HEAD: i32 = 3;
export const ORDER: i32 = 4;
export const CODE_LENGTHS: i32 = 5;
export const SYMBOLS: i32 = 6;
export const TRAILER: i32 = 7;

/** What a step comes to. The first is none of those that callers are told. */
export const GO_ON: i32 = 0;
/** There is as much output as was asked for, or more, by the length of a match. */
export const ENOUGH: i32 = 1;
/** All input has been taken. */
export const STARVED: i32 = 2;
/** The stream is at its end, and its checksum right. */
export const ENDED: i32 = 3;
export const DAMAGED: i32 = 4;
/** Many blocks have come that held nothing. */
export const PAUSE: i32 = 5;

/** Takes input until there are 56 bits or more, or no more input. */
export function fill(s: usize): u64 {
  let hold = load<u64>(s, HOLD);
  let bits: u64 = load<u32>(s, HOLD_BITS);
  let input: usize = load<u32>(s, INPUT);
  const end: usize = load<u32>(s, INPUT_END);
  for (; bits < 56 && input < end; bits += 8) hold |= (<u64>load<u8>(input++)) << bits;
  store<u64>(s, hold, HOLD);
  store<u32>(s, <u32>bits, HOLD_BITS);
  store<u32>(s, <u32>input, INPUT);
  return hold;
}

/** Takes away bits that were looked at and used. */
export function drop(s: usize, count: u32): void {
  store<u64>(s, load<u64>(s, HOLD) >> count, HOLD);
  store<u32>(s, load<u32>(s, HOLD_BITS) - count, HOLD_BITS);
}
