const MOST_RADIUS: i32 = 15;
/** Room for MOST_RADIUS + 1 weights. */
const WEIGHT_BYTES: usize = 64;

let sourcePlane: usize = 0;
let targetPlane: usize = 0;
/** Side lengths in pixels. */
let width: i32 = 0;
let height: i32 = 0;
/** Half of the kernel as 16-bit words, outermost weight first. */
let kernelWeights: usize = 0;
/** The row of column sums that is worked on, 16 bits a pixel; room for a radius on each side. */
let columnSums: usize = 0;

/** How many bytes a blur needs to work in. Nothing of them is read before it is written. */
export function gaussianBlurScratchBytes(imageWidth: i32): f64 {
  return <f64>(WEIGHT_BYTES + 2 * (<usize>imageWidth + 2 * MOST_RADIUS + 2));
}

/** Says where the next blur takes place. `scratch` begins with its weights. */
export function startGaussianBlur(
  source: usize,
  target: usize,
  imageWidth: i32,
  imageHeight: i32,
  scratch: usize,
): void {
  sourcePlane = source;
  targetPlane = target;
  width = imageWidth;
  height = imageHeight;
  kernelWeights = scratch;
  columnSums = scratch + WEIGHT_BYTES;
}

/** First pixel of the row of column sums. Odd lead, even radius or not: nothing here needs alignment. */
function sums(): usize {
  return columnSums + 2 * MOST_RADIUS;
}

/** The place in 0…`size` − 1 that stands in for `position`, which may lie several sizes outside. */
function mirrored(position: i32, size: i32): i32 {
  if (size === 1) return 0;
  while (position < 0 || position >= size) position = position < 0 ? -position : 2 * (size - 1) - position;
  return position;
}

function row(y: i32): usize {
  return sourcePlane + <usize>mirrored(y, height) * width;
}

function weight(i: i32): i16 {
  return load<i16>(kernelWeights + ((<usize>i) << 1));
}

/**
 * Blurs the rows `from`…`to` − 1 of the source: `(Σ weight·Σ weight·pixel + 32768) >> 16` with weights in
 * 256ths. Columns are summed first, in 16 bits: a sum is at most 256 · 255.
 *
 * Sums are kept 32768 too low, so that they fit a signed dot product; as the weights add up to 256, a total is then
 * 2²³ too low, which the rounding constant makes good.
 */
export function gaussianBlur(radius: i32, from: i32, to: i32): void {
  for (let y = from; y < to; y++) {
    const target = targetPlane + <usize>y * width;
    if (radius === 0) {
      memory.copy(target, sourcePlane + <usize>y * width, width);
      continue;
    }
    if (radius === 2) sumColumns5(y);
    else sumColumns(y, radius);
    mirrorEnds(radius);
    if (radius === 2) sumRow5(target);
    else sumRow(target, radius);
  }
}

function pixels8(address: usize): v128 {
  return v128.load8x8_u(address);
}

function storeSums(address: usize, sum: v128): void {
  v128.store(address, v128.xor(sum, i16x8.splat(-32768)));
}

function sumColumns5(y: i32): void {
  let a = row(y - 2);
  let b = row(y - 1);
  let c = row(y);
  let d = row(y + 1);
  let e = row(y + 2);
  const outer = i16x8.splat(weight(0));
  const inner = i16x8.splat(weight(1));
  const centre = i16x8.splat(weight(2));
  let target = sums();
  const end = target + 2 * width;
  for (; target < end; target += 16) {
    const outerSum = i16x8.mul(outer, i16x8.add(pixels8(a), pixels8(e)));
    const innerSum = i16x8.mul(inner, i16x8.add(pixels8(b), pixels8(d)));
    storeSums(target, i16x8.add(i16x8.add(outerSum, innerSum), i16x8.mul(centre, pixels8(c))));
    a += 8;
    b += 8;
    c += 8;
    d += 8;
    e += 8;
  }
}

/** For any radius: two rows at a time are added to what the row of sums holds. */
function sumColumns(y: i32, radius: i32): void {
  const first = sums();
  const end = first + 2 * width;
  let source = row(y);
  const centre = i16x8.splat(weight(radius));
  for (let target = first; target < end; target += 16, source += 8) {
    storeSums(target, i16x8.mul(centre, pixels8(source)));
  }
  for (let offset = radius; offset > 0; offset -= 2) {
    const outer = i16x8.splat(weight(radius - offset));
    // A row beyond the radius counts nothing.
    const inner = i16x8.splat(offset > 1 ? weight(radius - offset + 1) : 0);
    let a = row(y - offset);
    let b = row(y - offset + 1);
    let c = row(y + offset - 1);
    let d = row(y + offset);
    for (let target = first; target < end; target += 16) {
      const outerSum = i16x8.mul(outer, i16x8.add(pixels8(a), pixels8(d)));
      const innerSum = i16x8.mul(inner, i16x8.add(pixels8(b), pixels8(c)));
      v128.store(target, i16x8.add(v128.load(target), i16x8.add(outerSum, innerSum)));
      a += 8;
      b += 8;
      c += 8;
      d += 8;
    }
  }
}

function mirrorEnds(radius: i32): void {
  const first = sums();
  const last = width - 1;
  for (let x = 1; x <= radius; x++) {
    store<u16>(first - 2 * x, load<u16>(first + 2 * mirrored(-x, width)));
    store<u16>(first + 2 * (last + x), load<u16>(first + 2 * mirrored(last + x, width)));
  }
}

/** 32768 for rounding, and 256 · 32768 by which the sums are too low. */
const ROUNDING: i32 = 32768 + (1 << 23);

/** The upper halves of both, in turn: totals of the even and the odd pixels in their order, 16 bits each. */
function inOrder(even: v128, odd: v128): v128 {
  const rounding = i32x4.splat(ROUNDING);
  return v128.bitselect(i32x4.add(odd, rounding), i32x4.shr_u(i32x4.add(even, rounding), 16), i32x4.splat(0xffff0000));
}

function eightTotals5(source: usize, outer: v128, central: v128, last: v128): v128 {
  const even = i32x4.add(
    i32x4.add(i32x4.dot_i16x8_s(v128.load(source - 4), outer), i32x4.dot_i16x8_s(v128.load(source), central)),
    i32x4.dot_i16x8_s(v128.load(source + 4), last),
  );
  const odd = i32x4.add(
    i32x4.add(i32x4.dot_i16x8_s(v128.load(source - 2), outer), i32x4.dot_i16x8_s(v128.load(source + 2), central)),
    i32x4.dot_i16x8_s(v128.load(source + 6), last),
  );
  return inOrder(even, odd);
}

/** Two neighbouring weights for a dot product with neighbouring sums. */
function pair(left: i32, right: i32): v128 {
  return i32x4.splat((left & 0xffff) | (right << 16));
}

function sumRow5(target: usize): void {
  const outer = pair(weight(0), weight(1));
  const central = pair(weight(2), weight(1));
  const last = pair(weight(0), 0);
  let source = sums();
  const end = target + width;
  for (; target < end; target += 16, source += 32) {
    const left = eightTotals5(source, outer, central, last);
    const right = eightTotals5(source + 16, outer, central, last);
    v128.store(target, i8x16.narrow_i16x8_u(left, right));
  }
}

function sumRow(target: usize, radius: i32): void {
  let source = sums() - 2 * radius;
  const end = target + width;
  const taps = 2 * radius + 1;
  for (; target < end; target += 16, source += 32) {
    let even0 = i32x4.splat(0);
    let odd0 = i32x4.splat(0);
    let even1 = i32x4.splat(0);
    let odd1 = i32x4.splat(0);
    let at = source;
    for (let tap = 0; tap < taps; tap += 2, at += 4) {
      const left = weight(tap <= radius ? tap : taps - 1 - tap);
      const right = tap + 1 <= radius ? weight(tap + 1) : tap + 1 < taps ? weight(taps - 2 - tap) : 0;
      const weights = pair(left, right);
      even0 = i32x4.add(even0, i32x4.dot_i16x8_s(v128.load(at), weights));
      odd0 = i32x4.add(odd0, i32x4.dot_i16x8_s(v128.load(at, 2), weights));
      even1 = i32x4.add(even1, i32x4.dot_i16x8_s(v128.load(at, 16), weights));
      odd1 = i32x4.add(odd1, i32x4.dot_i16x8_s(v128.load(at, 18), weights));
    }
    v128.store(target, i8x16.narrow_i16x8_u(inOrder(even0, odd0), inOrder(even1, odd1)));
  }
}
