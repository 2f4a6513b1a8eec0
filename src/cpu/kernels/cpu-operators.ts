import type { PlanOf } from '../../operators/operator.ts';
import type { OPERATORS, OperatorId } from '../../operators/operators.ts';
import type { ImageLayout, PlaneOwners } from '../memory/image-planes.ts';
import { canny } from './canny.ts';
import { clahe } from './clahe.ts';
import type { CpuOperator } from './cpu-operator.ts';
import { equalize } from './equalize.ts';
import { gaussianBlur } from './gaussian-blur.ts';
import { grayscale } from './grayscale.ts';
import { window } from './window.ts';
import { median } from './median.ts';
import { oneOf } from './one-of.ts';

/** The CPU's implementation of every operator; one that is missing does not compile. */
const CPU_OPERATORS = {
  window,
  grayscale,
  equalize,
  clahe,
  enhance: oneOf<PlanOf<typeof OPERATORS.enhance>>({ equalize, clahe }),
  'gaussian-blur': gaussianBlur,
  median,
  blur: oneOf<PlanOf<typeof OPERATORS.blur>>({ gaussian: gaussianBlur, median }),
  canny,
} as const satisfies { readonly [Id in OperatorId]: CpuOperator<PlanOf<(typeof OPERATORS)[Id]>> };

export function cpuOperator(id: OperatorId): CpuOperator {
  return CPU_OPERATORS[id];
}

/** Whose plane each node's is: a gray image, for one, is its own grayscale. */
export function planeOwners({ shape, given, stages }: ImageLayout): PlaneOwners {
  const owners = new Map([[given, given]]);
  for (const { id, operator, inputs } of stages) {
    const source = owners.get(inputs[0]) ?? inputs[0];
    const passedOn = cpuOperator(operator).passesOn?.(source === given ? shape : { ...shape, channels: 1 }) ?? false;
    owners.set(id, passedOn ? source : id);
  }
  return owners;
}
