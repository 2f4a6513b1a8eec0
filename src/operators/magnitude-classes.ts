import type { CannyThresholds } from './canny-thresholds.ts';

/**
 * The gradient's magnitudes, counted in 256 classes: whole numbers below 32 each by itself, then 32 classes an octave, so that a
 * class is a 32nd of its magnitude wide at most. Sobel's weights beyond aperture 3 make all of them larger: there an eighth is
 * counted. In the L2 norm it is the root that is counted, rounded up.
 */
export const MAGNITUDE_CLASSES = 256;

/** By how many bits magnitudes are shifted before they are counted. */
export function magnitudeShift(apertureSize: 3 | 5 | 7): number {
  return apertureSize === 3 ? 0 : 3;
}

/** @param magnitude shifted, 0…4095 */
export function magnitudeClass(magnitude: number): number {
  const octave = Math.max(0, 26 - Math.clz32(magnitude));
  return 32 * octave + (magnitude >> octave);
}

/** The largest magnitude of a class, before it is shifted. */
function largestOf(magnitudeClass: number, shift: number): number {
  const octave = Math.max(0, (magnitudeClass >> 5) - 1);
  return ((magnitudeClass - 32 * octave + 1) << (octave + shift)) - 1;
}

/** Thresholds that an image decided on. */
export interface FoundThresholds {
  /** As Canny compares them with its integer magnitudes. */
  readonly limits: CannyThresholds;
  /** As they are set by hand to the same effect. */
  readonly thresholds: CannyThresholds;
}

/**
 * The least upper end of a class that at most `allowed` pixels exceed, and 0.4 of it, rounded down.
 * @param counts of the 256 classes
 */
export function foundThresholds(
  counts: ArrayLike<number>,
  allowed: number,
  { apertureSize, l2Gradient }: { readonly apertureSize: 3 | 5 | 7; readonly l2Gradient: boolean },
): FoundThresholds {
  let last = MAGNITUDE_CLASSES - 1;
  for (let above = counts[last]; last > 0 && above <= allowed; above += counts[last]) last--;
  const high = largestOf(last, magnitudeShift(apertureSize));
  const low = Math.floor((2 * high) / 5);
  const scale = apertureSize === 7 ? 16 : 1;
  return {
    limits: l2Gradient ? { low: low * low, high: high * high } : { low, high },
    thresholds: { low: scale * low, high: scale * high },
  };
}
