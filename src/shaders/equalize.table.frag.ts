import { shaderProgram } from './shader-program.ts';

/**
 * The 256 entries of equalizeHist's look-up table from the 256 bins, one fragment an entry (OpenCV histogram.cpp):
 * 0 up to the first non-empty bin, from there on round(f32(cum) · f32(255 / f32(d))) where `cum` and `d` leave that
 * bin out. OpenCV does this in single precision and the roundings show, while a GPU's division may be off by 2.5 ULP:
 * so single precision is done here in integers, as 24-bit mantissas with round-half-to-even.
 */
export const EQUALIZE_TABLE = shaderProgram(
  'equalize.table',
  `
uniform usampler2D histogram;
uniform uint pixelCount;
out uint entry;

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

/* 255 / d by restoring division; 255 is 0xff0000 · 2^-16. */
void quotient255(uint dm, int de, out uint m, out int e) {
  uint rest = 0xff0000u;
  int exponent = -16 - de - 23;
  if (rest < dm) {
    rest <<= 1;
    exponent--;
  }
  uint digits = 1u;
  rest -= dm;
  for (int i = 0; i < 23; i++) {
    rest <<= 1;
    digits <<= 1;
    if (rest >= dm) {
      digits |= 1u;
      rest -= dm;
    }
  }
  /* A tie is impossible: 255 · 2^n has no odd divisor as large as twice a mantissa plus one. */
  if ((rest << 1) > dm) digits++;
  normalised(digits, exponent, m, e);
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

uint bin(int index) {
  return texelFetch(histogram, ivec2(index >> 2, 0), 0)[index & 3];
}

void main() {
  int index = int(gl_FragCoord.x);
  int first = 0;
  while (first < 255 && bin(first) == 0u) first++;
  uint divisor = pixelCount - bin(first);
  if (divisor == 0u) {
    entry = uint(first);
    return;
  }
  uint cumulated = 0u;
  for (int i = first + 1; i <= index; i++) cumulated += bin(i);
  if (cumulated == 0u) {
    entry = 0u;
    return;
  }
  uint dm, sm, cm, pm;
  int de, se, ce, pe;
  toSingle(divisor, dm, de);
  quotient255(dm, de, sm, se);
  toSingle(cumulated, cm, ce);
  product(cm, ce, sm, se, pm, pe);
  entry = min(rounded(pm, pe), 255u);
}
`,
);
