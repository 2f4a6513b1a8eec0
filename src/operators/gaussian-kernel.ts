import { roundHalfToEven } from './round-half-to-even.ts';

/** Kernels for sigma = 0 and sizes up to 9, in 256ths; outermost weight first, centre last. OpenCV smooth.dispatch.cpp. */
const FIXED_KERNELS: Readonly<Record<number, readonly number[]>> = {
  1: [256],
  3: [64, 128],
  5: [16, 64, 96],
  7: [8, 28, 56, 72],
  9: [4, 13, 30, 51, 60],
};

/**
 * One half of the symmetric fixed-point Gaussian kernel that OpenCV uses on 8-bit images: (kernelSize + 1) / 2 weights
 * in 256ths, outermost first, centre last; with the mirrored half they add up to exactly 256.
 *
 * The weights are quantised from the outside in, each carrying its rounding error to the next, and the centre takes
 * what is left: OpenCV `getGaussianKernelFixedPoint_ED` (modules/imgproc/src/smooth.dispatch.cpp).
 *
 * @param kernelSize odd, 1…31
 * @param sigma standard deviation in pixels; 0 derives it from the kernel size
 */
export function gaussianKernel(kernelSize: number, sigma: number): Uint16Array {
  if (sigma <= 0 && kernelSize in FIXED_KERNELS) return Uint16Array.from(FIXED_KERNELS[kernelSize]);

  const radius = (kernelSize - 1) / 2;
  const deviation = sigma > 0 ? sigma : 0.15 * kernelSize + 0.35;
  const exponent = -0.125 / (deviation * deviation);
  const weights = new Float64Array(radius);
  let sum = 0;
  for (let i = 0; i < radius; i++) {
    const x = 1 - kernelSize + 2 * i;
    weights[i] = Math.exp(x * x * exponent);
    sum += weights[i];
  }
  const scale = 1 / (2 * sum + 1);

  const kernel = new Uint16Array(radius + 1);
  let error = 0;
  let quantisedSum = 0;
  for (let i = 0; i < radius; i++) {
    const exact = weights[i] * scale * 256 + error;
    kernel[i] = roundHalfToEven(exact);
    error = exact - kernel[i];
    quantisedSum += kernel[i];
  }
  kernel[radius] = 256 - 2 * quantisedSum;
  return kernel;
}
