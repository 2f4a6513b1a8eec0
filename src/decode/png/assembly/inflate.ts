import { adler32 } from '../../../base/checksums/assembly/adler32';
import { afterBlock, readBlockHead, readCodeLengths, readCounts, readOrder, readStoredHead } from './parts/block-heads';
import { makeRepeats } from './parts/matches';
import {
  BLOCK_HEAD,
  CHECKSUM,
  CODE_LENGTHS,
  COUNTS_HEAD,
  DAMAGED,
  drop,
  ENDED,
  ENOUGH,
  fill,
  FIXED_TABLES,
  GO_ON,
  HOLD,
  HOLD_BITS,
  INPUT,
  INPUT_END,
  OLDEST,
  ORDER,
  OUTPUT,
  PAUSE,
  PHASE,
  REPEATS,
  STARVED,
  STORED,
  STORED_HEAD,
  STORED_LEFT,
  SYMBOLS,
  TRAILER,
} from './parts/state';
import { decodeSymbols } from './parts/symbols';

/** Blocks at a time: each may bring tables and no bytes at all, by the hundred thousand. */
const MOST_BLOCKS: i32 = 32;

/** Makes a state ready for the first block of a stream (RFC 1951), behind the two bytes of RFC 1950. */
export function startInflating(s: usize, output: usize): void {
  memory.fill(s, 0, REPEATS);
  store<u32>(s, 1, CHECKSUM);
  store<u32>(s, <u32>output, OUTPUT);
  store<u32>(s, <u32>output, OLDEST);
  makeRepeats(s);
}

/** Brings input, after all that there was has been taken. */
export function giveInput(s: usize, input: usize, length: usize): void {
  store<u32>(s, <u32>input, INPUT);
  store<u32>(s, <u32>(input + length), INPUT_END);
}

/** The last of the output, 32 kB or all there was, has been moved to where the output began: down by so many bytes. */
export function moveOutput(s: usize, by: usize): void {
  store<u32>(s, load<u32>(s, OUTPUT) - <u32>by, OUTPUT);
}

/** Where the next byte of output goes. */
export function outputAt(s: usize): usize {
  return load<u32>(s, OUTPUT);
}

/**
 * Inflates until the output reaches `limit`, and by a match at most 257 bytes further; what lies up to 320 bytes behind
 * it may be overwritten. What is returned is told in state.ts.
 */
export function inflate(s: usize, limit: usize): i32 {
  const start = load<u32>(s, OUTPUT);
  const status = readBlocks(s, limit);
  store<u32>(s, adler32(start, load<u32>(s, OUTPUT) - start, load<u32>(s, CHECKSUM)), CHECKSUM);
  return status === ENDED ? checkTrailer(s) : status;
}

/** `ENDED` is the end of the blocks. */
function readBlocks(s: usize, limit: usize): i32 {
  let status = GO_ON;
  for (let blocks = 0; status === GO_ON;) {
    const phase = <i32>load<u32>(s, PHASE);
    if (phase === TRAILER) return ENDED;
    if (load<u32>(s, OUTPUT) >= <u32>limit) return ENOUGH;
    if (phase === SYMBOLS) status = decodeSymbols(s, limit);
    else if (phase === STORED) status = copyStored(s, limit);
    else if (phase === STORED_HEAD) status = readStoredHead(s);
    else if (phase === COUNTS_HEAD) status = readCounts(s);
    else if (phase === ORDER) status = readOrder(s);
    else if (phase === CODE_LENGTHS) status = readCodeLengths(s);
    else if (blocks++ === MOST_BLOCKS) return PAUSE;
    else status = readBlockHead(s);
  }
  return status;
}

function copyStored(s: usize, limit: usize): i32 {
  let left = load<u32>(s, STORED_LEFT);
  let output = load<u32>(s, OUTPUT);
  // Whole bytes that were looked at before the block was known to be a stored one.
  for (; left > 0 && output < <u32>limit && load<u32>(s, HOLD_BITS) > 0; left--) {
    store<u8>(output++, <u8>load<u64>(s, HOLD));
    drop(s, 8);
  }
  const input = load<u32>(s, INPUT);
  const count = min(min(left, <u32>limit - output), load<u32>(s, INPUT_END) - input);
  if (load<u32>(s, HOLD_BITS) === 0) {
    memory.copy(output, input, count);
    output += count;
    left -= count;
    store<u32>(s, input + count, INPUT);
  }
  store<u32>(s, output, OUTPUT);
  store<u32>(s, left, STORED_LEFT);
  if (left > 0) return output >= <u32>limit ? ENOUGH : STARVED;
  afterBlock(s, TRAILER);
  return GO_ON;
}

/** The checksum, from the next whole byte on, which is behind the last block. */
function checkTrailer(s: usize): i32 {
  drop(s, load<u32>(s, HOLD_BITS) & 7);
  const hold = <u32>fill(s);
  if (load<u32>(s, HOLD_BITS) < 32) return STARVED;
  return bswap<u32>(hold) === load<u32>(s, CHECKSUM) ? ENDED : DAMAGED;
}
