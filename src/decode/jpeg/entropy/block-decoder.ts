import { NATURAL_ORDER } from '../stream/zigzag.ts';

/**
 * Decodes the blocks of a scan in their order. It is begun before the first and behind every restart marker; `finish` is asked
 * when a restart interval or the scan is complete.
 */
export interface BlockDecoder {
  /** Forgets what came before (T.81, E.2.4): predictions, runs, statistics. */
  begin(): void;
  /**
   * Decodes the next block, of the scan's component of number `index`, into the 64 coefficients that begin at `at`, row by row: zeros
   * unless an earlier scan was there. Throws `decode-failed` for what no encoder writes.
   */
  decode(coefficients: Int16Array, at: number, index: number): void;
  /** Throws `decode-failed` where the data did not last. */
  finish(): void;
}

/** How much a block holds, beyond its coefficients: what saves work in transforming it. */
export const BLOCK = {
  /** Nothing beside the first coefficient. */
  flat: 0,
  usual: 1,
  /** Coefficients so large that the transform comes to the limits of 16 bits. */
  wide: 2,
} as const;

/**
 * The sum of a block's dequantized coefficients, without their signs, up to which 16 bits hold whatever the transform of 8-bit samples
 * makes on the way: it multiplies by 4 × 1.387 at most before its second pass, which adds up.
 */
export const USUAL_SUM = 5900;

/**
 * What sequential decoding dequantizes with: for each component of the scan the quantizers in the order of the zig-zag sequence, and
 * as many more of the last as {@link NATURAL_ORDER} has places.
 */
export type ScanQuantization = readonly Int32Array[];

/** Such a table, of one that was defined. */
export function scanQuantizers(table: Uint16Array): Int32Array {
  const quantizers = new Int32Array(NATURAL_ORDER.length).fill(table[63]);
  quantizers.set(table);
  return quantizers;
}

/** A decoder of whole blocks that says what it put into the last one. */
export interface SequentialDecoder extends BlockDecoder {
  /** One of {@link BLOCK}. */
  kind: number;
}
