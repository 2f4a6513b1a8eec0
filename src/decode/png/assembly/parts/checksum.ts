/** Bytes after which sums have to be reduced, lest they take more than 32 bits. */
const RUN: usize = 5552;
const MODULUS: u32 = 65521;

function sumOf(lanes: v128): u32 {
  return (
    i32x4.extract_lane(lanes, 0) +
    i32x4.extract_lane(lanes, 1) +
    i32x4.extract_lane(lanes, 2) +
    i32x4.extract_lane(lanes, 3)
  );
}

/** RFC 1950's checksum, continued from `start`; sixteen bytes at a time. */
export function adler32(bytes: usize, length: usize, start: u32): u32 {
  let a = start & 0xffff;
  let b = start >> 16;
  const end = bytes + length;
  while (bytes < end) {
    const runEnd = min(bytes + RUN, end);
    const wholeEnd = bytes + ((runEnd - bytes) & ~15);
    let sums = i32x4.splat(0);
    let weighted = i32x4.splat(0);
    // The sums before each sixteen bytes: each of them counts sixteen times for the second sum.
    let befores = i32x4.splat(0);
    b += a * <u32>(wholeEnd - bytes);
    for (; bytes < wholeEnd; bytes += 16) {
      const lanes = v128.load(bytes);
      befores = i32x4.add(befores, sums);
      sums = i32x4.add(sums, i32x4.extadd_pairwise_i16x8_u(i16x8.extadd_pairwise_i8x16_u(lanes)));
      const low = i32x4.dot_i16x8_s(i16x8.extend_low_i8x16_u(lanes), i16x8(16, 15, 14, 13, 12, 11, 10, 9));
      const high = i32x4.dot_i16x8_s(i16x8.extend_high_i8x16_u(lanes), i16x8(8, 7, 6, 5, 4, 3, 2, 1));
      weighted = i32x4.add(weighted, i32x4.add(low, high));
    }
    a += sumOf(sums);
    b += 16 * sumOf(befores) + sumOf(weighted);
    for (; bytes < runEnd; bytes++) {
      a += load<u8>(bytes);
      b += a;
    }
    a %= MODULUS;
    b %= MODULUS;
  }
  return (b << 16) | a;
}
