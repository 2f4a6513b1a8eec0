/**
 * Smoothing between blocks, as libjpeg-turbo does it from version 2.1 on where scans of a progressive frame are missing: the first
 * coefficients of a block are estimated from the DC coefficients of 5 × 5 blocks (`decompress_smooth_data` in its jdcoefct.c, after
 * T.81, K.8).
 */

/** Coefficients that are estimated, the first of the zig-zag sequence, and the DC coefficient. */
const ESTIMATED = 10;

/** What is known of the AC coefficients of a component: the bits left out of each (Al), −1 for those no scan has had. */
export type KnownBits = Int8Array;

/** Weights of the 25 blocks by index of the coefficient, where nothing of these coefficients is known. */
const WEIGHTS_OF_DC_ONLY: readonly (readonly number[])[] = [
  [-2, -6, -8, -6, -2, -6, 6, 42, 6, -6, -8, 42, 152, 42, -8, -6, 6, 42, 6, -6, -2, -6, -8, -6, -2],
  [-1, -1, 0, 1, 1, -3, 13, 0, -13, 3, -3, 38, 0, -38, 3, -3, 13, 0, -13, 3, -1, -1, 0, 1, 1],
  [-1, -3, -3, -3, -1, -1, 13, 38, 13, -1, 0, 0, 0, 0, 0, 1, -13, -38, -13, 1, 1, 3, 3, 3, 1],
  [0, 0, 1, 0, 0, 0, 2, 7, 2, 0, 0, -5, -14, -5, 0, 0, 2, 7, 2, 0, 0, 0, 1, 0, 0],
  [-1, 0, 0, 0, 1, 0, 9, 0, -9, 0, 0, 0, 0, 0, 0, 0, -9, 0, 9, 0, 1, 0, 0, 0, -1],
  [0, 0, 0, 0, 0, 0, 2, -5, 2, 0, 1, 7, -14, 7, 1, 0, 2, -5, 2, 0, 0, 0, 0, 0, 0],
  [0, 0, 0, 0, 0, 0, 1, 0, -1, 0, 0, 2, 0, -2, 0, 0, 1, 0, -1, 0, 0, 0, 0, 0, 0],
  [0, 0, 0, 0, 0, 0, 1, -3, 1, 0, 0, 0, 0, 0, 0, 0, -1, 3, -1, 0, 0, 0, 0, 0, 0],
  [0, 0, 0, 0, 0, 0, 1, 0, -1, 0, 0, -3, 0, 3, 0, 0, 1, 0, -1, 0, 0, 0, 0, 0, 0],
  [0, 0, 0, 0, 0, 0, 1, 2, 1, 0, 0, 0, 0, 0, 0, 0, -1, -2, -1, 0, 0, 0, 0, 0, 0],
];

/** The same where something of them is known; neither DC nor the last four are estimated then. */
const WEIGHTS: readonly (readonly number[])[] = [
  [],
  [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -7, 50, 0, -50, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
  [0, 0, -7, 0, 0, 0, 0, 50, 0, 0, 0, 0, 0, 0, 0, 0, 0, -50, 0, 0, 0, 0, 7, 0, 0],
  [0, 0, -1, 0, 0, 0, 0, 13, 0, 0, 0, 0, -24, 0, 0, 0, 0, 13, 0, 0, 0, 0, -1, 0, 0],
  [0, -1, 0, 1, 0, -1, 10, 0, -10, 1, 0, 0, 0, 0, 0, 1, -10, 0, 10, -1, 0, 1, 0, -1, 0],
  [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, 13, -24, 13, -1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
];

/**
 * Whether a picture is smoothed: DC is known of all components, some other coefficient of these is not, or not exactly, and none of
 * their quantizers is 0, as by them is divided.
 * @param known of each component
 * @param quantization of each component, null for one that no scan has had
 */
export function needsSmoothing(known: readonly KnownBits[], quantization: readonly (Uint16Array | null)[]): boolean {
  const safe = quantization.every((table) => table?.subarray(0, ESTIMATED).every((quantizer) => quantizer !== 0));
  if (!safe || known.some((bits) => bits[0] < 0)) return false;
  return known.some((bits) => bits.subarray(1, ESTIMATED).some((left) => left !== 0));
}

/** Smooths the blocks of a component. */
export class BlockSmoother {
  private readonly weights: typeof WEIGHTS;
  private readonly dcOnly: boolean;

  constructor(
    private readonly known: KnownBits,
    private readonly quantization: Uint16Array,
    private readonly order: Uint8Array,
  ) {
    this.dcOnly = known.subarray(1, ESTIMATED).every((left) => left === -1);
    this.weights = this.dcOnly ? WEIGHTS_OF_DC_ONLY : WEIGHTS;
  }

  /**
   * Estimates coefficients, not dequantized, of the block at `at`.
   * @param dc DC coefficients of the 25 blocks around it, row by row
   */
  smooth(block: Int16Array, at: number, dc: Int32Array): void {
    const { weights, known, order } = this;
    for (let k = 1; k < weights.length; k++) {
      const left = known[k];
      const place = at + order[k];
      if (left === 0 || block[place] !== 0) continue;
      let estimate = this.estimate(k, dc);
      // It cannot be larger than the bits that are left out.
      if (left > 0 && Math.abs(estimate) >= 1 << left) estimate = Math.sign(estimate) * ((1 << left) - 1);
      block[place] = estimate;
    }
    if (this.dcOnly) block[at] = this.estimate(0, dc);
  }

  /** Rounded, half away from zero, to the quantizer's steps. */
  private estimate(k: number, dc: Int32Array): number {
    const weights = this.weights[k];
    let sum = 0;
    for (let i = 0; i < 25; i++) sum += weights[i] * dc[i];
    sum *= this.quantization[0];
    const quantizer = this.quantization[k];
    const size = Math.trunc((quantizer * 128 + Math.abs(sum)) / (quantizer * 256));
    return (sum < 0 ? -size : size) | 0;
  }
}

/**
 * The rows whose blocks are looked at for row `row` of a component: two above, itself, two below; as libjpeg-turbo chooses
 * them by rows of units, of which each has `v` rows of blocks.
 */
export function rowsAround(row: number, v: number, unitRows: number, blockRows: number): number[] {
  const unit = Math.floor(row / v);
  const inUnit = row % v;
  const lastUnit = unitRows - 1;
  const rows = unit < lastUnit ? v : blockRows % v || v;
  const above = inUnit > 0 || unit > 0 ? row - 1 : row;
  const second = inUnit > 1 || unit > 1 ? row - 2 : above;
  const below = inUnit < rows - 1 || unit < lastUnit ? row + 1 : row;
  const secondBelow = inUnit < rows - 2 || unit + 1 < lastUnit ? row + 2 : below;
  return [second, above, row, below, secondBelow];
}
