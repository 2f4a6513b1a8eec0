import { defineOperator } from './operator.ts';

/** OpenCV's `equalizeHist`. */
export const equalize = defineOperator({
  id: 'equalize',
  inputs: ['gray8'],
  output: 'gray8',
  title: 'Enhanced (Histogram Equalization)',
  purpose: 'Spreads the gray levels over the whole range, so that detail hidden in dark or bright areas shows.',
  params: {},
  plan: () => null,
});
