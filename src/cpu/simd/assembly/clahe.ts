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

/** Bytes of the shares of the tiles before the pixels of a row, and as many of those after: room for a vector's end. */
export function claheShareBytes(imageWidth: i32): f64 {
  return <f64>(4 * (<usize>imageWidth + 16));
}

/**
 * How many bytes an interpolation works in: the bounds of places (32-bit words), tables (quads of bytes) and shares (single
 * precision), in that order.
 */
export function claheScratchBytes(imageWidth: i32): f64 {
  return <f64>(BOUNDS_BYTES + QUAD_BYTES * MOST_PLACES * MOST_PLACES) + 2 * claheShareBytes(imageWidth);
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
}

/** Four pixels between the tiles that `tables` is of, as 32-bit numbers. */
function four(tables: usize, pixels: usize, at: usize, above: v128, below: v128): v128 {
  // What becomes of each in the four tiles around it, a byte each: tables hold four bytes a value.
  const values = load<u32>(pixels);
  let quads = v128.load32_zero(tables + ((<usize>(values & 255)) << 2));
  quads = v128.load_lane<u32>(tables + <usize>((values >> 6) & 1020), quads, 1);
  quads = v128.load_lane<u32>(tables + <usize>((values >> 14) & 1020), quads, 2);
  quads = v128.load_lane<u32>(tables + <usize>((values >> 22) & 1020), quads, 3);
  const byte = i32x4.splat(255);
  const left = v128.load(sharesBefore + at);
  const right = v128.load(sharesAfter + at);
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

/**
 * Row `y`, eight pixels at a time; what a place's last ones write too much, the next place or row writes anew. WebAssembly
 * rounds each operation to single precision and never joins two, as OpenCV's build does not.
 * @param row of places
 * @param above share of the upper tiles; `below` of the lower ones
 */
export function claheRow(y: i32, places: i32, row: i32, above: f32, below: f32): void {
  const source = sourcePlane + <usize>y * width;
  const target = targetPlane + <usize>y * width;
  const upper = f32x4.splat(above);
  const lower = f32x4.splat(below);
  for (let place = 0; place < places; place++) {
    const tables = quadTables + QUAD_BYTES * <usize>(row * places + place);
    const bounds = boundsOfPlaces + 4 * <usize>place;
    const end = load<i32>(bounds, 4);
    for (let x = load<i32>(bounds); x < end; x += 8) {
      const at = (<usize>x) << 2;
      const first = four(tables, source + x, at, upper, lower);
      const second = four(tables, source + x + 4, at + 16, upper, lower);
      const values = i16x8.narrow_i32x4_s(first, second);
      v128.store64_lane(target + x, i8x16.narrow_i16x8_u(values, values), 0);
    }
  }
}
