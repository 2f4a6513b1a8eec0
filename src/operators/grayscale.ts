import { defineOperator } from './operator.ts';

/** OpenCV's `cvtColor(RGB2GRAY)`; of a gray image the image itself. */
export const grayscale = defineOperator({
  id: 'grayscale',
  inputs: ['source'],
  output: 'gray8',
  title: 'Grayscale',
  purpose: 'One brightness value a pixel: comparable between images, and the basis of all later steps.',
  params: {},
  plan: () => null,
});
