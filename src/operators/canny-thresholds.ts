/** Whole-number limits that the gradient magnitude is compared with: `m > low` is a candidate, `m > high` is strong. */
export interface CannyThresholds {
  readonly low: number;
  readonly high: number;
}

/** The parameters that they depend on. */
interface ThresholdParams {
  readonly lowThreshold: number;
  readonly highThreshold: number;
  readonly apertureSize: 3 | 5 | 7;
  readonly l2Gradient: boolean;
}

/**
 * The thresholds as OpenCV's Canny compares them with its integer magnitudes (modules/imgproc/src/canny.cpp): divided
 * by 16 for aperture 7, in order, squared for the L2 norm, and rounded down.
 */
export function cannyThresholds(canny: ThresholdParams): CannyThresholds {
  const scale = canny.apertureSize === 7 ? 1 / 16 : 1;
  const a = canny.lowThreshold * scale;
  const b = canny.highThreshold * scale;
  const limit = (threshold: number): number => Math.floor(canny.l2Gradient ? squared(threshold) : threshold);
  return { low: limit(Math.min(a, b)), high: limit(Math.max(a, b)) };
}

/** Magnitudes stay squared in the L2 norm; OpenCV caps the threshold so that the square fits its int. */
function squared(threshold: number): number {
  const capped = Math.min(threshold, 32767);
  return capped > 0 ? capped * capped : capped;
}
