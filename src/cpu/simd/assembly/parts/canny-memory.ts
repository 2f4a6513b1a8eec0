/**
 * Where an edge detection works. The memory is handed in with each one: several stages may use the same in turn, and only
 * what the edge plane shows is a stage's own.
 *
 * Vectors are stored whole, so what is written may reach up to SLACK bytes beyond the end of a row or plane. Rows are
 * always computed in order: what spills into the next row is overwritten when that one's turn comes.
 */
const SLACK: usize = 64;

/** Side lengths in pixels. */
export let width: i32 = 0;
export let height: i32 = 0;

/** Planes of one byte a pixel, without padding between rows. */
export let sourcePlane: usize = 0;
export let edgesPlane: usize = 0;

/** Lines of 16 bits a pixel: the columns smoothed and differentiated for apertures 5 and 7, and two rows of dx and dy. */
export let smoothedLine: usize = 0;
export let differenceLine: usize = 0;
export let dxLines: usize = 0;
export let dyLines: usize = 0;
/** Bytes from one 16-bit line to the next. */
export let lineStride: usize = 0;
/** Room before a line's first pixel, for neighbours on the left. */
export const LINE_LEAD: usize = 16;

/** Three rows of magnitudes, 16 bits (L1) or 32 bits (L2) a pixel, and one of zeros for what is outside the image. */
export let magnitudeLines: usize = 0;
export let outsideLine: usize = 0;
export let magnitudeStride: usize = 0;
/** Two rows of bits: the pixels above the low threshold. */
export let aboveLowLines: usize = 0;

/**
 * Masks of one bit a pixel in words of 64. A row is followed by one word, and the mask surrounded by rows, that are
 * never set: neighbours need no look at the border.
 */
export let candidateMask: usize = 0;
export let pendingMask: usize = 0;
export let reachedMask: usize = 0;
/** What the edge plane shows. */
export let shownMask: usize = 0;
/** Bytes from one row of a mask to the next. */
export let maskStride: usize = 0;
/** Words to go on from: 32-bit addresses in the pending mask. Holds each word of the mask once at most. */
export let stack: usize = 0;

let end: u64 = 0;

function reserve(bytes: u64): usize {
  const start = end;
  end += (bytes + SLACK + 63) & ~63;
  return <usize>start;
}

function maskBytes(): u64 {
  return <u64>maskStride * (<u64>height + 2) + 8;
}

/** Lays the working memory out for an image of `width` × `height`. */
function layOut(start: u64): void {
  end = start;
  const columns = <u64>width;
  const line = (LINE_LEAD + 2 * columns + 2 * SLACK) & ~15;
  lineStride = <usize>line;
  smoothedLine = reserve(line);
  differenceLine = reserve(line);
  dxLines = reserve(2 * line);
  dyLines = reserve(2 * line);
  const magnitudes = (LINE_LEAD + 4 * columns + 2 * SLACK) & ~15;
  magnitudeStride = <usize>magnitudes;
  magnitudeLines = reserve(3 * magnitudes);
  outsideLine = reserve(magnitudes);

  const stride = 8 * (((columns + 63) >> 6) + 1);
  maskStride = <usize>stride;
  const mask = maskBytes();
  aboveLowLines = reserve(2 * stride);
  candidateMask = reserve(mask);
  pendingMask = reserve(mask);
  reachedMask = reserve(mask);
  stack = reserve(mask >> 1);
}

/** How many bytes of zeros an edge detection needs to work in. It leaves them fit for the next one. */
export function cannyScratchBytes(imageWidth: i32, imageHeight: i32): f64 {
  width = imageWidth;
  height = imageHeight;
  layOut(0);
  return <f64>end;
}

/** How many bytes of zeros each edge plane, zero too, needs beside it, from one edge detection to the next. */
export function cannyShownBytes(imageWidth: i32, imageHeight: i32): f64 {
  cannyScratchBytes(imageWidth, imageHeight);
  return <f64>maskBytes();
}

/** Where the next edge detection takes place. */
export function placeCanny(
  source: usize,
  edges: usize,
  imageWidth: i32,
  imageHeight: i32,
  scratch: usize,
  shown: usize,
): void {
  width = imageWidth;
  height = imageHeight;
  sourcePlane = source;
  edgesPlane = edges;
  shownMask = shown;
  layOut(scratch);
}

/** The first word of row `y` of a mask. */
export function maskRow(mask: usize, y: i32): usize {
  return mask + 8 + <usize>(y + 1) * maskStride;
}
