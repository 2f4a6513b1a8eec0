/**
 * Where everything of one open image lies. Each open image has an instance of this module, and so a memory, of its own;
 * an instance can serve one image after the other.
 *
 * Vectors are stored whole, so what is written may reach up to SLACK bytes beyond the end of a row or plane. Rows are
 * always computed in order: what spills into the next row is overwritten when that one's turn comes.
 */
const SLACK: usize = 64;

/** Side lengths in pixels. */
export let width: i32 = 0;
export let height: i32 = 0;

/** The original's samples, when it has three channels. */
export let rgbPlane: usize = 0;
/** Planes of one byte a pixel, without padding between rows. */
export let grayPlane: usize = 0;
export let enhancedPlane: usize = 0;
export let blurredPlane: usize = 0;
export let edgesPlane: usize = 0;

/** Eight tables of 256 counts. A constant address is part of the instructions that use it. */
export const COUNT_TABLES: usize = 1024;
const COUNT_BYTES: usize = 8 * 256 * 4;
/** 256 bytes. */
export let equalizationTable: usize = 0;
/** 65536 pairs of bytes. */
export let equalizationPairs: usize = 0;
/** Half of the blur's kernel as 16-bit words, outermost weight first. */
export let kernelWeights: usize = 0;

/** The row of column sums that the blur works on, 16 bits a pixel; room for a radius on each side. */
export let columnSums: usize = 0;
export const MOST_RADIUS: i32 = 15;

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
export let shownMask: usize = 0;
/** Bytes from one row of a mask to the next. */
export let maskStride: usize = 0;
/** Words to go on from: 32-bit addresses in the pending mask. Holds each word of the mask once at most. */
export let stack: usize = 0;

let channels: i32 = 0;
let end: u64 = 0;

function reserve(bytes: u64): usize {
  const start = end;
  end += (bytes + SLACK + 63) & ~63;
  return <usize>start;
}

/**
 * Makes room for an image. Returns false when the memory cannot be had.
 *
 * What an image of the same shape has left behind can stay: the edge plane shows what its mask says, and whatever else
 * matters is written before it is read.
 */
export function layOut(imageWidth: i32, imageHeight: i32, imageChannels: i32): bool {
  if (imageWidth === width && imageHeight === height && imageChannels === channels) return true;
  const used = width > 0;
  width = imageWidth;
  height = imageHeight;
  channels = imageChannels;
  const columns = <u64>imageWidth;
  const pixels = columns * imageHeight;
  end = COUNT_TABLES + COUNT_BYTES;
  equalizationTable = reserve(256);
  equalizationPairs = reserve(2 * 65536);
  kernelWeights = reserve(2 * (MOST_RADIUS + 1));

  columnSums = reserve(2 * (columns + 2 * MOST_RADIUS + 2));
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
  const mask = stride * (imageHeight + 2) + 8;
  maskStride = <usize>stride;
  aboveLowLines = reserve(2 * stride);
  candidateMask = reserve(mask);
  pendingMask = reserve(mask);
  reachedMask = reserve(mask);
  shownMask = reserve(mask);
  stack = reserve(mask >> 1);

  edgesPlane = reserve(pixels);
  grayPlane = reserve(pixels);
  enhancedPlane = reserve(pixels);
  blurredPlane = reserve(pixels);
  rgbPlane = reserve(channels === 3 ? 3 * pixels : 0);

  if (end >= 0xffff0000) return false;
  const pages = <i32>((end + 0xffff) >> 16) - memory.size();
  if (pages > 0 && memory.grow(pages) === -1) return false;
  // Masks, the edge plane and what borders the lines begin as zeros, as they do in new memory.
  if (used) memory.fill(equalizationTable, 0, grayPlane - equalizationTable);
  return true;
}

/** The first word of row `y` of a mask. */
export function maskRow(mask: usize, y: i32): usize {
  return mask + 8 + <usize>(y + 1) * maskStride;
}
