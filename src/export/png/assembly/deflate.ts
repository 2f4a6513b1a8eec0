// The two loops of ../deflate-rle.ts that look at every byte; what they decide is the same.

const END_OF_BLOCK: usize = 256;
const SHORTEST_RUN: usize = 3;
const LONGEST_RUN: usize = 258;
const RUN: u32 = 256;

/** Where the second, third and fourth table of counts lie: counting a value need not wait for the one before. */
const SECOND: usize = 1152;
const THIRD: usize = SECOND + 1024;
const FOURTH: usize = THIRD + 1024;
const END: usize = FOURTH + 1024;

function count(counts: usize, symbol: usize): void {
  const at = counts + (symbol << 2);
  store<u32>(at, load<u32>(at) + 1);
}

function countSecond(counts: usize, symbol: usize): void {
  const at = counts + (symbol << 2);
  store<u32>(at, load<u32>(at, SECOND) + 1, SECOND);
}

function countThird(counts: usize, symbol: usize): void {
  const at = counts + (symbol << 2);
  store<u32>(at, load<u32>(at, THIRD) + 1, THIRD);
}

function countFourth(counts: usize, symbol: usize): void {
  const at = counts + (symbol << 2);
  store<u32>(at, load<u32>(at, FOURTH) + 1, FOURTH);
}

/** Counts four values. */
function countFour(counts: usize, bytes: usize): void {
  count(counts, load<u8>(bytes));
  countSecond(counts, load<u8>(bytes, 1));
  countThird(counts, load<u8>(bytes, 2));
  countFourth(counts, load<u8>(bytes, 3));
}

/**
 * Turns `length` bytes from `bytes` on, one at least, into tokens of 16 bits and counts their symbols; returns how many
 * tokens there are.
 * @param tokens room for two tokens a vector more
 * @param counts 32 bits a symbol, and tables behind them: 4224 bytes
 * @param lengthSymbols the symbol for a run of each length, 16 bits each
 */
export function findRuns(bytes: usize, length: usize, tokens: usize, counts: usize, lengthSymbols: usize): i32 {
  memory.fill(counts, 0, END);
  store<u32>(counts + (END_OF_BLOCK << 2), 1);
  const end = bytes + length;
  let token = tokens;
  const first = load<u8>(bytes);
  count(counts, first);
  store<u16>(token, first);
  token += 2;
  bytes++;
  while (bytes < end) {
    if (bytes + 18 <= end) {
      // A run begins where a byte equals the one before and the two behind.
      const here = v128.load(bytes);
      const next = v128.load(bytes, 1);
      const same = v128.and(
        v128.and(i8x16.eq(v128.load(bytes - 1), here), i8x16.eq(here, next)),
        i8x16.eq(next, v128.load(bytes, 2)),
      );
      v128.store(token, i16x8.extend_low_i8x16_u(here));
      v128.store(token, i16x8.extend_high_i8x16_u(here), 16);
      const begins = i8x16.bitmask(same);
      if (begins === 0) {
        countFour(counts, bytes);
        countFour(counts, bytes + 4);
        countFour(counts, bytes + 8);
        countFour(counts, bytes + 12);
        token += 32;
        bytes += 16;
        continue;
      }
      const literals = <usize>ctz(begins);
      for (const stop = bytes + literals; bytes < stop; bytes++) count(counts, load<u8>(bytes));
      token += literals << 1;
    } else {
      const value = load<u8>(bytes);
      const begins =
        bytes + 2 < end &&
        value === load<u8>(bytes - 1) &&
        value === load<u8>(bytes, 1) &&
        value === load<u8>(bytes, 2);
      if (!begins) {
        count(counts, value);
        store<u16>(token, value);
        token += 2;
        bytes++;
        continue;
      }
    }
    const value = load<u8>(bytes);
    const most = min(end, bytes + LONGEST_RUN);
    const values = i8x16.splat(value);
    let at = bytes + SHORTEST_RUN;
    while (at + 16 <= most && i8x16.all_true(i8x16.eq(v128.load(at), values))) at += 16;
    while (at < most && load<u8>(at) === value) at++;
    const run = at - bytes;
    count(counts, load<u16>(lengthSymbols + (run << 1)));
    store<u16>(token, <u16>(RUN + <u32>run));
    token += 2;
    bytes = at;
  }
  for (let at = counts; at < counts + 1024; at += 16) {
    const sum = i32x4.add(
      i32x4.add(v128.load(at), v128.load(at, SECOND)),
      i32x4.add(v128.load(at, THIRD), v128.load(at, FOURTH)),
    );
    v128.store(at, sum);
  }
  return <i32>((token - tokens) >> 1);
}

/**
 * Writes the bits of `tokens` behind `heldBits` bits in `held`, to `at` and what follows; eight bytes more are written than
 * count. A token has 18 bits at most, so three fit beside what is left of a byte.
 * @param entries by token: the bits to write × 32, and how many
 * @returns where it ended × 2048, the bits left over × 8, and how many they are
 */
export function writeTokens(tokens: usize, tokenCount: i32, entries: usize, at: usize, held: u32, heldBits: u32): f64 {
  let hold: u64 = held;
  let holdBits: u64 = heldBits;
  const end = tokens + ((<usize>tokenCount) << 1);
  const whole = end - 4;
  for (; tokens < whole; tokens += 6) {
    const first = load<u32>(entries + ((<usize>load<u16>(tokens)) << 2));
    const second = load<u32>(entries + ((<usize>load<u16>(tokens, 2)) << 2));
    const third = load<u32>(entries + ((<usize>load<u16>(tokens, 4)) << 2));
    hold |= (<u64>(first >>> 5)) << holdBits;
    holdBits += first & 31;
    hold |= (<u64>(second >>> 5)) << holdBits;
    holdBits += second & 31;
    hold |= (<u64>(third >>> 5)) << holdBits;
    holdBits += third & 31;
    store<u64>(at, hold);
    at += <usize>(holdBits >>> 3);
    hold >>>= holdBits & 56;
    holdBits &= 7;
  }
  for (; tokens < end; tokens += 2) {
    const entry = load<u32>(entries + ((<usize>load<u16>(tokens)) << 2));
    hold |= (<u64>(entry >>> 5)) << holdBits;
    holdBits += entry & 31;
    store<u64>(at, hold);
    at += <usize>(holdBits >>> 3);
    hold >>>= holdBits & 56;
    holdBits &= 7;
  }
  return <f64>(((<u64>at) << 11) | (hold << 3) | holdBits);
}
