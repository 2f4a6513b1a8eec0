import {
  aboveLowLines,
  dxLines,
  dyLines,
  LINE_LEAD,
  lineStride,
  magnitudeLines,
  magnitudeStride,
  maskStride,
} from './canny-memory';

/** The rows of the gradient that are held: dx, dy and bits in two lines each, magnitudes in three. */
export function dxRow(y: i32): usize {
  return dxLines + <usize>(y & 1) * lineStride + LINE_LEAD;
}

export function dyRow(y: i32): usize {
  return dyLines + <usize>(y & 1) * lineStride + LINE_LEAD;
}

export function magnitudeRow(y: i32): usize {
  return magnitudeLines + <usize>(y % 3) * magnitudeStride + LINE_LEAD;
}

/** Bits of the pixels whose magnitude is above the low threshold, in whole words of 64. */
export function aboveLowRow(y: i32): usize {
  return aboveLowLines + <usize>(y & 1) * maskStride;
}
