import { defineOperator } from './operator.ts';
import { gaussianBlur } from './gaussian-blur.ts';
import { number } from './parameter-spec.ts';

/** What both engines look for the median with. */
export interface MedianPlan {
  /** Pixels to each side that count: 0…3. */
  readonly radius: number;
}

/** OpenCV's `medianBlur` of 8-bit images, the border pixels repeated outside. */
export const median = defineOperator({
  id: 'median',
  inputs: ['gray8'],
  output: 'gray8',
  title: 'Median',
  purpose: gaussianBlur.purpose,
  params: {
    /** Side of the square whose median a pixel becomes: 1, 3, 5 or 7. Default 5. 1 leaves the image as it is. */
    kernelSize: number({
      ...gaussianBlur.params.kernelSize,
      attribute: 'median-size',
      max: 7,
      slider: { min: 1, max: 7, step: 2 },
    }),
  },
  plan: ({ kernelSize }): MedianPlan => ({ radius: (kernelSize - 1) / 2 }),
});
