import { shaderProgram } from './shader-program.ts';
import { SINGLE_PRECISION } from './single-precision.glsl.ts';

/**
 * The 256 entries of equalizeHist's look-up table from the 256 bins, one fragment an entry (OpenCV histogram.cpp):
 * 0 up to the first non-empty bin, from there on round(f32(cum) · f32(255 / f32(d))) where `cum` and `d` leave that
 * bin out. OpenCV does this in single precision and the roundings show, while a GPU's division may be off by 2.5 ULP:
 * so single precision is done here in integers, as 24-bit mantissas with round-half-to-even.
 */
export const EQUALIZE_TABLE = shaderProgram(
  'equalize.table',
  SINGLE_PRECISION,
  `
uniform usampler2D histogram;
uniform uint pixelCount;
out uint entry;

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
