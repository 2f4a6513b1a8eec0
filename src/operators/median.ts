import { defineOperator } from './operator.ts';
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
  title: 'Blurred (Median)',
  purpose: 'Takes single dots out, and leaves margins sharp.',
  params: {
    /** Side of the square whose median a pixel becomes: 1, 3, 5 or 7. Default 5. 1 leaves the image as it is. */
    kernelSize: number({
      default: 5,
      label: 'Kernel size',
      tip: 'How many neighbours count: larger removes coarser grain.',
      attribute: 'median-size',
      unit: 'px',
      min: 1,
      max: 7,
      grid: 2,
      slider: { min: 1, max: 7, step: 2 },
    }),
  },
  plan: ({ kernelSize }): MedianPlan => ({ radius: (kernelSize - 1) / 2 }),
});
