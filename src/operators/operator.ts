import type { GivenSamples } from '../image/given-samples.ts';
import type { ParameterSpecs, ValuesOf } from './parameter-spec.ts';

/**
 * What an operator takes and gives: `samples`, gray values of 8 or 16 bits as they are stored, which may be no picture yet;
 * `source`, the picture that a graph begins with (8 bits, gray or RGB); a plane of gray values of 8 or 16 bits; a mask of 0
 * and 255.
 */
export type OperandType = 'samples' | 'source' | 'gray8' | 'gray16' | 'mask';

/** Which operands may stand in for others: a mask is a gray plane of 8 bits with two values. */
export type Fitting<Type extends OperandType> = Type extends 'gray8' ? 'gray8' | 'mask' : Type;

export interface ImageSize {
  /** In pixels. */
  readonly width: number;
  readonly height: number;
}

/** What plans are made for: an image's size and, where a window makes it a picture, what is known of its samples. */
export interface GivenImage extends ImageSize {
  readonly samples?: GivenSamples | null;
}

/**
 * What can be computed, without how: each engine has an implementation under the same id, which is handed its operands
 * and `plan`'s result and knows neither stages nor parameters.
 */
export interface Operator<
  Id extends string = string,
  Inputs extends readonly OperandType[] = readonly OperandType[],
  Output extends OperandType = OperandType,
  Params extends ParameterSpecs = ParameterSpecs,
  Plan = unknown,
> {
  readonly id: Id;
  readonly inputs: Inputs;
  readonly output: Output;
  /** What people call its result: the accessible name of a stage's figure. */
  readonly title: string;
  /** One line on what it is good for in a radiograph. */
  readonly purpose: string;
  readonly params: Params;
  /** The numbers that both engines compute with, so that they cannot differ in them. */
  plan(params: ValuesOf<Params>, image: GivenImage): Plan;
}

/** Parameters that an image decided on, by name, as they would be set to the same effect. */
export type FoundParams = Readonly<Record<string, number>>;

/** Any operator, for those who only pass it on. */
export type AnyOperator = Omit<Operator, 'plan'> & { plan(params: never, image: GivenImage): unknown };

export type PlanOf<Op extends AnyOperator> = ReturnType<Op['plan']>;

export function defineOperator<
  const Id extends string,
  const Inputs extends readonly OperandType[],
  const Output extends OperandType,
  const Params extends ParameterSpecs,
  Plan,
>(operator: Operator<Id, Inputs, Output, Params, Plan>): Operator<Id, Inputs, Output, Params, Plan> {
  return operator;
}

/** Whether an operand of the type `given` can be taken for `wanted`. */
export function fits(given: OperandType, wanted: OperandType): boolean {
  return given === wanted || (wanted === 'gray8' && given === 'mask');
}
