import { QUADS } from './parts/fixed-memory';

/** Places between tiles, at most: one more than tiles in both directions. */
const MOST_PLACES: usize = 17;
/** Room for the first pixels of each place of a row, and the end of the last. */
const BOUNDS_BYTES: usize = 128;
const QUAD_BYTES: usize = 4 * 256;

let sourcePlane: usize = 0;
let targetPlane: usize = 0;
let width: i32 = 0;
let boundsOfPlaces: usize = 0;
let quadTables: usize = 0;
let sharesBefore: usize = 0;
let sharesAfter: usize = 0;
let sharesDown: usize = 0;

/** Bytes of the shares of the tiles before the pixels of a row, and as many of those after: room for a vector's end. */
export function claheShareBytes(imageWidth: i32): f64 {
  return <f64>(4 * (<usize>imageWidth + 16));
}

/**
 * How many bytes an interpolation works in: the bounds of places (32-bit words), tables (quads of bytes), shares (single
 * precision) and those of each row, above and below, in that order.
 */
export function claheScratchBytes(imageWidth: i32, imageHeight: i32): f64 {
  return (
    <f64>(BOUNDS_BYTES + QUAD_BYTES * MOST_PLACES * MOST_PLACES) +
    2 * claheShareBytes(imageWidth) +
    8 * <f64>imageHeight
  );
}

/** Says where the next interpolation takes place. */
export function startClahe(source: usize, target: usize, imageWidth: i32, scratch: usize): void {
  sourcePlane = source;
  targetPlane = target;
  width = imageWidth;
  boundsOfPlaces = scratch;
  quadTables = scratch + BOUNDS_BYTES;
  sharesBefore = quadTables + QUAD_BYTES * MOST_PLACES * MOST_PLACES;
  sharesAfter = sharesBefore + <usize>claheShareBytes(imageWidth);
  sharesDown = sharesAfter + <usize>claheShareBytes(imageWidth);
}

/** Four pixels as 32-bit numbers; `left` and `right` are the shares of the tiles on those sides. */
function four(values: u32, left: v128, right: v128, above: v128, below: v128): v128 {
  // What becomes of each in the four tiles around it, a byte each.
  let quads = v128.load32_zero((<usize>(values & 255)) << 2, QUADS);
  quads = v128.load_lane<u32>(<usize>((values >> 6) & 1020), quads, 1, QUADS);
  quads = v128.load_lane<u32>(<usize>((values >> 14) & 1020), quads, 2, QUADS);
  quads = v128.load_lane<u32>(<usize>((values >> 22) & 1020), quads, 3, QUADS);
  const byte = i32x4.splat(255);
  const upper = f32x4.add(
    f32x4.mul(f32x4.convert_i32x4_s(v128.and(quads, byte)), left),
    f32x4.mul(f32x4.convert_i32x4_s(v128.and(i32x4.shr_u(quads, 8), byte)), right),
  );
  const lower = f32x4.add(
    f32x4.mul(f32x4.convert_i32x4_s(v128.and(i32x4.shr_u(quads, 16), byte)), left),
    f32x4.mul(f32x4.convert_i32x4_s(i32x4.shr_u(quads, 24)), right),
  );
  const result = f32x4.add(f32x4.mul(upper, above), f32x4.mul(lower, below));
  // So large a number leaves no room for a fraction: the sum is rounded as it is to be, and ends with the whole number.
  return v128.and(f32x4.add(result, f32x4.splat(12582912)), byte);
}

/** Eight pixels, as bytes in the lower half. */
function eight(pixels: usize, before: usize, after: usize, above: v128, below: v128): v128 {
  const first = four(load<u32>(pixels), v128.load(before), v128.load(after), above, below);
  const second = four(load<u32>(pixels, 4), v128.load(before, 16), v128.load(after, 16), above, below);
  const values = i16x8.narrow_i32x4_s(first, second);
  return i8x16.narrow_i16x8_u(values, values);
}

/**
 * The rows `from`…`to` − 1, which lie in row `row` of places, eight pixels at a time: place after place, whose table is brought to
 * where the compiler knows it. WebAssembly rounds each operation to single precision and never joins two, as OpenCV's build does not.
 */
export function claheRows(from: i32, to: i32, places: i32, row: i32): void {
  const distance = targetPlane - sourcePlane;
  for (let place = 0; place < places; place++) {
    const bounds = boundsOfPlaces + 4 * <usize>place;
    const start = load<i32>(bounds);
    const end = load<i32>(bounds, 4);
    if (start === end) continue;
    memory.copy(QUADS, quadTables + QUAD_BYTES * <usize>(row * places + place), QUAD_BYTES);
    for (let y = from; y < to; y++) {
      const share = sharesDown + 8 * <usize>y;
      const above = v128.load32_splat(share);
      const below = v128.load32_splat(share, 4);
      let before = sharesBefore + 4 * <usize>start;
      let after = sharesAfter + 4 * <usize>start;
      let source = sourcePlane + <usize>y * width + start;
      const last = source + (end - start);
      for (; source < last; source += 8, before += 32, after += 32) {
        const values = eight(source, before, after, above, below);
        let target = source + distance;
        if (source + 8 <= last) {
          v128.store64_lane(target, values, 0);
        } else {
          // The rest alone: what follows may be another row's, and done.
          let rest = i64x2.extract_lane(values, 0);
          for (const end = last + distance; target < end; target++, rest >>= 8) store<u8>(target, rest);
        }
      }
    }
  }
}
