/**
 * Single precision in integers, where a GPU may divide with another rounding, or join a product and a sum: 24-bit mantissas with
 * round-half-to-even, as the standard and OpenCV have it. Positive numbers only.
 */
export const SINGLE_PRECISION = `
/* A positive single-precision number: mantissa · 2^exponent with 2^23 <= mantissa < 2^24. */
void normalised(uint mantissa, int exponent, out uint m, out int e) {
  m = mantissa;
  e = exponent;
  if (m == 0x1000000u) {
    m = 0x800000u;
    e++;
  }
}

void toSingle(uint value, out uint m, out int e) {
  int top = 31;
  while (((value >> top) & 1u) == 0u) top--;
  int shift = top - 23;
  if (shift <= 0) {
    m = value << -shift;
    e = shift;
    return;
  }
  uint kept = value >> shift;
  uint rest = value & ((1u << shift) - 1u);
  uint half_ = 1u << (shift - 1);
  if (rest > half_ || (rest == half_ && (kept & 1u) == 1u)) kept++;
  normalised(kept, shift, m, e);
}

/* The 48-bit product in 12-bit limbs, as high · 2^24 + low. */
void product(uint am, int ae, uint bm, int be, out uint m, out int e) {
  uint a1 = am >> 12;
  uint a0 = am & 0xfffu;
  uint b1 = bm >> 12;
  uint b0 = bm & 0xfffu;
  uint middle = a1 * b0 + a0 * b1;
  uint low = a0 * b0 + ((middle & 0xfffu) << 12);
  uint high = a1 * b1 + (middle >> 12) + (low >> 24);
  low &= 0xffffffu;
  int exponent = ae + be + 24;
  if (high < 0x800000u) {
    high = (high << 1) | (low >> 23);
    low = (low & 0x7fffffu) << 1;
    exponent--;
  }
  if (low > 0x800000u || (low == 0x800000u && (high & 1u) == 1u)) high++;
  normalised(high, exponent, m, e);
}

/* To the nearest whole number, halves to the even one; the numbers here are below 256. */
uint rounded(uint m, int e) {
  int shift = -e;
  if (shift > 24) return 0u;
  uint whole = shift == 24 ? 0u : m >> shift;
  uint rest = m - (whole << shift);
  uint half_ = 1u << (shift - 1);
  return rest > half_ || (rest == half_ && (whole & 1u) == 1u) ? whole + 1u : whole;
}
`;
