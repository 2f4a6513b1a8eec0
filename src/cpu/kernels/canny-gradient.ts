/** The gradient along one row, as the suppression reads it. */
export interface GradientRow {
  readonly dx: Int16Array;
  readonly dy: Int16Array;
  /** |dx| + |dy|, or dx² + dy² in the L2 norm, led and followed by a zero: pixel x is at x + 1. */
  readonly magnitude: Int32Array;
}

export type ApertureSize = 3 | 5 | 7;

/** One direction pair of OpenCV's Sobel (`getSobelKernels`), for the loops that take seven pixels at a time. */
interface LargeSobel {
  /** Half of the smoothing weights, outermost first, centre last. */
  readonly smoothing: readonly [number, number, number, number];
  /** Half of the derivative weights, outermost first; the centre is 0. */
  readonly derivative: readonly [number, number, number];
  /** The results are divided by 2 to this power, halves to even. */
  readonly shift: number;
}

/** The weights of aperture 5 begin with a zero. */
const LARGE_SOBEL: Readonly<Record<5 | 7, LargeSobel>> = {
  5: { smoothing: [0, 1, 4, 6], derivative: [0, 1, 2], shift: 0 },
  7: { smoothing: [1, 6, 15, 20], derivative: [1, 4, 5], shift: 4 },
};

export function createGradientRow(width: number): GradientRow {
  return { dx: new Int16Array(width), dy: new Int16Array(width), magnitude: new Int32Array(width + 2) };
}

/** Two padded rows for apertures 5 and 7: the columns smoothed and differentiated. */
export interface ColumnSums {
  readonly smoothed: Int32Array;
  readonly differences: Int32Array;
}

export function createColumnSums(width: number): ColumnSums {
  return { smoothed: new Int32Array(width + 6), differences: new Int32Array(width + 6) };
}

/**
 * Computes row `y` of the gradient as OpenCV's Canny does (modules/imgproc/src/canny.cpp): Sobel, with the border
 * pixels repeated outside (REPLICATE); for aperture 7 dx and dy are divided by 16, halves to even.
 */
export function gradientRow(
  source: Uint8Array,
  width: number,
  height: number,
  y: number,
  aperture: ApertureSize,
  l2Gradient: boolean,
  columns: ColumnSums,
  row: GradientRow,
): void {
  if (aperture === 3) sobel3(source, width, height, y, row);
  else sobelLarge(source, width, height, y, LARGE_SOBEL[aperture], columns, row);
  // Aperture 3 gives them on the way.
  if (l2Gradient) squaredMagnitudes(row);
  else if (aperture !== 3) absoluteMagnitudes(row);
}

function rowStart(y: number, height: number, width: number): number {
  return Math.max(0, Math.min(height - 1, y)) * width;
}

/** Aperture 3: [1 2 1] across [−1 0 1], each column's two sums carried along the row. */
function sobel3(source: Uint8Array, width: number, height: number, y: number, row: GradientRow): void {
  const { dx, dy, magnitude } = row;
  const above = rowStart(y - 1, height, width);
  const here = rowStart(y, height, width);
  const below = rowStart(y + 1, height, width);
  let smoothed = source[above] + (source[here] << 1) + source[below];
  let difference = source[below] - source[above];
  let lastSmoothed = smoothed;
  let lastDifference = difference;
  const end = width - 1;
  for (let x = 0; x < end; x++) {
    const top = source[above + x + 1];
    const bottom = source[below + x + 1];
    const nextSmoothed = top + (source[here + x + 1] << 1) + bottom;
    const nextDifference = bottom - top;
    const horizontal = nextSmoothed - lastSmoothed;
    const vertical = lastDifference + (difference << 1) + nextDifference;
    dx[x] = horizontal;
    dy[x] = vertical;
    magnitude[x + 1] = absoluteSum(horizontal, vertical);
    lastSmoothed = smoothed;
    lastDifference = difference;
    smoothed = nextSmoothed;
    difference = nextDifference;
  }
  dx[end] = smoothed - lastSmoothed;
  dy[end] = lastDifference + 3 * difference;
  magnitude[end + 1] = absoluteSum(dx[end], dy[end]);
}

/** Apertures 5 and 7: columns first, then along the row. */
function sobelLarge(
  source: Uint8Array,
  width: number,
  height: number,
  y: number,
  sobel: LargeSobel,
  { smoothed, differences }: ColumnSums,
  { dx, dy }: GradientRow,
): void {
  sumColumns(source, width, height, y, sobel, smoothed, differences);
  repeatEnds(smoothed, width);
  repeatEnds(differences, width);
  differentiateRow(smoothed, sobel, dx);
  smoothRow(differences, sobel, dy);
}

function sumColumns(
  source: Uint8Array,
  width: number,
  height: number,
  y: number,
  { smoothing, derivative }: LargeSobel,
  smoothed: Int32Array,
  differences: Int32Array,
): void {
  const [smooth3, smooth2, smooth1, smooth0] = smoothing;
  const [derive3, derive2, derive1] = derivative;
  const above3 = rowStart(y - 3, height, width);
  const above2 = rowStart(y - 2, height, width);
  const above1 = rowStart(y - 1, height, width);
  const here = rowStart(y, height, width);
  const below1 = rowStart(y + 1, height, width);
  const below2 = rowStart(y + 2, height, width);
  const below3 = rowStart(y + 3, height, width);
  for (let x = 0; x < width; x++) {
    const a = source[above3 + x];
    const b = source[above2 + x];
    const c = source[above1 + x];
    const d = source[here + x];
    const e = source[below1 + x];
    const f = source[below2 + x];
    const g = source[below3 + x];
    smoothed[x + 3] =
      Math.imul(smooth3, a + g) + Math.imul(smooth2, b + f) + Math.imul(smooth1, c + e) + Math.imul(smooth0, d);
    differences[x + 3] = Math.imul(derive3, g - a) + Math.imul(derive2, f - b) + Math.imul(derive1, e - c);
  }
}

function repeatEnds(sums: Int32Array, width: number): void {
  sums.fill(sums[3], 0, 3);
  sums.fill(sums[width + 2], width + 3, width + 6);
}

function differentiateRow(sums: Int32Array, { derivative, shift }: LargeSobel, dx: Int16Array): void {
  const [derive3, derive2, derive1] = derivative;
  const half = (1 << shift) >> 1;
  let a = sums[0];
  let b = sums[1];
  let c = sums[2];
  let d = sums[3];
  let e = sums[4];
  let f = sums[5];
  for (let x = 0; x < dx.length; x++) {
    const g = sums[x + 6];
    const sum = Math.imul(derive3, g - a) + Math.imul(derive2, f - b) + Math.imul(derive1, e - c);
    dx[x] = shift === 0 ? sum : (sum + half - 1 + ((sum >> shift) & 1)) >> shift;
    a = b;
    b = c;
    c = d;
    d = e;
    e = f;
    f = g;
  }
}

function smoothRow(sums: Int32Array, { smoothing, shift }: LargeSobel, dy: Int16Array): void {
  const [smooth3, smooth2, smooth1, smooth0] = smoothing;
  const half = (1 << shift) >> 1;
  let a = sums[0];
  let b = sums[1];
  let c = sums[2];
  let d = sums[3];
  let e = sums[4];
  let f = sums[5];
  for (let x = 0; x < dy.length; x++) {
    const g = sums[x + 6];
    const sum =
      Math.imul(smooth3, a + g) + Math.imul(smooth2, b + f) + Math.imul(smooth1, c + e) + Math.imul(smooth0, d);
    dy[x] = shift === 0 ? sum : (sum + half - 1 + ((sum >> shift) & 1)) >> shift;
    a = b;
    b = c;
    c = d;
    d = e;
    e = f;
    f = g;
  }
}

// Signs are taken off by arithmetic: in noise a branch on them is mispredicted every second time, at twice the cost.
function absoluteSum(horizontal: number, vertical: number): number {
  const signX = horizontal >> 31;
  const signY = vertical >> 31;
  return (horizontal ^ signX) - signX + ((vertical ^ signY) - signY);
}

function absoluteMagnitudes({ dx, dy, magnitude }: GradientRow): void {
  for (let x = 0; x < dx.length; x++) magnitude[x + 1] = absoluteSum(dx[x], dy[x]);
}

function squaredMagnitudes({ dx, dy, magnitude }: GradientRow): void {
  for (let x = 0; x < dx.length; x++) {
    const horizontal = dx[x];
    const vertical = dy[x];
    magnitude[x + 1] = horizontal * horizontal + vertical * vertical;
  }
}
