import { blur } from './blur.ts';
import { canny } from './canny.ts';
import { clahe } from './clahe.ts';
import { enhance } from './enhance.ts';
import { equalize } from './equalize.ts';
import { gaussianBlur } from './gaussian-blur.ts';
import { grayscale } from './grayscale.ts';
import { median } from './median.ts';
import type { AnyOperator } from './operator.ts';
import { window } from './window.ts';

/** Every operator there is. Each engine has an implementation of each: `satisfies Record<OperatorId, …>`. */
export const OPERATORS = {
  window,
  grayscale,
  equalize,
  clahe,
  enhance,
  'gaussian-blur': gaussianBlur,
  median,
  blur,
  canny,
} as const;

export type OperatorId = keyof typeof OPERATORS;

/** @throws TypeError for an operator that is not in the list. */
export function knownId(operator: AnyOperator | null): OperatorId {
  const id = operator?.id as OperatorId;
  if (!Object.keys(OPERATORS).includes(id)) throw new TypeError(`No engine knows the operator "${id}".`);
  return id;
}
