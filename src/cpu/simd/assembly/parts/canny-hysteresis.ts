import {
  candidateMask,
  edgesPlane,
  maskRow,
  maskStride,
  pendingMask,
  reachedMask,
  shownMask,
  stack,
  width,
} from './canny-memory';

/** End of the stack of words with pending bits. */
let top: usize = 0;
/** Distances from a word of the pending mask to the same one of the others. */
let toCandidates: usize = 0;
let toReached: usize = 0;

export function clearStarts(): void {
  top = stack;
  toCandidates = candidateMask - pendingMask;
  toReached = reachedMask - pendingMask;
}

/** Puts a word of the pending mask on the stack. Each is there at most once: as long as it has pending bits. */
export function addStart(word: usize): void {
  store<u32>(top, <u32>word);
  top += 4;
}

/** Makes pending those candidates of a word that are among `bits`. */
function touch(word: usize, bits: u64): void {
  const candidates = load<u64>(word + toCandidates);
  const found = bits & candidates;
  if (found === 0) return;
  store<u64>(word + toCandidates, candidates ^ found);
  const pending = load<u64>(word);
  store<u64>(word, pending | found);
  if (pending === 0) addStart(word);
}

/**
 * Follows edges from pending pixels through all candidates they touch, by side or corner, 64 pixels at a time. Which
 * pixels are reached does not depend on the order. Takes `budget` words at most; returns whether any are left.
 */
export function followEdges(budget: i32): bool {
  for (; budget > 0 && top > stack; budget--) {
    top -= 4;
    const word = <usize>load<u32>(top);
    let bits = load<u64>(word);
    store<u64>(word, 0);
    let candidates = load<u64>(word + toCandidates);
    // Along the word itself until nothing is added.
    for (;;) {
      const found = ((bits << 1) | (bits >> 1)) & candidates;
      if (found === 0) break;
      bits |= found;
      candidates ^= found;
    }
    store<u64>(word + toCandidates, candidates);
    store<u64>(word + toReached, load<u64>(word + toReached) | bits);
    const around = bits | (bits << 1) | (bits >> 1);
    touch(word - maskStride, around);
    touch(word + maskStride, around);
    if ((bits & 1) !== 0) {
      touch(word - 8, (<u64>1) << 63);
      touch(word - 8 - maskStride, (<u64>1) << 63);
      touch(word - 8 + maskStride, (<u64>1) << 63);
    }
    if (bits >> 63 !== 0) {
      touch(word + 8, 1);
      touch(word + 8 - maskStride, 1);
      touch(word + 8 + maskStride, 1);
    }
  }
  return top > stack;
}

/** Sixteen pixels from the lowest bits: 255 for a set bit, else 0. */
function pixels16(bits: u64): v128 {
  const bytes = i8x16.swizzle(i64x2.splat(bits), i8x16(0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1));
  const each = i8x16(1, 2, 4, 8, 16, 32, 64, -128, 1, 2, 4, 8, 16, 32, 64, -128);
  return i8x16.eq(v128.and(bytes, each), each);
}

/**
 * Writes the rows `from`…`to` − 1 of the edge plane, of which only words that differ from what it shows: most of a
 * radiograph has no edges, before and after.
 */
export function showReached(from: i32, to: i32): void {
  for (let y = from; y < to; y++) {
    const reached = maskRow(reachedMask, y);
    const shown = maskRow(shownMask, y);
    const target = edgesPlane + <usize>y * width;
    for (let x = 0; x < width; x += 64) {
      const word = (<usize>x) >> 3;
      const bits = load<u64>(reached + word);
      if (bits === load<u64>(shown + word)) continue;
      store<u64>(shown + word, bits);
      showWord(bits, target + x, min(64, width - x));
    }
  }
}

function showWord(bits: u64, target: usize, pixels: i32): void {
  const end = target + pixels;
  for (; target + 16 <= end; target += 16, bits >>= 16) v128.store(target, pixels16(bits));
  for (; target < end; target++, bits >>= 1) store<u8>(target, <u8>-(<i32>(bits & 1)));
}
