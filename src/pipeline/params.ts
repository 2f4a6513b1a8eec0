import { XrayError } from '../base/xray-error.ts';

export interface PipelineParams {
  readonly blur: {
    /** Side of the square Gaussian kernel in pixels: odd, 1…31. Default 5. 1 leaves the image as it is. */
    readonly kernelSize: number;
    /** Standard deviation in pixels, at least 0. Default 1. 0 derives it from the kernel size, as OpenCV does. */
    readonly sigma: number;
  };
  readonly canny: {
    /**
     * Gradient magnitude above which a pixel may belong to an edge, −32768…32767. Default 100. When it is above
     * `highThreshold` the two change places, as in OpenCV.
     */
    readonly lowThreshold: number;
    /** Gradient magnitude above which a pixel starts an edge, −32768…32767. Default 200. */
    readonly highThreshold: number;
    /** Side of the Sobel kernel. Default 3. */
    readonly apertureSize: 3 | 5 | 7;
    /** Measure gradients by √(dx² + dy²) instead of |dx| + |dy|. Default false. */
    readonly l2Gradient: boolean;
  };
}

/** `T` with every property optional, at every depth. */
export type DeepPartial<T> = { readonly [K in keyof T]?: T[K] extends object ? DeepPartial<T[K]> : T[K] };

/** What the original Flask application computes. */
export const DEFAULT_PARAMS: PipelineParams = {
  blur: { kernelSize: 5, sigma: 1 },
  canny: { lowThreshold: 100, highThreshold: 200, apertureSize: 3, l2Gradient: false },
};

/** How a parameter is checked and offered to a person. */
export type ParameterSpec = NumberSpec | ChoiceSpec | FlagSpec;

interface NumberSpec {
  readonly kind: 'number';
  readonly label: string;
  /** Unit shown beside the value; empty when there is none. */
  readonly unit: string;
  /** Accepted range, both ends included. */
  readonly min: number;
  readonly max: number;
  /** Accepted values are `min + n·grid`; 0 accepts any. */
  readonly grid: number;
  /** The part of the range a slider covers, and its step: the rest is for the number field and the API. */
  readonly slider: { readonly min: number; readonly max: number; readonly step: number };
}

interface ChoiceSpec {
  readonly kind: 'choice';
  readonly label: string;
  readonly values: readonly number[];
}

interface FlagSpec {
  readonly kind: 'flag';
  readonly label: string;
}

type ParameterSpecs = {
  readonly [Group in keyof PipelineParams]: { readonly [Name in keyof PipelineParams[Group]]: ParameterSpec };
};

/** Every parameter's range, step and label: the one place that validation and the controls read. */
export const PARAMETERS = {
  blur: {
    kernelSize: {
      kind: 'number',
      label: 'Kernel size',
      unit: 'px',
      min: 1,
      max: 31,
      grid: 2,
      slider: { min: 1, max: 31, step: 2 },
    },
    sigma: {
      kind: 'number',
      label: 'Sigma',
      unit: 'px',
      min: 0,
      max: Number.MAX_VALUE,
      grid: 0,
      slider: { min: 0, max: 10, step: 0.1 },
    },
  },
  canny: {
    lowThreshold: {
      kind: 'number',
      label: 'Low threshold',
      unit: '',
      min: -32768,
      max: 32767,
      grid: 0,
      slider: { min: 0, max: 1000, step: 1 },
    },
    highThreshold: {
      kind: 'number',
      label: 'High threshold',
      unit: '',
      min: -32768,
      max: 32767,
      grid: 0,
      slider: { min: 0, max: 1000, step: 1 },
    },
    apertureSize: { kind: 'choice', label: 'Sobel aperture', values: [3, 5, 7] },
    l2Gradient: { kind: 'flag', label: 'L2 gradient norm' },
  },
} as const satisfies ParameterSpecs;

/**
 * `base` with `changes` laid over it.
 * @throws XrayError `invalid-params`, naming the parameter, its value and what is allowed.
 */
export function resolveParams(changes: DeepPartial<PipelineParams> = {}, base = DEFAULT_PARAMS): PipelineParams {
  const resolved: PipelineParams = {
    blur: { ...base.blur, ...defined(changes.blur) },
    canny: { ...base.canny, ...defined(changes.canny) },
  };
  for (const group of ['blur', 'canny'] as const) {
    const specs: Record<string, ParameterSpec> = PARAMETERS[group];
    for (const [name, value] of Object.entries(resolved[group]) as [string, unknown][]) {
      const spec = specs[name];
      const problem = spec
        ? problemWith(value, spec)
        : `there is no such parameter; known are ${Object.keys(specs).join(', ')}`;
      if (problem) {
        throw new XrayError('invalid-params', `${group}.${name} is ${String(value)}: ${problem}.`, {
          values: { subject: `${group}.${name}` },
        });
      }
    }
  }
  return resolved;
}

/** What is wrong with `value`, as the end of a sentence; null when it is allowed. */
export function problemWith(value: unknown, spec: ParameterSpec): string | null {
  switch (spec.kind) {
    case 'flag':
      return typeof value === 'boolean' ? null : 'it must be true or false';
    case 'choice':
      return spec.values.includes(value as number) ? null : `it must be one of ${spec.values.join(', ')}`;
    case 'number': {
      const range =
        spec.max === Number.MAX_VALUE ? `a number of at least ${spec.min}` : `a number from ${spec.min} to ${spec.max}`;
      const allowed = spec.grid === 2 ? `an odd ${range.slice(2)}` : range;
      const inside =
        typeof value === 'number' &&
        value >= spec.min &&
        value <= spec.max &&
        (spec.grid === 0 || Number.isInteger((value - spec.min) / spec.grid));
      return inside ? null : `it must be ${allowed}`;
    }
  }
}

/** Whether `a` and `b` hold the same values in `group`. */
export function sameParams(a: PipelineParams, b: PipelineParams, group: keyof PipelineParams): boolean {
  const left: Record<string, unknown> = a[group];
  const right: Record<string, unknown> = b[group];
  return Object.keys(left).every((name) => left[name] === right[name]);
}

/** Leaves out `undefined`, so that `{ sigma: undefined }` means "unchanged". */
function defined<T extends object>(group: T | undefined): Partial<T> {
  return Object.fromEntries(Object.entries(group ?? {}).filter(([, value]) => value !== undefined)) as Partial<T>;
}
