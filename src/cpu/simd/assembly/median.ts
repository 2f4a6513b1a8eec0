/** Room for neighbours on each side of a row. */
const LEAD: usize = 16;

let sourcePlane: usize = 0;
let targetPlane: usize = 0;
/** Side lengths in pixels. */
let width: i32 = 0;
let height: i32 = 0;
/** The rows around the one that is worked on, each with its ends repeated, and a ring of them: row y lies at y modulo 8. */
let lines: usize = 0;

function strideOf(imageWidth: i32): usize {
  return (2 * LEAD + <usize>imageWidth + 31) & ~15;
}

/** How many bytes a median works in. */
export function medianScratchBytes(imageWidth: i32): f64 {
  return <f64>(8 * strideOf(imageWidth));
}

/** Says where the next median takes place. */
export function startMedian(source: usize, target: usize, imageWidth: i32, imageHeight: i32, scratch: usize): void {
  sourcePlane = source;
  targetPlane = target;
  width = imageWidth;
  height = imageHeight;
  lines = scratch;
}

/** The first pixel of a line: rows beyond a border are the border's. */
function line(y: i32): usize {
  return lines + <usize>(max(0, min(height - 1, y)) & 7) * strideOf(width) + LEAD;
}

/** Brings a row into its line. */
function bring(y: i32): void {
  const target = line(y);
  memory.copy(target, sourcePlane + <usize>y * width, width);
  memory.fill(target - LEAD, load<u8>(target), LEAD);
  memory.fill(target + width, load<u8>(target + width - 1), LEAD);
}

/** −1 where a pixel's value is as large as that tried. */
function atLeast(pixels: usize, tried: v128): v128 {
  return i8x16.ge_u(v128.load(pixels), tried);
}

/**
 * The medians of the rows `from`…`to` − 1, sixteen pixels at a time and bit by bit, the highest first: a bit is set where more than
 * half of the neighbours are as large as that makes the value. No comparison depends on another, whatever the image.
 */
export function median(radius: i32, from: i32, to: i32): void {
  for (let y = max(0, from - radius); y < min(height, from + radius); y++) bring(y);
  const side = 2 * radius + 1;
  const half = i8x16.splat(<i8>((side * side) >> 1));
  for (let y = from; y < to; y++) {
    if (y + radius < height) bring(y + radius);
    const target = targetPlane + <usize>y * width;
    for (let x = 0; x < width; x += 16) {
      let values = i8x16.splat(0);
      for (let bit: i32 = 128; bit > 0; bit >>= 1) {
        const tried = v128.or(values, i8x16.splat(<i8>bit));
        let count = i8x16.splat(0);
        for (let row = y - radius; row <= y + radius; row++) {
          const at = line(row) + x;
          count = i8x16.sub(count, atLeast(at, tried));
          for (let beside = 1; beside <= radius; beside++) {
            count = i8x16.sub(count, i8x16.add(atLeast(at - beside, tried), atLeast(at + beside, tried)));
          }
        }
        values = v128.bitselect(tried, values, i8x16.gt_s(count, half));
      }
      v128.store(target + x, values);
    }
  }
}
