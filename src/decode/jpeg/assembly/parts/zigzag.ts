/** Which of a row's and of the next one's coefficients are zeros: bytes of ones. */
function zerosOf(rows: usize): v128 {
  const none = i16x8.splat(0);
  return i8x16.narrow_i16x8_s(i16x8.eq(v128.load(rows), none), i16x8.eq(v128.load(rows, 16), none));
}

/** Which coefficients of a block are not zero: a bit each, by index of the zig-zag sequence (T.81, figure A.6). */
export function coefficientsOf(block: usize): u64 {
  const n0 = zerosOf(block);
  const n1 = zerosOf(block + 32);
  const n2 = zerosOf(block + 64);
  const n3 = zerosOf(block + 96);
  const z0 = v128.or(
    v128.or(
      i8x16.swizzle(n0, i8x16(0, 1, 8, -1, 9, 2, 3, 10, -1, -1, -1, -1, -1, 11, 4, 5)),
      i8x16.swizzle(n1, i8x16(-1, -1, -1, 0, -1, -1, -1, -1, 1, 8, -1, 9, 2, -1, -1, -1)),
    ),
    i8x16.swizzle(n2, i8x16(-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 0, -1, -1, -1, -1, -1)),
  );
  const z1 = v128.or(
    v128.or(
      v128.or(
        i8x16.swizzle(n0, i8x16(12, -1, -1, -1, -1, -1, -1, -1, -1, -1, 13, 6, 7, 14, -1, -1)),
        i8x16.swizzle(n1, i8x16(-1, 3, 10, -1, -1, -1, -1, -1, 11, 4, -1, -1, -1, -1, 5, 12)),
      ),
      i8x16.swizzle(n2, i8x16(-1, -1, -1, 1, 8, -1, 9, 2, -1, -1, -1, -1, -1, -1, -1, -1)),
    ),
    i8x16.swizzle(n3, i8x16(-1, -1, -1, -1, -1, 0, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1)),
  );
  const z2 = v128.or(
    v128.or(
      v128.or(
        i8x16.swizzle(n0, i8x16(-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 15, -1, -1, -1, -1, -1)),
        i8x16.swizzle(n1, i8x16(-1, -1, -1, -1, -1, -1, -1, -1, 13, 6, -1, 7, 14, -1, -1, -1)),
      ),
      i8x16.swizzle(n2, i8x16(3, 10, -1, -1, -1, -1, 11, 4, -1, -1, -1, -1, -1, 5, 12, -1)),
    ),
    i8x16.swizzle(n3, i8x16(-1, -1, 1, 8, 9, 2, -1, -1, -1, -1, -1, -1, -1, -1, -1, 3)),
  );
  const z3 = v128.or(
    v128.or(
      i8x16.swizzle(n1, i8x16(-1, -1, -1, -1, -1, 15, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1)),
      i8x16.swizzle(n2, i8x16(-1, -1, -1, 13, 6, -1, 7, 14, -1, -1, -1, -1, 15, -1, -1, -1)),
    ),
    i8x16.swizzle(n3, i8x16(10, 11, 4, -1, -1, -1, -1, -1, 5, 12, 13, 6, -1, 7, 14, 15)),
  );
  const low = <u64>((<u32>i8x16.bitmask(z0)) | ((<u32>i8x16.bitmask(z1)) << 16));
  const high = <u64>((<u32>i8x16.bitmask(z2)) | ((<u32>i8x16.bitmask(z3)) << 16));
  return ~(low | (high << 32));
}
