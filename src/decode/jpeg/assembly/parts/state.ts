/**
 * Where things lie in the state of a scan, in bytes from its address, which whoever calls has chosen. Nothing here has an
 * address of its own. simd/scan-state.ts has the same.
 */

/** Bits taken from the data and not used yet, the next one highest: 64, of which so many are there; zeros or the same again follow. */
export const HOLD: usize = 0;
export const COUNT: usize = 8;
/** Where the next byte of data lies. */
export const AT: usize = 16;
/** Zeros among the bits that no data stand for, all behind those that data do. */
export const PADDING: usize = 20;
/** Blocks, from the next one on, that have no more new coefficients in the band (EOBRUN). */
export const RUN: usize = 24;
/** Whether something came that no encoder writes. */
export const FAILED: usize = 28;
/** What is decoded: see below. */
export const KIND: usize = 32;
/** The band, from its first to its last coefficient, and the bits left out of them (Al). */
export const FIRST: usize = 36;
export const LAST: usize = 40;
export const LOW_BIT: usize = 44;
/** How many components the scan has. */
export const COMPONENTS: usize = 48;
/** By index of the zig-zag sequence, and 16 beyond: how many bytes from a block's beginning a coefficient is. */
export const ORDER: usize = 64;

/** Of each component, in bytes from the first, or from its own address. */
export const COMPONENT: usize = 192;
export const COMPONENT_BYTES: usize = 32;
export const PREDICTION: usize = 0;
export const DC_TABLE: usize = 8;
export const AC_TABLE: usize = 12;
/** Where its blocks of the row of units begin, and how many bytes a row of them has. */
export const BLOCKS: usize = 16;
export const ROW_BYTES: usize = 20;
/** Blocks a unit has of it, across and down. */
export const ACROSS: usize = 24;
export const DOWN: usize = 28;

/** Of a Huffman table: its steps, and behind them what longer codes are found by, as entropy/huffman-table.ts has them. */
export const LARGEST: usize = 4096;
export const OFFSETS: usize = LARGEST + 4 * 17;
export const VALUES: usize = OFFSETS + 4 * 17;

/** Kinds of scans. */
export const SEQUENTIAL: i32 = 0;
export const DC_FIRST: i32 = 1;
export const DC_REFINING: i32 = 2;
export const AC_FIRST: i32 = 3;
export const AC_REFINING: i32 = 4;
