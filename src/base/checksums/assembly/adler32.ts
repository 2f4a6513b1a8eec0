const MODULUS: u32 = 65521;
/** Vectors after which sums are reduced: 5536 bytes, the most that cannot overflow 32 bits. */
const VECTORS: usize = 346;

function total(sums: v128): u32 {
  return (
    i32x4.extract_lane(sums, 0) +
    i32x4.extract_lane(sums, 1) +
    i32x4.extract_lane(sums, 2) +
    i32x4.extract_lane(sums, 3)
  );
}

/** RFC 1950's checksum of `length` bytes from `address` on, continued from `before`. */
export function adler32(address: usize, length: usize, before: u32): u32 {
  let a = before & 0xffff;
  let b = before >>> 16;
  const end = address + length;
  const whole = address + (length & ~15);
  const early = i16x8(16, 15, 14, 13, 12, 11, 10, 9);
  const late = i16x8(8, 7, 6, 5, 4, 3, 2, 1);
  while (address < whole) {
    const stop = min(whole, address + 16 * VECTORS);
    // Each vector adds 16 times what came before it, and each of its bytes as often as it counts from its end.
    b += a * <u32>(stop - address);
    let sums = i32x4.splat(0);
    let sumsBefore = i32x4.splat(0);
    let weighted = i32x4.splat(0);
    for (; address < stop; address += 16) {
      const bytes = v128.load(address);
      sumsBefore = i32x4.add(sumsBefore, sums);
      sums = i32x4.add(sums, i32x4.extadd_pairwise_i16x8_u(i16x8.extadd_pairwise_i8x16_u(bytes)));
      weighted = i32x4.add(weighted, i32x4.dot_i16x8_s(i16x8.extend_low_i8x16_u(bytes), early));
      weighted = i32x4.add(weighted, i32x4.dot_i16x8_s(i16x8.extend_high_i8x16_u(bytes), late));
    }
    a = (a + total(sums)) % MODULUS;
    b = (b + 16 * total(sumsBefore) + total(weighted)) % MODULUS;
  }
  for (; address < end; address++) {
    a += load<u8>(address);
    b += a;
  }
  return ((b % MODULUS) << 16) | (a % MODULUS);
}
