/** One-dimensional Sobel kernels: along an edge and across it. */
export interface SobelWeights {
  readonly smoothing: readonly number[];
  readonly derivative: readonly number[];
}

/** As OpenCV's `getSobelKernels` gives them (modules/imgproc/src/deriv.cpp), by the kernel's side. */
export const SOBEL = {
  3: { smoothing: [1, 2, 1], derivative: [-1, 0, 1] },
  5: { smoothing: [1, 4, 6, 4, 1], derivative: [-1, -2, 0, 2, 1] },
  7: { smoothing: [1, 6, 15, 20, 15, 6, 1], derivative: [-1, -4, -5, 0, 5, 4, 1] },
} as const satisfies Readonly<Record<3 | 5 | 7, SobelWeights>>;
