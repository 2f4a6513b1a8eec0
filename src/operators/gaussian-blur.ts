import { gaussianKernel } from './gaussian-kernel.ts';
import { defineOperator } from './operator.ts';
import { number } from './parameter-spec.ts';

/** What both engines blur with. */
export interface GaussianBlurPlan {
  /** Pixels to each side that count. */
  readonly radius: number;
  /** radius + 1 weights in 256ths, outermost first, centre last; see {@link gaussianKernel}. */
  readonly weights: Uint16Array;
}

/** OpenCV's `GaussianBlur` of 8-bit images, borders reflected without the border pixel (BORDER_REFLECT_101). */
export const gaussianBlur = defineOperator({
  id: 'gaussian-blur',
  inputs: ['gray8'],
  output: 'gray8',
  title: 'Blurred (Gaussian)',
  purpose: 'Averages out grain and quantum noise, which would otherwise be taken for edges.',
  params: {
    /** Side of the square Gaussian kernel in pixels: odd, 1…31. Default 5. 1 leaves the image as it is. */
    kernelSize: number({
      default: 5,
      label: 'Kernel size',
      tip: 'How many neighbours count: larger removes coarser grain.',
      attribute: 'blur-size',
      unit: 'px',
      min: 1,
      max: 31,
      grid: 2,
      slider: { min: 1, max: 31, step: 2 },
    }),
    /** Standard deviation in pixels, at least 0. Default 1. 0 derives it from the kernel size, as OpenCV does. */
    sigma: number({
      default: 1,
      label: 'Sigma',
      tip: 'How far the blur reaches: more is smoother; 0 follows the kernel size.',
      attribute: 'blur-sigma',
      unit: 'px',
      min: 0,
      max: Number.MAX_VALUE,
      grid: 0,
      slider: { min: 0, max: 10, step: 0.1 },
    }),
  },
  plan: ({ kernelSize, sigma }): GaussianBlurPlan => ({
    radius: (kernelSize - 1) / 2,
    weights: gaussianKernel(kernelSize, sigma),
  }),
});
