import { gradientRow } from './canny-gradient';
import { aboveLowRow, dxRow, dyRow, magnitudeRow } from './canny-lines';
import { addStart, clearStarts } from './canny-hysteresis';
import { interleavedHigh, interleavedLow } from './lanes';
import {
  candidateMask,
  height,
  maskRow,
  outsideLine,
  LINE_LEAD,
  pendingMask,
  reachedMask,
  width,
} from './canny-memory';

export let aperture: i32 = 3;
export let l2Gradient: bool = false;
let lowThreshold: i32 = 0;
let highThreshold: i32 = 0;
/** The first row whose gradient is not held yet. */
let nextGradient: i32 = 0;

/** Begins an edge detection where `placeCanny` says. The rows are then suppressed in order. */
export function startCanny(apertureSize: i32, l2: bool, lowLimit: i32, highLimit: i32): void {
  aperture = apertureSize;
  l2Gradient = l2;
  // A maximum is greater than some neighbour, so a magnitude of 0 never is one: no need to look at it.
  lowThreshold = max(0, lowLimit);
  highThreshold = max(0, highLimit);
  nextGradient = 0;
  clearStarts();
}

/** Fills the rows `from`…`to` − 1 of the masks: candidates, and strong pixels as pending with their words on the stack. */
export function suppressNonMaxima(from: i32, to: i32): void {
  for (let y = from; y < to; y++) {
    const held = min(height, y + 2);
    for (; nextGradient < held; nextGradient++) gradientRow(nextGradient, aperture, l2Gradient, lowThreshold);
    suppressRow(y);
  }
}

function suppressRow(y: i32): void {
  const outside = outsideLine + LINE_LEAD;
  const above = y > 0 ? magnitudeRow(y - 1) : outside;
  const here = magnitudeRow(y);
  const below = y < height - 1 ? magnitudeRow(y + 1) : outside;
  const dx = dxRow(y);
  const dy = dyRow(y);
  const aboveLow = aboveLowRow(y);
  const candidates = maskRow(candidateMask, y);
  const pending = maskRow(pendingMask, y);
  const reached = maskRow(reachedMask, y);
  const end = (<usize>((width + 63) >> 6)) << 3;
  for (let word: usize = 0; word < end; word += 8) {
    let maxima: u64 = 0;
    let strong: u64 = 0;
    let rest = load<u64>(aboveLow + word);
    const wanted = rest;
    // Eight pixels at a time, those that have any above the threshold.
    while (rest !== 0) {
      const bit = ctz(rest) & ~7;
      rest &= ~((<u64>255) << bit);
      const x = ((word << 3) + <usize>bit) << 1;
      const horizontal = v128.load(dx + x);
      const vertical = v128.load(dy + x);
      if (l2Gradient) {
        const m = x << 1;
        maxima |= bitsAt(bit, maxima32(above + m, here + m, below + m, horizontal, vertical));
        strong |= bitsAt(bit, aboveHigh32(here + m));
      } else {
        maxima |= bitsAt(bit, maxima16(above + x, here + x, below + x, horizontal, vertical));
        strong |= bitsAt(bit, i16x8.gt_s(v128.load(here + x), i16x8.splat(<i16>highThreshold)));
      }
    }
    maxima &= wanted;
    strong &= maxima;
    store<u64>(candidates + word, maxima & ~strong);
    store<u64>(pending + word, strong);
    store<u64>(reached + word, 0);
    if (strong !== 0) addStart(pending + word);
  }
}

/** The bits of a mask of eight 16-bit lanes, from `bit` on. */
function bitsAt(bit: u64, mask: v128): u64 {
  return (<u64>i16x8.bitmask(mask)) << bit;
}

function both(a: v128, b: v128): v128 {
  return v128.and(a, b);
}

/** a > b and a ≥ c */
function exceeds16(a: v128, b: v128, c: v128): v128 {
  return v128.andnot(i16x8.gt_s(a, b), i16x8.gt_s(c, a));
}

/** Of the three answers, for an edge across a row, across a column and slanted, the one that the direction asks for. */
function byDirection(acrossRow: v128, acrossColumn: v128, rising: v128, falling: v128, dx: v128, dy: v128): v128 {
  const x = i16x8.abs(dx);
  const y = i16x8.abs(dy);
  const slanted = v128.bitselect(rising, falling, i16x8.shr_s(v128.xor(dx, dy), 15));
  const others = v128.bitselect(acrossColumn, slanted, steeperThanTan67(x, y));
  return v128.bitselect(acrossRow, others, flatterThanTan22(x, y));
}

/** tan 22.5° in 15-bit fixed point. */
const TAN_22: i16 = 13573;

/** `y << 15 < TAN_22 · x`, exactly: the sign of a sum of two products in 32 bits. */
function flatterThanTan22(x: v128, y: v128): v128 {
  const weights = i16x8(TAN_22, -32768, TAN_22, -32768, TAN_22, -32768, TAN_22, -32768);
  const sum = i16x8.narrow_i32x4_s(
    i32x4.dot_i16x8_s(interleavedLow(x, y), weights),
    i32x4.dot_i16x8_s(interleavedHigh(x, y), weights),
  );
  return i16x8.gt_s(sum, i16x8.splat(0));
}

/** `y << 15 > TAN_22 · x + (x << 16)`: the same with 2x taken from y. */
function steeperThanTan67(x: v128, y: v128): v128 {
  const rest = i16x8.sub(y, i16x8.add(x, x));
  const weights = i16x8(TAN_22, -32768, TAN_22, -32768, TAN_22, -32768, TAN_22, -32768);
  const sum = i16x8.narrow_i32x4_s(
    i32x4.dot_i16x8_s(interleavedLow(x, rest), weights),
    i32x4.dot_i16x8_s(interleavedHigh(x, rest), weights),
  );
  return i16x8.shr_s(sum, 15);
}

function maxima16(above: usize, here: usize, below: usize, dx: v128, dy: v128): v128 {
  const m = v128.load(here);
  return byDirection(
    exceeds16(m, v128.load(here - 2), v128.load(here + 2)),
    exceeds16(m, v128.load(above), v128.load(below)),
    both(i16x8.gt_s(m, v128.load(above + 2)), i16x8.gt_s(m, v128.load(below - 2))),
    both(i16x8.gt_s(m, v128.load(above - 2)), i16x8.gt_s(m, v128.load(below + 2))),
    dx,
    dy,
  );
}

/** Which of eight 32-bit values from `a` on are greater than those from `b` on, as 16-bit lanes. */
function greater32(a: usize, b: usize): v128 {
  return i16x8.narrow_i32x4_s(i32x4.gt_s(v128.load(a), v128.load(b)), i32x4.gt_s(v128.load(a, 16), v128.load(b, 16)));
}

function maxima32(above: usize, here: usize, below: usize, dx: v128, dy: v128): v128 {
  return byDirection(
    v128.andnot(greater32(here, here - 4), greater32(here + 4, here)),
    v128.andnot(greater32(here, above), greater32(below, here)),
    both(greater32(here, above + 4), greater32(here, below - 4)),
    both(greater32(here, above - 4), greater32(here, below + 4)),
    dx,
    dy,
  );
}

function aboveHigh32(here: usize): v128 {
  const limit = i32x4.splat(highThreshold);
  return i16x8.narrow_i32x4_s(i32x4.gt_s(v128.load(here), limit), i32x4.gt_s(v128.load(here, 16), limit));
}
