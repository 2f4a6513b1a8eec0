/**
 * The accurate integer inverse transform as libjpeg-turbo has it on x86 (jidctint-avx2.asm): what two coefficients give together turns over
 * at 16 bits, results are held there.
 */

function interleavedLow(a: v128, b: v128): v128 {
  return v128.shuffle<i16>(a, b, 0, 8, 1, 9, 2, 10, 3, 11);
}

function interleavedHigh(a: v128, b: v128): v128 {
  return v128.shuffle<i16>(a, b, 4, 12, 5, 13, 6, 14, 7, 15);
}

/** Two factors in turns, for a dot product. */
function factors(a: i32, b: i32): v128 {
  return i32x4.splat((a & 0xffff) | (b << 16));
}

/** Four sums and differences, shifted, of the lower halves of lines and four of the upper ones. */
function storePair(
  sum: usize,
  difference: usize,
  evenLow: v128,
  evenHigh: v128,
  oddLow: v128,
  oddHigh: v128,
  shift: i32,
): void {
  v128.store(
    sum,
    i16x8.narrow_i32x4_s(
      i32x4.shr_s(i32x4.add(evenLow, oddLow), shift),
      i32x4.shr_s(i32x4.add(evenHigh, oddHigh), shift),
    ),
  );
  v128.store(
    difference,
    i16x8.narrow_i32x4_s(
      i32x4.shr_s(i32x4.sub(evenLow, oddLow), shift),
      i32x4.shr_s(i32x4.sub(evenHigh, oddHigh), shift),
    ),
  );
}

/** Transforms eight lines, of which each lane of the eight vectors at `at` is one. */
export function transformLines(at: usize, shift: i32): void {
  const c0 = v128.load(at);
  const c1 = v128.load(at, 16);
  const c2 = v128.load(at, 32);
  const c3 = v128.load(at, 48);
  const c4 = v128.load(at, 64);
  const c5 = v128.load(at, 80);
  const c6 = v128.load(at, 96);
  const c7 = v128.load(at, 112);
  const half = i32x4.splat(1 << (shift - 1));

  const sum = i16x8.add(c0, c4);
  const difference = i16x8.sub(c0, c4);
  const even0Low = i32x4.add(i32x4.shl(i32x4.extend_low_i16x8_s(sum), 13), half);
  const even0High = i32x4.add(i32x4.shl(i32x4.extend_high_i16x8_s(sum), 13), half);
  const even1Low = i32x4.add(i32x4.shl(i32x4.extend_low_i16x8_s(difference), 13), half);
  const even1High = i32x4.add(i32x4.shl(i32x4.extend_high_i16x8_s(difference), 13), half);
  const low26 = interleavedLow(c2, c6);
  const high26 = interleavedHigh(c2, c6);
  const even2 = factors(4433, 4433 - 15137);
  const even3 = factors(4433 + 6270, 4433);
  const even2Low = i32x4.dot_i16x8_s(low26, even2);
  const even2High = i32x4.dot_i16x8_s(high26, even2);
  const even3Low = i32x4.dot_i16x8_s(low26, even3);
  const even3High = i32x4.dot_i16x8_s(high26, even3);

  const sum73 = i16x8.add(c7, c3);
  const sum51 = i16x8.add(c5, c1);
  const lowSums = interleavedLow(sum73, sum51);
  const highSums = interleavedHigh(sum73, sum51);
  const z3 = factors(9633 - 16069, 9633);
  const z4 = factors(9633, 9633 - 3196);
  const z3Low = i32x4.dot_i16x8_s(lowSums, z3);
  const z3High = i32x4.dot_i16x8_s(highSums, z3);
  const z4Low = i32x4.dot_i16x8_s(lowSums, z4);
  const z4High = i32x4.dot_i16x8_s(highSums, z4);
  const low71 = interleavedLow(c7, c1);
  const high71 = interleavedHigh(c7, c1);
  const low53 = interleavedLow(c5, c3);
  const high53 = interleavedHigh(c5, c3);

  const odd3 = factors(-7373, 12299 - 7373);
  storePair(
    at,
    at + 112,
    i32x4.add(even0Low, even3Low),
    i32x4.add(even0High, even3High),
    i32x4.add(i32x4.dot_i16x8_s(low71, odd3), z4Low),
    i32x4.add(i32x4.dot_i16x8_s(high71, odd3), z4High),
    shift,
  );
  const odd2 = factors(-20995, 25172 - 20995);
  storePair(
    at + 16,
    at + 96,
    i32x4.add(even1Low, even2Low),
    i32x4.add(even1High, even2High),
    i32x4.add(i32x4.dot_i16x8_s(low53, odd2), z3Low),
    i32x4.add(i32x4.dot_i16x8_s(high53, odd2), z3High),
    shift,
  );
  const odd1 = factors(16819 - 20995, -20995);
  storePair(
    at + 32,
    at + 80,
    i32x4.sub(even1Low, even2Low),
    i32x4.sub(even1High, even2High),
    i32x4.add(i32x4.dot_i16x8_s(low53, odd1), z4Low),
    i32x4.add(i32x4.dot_i16x8_s(high53, odd1), z4High),
    shift,
  );
  const odd0 = factors(2446 - 7373, -7373);
  storePair(
    at + 48,
    at + 64,
    i32x4.sub(even0Low, even3Low),
    i32x4.sub(even0High, even3High),
    i32x4.add(i32x4.dot_i16x8_s(low71, odd0), z3Low),
    i32x4.add(i32x4.dot_i16x8_s(high71, odd0), z3High),
    shift,
  );
}

/** Lines become columns, of 8 × 8 numbers at `at`. */
export function transpose(at: usize): void {
  const r0 = v128.load(at);
  const r1 = v128.load(at, 16);
  const r2 = v128.load(at, 32);
  const r3 = v128.load(at, 48);
  const r4 = v128.load(at, 64);
  const r5 = v128.load(at, 80);
  const r6 = v128.load(at, 96);
  const r7 = v128.load(at, 112);
  // Three times the first half of all numbers in turn with the second.
  const a0 = interleavedLow(r0, r4);
  const a1 = interleavedHigh(r0, r4);
  const a2 = interleavedLow(r1, r5);
  const a3 = interleavedHigh(r1, r5);
  const a4 = interleavedLow(r2, r6);
  const a5 = interleavedHigh(r2, r6);
  const a6 = interleavedLow(r3, r7);
  const a7 = interleavedHigh(r3, r7);
  const b0 = interleavedLow(a0, a4);
  const b1 = interleavedHigh(a0, a4);
  const b2 = interleavedLow(a1, a5);
  const b3 = interleavedHigh(a1, a5);
  const b4 = interleavedLow(a2, a6);
  const b5 = interleavedHigh(a2, a6);
  const b6 = interleavedLow(a3, a7);
  const b7 = interleavedHigh(a3, a7);
  v128.store(at, interleavedLow(b0, b4));
  v128.store(at, interleavedHigh(b0, b4), 16);
  v128.store(at, interleavedLow(b1, b5), 32);
  v128.store(at, interleavedHigh(b1, b5), 48);
  v128.store(at, interleavedLow(b2, b6), 64);
  v128.store(at, interleavedHigh(b2, b6), 80);
  v128.store(at, interleavedLow(b3, b7), 96);
  v128.store(at, interleavedHigh(b3, b7), 112);
}

/** Two rows of samples from a vector that has both: 128 is added, as level shift does it (T.81, A.3.1). */
function storeRows(rows: v128, to: usize, stride: usize): void {
  const levels = v128.xor(rows, i8x16.splat(-128));
  v128.store64_lane(to, levels, 0);
  v128.store64_lane(to + stride, levels, 1);
}

/** Samples of eight columns at `at`. */
export function storeSamples(at: usize, to: usize, stride: usize): void {
  const columns04 = i8x16.narrow_i16x8_s(v128.load(at), v128.load(at, 64));
  const columns15 = i8x16.narrow_i16x8_s(v128.load(at, 16), v128.load(at, 80));
  const columns26 = i8x16.narrow_i16x8_s(v128.load(at, 32), v128.load(at, 96));
  const columns37 = i8x16.narrow_i16x8_s(v128.load(at, 48), v128.load(at, 112));
  const columns01 = v128.shuffle<i8>(columns04, columns15, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
  const columns45 = v128.shuffle<i8>(
    columns04,
    columns15,
    8,
    24,
    9,
    25,
    10,
    26,
    11,
    27,
    12,
    28,
    13,
    29,
    14,
    30,
    15,
    31,
  );
  const columns23 = v128.shuffle<i8>(columns26, columns37, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
  const columns67 = v128.shuffle<i8>(
    columns26,
    columns37,
    8,
    24,
    9,
    25,
    10,
    26,
    11,
    27,
    12,
    28,
    13,
    29,
    14,
    30,
    15,
    31,
  );
  const upper0123 = interleavedLow(columns01, columns23);
  const lower0123 = interleavedHigh(columns01, columns23);
  const upper4567 = interleavedLow(columns45, columns67);
  const lower4567 = interleavedHigh(columns45, columns67);
  storeRows(v128.shuffle<i32>(upper0123, upper4567, 0, 4, 1, 5), to, stride);
  storeRows(v128.shuffle<i32>(upper0123, upper4567, 2, 6, 3, 7), to + 2 * stride, stride);
  storeRows(v128.shuffle<i32>(lower0123, lower4567, 0, 4, 1, 5), to + 4 * stride, stride);
  storeRows(v128.shuffle<i32>(lower0123, lower4567, 2, 6, 3, 7), to + 6 * stride, stride);
}
