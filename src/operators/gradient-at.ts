import { roundHalfToEven } from './round-half-to-even.ts';
import { SOBEL } from './sobel.ts';

/** The gradient at one pixel, as Canny weighs it. */
export interface Gradient {
  readonly dx: number;
  readonly dy: number;
  /** |dx| + |dy|, or √(dx² + dy²) in the L2 norm: what the thresholds are compared with. */
  readonly magnitude: number;
}

/** A gray image of 8 bits. */
interface GrayPlane {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array | Uint16Array;
}

/**
 * The gradient of the blurred image at `x`, `y` as OpenCV's Canny computes it (modules/imgproc/src/canny.cpp): Sobel with
 * the border pixels repeated outside. For aperture 7 dx and dy are a 16th, halves to even, as are the thresholds then;
 * the magnitude here is multiplied by 16 again, so that it compares with the thresholds as they are set.
 */
export function gradientAt(
  { width, height, data }: GrayPlane,
  x: number,
  y: number,
  { apertureSize, l2Gradient }: { readonly apertureSize: 3 | 5 | 7; readonly l2Gradient: boolean },
): Gradient {
  const { smoothing, derivative } = SOBEL[apertureSize];
  const reach = apertureSize >> 1;
  let horizontal = 0;
  let vertical = 0;
  for (let row = 0; row < apertureSize; row++) {
    const line = clamp(y + row - reach, height) * width;
    for (let column = 0; column < apertureSize; column++) {
      const value = data[line + clamp(x + column - reach, width)];
      horizontal += value * smoothing[row] * derivative[column];
      vertical += value * derivative[row] * smoothing[column];
    }
  }
  const scale = apertureSize === 7 ? 16 : 1;
  const dx = roundHalfToEven(horizontal / scale);
  const dy = roundHalfToEven(vertical / scale);
  const magnitude = l2Gradient ? Math.sqrt(dx * dx + dy * dy) : Math.abs(dx) + Math.abs(dy);
  return { dx, dy, magnitude: magnitude * scale };
}

function clamp(position: number, size: number): number {
  return Math.max(0, Math.min(size - 1, position));
}
