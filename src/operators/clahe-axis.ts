/**
 * Between which tiles the pixels of a row or a column lie, and how much each tile counts. OpenCV computes this in single
 * precision (modules/imgproc/src/clahe.cpp), and every rounding shows: `Math.fround`, or a store into the array, repeats each.
 */
export interface ClaheAxis {
  /** The tile after the pixel, 0…count: 0 before the first tile's middle, count after the last one's. */
  readonly after: Int32Array;
  /** Share of the tile before, and of the one after. */
  readonly before: Float32Array;
  readonly share: Float32Array;
}

/**
 * @param size of the image along the axis, in pixels
 * @param tile of a tile, in pixels
 */
export function claheAxis(size: number, tile: number): ClaheAxis {
  const after = new Int32Array(size);
  const before = new Float32Array(size);
  const share = new Float32Array(size);
  const inverse = Math.fround(1 / tile);
  for (let at = 0; at < size; at++) {
    const position = Math.fround(Math.fround(at * inverse) - 0.5);
    const first = Math.floor(position);
    after[at] = first + 1;
    share[at] = position - first;
    before[at] = 1 - share[at];
  }
  return { after, before, share };
}

/** The tiles that stand beside a place `after` (of `count` tiles): at the ends the last one stands on both sides. */
export function tilesBeside(after: number, count: number): readonly [before: number, after: number] {
  return [Math.max(after - 1, 0), Math.min(after, count - 1)];
}

/** Single precision's (bins − 1) / area, with which a tile's sums become values. */
export function claheScale(area: number): number {
  return Math.fround(255 / Math.fround(area));
}
