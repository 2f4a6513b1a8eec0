import type { PipelineParams } from '../pipeline/params.ts';
import { parameterValue, type ParameterPath, type ParameterValue } from './parameter-properties.ts';

/** Two parameters on one track: the first stays at or below the second. */
export const THRESHOLD_PAIR = [
  ['canny', 'lowThreshold'],
  ['canny', 'highThreshold'],
] as const satisfies readonly ParameterPath[];

/** Which of the pair `path` is: 0 the lower, 1 the upper; −1 for any other parameter. */
export function placeInPair([group, name]: ParameterPath): number {
  return THRESHOLD_PAIR.findIndex((path) => path[0] === group && path[1] === name);
}

/** `value`, or the other one's where it would cross that. */
export function withoutCrossing(params: PipelineParams, path: ParameterPath, value: ParameterValue): ParameterValue {
  const place = placeInPair(path);
  if (place < 0 || typeof value !== 'number') return value;
  const other = Number(parameterValue(params, THRESHOLD_PAIR[1 - place]));
  return place === 0 ? Math.min(value, other) : Math.max(value, other);
}
