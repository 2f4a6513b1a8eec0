import { KIND, END, LITERAL, LONGER, OTHER } from './code-tables';
import { afterBlock } from './block-heads';
import { copyMatch } from './matches';
import {
  DAMAGED,
  DISTANCES,
  DISTANCE_BITS,
  ENOUGH,
  GO_ON,
  HOLD,
  HOLD_BITS,
  INPUT,
  INPUT_END,
  LITERALS,
  LITERAL_BITS,
  OLDEST,
  OUTPUT,
  STARVED,
  TRAILER,
} from './state';

/** A round of the fast loop reads no further ahead in the input, and writes no further ahead in the output. */
const INPUT_MARGIN: usize = 24;
const OUTPUT_MARGIN: usize = 288;

function literalEntry(s: usize, hold: u64): u64 {
  return load<u32>(s + LITERALS + (((<usize>hold) & ((1 << LITERAL_BITS) - 1)) << 2));
}

/** The entry of a longer code: its last bits are not looked at by the first table. */
function longerEntry(table: usize, link: u64, hold: u64): u64 {
  const bits: u64 = (link >> 10) & 15;
  const last: u64 = (hold >> link) & ~((<u64>-1) << bits);
  return load<u32>(table + ((<usize>((link >> 16) + last)) << 2));
}

/** A length or a distance: the least it can be by its code, and what the extra bits add. */
function valueOf(entry: u64, hold: u64): usize {
  return <usize>(entry >> 16) + <usize>((hold & ~((<u64>-1) << (entry & 63))) >> ((entry >> 8) & 15));
}

/**
 * Decodes symbols until the block ends, the output reaches `limit` or the input runs out: as long as there is plenty of
 * both without looking at either, else a symbol at a time, and none that is not there whole.
 */
export function decodeSymbols(s: usize, limit: usize): i32 {
  let hold = load<u64>(s, HOLD);
  // The lowest 6 bits count; what is above them is left over from entries.
  let bits: u64 = load<u32>(s, HOLD_BITS);
  let input: usize = load<u32>(s, INPUT);
  let output: usize = load<u32>(s, OUTPUT);
  const inputEnd: usize = load<u32>(s, INPUT_END);
  const oldest: usize = load<u32>(s, OLDEST);
  let status = GO_ON;
  let entry: u64;
  let done = false;

  for (;;) {
    while (input + INPUT_MARGIN <= inputEnd && output + OUTPUT_MARGIN <= limit) {
      hold |= load<u64>(input) << bits;
      input += 7 - ((<usize>(bits >> 3)) & 7);
      bits |= 56;
      entry = literalEntry(s, hold);
      if (entry & LITERAL) {
        store<u16>(output, <u16>(entry >> 16));
        output += (<usize>(entry >> 8)) & 3;
        hold >>= entry;
        bits -= entry;
        entry = literalEntry(s, hold);
        if (entry & LITERAL) {
          store<u16>(output, <u16>(entry >> 16));
          output += (<usize>(entry >> 8)) & 3;
          hold >>= entry;
          bits -= entry;
          entry = literalEntry(s, hold);
          if (entry & LITERAL) {
            store<u16>(output, <u16>(entry >> 16));
            output += (<usize>(entry >> 8)) & 3;
            hold >>= entry;
            bits -= entry;
            entry = literalEntry(s, hold);
            if (entry & LITERAL) {
              store<u16>(output, <u16>(entry >> 16));
              output += (<usize>(entry >> 8)) & 3;
              hold >>= entry;
              bits -= entry;
              continue;
            }
          }
        }
      }
      // 33 of 56 bits were used at most: enough for the 20 of any length.
      if (entry & OTHER) {
        if ((entry & KIND) === LONGER) entry = longerEntry(s + LITERALS, entry, hold);
        if (entry & LITERAL) {
          store<u8>(output++, <u8>(entry >> 16));
          hold >>= entry;
          bits -= entry;
          continue;
        }
        if (entry & OTHER) {
          hold >>= entry;
          bits -= entry;
          if ((entry & KIND) === END) afterBlock(s, TRAILER);
          else status = DAMAGED;
          done = true;
          break;
        }
      }
      const length = valueOf(entry, hold);
      hold >>= entry;
      bits -= entry;
      hold |= load<u64>(input) << bits;
      input += 7 - ((<usize>(bits >> 3)) & 7);
      bits |= 56;
      entry = load<u32>(s + DISTANCES + (((<usize>hold) & ((1 << DISTANCE_BITS) - 1)) << 2));
      if (entry & OTHER) {
        if ((entry & KIND) === LONGER) entry = longerEntry(s + DISTANCES, entry, hold);
        if (entry & OTHER) {
          status = DAMAGED;
          done = true;
          break;
        }
      }
      const distance = valueOf(entry, hold);
      hold >>= entry;
      bits -= entry;
      if (distance > output - oldest) {
        status = DAMAGED;
        done = true;
        break;
      }
      copyMatch(s, output, distance, length);
      output += length;
    }
    if (done) break;

    if (output >= limit) {
      status = ENOUGH;
      break;
    }
    bits &= 63;
    for (; bits < 56 && input < inputEnd; bits += 8) hold |= (<u64>load<u8>(input++)) << bits;
    // What lies above is known already where the next bytes are, which the fast loop has looked at; else it is nothing.
    let rest = hold;
    let used: u64 = 0;
    entry = literalEntry(s, rest);
    if (entry & OTHER && (entry & KIND) === LONGER) entry = longerEntry(s + LITERALS, entry, rest);
    if (entry & LITERAL) {
      used = (entry & (3 << 8)) === 2 << 8 ? (entry >> 10) & 15 : entry & 63;
      if (used > bits) {
        status = STARVED;
        break;
      }
      store<u8>(output++, <u8>(entry >> 16));
      hold >>= used;
      bits -= used;
      continue;
    }
    used = entry & 63;
    if (entry & OTHER) {
      if (used > bits) {
        status = STARVED;
        break;
      }
      hold >>= used;
      bits -= used;
      if ((entry & KIND) === END) afterBlock(s, TRAILER);
      else status = DAMAGED;
      break;
    }
    const length = valueOf(entry, rest);
    rest >>= used;
    entry = load<u32>(s + DISTANCES + (((<usize>rest) & ((1 << DISTANCE_BITS) - 1)) << 2));
    if (entry & OTHER && (entry & KIND) === LONGER) entry = longerEntry(s + DISTANCES, entry, rest);
    used += entry & 63;
    if (used > bits) {
      status = STARVED;
      break;
    }
    const distance = valueOf(entry, rest);
    if (entry & OTHER || distance > output - oldest) {
      status = DAMAGED;
      break;
    }
    hold >>= used;
    bits -= used;
    copyMatch(s, output, distance, length);
    output += length;
  }

  bits &= 63;
  store<u64>(s, hold & ~((<u64>-1) << bits), HOLD);
  store<u32>(s, <u32>bits, HOLD_BITS);
  store<u32>(s, <u32>input, INPUT);
  store<u32>(s, <u32>output, OUTPUT);
  return status;
}
