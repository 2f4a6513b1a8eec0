import { gaussianBlur } from './gaussian-blur.ts';
import { median } from './median.ts';
import type { PlanOfOne } from './one-of.ts';
import { defineOperator } from './operator.ts';
import { choice, number } from './parameter-spec.ts';

/** Smoothing by the mean or by the median of neighbours: `gaussian-blur` or `median`. */
export const blur = defineOperator({
  id: 'blur',
  inputs: ['gray8'],
  output: 'gray8',
  title: gaussianBlur.title,
  purpose: gaussianBlur.purpose,
  params: {
    /** Which of them: `gaussian` or `median`. Default `gaussian`. */
    method: choice({
      default: 'gaussian',
      label: 'Method',
      tip: 'Median keeps margins sharp.',
      attribute: 'blur-method',
      values: ['gaussian', 'median'],
      names: { gaussian: 'Gaussian', median: 'Median' },
      optional: true,
    }),
    /**
     * Side of the square kernel in pixels: odd, 1…31, of the median 1…7. Default 5. 1 leaves the image as it is.
     */
    kernelSize: number({
      ...gaussianBlur.params.kernelSize,
      mostBy: { parameter: 'method', most: { median: median.params.kernelSize.max } },
    }),
    /** Standard deviation of the Gaussian in pixels, at least 0. Default 1. 0 derives it from the kernel size, as OpenCV does. */
    sigma: number({ ...gaussianBlur.params.sigma, onlyWith: { parameter: 'method', values: ['gaussian'] } }),
  },
  plan: (params, size): PlanOfOne<{ gaussian: typeof gaussianBlur; median: typeof median }> =>
    params.method === 'median'
      ? { method: 'median', plan: median.plan(params, size) }
      : { method: 'gaussian', plan: gaussianBlur.plan(params, size) },
});
