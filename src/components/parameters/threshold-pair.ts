import type { ParameterSpec } from '../../operators/parameter-spec.ts';
import type { PipelineParams } from '../../pipeline/params.ts';
import {
  parameterValue,
  withParameter,
  type ParameterPath,
  type ParameterValue,
} from '../../pipeline/parameter-paths.ts';

type Slider = Extract<ParameterSpec, { kind: 'number' }>['slider'];

/** Two parameters on one track: the first stays at or below the second. */
export const THRESHOLD_PAIR = [
  ['canny', 'lowThreshold'],
  ['canny', 'highThreshold'],
] as const satisfies readonly ParameterPath[];

/** Sobel's weights add up to so many times those of aperture 3, and gradients with them; the slider's step follows. */
const SCALES: Readonly<Record<number, { readonly weight: number; readonly step: number }>> = {
  3: { weight: 1, step: 1 },
  5: { weight: 16, step: 10 },
  7: { weight: 256, step: 100 },
};

/** Which of the pair `path` is: 0 the lower, 1 the upper; −1 for any other parameter. */
export function placeInPair([group, name]: ParameterPath): number {
  return THRESHOLD_PAIR.findIndex((path) => path[0] === group && path[1] === name);
}

/** `params` as OpenCV takes them: thresholds that were set crossed change places. */
export function uncrossed(params: PipelineParams): PipelineParams {
  const { lowThreshold: low, highThreshold: high } = params.canny;
  return low > high ? { ...params, canny: { ...params.canny, lowThreshold: high, highThreshold: low } } : params;
}

/** `value`, or the other one's where it would cross that. */
export function withoutCrossing(params: PipelineParams, path: ParameterPath, value: ParameterValue): ParameterValue {
  const place = placeInPair(path);
  if (place < 0 || typeof value !== 'number') return value;
  const other = Number(parameterValue(params, THRESHOLD_PAIR[1 - place]));
  return place === 0 ? Math.min(value, other) : Math.max(value, other);
}

/** `params` with `value` at `path`; a threshold that it would cross goes along. */
export function movedAlong(params: PipelineParams, path: ParameterPath, value: ParameterValue): PipelineParams {
  const crosses = withoutCrossing(params, path, value) !== value;
  const base = crosses ? withParameter(params, THRESHOLD_PAIR[1 - placeInPair(path)], value) : params;
  return withParameter(base, path, value);
}

/** The slider of a threshold, for gradients as an aperture gives them. */
export function thresholdSlider({ slider, max }: Extract<ParameterSpec, { kind: 'number' }>, aperture: number): Slider {
  const { weight, step } = SCALES[aperture] ?? SCALES[3];
  return { min: slider.min, max: Math.floor(Math.min(max, slider.max * weight) / step) * step, step };
}
