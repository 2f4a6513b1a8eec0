import type { PlanOf } from '../../operators/operator.ts';
import type { OPERATORS, OperatorId } from '../../operators/operators.ts';
import type { GpuOperator } from '../passes/gpu-operator.ts';
import { canny } from './canny.ts';
import { clahe } from './clahe.ts';
import { equalize } from './equalize.ts';
import { gaussianBlur } from './gaussian-blur.ts';
import { grayscale } from './grayscale.ts';
import { window } from './window.ts';
import { median } from './median.ts';
import { oneOf } from './one-of.ts';

/** The GPU's implementation of every operator; one that is missing does not compile. */
export const GPU_OPERATORS = {
  window,
  grayscale,
  equalize,
  clahe,
  enhance: oneOf<PlanOf<typeof OPERATORS.enhance>>(0x6be4de48, { equalize, clahe }),
  'gaussian-blur': gaussianBlur,
  median,
  blur: oneOf<PlanOf<typeof OPERATORS.blur>>(0x6960f4e4, { gaussian: gaussianBlur, median }),
  canny,
} as const satisfies { readonly [Id in OperatorId]: GpuOperator<PlanOf<(typeof OPERATORS)[Id]>> };

export function gpuOperator(id: OperatorId): GpuOperator {
  return GPU_OPERATORS[id];
}
