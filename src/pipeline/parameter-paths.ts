import { problemWith, type ParameterSpec } from '../operators/parameter-spec.ts';
import { PARAMETERS, type PipelineParams } from './params.ts';

/** A parameter's place: its group and its name in it. */
export type ParameterPath = readonly [group: keyof PipelineParams, name: string];

/** The element's properties for parameters. A parameter without one is offered by the controls all the same. */
export const PARAMETER_PROPERTIES = {
  blurSize: ['blur', 'kernelSize'],
  blurSigma: ['blur', 'sigma'],
  cannyLow: ['canny', 'lowThreshold'],
  cannyHigh: ['canny', 'highThreshold'],
  cannyAperture: ['canny', 'apertureSize'],
  cannyL2: ['canny', 'l2Gradient'],
} as const satisfies Readonly<Record<string, ParameterPath>>;

export type ParameterProperty = keyof typeof PARAMETER_PROPERTIES;

/** A parameter's values, whatever its kind. */
export type ParameterValue = number | boolean;

export function parameterValue(params: PipelineParams, [group, name]: ParameterPath): ParameterValue {
  const values: Readonly<Record<string, ParameterValue>> = params[group];
  return values[name];
}

export function parameterSpec([group, name]: ParameterPath): ParameterSpec {
  const specs: Readonly<Record<string, ParameterSpec>> = PARAMETERS[group];
  return specs[name];
}

/** `params` with one value replaced; `params` itself when it has that value. */
export function withParameter(params: PipelineParams, path: ParameterPath, value: ParameterValue): PipelineParams {
  if (parameterValue(params, path) === value) return params;
  const [group, name] = path;
  return { ...params, [group]: { ...params[group], [name]: value } };
}

/** Whether both hold the same values. */
export function sameParameters(one: PipelineParams, other: PipelineParams): boolean {
  if (one === other) return true;
  return (Object.keys(PARAMETERS) as (keyof PipelineParams)[]).every((group) =>
    Object.keys(PARAMETERS[group]).every(
      (name) => parameterValue(one, [group, name]) === parameterValue(other, [group, name]),
    ),
  );
}

/** Why `value` is refused at `path`, as the end of a sentence; null when it is allowed. */
export function parameterProblem(path: ParameterPath, value: unknown): string | null {
  return problemWith(value, parameterSpec(path));
}
