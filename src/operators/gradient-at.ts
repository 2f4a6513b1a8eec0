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

/** Sobel's weights as OpenCV's `getSobelKernels` gives them. */
const SMOOTHING = { 3: [1, 2, 1], 5: [1, 4, 6, 4, 1], 7: [1, 6, 15, 20, 15, 6, 1] } as const;
const DERIVATIVE = { 3: [-1, 0, 1], 5: [-1, -2, 0, 2, 1], 7: [-1, -4, -5, 0, 5, 4, 1] } as const;

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
  const smoothing = SMOOTHING[apertureSize];
  const derivative = DERIVATIVE[apertureSize];
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
  const dx = halfToEven(horizontal / scale);
  const dy = halfToEven(vertical / scale);
  const magnitude = l2Gradient ? Math.sqrt(dx * dx + dy * dy) : Math.abs(dx) + Math.abs(dy);
  return { dx, dy, magnitude: magnitude * scale };
}

function clamp(position: number, size: number): number {
  return Math.max(0, Math.min(size - 1, position));
}

function halfToEven(value: number): number {
  const below = Math.floor(value);
  const rest = value - below;
  if (rest !== 0.5) return Math.round(value);
  return below % 2 === 0 ? below : below + 1;
}
