import { storeSamples, transformLines, transpose } from './parts/transform';

const PASS_1_SHIFT: i32 = 11;
const PASS_2_SHIFT: i32 = 18;

/**
 * Transforms `count` blocks that stand one behind the other to samples from `to` on, `stride` from row to row.
 * @param quantizers of the 64 coefficients, row by row
 * @param between 128 bytes that it may use
 */
export function transformBlocks(
  from: usize,
  quantizers: usize,
  count: i32,
  to: usize,
  stride: usize,
  between: usize,
): void {
  for (; count > 0; count--, from += 128, to += 8) {
    const first = i16x8.mul(v128.load(from), v128.load(quantizers));
    let others = i16x8.splat(0);
    v128.store(between, first);
    for (let i: usize = 16; i < 128; i += 16) {
      const row = i16x8.mul(v128.load(from + i), v128.load(quantizers + i));
      v128.store(between + i, row);
      others = v128.or(others, row);
    }
    if (v128.any_true(others)) {
      transformLines(between, PASS_1_SHIFT);
    } else {
      // All columns flat: not held at the limits, but turned over.
      const flat = i16x8.shl(first, 2);
      if (!v128.any_true(v128.and(first, i16x8(0, -1, -1, -1, -1, -1, -1, -1)))) {
        const level = (<i32>i16x8.extract_lane_s(flat, 0) + 16) >> 5;
        const levels = i8x16.splat(<i8>(max(-128, min(127, level)) ^ 128));
        for (let y: usize = 0; y < 8; y++) v128.store64_lane(to + y * stride, levels, 0);
        continue;
      }
      for (let i: usize = 0; i < 128; i += 16) v128.store(between + i, flat);
    }
    transpose(between);
    transformLines(between, PASS_2_SHIFT);
    storeSamples(between, to, stride);
  }
}

/** Eight samples, three times the nearer and once the next. */
function blended(near: usize, next: usize): v128 {
  return i16x8.add(i16x8.mul(v128.load_ext<u8>(near), i16x8.splat(3)), v128.load_ext<u8>(next));
}

/**
 * Makes two samples of each of a row, by nines, threes, threes and ones sixteenths of the four around: those of `next` are those of `near`
 * where the row alone counts. Up to 16 bytes behind the rows are read, and as many more written.
 * @param left what is added to the left one of both before it is divided, and to the right one
 */
export function interpolate(near: usize, next: usize, columns: usize, to: usize, left: i32, right: i32): void {
  const addLeft = i16x8.splat(<i16>left);
  const addRight = i16x8.splat(<i16>right);
  let before = i16x8.splat(0);
  let here = blended(near, next);
  for (let x: usize = 0; x < columns; x += 8) {
    const after = blended(near + x + 8, next + x + 8);
    const threefold = i16x8.mul(here, i16x8.splat(3));
    const lefts = v128.shuffle<i16>(before, here, 7, 8, 9, 10, 11, 12, 13, 14);
    const rights = v128.shuffle<i16>(here, after, 1, 2, 3, 4, 5, 6, 7, 8);
    const even = i16x8.shr_u(i16x8.add(i16x8.add(threefold, lefts), addLeft), 4);
    const odd = i16x8.shr_u(i16x8.add(i16x8.add(threefold, rights), addRight), 4);
    v128.store(to + 2 * x, v128.or(even, i16x8.shl(odd, 8)));
    before = here;
    here = after;
  }
  const last = columns - 1;
  store<u8>(to, <u8>((4 * edge(near, next) + left) >> 4));
  store<u8>(to + 2 * last + 1, <u8>((4 * edge(near + last, next + last) + right) >> 4));
}

function edge(near: usize, next: usize): i32 {
  return 3 * <i32>load<u8>(near) + <i32>load<u8>(next);
}

/** Makes a row between two: three quarters of the nearer. Up to 8 bytes behind the rows are read and written. */
export function interpolateDown(near: usize, next: usize, columns: usize, to: usize, add: i32): void {
  for (let x: usize = 0; x < columns; x += 8) {
    const row = i16x8.shr_u(i16x8.add(blended(near + x, next + x), i16x8.splat(<i16>add)), 2);
    v128.store64_lane(to + x, i8x16.narrow_i16x8_u(row, row), 0);
  }
}

/** (a · the first of each pair + b · the second) >> 16, of two times eight numbers. */
function weighted(first: v128, second: v128, a: i32, b: i32): v128 {
  const factors = i32x4.splat((a & 0xffff) | (b << 16));
  return i16x8.narrow_i32x4_s(
    i32x4.shr_s(i32x4.dot_i16x8_s(v128.shuffle<i16>(first, second, 0, 8, 1, 9, 2, 10, 3, 11), factors), 16),
    i32x4.shr_s(i32x4.dot_i16x8_s(v128.shuffle<i16>(first, second, 4, 12, 5, 13, 6, 14, 7, 15), factors), 16),
  );
}

/** Rounds: 16384 · 2 is half of what is left out. */
function scaled(chroma: v128, factor: i32): v128 {
  return weighted(chroma, i16x8.splat(2), factor, 16384);
}

function redOf(y: v128, cr: v128): v128 {
  return i16x8.add(y, i16x8.add(cr, scaled(cr, 91881 - 65536)));
}

function blueOf(y: v128, cb: v128): v128 {
  return i16x8.add(y, i16x8.add(i16x8.shl(cb, 1), scaled(cb, 116130 - 131072)));
}

function greenOf(y: v128, cb: v128, cr: v128): v128 {
  const half = i32x4.splat(1 << 15);
  const factors = i32x4.splat((-22554 & 0xffff) | ((65536 - 46802) << 16));
  const low = i32x4.dot_i16x8_s(v128.shuffle<i16>(cb, cr, 0, 8, 1, 9, 2, 10, 3, 11), factors);
  const high = i32x4.dot_i16x8_s(v128.shuffle<i16>(cb, cr, 4, 12, 5, 13, 6, 14, 7, 15), factors);
  const green = i16x8.narrow_i32x4_s(i32x4.shr_s(i32x4.add(low, half), 16), i32x4.shr_s(i32x4.add(high, half), 16));
  return i16x8.sub(i16x8.add(y, green), cr);
}

/** Pixels of Y, Cb and Cr as R, G and B, as libjpeg's jdcolor.c rounds them. Up to 16 more are read, and 48 bytes more written. */
export function writeYcc(yRow: usize, cbRow: usize, crRow: usize, to: usize, width: usize): void {
  const middle = i16x8.splat(128);
  for (let x: usize = 0; x < width; x += 16, to += 48) {
    const y = v128.load(yRow + x);
    const cb = v128.load(cbRow + x);
    const cr = v128.load(crRow + x);
    const y0 = i16x8.extend_low_i8x16_u(y);
    const y1 = i16x8.extend_high_i8x16_u(y);
    const cb0 = i16x8.sub(i16x8.extend_low_i8x16_u(cb), middle);
    const cb1 = i16x8.sub(i16x8.extend_high_i8x16_u(cb), middle);
    const cr0 = i16x8.sub(i16x8.extend_low_i8x16_u(cr), middle);
    const cr1 = i16x8.sub(i16x8.extend_high_i8x16_u(cr), middle);
    const red = i8x16.narrow_i16x8_u(redOf(y0, cr0), redOf(y1, cr1));
    const green = i8x16.narrow_i16x8_u(greenOf(y0, cb0, cr0), greenOf(y1, cb1, cr1));
    const blue = i8x16.narrow_i16x8_u(blueOf(y0, cb0), blueOf(y1, cb1));
    // Red and green in their places, then blue between them.
    const first = v128.shuffle<i8>(red, green, 0, 16, 0, 1, 17, 0, 2, 18, 0, 3, 19, 0, 4, 20, 0, 5);
    const second = v128.shuffle<i8>(red, green, 21, 0, 6, 22, 0, 7, 23, 0, 8, 24, 0, 9, 25, 0, 10, 26);
    const third = v128.shuffle<i8>(red, green, 0, 11, 27, 0, 12, 28, 0, 13, 29, 0, 14, 30, 0, 15, 31, 0);
    v128.store(to, v128.shuffle<i8>(first, blue, 0, 1, 16, 3, 4, 17, 6, 7, 18, 9, 10, 19, 12, 13, 20, 15));
    v128.store(to, v128.shuffle<i8>(second, blue, 0, 21, 2, 3, 22, 5, 6, 23, 8, 9, 24, 11, 12, 25, 14, 15), 16);
    v128.store(to, v128.shuffle<i8>(third, blue, 26, 1, 2, 27, 4, 5, 28, 7, 8, 29, 10, 11, 30, 13, 14, 31), 32);
  }
}
