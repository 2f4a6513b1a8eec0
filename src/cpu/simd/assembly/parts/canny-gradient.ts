import { after, before, bitsOf, interleavedHigh, interleavedLow } from './lanes';
import { aboveLowRow, dxRow, dyRow, magnitudeRow } from './canny-lines';
import { sourcePlane, differenceLine, height, LINE_LEAD, smoothedLine, width } from './canny-memory';

/** Row `y` of the source, or the border row that stands in for one outside (REPLICATE). */
function row(y: i32): usize {
  return sourcePlane + <usize>max(0, min(height - 1, y)) * width;
}

/** Computes row `y`: Sobel, magnitudes in the norm wanted, and which of them are above `low`. */
export function gradientRow(y: i32, aperture: i32, l2Gradient: bool, low: i32): void {
  if (aperture === 3) {
    if (l2Gradient) {
      sobel3(y);
      squaredMagnitudes(y, low);
    } else {
      sobel3WithMagnitudes(y, low);
    }
  } else {
    if (aperture === 5) sobel5(y);
    else sobel7(y);
    if (l2Gradient) squaredMagnitudes(y, low);
    else absoluteMagnitudes(y, low);
  }
  endRow(y, l2Gradient);
}

/** What lies right of the image is 0 and not above any threshold. */
function endRow(y: i32, l2Gradient: bool): void {
  store<u32>(magnitudeRow(y) + ((<usize>width) << (l2Gradient ? 2 : 1)), 0);
  const bits = width & 63;
  if (bits === 0) return;
  const last = aboveLowRow(y) + 8 * <usize>(width >> 6);
  store<u64>(last, load<u64>(last) & (((<u64>1) << bits) - 1));
}

function smoothed3(a: v128, b: v128, c: v128): v128 {
  return i16x8.add(i16x8.add(a, c), i16x8.add(b, b));
}

/**
 * Aperture 3 in the L1 norm, the usual case, in one go: [1 2 1] across [−1 0 1], each column's two sums carried along
 * the row. The last column, whose right neighbour is itself, is done again afterwards.
 */
function sobel3WithMagnitudes(y: i32, low: i32): void {
  let above = row(y - 1);
  let here = row(y);
  let below = row(y + 1);
  let dx = dxRow(y);
  let dy = dyRow(y);
  let magnitude = magnitudeRow(y);
  let aboveLow = aboveLowRow(y);
  const threshold = i16x8.splat(<i16>low);
  let a = v128.load8x8_u(above);
  let c = v128.load8x8_u(below);
  let smooth = smoothed3(a, v128.load8x8_u(here), c);
  let difference = i16x8.sub(c, a);
  // Left of the first column stands the first column.
  let smoothBefore = i16x8.splat(i16x8.extract_lane_s(smooth, 0));
  let differenceBefore = i16x8.splat(i16x8.extract_lane_s(difference, 0));
  const end = dx + 2 * width;
  for (; dx < end; dx += 32) {
    a = v128.load8x8_u(above, 8);
    c = v128.load8x8_u(below, 8);
    const smooth1 = smoothed3(a, v128.load8x8_u(here, 8), c);
    const difference1 = i16x8.sub(c, a);
    const dx0 = i16x8.sub(after(smooth, smooth1), before(smoothBefore, smooth));
    const dy0 = smoothed3(before(differenceBefore, difference), difference, after(difference, difference1));
    a = v128.load8x8_u(above, 16);
    c = v128.load8x8_u(below, 16);
    const smooth2 = smoothed3(a, v128.load8x8_u(here, 16), c);
    const difference2 = i16x8.sub(c, a);
    const dx1 = i16x8.sub(after(smooth1, smooth2), before(smooth, smooth1));
    const dy1 = smoothed3(before(difference, difference1), difference1, after(difference1, difference2));
    smoothBefore = smooth1;
    differenceBefore = difference1;
    smooth = smooth2;
    difference = difference2;
    const magnitude0 = i16x8.add(i16x8.abs(dx0), i16x8.abs(dy0));
    const magnitude1 = i16x8.add(i16x8.abs(dx1), i16x8.abs(dy1));
    v128.store(dx, dx0);
    v128.store(dx, dx1, 16);
    v128.store(dy, dy0);
    v128.store(dy, dy1, 16);
    v128.store(magnitude, magnitude0);
    v128.store(magnitude, magnitude1, 16);
    store<u16>(aboveLow, bitsOf(i16x8.gt_s(magnitude0, threshold), i16x8.gt_s(magnitude1, threshold)));
    above += 16;
    here += 16;
    below += 16;
    dy += 32;
    magnitude += 32;
    aboveLow += 2;
  }
  const last = <usize>(width - 1);
  lastColumn3(y);
  const m = abs(<i32>load<i16>(dxRow(y) + 2 * last)) + abs(<i32>load<i16>(dyRow(y) + 2 * last));
  store<i16>(magnitudeRow(y) + 2 * last, m);
  const word = aboveLowRow(y) + (last >> 3);
  const bit = 1 << ((<i32>last) & 7);
  store<u8>(word, m > low ? load<u8>(word) | bit : load<u8>(word) & ~bit);
}

/** dx and dy of aperture 3 alone. */
function sobel3(y: i32): void {
  const above = row(y - 1);
  const here = row(y);
  const below = row(y + 1);
  for (let x = 0; x < width; x += 8) {
    const a = v128.load8x8_u(above + x);
    const c = v128.load8x8_u(below + x);
    v128.store(smoothedLine + LINE_LEAD + 2 * x, smoothed3(a, v128.load8x8_u(here + x), c));
    v128.store(differenceLine + LINE_LEAD + 2 * x, i16x8.sub(c, a));
  }
  repeatEnds(smoothedLine + LINE_LEAD);
  repeatEnds(differenceLine + LINE_LEAD);
  const end = (<usize>width) << 1;
  for (let x: usize = 0; x < end; x += 16) {
    const smooth = smoothedLine + LINE_LEAD + x;
    const difference = differenceLine + LINE_LEAD + x;
    v128.store(dxRow(y) + x, i16x8.sub(v128.load(smooth + 2), v128.load(smooth - 2)));
    v128.store(dyRow(y) + x, smoothed3(v128.load(difference - 2), v128.load(difference), v128.load(difference + 2)));
  }
}

function lastColumn3(y: i32): void {
  const last = width - 1;
  const previous = max(0, last - 1);
  const above = row(y - 1);
  const here = row(y);
  const below = row(y + 1);
  const smoothLast = <i32>load<u8>(above + last) + 2 * <i32>load<u8>(here + last) + <i32>load<u8>(below + last);
  const smoothPrevious =
    <i32>load<u8>(above + previous) + 2 * <i32>load<u8>(here + previous) + <i32>load<u8>(below + previous);
  const differenceLast = <i32>load<u8>(below + last) - <i32>load<u8>(above + last);
  const differencePrevious = <i32>load<u8>(below + previous) - <i32>load<u8>(above + previous);
  store<i16>(dxRow(y) + 2 * last, smoothLast - smoothPrevious);
  store<i16>(dyRow(y) + 2 * last, differencePrevious + 3 * differenceLast);
}

/** Three pixels outside each end of a line of 16-bit words are the end's own. */
function repeatEnds(line: usize): void {
  const first = load<i16>(line);
  const end = line + ((<usize>width) << 1);
  const last = load<i16>(end - 2);
  for (let x: usize = 0; x < 6; x += 2) {
    store<i16>(line - 6 + x, first);
    store<i16>(end + x, last);
  }
}

function times(factor: i16, value: v128): v128 {
  return i16x8.mul(i16x8.splat(factor), value);
}

/** Aperture 5: [1 4 6 4 1] across [−1 −2 0 2 1]. All of it fits 16 bits. */
function sobel5(y: i32): void {
  const rowA = row(y - 2);
  const rowB = row(y - 1);
  const rowC = row(y);
  const rowD = row(y + 1);
  const rowE = row(y + 2);
  for (let x = 0; x < width; x += 8) {
    const a = v128.load8x8_u(rowA + x);
    const b = v128.load8x8_u(rowB + x);
    const c = v128.load8x8_u(rowC + x);
    const d = v128.load8x8_u(rowD + x);
    const e = v128.load8x8_u(rowE + x);
    v128.store(smoothedLine + LINE_LEAD + 2 * x, smoothed5(a, b, c, d, e));
    v128.store(differenceLine + LINE_LEAD + 2 * x, derivative5(a, b, d, e));
  }
  repeatEnds(smoothedLine + LINE_LEAD);
  repeatEnds(differenceLine + LINE_LEAD);
  const end = (<usize>width) << 1;
  for (let x: usize = 0; x < end; x += 16) {
    const s = smoothedLine + LINE_LEAD + x;
    const d = differenceLine + LINE_LEAD + x;
    v128.store(dxRow(y) + x, derivative5(v128.load(s - 4), v128.load(s - 2), v128.load(s + 2), v128.load(s + 4)));
    v128.store(
      dyRow(y) + x,
      smoothed5(v128.load(d - 4), v128.load(d - 2), v128.load(d), v128.load(d + 2), v128.load(d + 4)),
    );
  }
}

function smoothed5(a: v128, b: v128, c: v128, d: v128, e: v128): v128 {
  return i16x8.add(i16x8.add(i16x8.add(a, e), i16x8.shl(i16x8.add(b, d), 2)), times(6, c));
}

function derivative5(a: v128, b: v128, d: v128, e: v128): v128 {
  return i16x8.add(i16x8.sub(e, a), i16x8.shl(i16x8.sub(d, b), 1));
}

/** Aperture 7: [1 6 15 20 15 6 1] across [−1 −4 −5 0 5 4 1], divided by 16, halves to even. */
function sobel7(y: i32): void {
  const rowA = row(y - 3);
  const rowB = row(y - 2);
  const rowC = row(y - 1);
  const rowD = row(y);
  const rowE = row(y + 1);
  const rowF = row(y + 2);
  const rowG = row(y + 3);
  for (let x = 0; x < width; x += 8) {
    const a = v128.load8x8_u(rowA + x);
    const b = v128.load8x8_u(rowB + x);
    const c = v128.load8x8_u(rowC + x);
    const d = v128.load8x8_u(rowD + x);
    const e = v128.load8x8_u(rowE + x);
    const f = v128.load8x8_u(rowF + x);
    const g = v128.load8x8_u(rowG + x);
    const outer = i16x8.add(i16x8.add(a, g), times(6, i16x8.add(b, f)));
    const inner = i16x8.add(times(15, i16x8.add(c, e)), times(20, d));
    v128.store(smoothedLine + LINE_LEAD + 2 * x, i16x8.add(outer, inner));
    const outerDifference = i16x8.add(i16x8.sub(g, a), i16x8.shl(i16x8.sub(f, b), 2));
    v128.store(differenceLine + LINE_LEAD + 2 * x, i16x8.add(outerDifference, times(5, i16x8.sub(e, c))));
  }
  repeatEnds(smoothedLine + LINE_LEAD);
  repeatEnds(differenceLine + LINE_LEAD);
  const end = (<usize>width) << 1;
  for (let x: usize = 0; x < end; x += 16) {
    v128.store(dxRow(y) + x, derivative7(smoothedLine + LINE_LEAD + x));
    v128.store(dyRow(y) + x, smoothed7(differenceLine + LINE_LEAD + x));
  }
}

/** Column sums reach 16320 here and totals 18 bits: pairs are multiplied and added in 32 bits. */
function derivative7(s: usize): v128 {
  const outer = i16x8.sub(v128.load(s + 6), v128.load(s - 6));
  const middle = i16x8.sub(v128.load(s + 4), v128.load(s - 4));
  const inner = i16x8.sub(v128.load(s + 2), v128.load(s - 2));
  return sixteenths(outer, middle, inner, i16x8.splat(0), i16x8(1, 4, 1, 4, 1, 4, 1, 4), i16x8(5, 0, 5, 0, 5, 0, 5, 0));
}

function smoothed7(d: usize): v128 {
  const outer = i16x8.add(v128.load(d + 6), v128.load(d - 6));
  const middle = i16x8.add(v128.load(d + 4), v128.load(d - 4));
  const inner = i16x8.add(v128.load(d + 2), v128.load(d - 2));
  const weights = i16x8(15, 20, 15, 20, 15, 20, 15, 20);
  return sixteenths(outer, middle, inner, v128.load(d), i16x8(1, 6, 1, 6, 1, 6, 1, 6), weights);
}

function sixteenths(a: v128, b: v128, c: v128, d: v128, weightsAB: v128, weightsCD: v128): v128 {
  return i16x8.narrow_i32x4_s(
    sixteenth(
      i32x4.add(i32x4.dot_i16x8_s(interleavedLow(a, b), weightsAB), i32x4.dot_i16x8_s(interleavedLow(c, d), weightsCD)),
    ),
    sixteenth(
      i32x4.add(
        i32x4.dot_i16x8_s(interleavedHigh(a, b), weightsAB),
        i32x4.dot_i16x8_s(interleavedHigh(c, d), weightsCD),
      ),
    ),
  );
}

function sixteenth(sum: v128): v128 {
  const odd = v128.and(i32x4.shr_s(sum, 4), i32x4.splat(1));
  return i32x4.shr_s(i32x4.add(i32x4.add(sum, i32x4.splat(7)), odd), 4);
}

function absoluteMagnitudes(y: i32, lowThreshold: i32): void {
  const dx = dxRow(y);
  const dy = dyRow(y);
  const magnitude = magnitudeRow(y);
  let aboveLow = aboveLowRow(y);
  const threshold = i16x8.splat(<i16>lowThreshold);
  const end = (<usize>width) << 1;
  for (let x: usize = 0; x < end; x += 32) {
    const left = i16x8.add(i16x8.abs(v128.load(dx + x)), i16x8.abs(v128.load(dy + x)));
    const right = i16x8.add(i16x8.abs(v128.load(dx + x, 16)), i16x8.abs(v128.load(dy + x, 16)));
    v128.store(magnitude + x, left);
    v128.store(magnitude + x, right, 16);
    store<u16>(aboveLow, bitsOf(i16x8.gt_s(left, threshold), i16x8.gt_s(right, threshold)));
    aboveLow += 2;
  }
}

function squaredMagnitudes(y: i32, lowThreshold: i32): void {
  const dxStart = dxRow(y);
  const dyStart = dyRow(y);
  let magnitude = magnitudeRow(y);
  let aboveLow = aboveLowRow(y);
  const threshold = i32x4.splat(lowThreshold);
  const end = (<usize>width) << 1;
  for (let x: usize = 0; x < end; x += 16) {
    const dx = v128.load(dxStart + x);
    const dy = v128.load(dyStart + x);
    const pairsLow = interleavedLow(dx, dy);
    const pairsHigh = interleavedHigh(dx, dy);
    const left = i32x4.dot_i16x8_s(pairsLow, pairsLow);
    const right = i32x4.dot_i16x8_s(pairsHigh, pairsHigh);
    v128.store(magnitude, left);
    v128.store(magnitude, right, 16);
    const above = i16x8.narrow_i32x4_s(i32x4.gt_s(left, threshold), i32x4.gt_s(right, threshold));
    store<u8>(aboveLow, i16x8.bitmask(above));
    magnitude += 32;
    aboveLow += 1;
  }
}
