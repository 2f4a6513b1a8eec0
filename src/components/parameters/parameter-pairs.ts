import type { PipelineParams } from '../../pipeline/params.ts';
import {
  PARAMETER_PATHS,
  parameterSpec,
  parameterValue,
  withParameter,
  type ParameterPath,
  type ParameterValue,
} from '../../pipeline/parameter-paths.ts';

/** Two parameters on one track: the first stays at or below the second. */
export type ParameterPair = readonly [lower: ParameterPath, upper: ParameterPath];

const PAIRS: readonly ParameterPair[] = PARAMETER_PATHS.flatMap((path) => {
  const spec = parameterSpec(path);
  const upper = spec.kind === 'number' ? spec.pairedWith : undefined;
  return upper === undefined ? [] : [[path, [path[0], upper]] satisfies ParameterPair];
});

/** The pair that `path` is of; null for a parameter by itself. */
export function pairOf(path: ParameterPath): ParameterPair | null {
  return PAIRS.find((pair) => placeIn(pair, path) >= 0) ?? null;
}

/** 0 for the lower, 1 for the upper of a pair. */
export function placeIn(pair: ParameterPair, [group, name]: ParameterPath): number {
  return pair.findIndex((path) => path[0] === group && path[1] === name);
}

/** `params` as they are computed with: the ends of a range that were set crossed change places. */
export function uncrossed(params: PipelineParams): PipelineParams {
  return PAIRS.reduce((result, [lower, upper]) => {
    const low = parameterValue(result, lower);
    const high = parameterValue(result, upper);
    return low > high ? withParameter(withParameter(result, lower, high), upper, low) : result;
  }, params);
}

/** `value`, or the other one's where it would cross that. */
export function withoutCrossing(params: PipelineParams, path: ParameterPath, value: ParameterValue): ParameterValue {
  const pair = pairOf(path);
  if (!pair || typeof value !== 'number') return value;
  const place = placeIn(pair, path);
  const other = Number(parameterValue(params, pair[1 - place]));
  return place === 0 ? Math.min(value, other) : Math.max(value, other);
}

/** `params` with `value` at `path`; the other end of its range, which it would cross, goes along. */
export function movedAlong(params: PipelineParams, path: ParameterPath, value: ParameterValue): PipelineParams {
  const pair = pairOf(path);
  const crosses = withoutCrossing(params, path, value) !== value;
  const base = pair && crosses ? withParameter(params, pair[1 - placeIn(pair, path)], value) : params;
  return withParameter(base, path, value);
}
