/**
 * The accurate integer inverse transform of 8-bit samples, as libjpeg's jidctint.c has it (after Loeffler, Ligtenberg and
 * Moschytz, 1989): 13 bits behind the point of its factors, 2 more than integers between its two passes.
 */
export const FIX = {
  f0298: 2446,
  f0390: 3196,
  f0541: 4433,
  f0765: 6270,
  f0899: 7373,
  f1175: 9633,
  f1501: 12299,
  f1847: 15137,
  f1961: 16069,
  f2053: 16819,
  f2562: 20995,
  f3072: 25172,
} as const;

const PASS_1_SHIFT = 11;
const PASS_2_SHIFT = 18;
/** Half of what is shifted out; in the second pass also the 128 that level shift adds (T.81, A.3.1). */
const PASS_1_ROUND = 1 << (PASS_1_SHIFT - 1);
const PASS_2_ROUND = (1 << (PASS_2_SHIFT - 1)) + (128 << PASS_2_SHIFT);

/** The block between the passes. */
const between = new Int32Array(64);

/**
 * Transforms the dequantized block at `at` to samples from `to` on, `stride` from row to row. Exact where no sum of a
 * block's coefficients reaches USUAL_SUM (block-decoder.ts).
 * @param samples clamps what is written to it
 */
export function inverseTransform(
  block: Int16Array,
  at: number,
  samples: Uint8ClampedArray,
  to: number,
  stride: number,
): void {
  for (let column = 0; column < 8; column++) {
    const i = at + column;
    const c1 = block[i + 8];
    const c2 = block[i + 16];
    const c3 = block[i + 24];
    const c4 = block[i + 32];
    const c5 = block[i + 40];
    const c6 = block[i + 48];
    const c7 = block[i + 56];
    if ((c1 | c2 | c3 | c4 | c5 | c6 | c7) === 0) {
      const flat = block[i] << 2;
      between[column] = flat;
      between[column + 8] = flat;
      between[column + 16] = flat;
      between[column + 24] = flat;
      between[column + 32] = flat;
      between[column + 40] = flat;
      between[column + 48] = flat;
      between[column + 56] = flat;
      continue;
    }
    const z1 = Math.imul(c2 + c6, FIX.f0541);
    const even2 = z1 - Math.imul(c6, FIX.f1847);
    const even3 = z1 + Math.imul(c2, FIX.f0765);
    const even0 = ((block[i] + c4) << 13) + PASS_1_ROUND;
    const even1 = ((block[i] - c4) << 13) + PASS_1_ROUND;
    const t10 = even0 + even3;
    const t13 = even0 - even3;
    const t11 = even1 + even2;
    const t12 = even1 - even2;
    const z5 = Math.imul(c7 + c3 + c5 + c1, FIX.f1175);
    const z3 = z5 - Math.imul(c7 + c3, FIX.f1961);
    const z4 = z5 - Math.imul(c5 + c1, FIX.f0390);
    const y1 = Math.imul(c7 + c1, FIX.f0899);
    const y2 = Math.imul(c5 + c3, FIX.f2562);
    const odd0 = Math.imul(c7, FIX.f0298) - y1 + z3;
    const odd1 = Math.imul(c5, FIX.f2053) - y2 + z4;
    const odd2 = Math.imul(c3, FIX.f3072) - y2 + z3;
    const odd3 = Math.imul(c1, FIX.f1501) - y1 + z4;
    between[column] = (t10 + odd3) >> PASS_1_SHIFT;
    between[column + 56] = (t10 - odd3) >> PASS_1_SHIFT;
    between[column + 8] = (t11 + odd2) >> PASS_1_SHIFT;
    between[column + 48] = (t11 - odd2) >> PASS_1_SHIFT;
    between[column + 16] = (t12 + odd1) >> PASS_1_SHIFT;
    between[column + 40] = (t12 - odd1) >> PASS_1_SHIFT;
    between[column + 24] = (t13 + odd0) >> PASS_1_SHIFT;
    between[column + 32] = (t13 - odd0) >> PASS_1_SHIFT;
  }
  for (let i = 0; i < 64; i += 8, to += stride) {
    const c0 = between[i];
    const c1 = between[i + 1];
    const c2 = between[i + 2];
    const c3 = between[i + 3];
    const c4 = between[i + 4];
    const c5 = between[i + 5];
    const c6 = between[i + 6];
    const c7 = between[i + 7];
    const z1 = Math.imul(c2 + c6, FIX.f0541);
    const even2 = z1 - Math.imul(c6, FIX.f1847);
    const even3 = z1 + Math.imul(c2, FIX.f0765);
    const even0 = ((c0 + c4) << 13) + PASS_2_ROUND;
    const even1 = ((c0 - c4) << 13) + PASS_2_ROUND;
    const t10 = even0 + even3;
    const t13 = even0 - even3;
    const t11 = even1 + even2;
    const t12 = even1 - even2;
    const z5 = Math.imul(c7 + c3 + c5 + c1, FIX.f1175);
    const z3 = z5 - Math.imul(c7 + c3, FIX.f1961);
    const z4 = z5 - Math.imul(c5 + c1, FIX.f0390);
    const y1 = Math.imul(c7 + c1, FIX.f0899);
    const y2 = Math.imul(c5 + c3, FIX.f2562);
    const odd0 = Math.imul(c7, FIX.f0298) - y1 + z3;
    const odd1 = Math.imul(c5, FIX.f2053) - y2 + z4;
    const odd2 = Math.imul(c3, FIX.f3072) - y2 + z3;
    const odd3 = Math.imul(c1, FIX.f1501) - y1 + z4;
    samples[to] = (t10 + odd3) >> PASS_2_SHIFT;
    samples[to + 7] = (t10 - odd3) >> PASS_2_SHIFT;
    samples[to + 1] = (t11 + odd2) >> PASS_2_SHIFT;
    samples[to + 6] = (t11 - odd2) >> PASS_2_SHIFT;
    samples[to + 2] = (t12 + odd1) >> PASS_2_SHIFT;
    samples[to + 5] = (t12 - odd1) >> PASS_2_SHIFT;
    samples[to + 3] = (t13 + odd0) >> PASS_2_SHIFT;
    samples[to + 4] = (t13 - odd0) >> PASS_2_SHIFT;
  }
}

/** The same of a block that has nothing beside its first coefficient. */
export function flatBlock(dc: number, samples: Uint8ClampedArray, to: number, stride: number): void {
  const level = ((dc + 4) >> 3) + 128;
  for (let y = 0; y < 8; y++, to += stride) {
    samples[to] = level;
    samples[to + 1] = level;
    samples[to + 2] = level;
    samples[to + 3] = level;
    samples[to + 4] = level;
    samples[to + 5] = level;
    samples[to + 6] = level;
    samples[to + 7] = level;
  }
}
