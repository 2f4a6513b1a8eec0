import { ENOUGH, extend, fillSlowly, holdsMarker, longStep, refill, take } from './bits';
import { AC_TABLE, AT, COUNT, DC_TABLE, FAILED, FIRST, HOLD, LAST, LOW_BIT, ORDER, PREDICTION, RUN } from './state';
import { coefficientsOf } from './zigzag';

/** The first part of a sequential block, or a block of the first scan of DC coefficients (T.81, F.2.2.1, G.1.2.1). */
export function decodeDc(s: usize, component: usize, block: usize, progressive: bool): void {
  const table: usize = load<u32>(component, DC_TABLE);
  let hold = load<u64>(s, HOLD);
  let count = load<i64>(s, COUNT);
  if (count < ENOUGH) {
    hold = refill(s, hold, count, load<u32>(s, AT));
    count = load<i64>(s, COUNT);
  }
  let step: i64 = load<i32>(table + ((<usize>(hold >> 54)) << 2));
  if (step === 0) step = longStep(s, table, hold);
  const length = step & 31;
  const size = (step >> 5) & 15;
  hold <<= length;
  let difference = step >> 16;
  if (size !== 0) difference = extend(<i64>(hold >> (64 - size)), size);
  store<u64>(s, hold << size, HOLD);
  store<i64>(s, count - length - size, COUNT);
  const sum = load<i64>(component, PREDICTION) + difference;
  const value: i64 = <i32>sum;
  // Beyond 32 bits libjpeg gives up in one, and goes on in the other.
  if (progressive && sum !== value) store<u32>(s, 1, FAILED);
  store<i64>(component, value, PREDICTION);
  store<i16>(block, <i16>(value << load<u32>(s, LOW_BIT)));
}

/**
 * Decodes the coefficients of a band (F.2.2.2, G.1.2.2). Returns n where a code EOBn ends the block, which is 0 for the end of a
 * sequential block, and −1 where no code does.
 */
export function decodeBand(s: usize, component: usize, block: usize): i64 {
  const table: usize = load<u32>(component, AC_TABLE);
  const last: i64 = load<u32>(s, LAST);
  const lowBit: i64 = load<u32>(s, LOW_BIT);
  let hold = load<u64>(s, HOLD);
  let count = load<i64>(s, COUNT);
  let at: usize = load<u32>(s, AT);
  let power: i64 = -1;
  for (let k: i64 = load<u32>(s, FIRST); k <= last; k++) {
    if (count < ENOUGH) {
      const next = bswap<u64>(load<u64>(at));
      if (holdsMarker(next)) {
        hold = fillSlowly(s, hold, count, at);
        count = load<i64>(s, COUNT);
        at = load<u32>(s, AT);
      } else {
        hold |= next >> count;
        at += <usize>((63 - count) >> 3);
        count |= 56;
      }
    }
    let step: i64 = load<i32>(table + ((<usize>(hold >> 54)) << 2));
    if (step === 0) step = longStep(s, table, hold);
    const length = step & 31;
    const size = (step >> 5) & 15;
    const skip = (step >> 9) & 127;
    hold <<= length;
    count -= length;
    let value = step >> 16;
    if (size !== 0) {
      value = extend(<i64>(hold >> (64 - size)), size);
      hold <<= size;
      count -= size;
    }
    if (value !== 0) {
      k += skip;
      store<i16>(block + load<u8>(s + <usize>k, ORDER), <i16>(value << lowBit));
    } else if (skip < 64 && step !== 0) {
      k += skip;
    } else {
      power = skip & 63;
      break;
    }
  }
  store<u64>(s, hold, HOLD);
  store<i64>(s, count, COUNT);
  store<u32>(s, <u32>at, AT);
  return power;
}

/** A block of the first scan of a band (G.1.2.2). */
export function decodeFirst(s: usize, component: usize, block: usize): void {
  const run = load<u32>(s, RUN);
  if (run > 0) {
    store<u32>(s, run - 1, RUN);
    return;
  }
  const power = decodeBand(s, component, block);
  if (power > 0) store<u32>(s, (1 << (<u32>power)) + <u32>take(s, power) - 1, RUN);
}

/** A block of a scan that makes a band of AC coefficients a bit more exact (G.1.2.3, figures G.7 to G.9). */
export function refineBand(s: usize, component: usize, block: usize): void {
  const table: usize = load<u32>(component, AC_TABLE);
  const last = load<i32>(s, LAST);
  const lowBit = load<i32>(s, LOW_BIT);
  const bit: i32 = 1 << lowBit;
  let run = load<u32>(s, RUN);
  let hold = load<u64>(s, HOLD);
  let count = load<i64>(s, COUNT);
  let k = load<i32>(s, FIRST);
  const known = coefficientsOf(block) & (((<u64>2) << last) - 1);
  while (k <= last) {
    let value: i32 = 0;
    let zeros: i32 = 127;
    if (run === 0) {
      if (count < ENOUGH) {
        hold = refill(s, hold, count, load<u32>(s, AT));
        count = load<i64>(s, COUNT);
      }
      let step: i64 = load<i32>(table + ((<usize>(hold >> 54)) << 2));
      if (step === 0) step = longStep(s, table, hold);
      const length = step & 31;
      const size = (step >> 5) & 15;
      hold <<= length;
      count -= length;
      value = <i32>(step >> 16);
      if (size !== 0) {
        value = <i32>extend(<i64>(hold >> (64 - size)), size);
        hold <<= size;
        count -= size;
      }
      // A new coefficient has one bit only.
      if (step === 0 || value > 1 || value < -1) {
        store<u32>(s, 1, FAILED);
        break;
      }
      zeros = (<i32>(step >> 9)) & 127;
      if (zeros >= 64) {
        const power: u64 = zeros & 63;
        run = 1;
        if (power !== 0) {
          run = (1 << (<u32>power)) + <u32>(hold >> (64 - power));
          hold <<= power;
          count -= power;
        }
        zeros = 127;
      }
    }
    // Corrects coefficients until it comes to a zero behind so many others.
    do {
      const rest = known >> (<u64>k);
      const before = <i32>ctz(rest);
      if (rest === 0 || zeros < before) {
        k = min(k + zeros, last + 1);
        break;
      }
      zeros -= before;
      k += before;
      if (count === 0) {
        hold = refill(s, hold, count, load<u32>(s, AT));
        count = load<i64>(s, COUNT);
      }
      const place = block + load<u8>(s + <usize>k, ORDER);
      const coefficient: i32 = load<i16>(place);
      // Without a branch that cannot be foreseen: where the bit says so and is not there yet, away from zero.
      const more = (<i32>((<i64>hold) >> 63)) & ~((coefficient << (31 - lowBit)) >> 31) & bit;
      const sign = coefficient >> 31;
      store<i16>(place, <i16>(coefficient + ((more ^ sign) - sign)));
      hold <<= 1;
      count--;
      k++;
    } while (k <= last);
    if (value !== 0) store<i16>(block + load<u8>(s + <usize>k, ORDER), <i16>(value << lowBit));
    k++;
  }
  if (run > 0) run--;
  store<u32>(s, run, RUN);
  store<u64>(s, hold, HOLD);
  store<i64>(s, count, COUNT);
}
