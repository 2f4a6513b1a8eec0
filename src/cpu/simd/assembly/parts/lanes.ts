/** The 16 bits of two masks of eight 16-bit lanes each. */
export function bitsOf(left: v128, right: v128): i32 {
  return i8x16.bitmask(i8x16.narrow_i16x8_s(left, right));
}

/** The eight 16-bit lanes from the last of `a` on. */
export function before(a: v128, b: v128): v128 {
  return v128.shuffle<i16>(a, b, 7, 8, 9, 10, 11, 12, 13, 14);
}

/** The eight 16-bit lanes from the second of `a` on. */
export function after(a: v128, b: v128): v128 {
  return v128.shuffle<i16>(a, b, 1, 2, 3, 4, 5, 6, 7, 8);
}

/** The 16-bit lanes of the lower halves of two vectors in turn. */
export function interleavedLow(a: v128, b: v128): v128 {
  return v128.shuffle<i16>(a, b, 0, 8, 1, 9, 2, 10, 3, 11);
}

/** The 16-bit lanes of the upper halves of two vectors in turn. */
export function interleavedHigh(a: v128, b: v128): v128 {
  return v128.shuffle<i16>(a, b, 4, 12, 5, 13, 6, 14, 7, 15);
}
