import { AT, COUNT, FAILED, HOLD, LARGEST, OFFSETS, PADDING, VALUES } from './state';

/** Codes and values together have no more bits; as many are there before they are looked at. */
export const ENOUGH: i64 = 32;
const LOOKAHEAD: i32 = 10;

/** Whether a byte of eight is 0xff. */
export function holdsMarker(bytes: u64): bool {
  return ((~bytes - 0x0101010101010101) & bytes & 0x8080808080808080) !== 0;
}

/** Takes bytes one by one (T.81, F.2.2.5): zeros from a marker on. Returns the bits; the rest is in the state. */
export function fillSlowly(s: usize, hold: u64, count: i64, at: usize): u64 {
  for (; count <= 56; count += 8) {
    let byte: u64 = load<u8>(at);
    if (byte === 0xff) {
      let next = at + 1;
      // As libjpeg does, any number of these before a zero are taken for one.
      while (load<u8>(next) === 0xff) next++;
      if (load<u8>(next) === 0) {
        at = next;
      } else {
        byte = 0;
        at--;
        store<i32>(s, load<i32>(s, PADDING) + 8, PADDING);
      }
    }
    at++;
    hold |= byte << (56 - count);
  }
  store<i64>(s, count, COUNT);
  store<u32>(s, <u32>at, AT);
  return hold;
}

/** Takes bytes until there are 56 bits at least. Returns the bits; the rest is in the state. */
export function refill(s: usize, hold: u64, count: i64, at: usize): u64 {
  const next = bswap<u64>(load<u64>(at));
  if (holdsMarker(next)) return fillSlowly(s, hold, count, at);
  store<i64>(s, count | 56, COUNT);
  store<u32>(s, <u32>at + <u32>((63 - count) >> 3), AT);
  return hold | (next >> count);
}

/** The next bits, 16 at most. */
export function take(s: usize, size: i64): i64 {
  if (size === 0) return 0;
  let hold = load<u64>(s, HOLD);
  const count = load<i64>(s, COUNT);
  if (count < ENOUGH) hold = refill(s, hold, count, load<u32>(s, AT));
  store<u64>(s, hold << size, HOLD);
  store<i64>(s, load<i64>(s, COUNT) - size, COUNT);
  return <i64>(hold >> (64 - size));
}

/** Figure F.12, without a branch that cannot be foreseen. */
export function extend(value: i64, size: i64): i64 {
  return value + (((value - ((<i64>1) << (size - 1))) >> 63) & (1 - ((<i64>1) << size)));
}

/** The step of a code longer than those that are looked up; 0 where there is none such, and the state says so. */
export function longStep(s: usize, table: usize, hold: u64): i64 {
  const bits = <i32>(hold >> 48);
  for (let length = LOOKAHEAD + 1; length <= 16; length++) {
    const entry = table + ((<usize>length) << 2);
    if (bits > load<i32>(entry, LARGEST)) continue;
    const symbol: i32 = load<u8>(table + (bits >> (16 - length)) + load<i32>(entry, OFFSETS), VALUES);
    const run = symbol >> 4;
    const size = symbol & 15;
    return length | (size << 5) | ((size === 0 && run !== 15 ? 64 + run : run) << 9);
  }
  store<u32>(s, 1, FAILED);
  return 0;
}
