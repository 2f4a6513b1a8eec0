import { canny } from './canny.ts';
import { equalize } from './equalize.ts';
import { gaussianBlur } from './gaussian-blur.ts';
import { grayscale } from './grayscale.ts';

/** Every operator there is. Each engine has an implementation of each: `satisfies Record<OperatorId, …>`. */
export const OPERATORS = {
  grayscale,
  equalize,
  'gaussian-blur': gaussianBlur,
  canny,
} as const;

export type OperatorId = keyof typeof OPERATORS;
