import { problemWith } from '../../../src/operators/parameter-spec.ts';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { XrayError } from '../../../src/base/xray-error.ts';
import {
  DEFAULT_PARAMS,
  PARAMETERS,
  resolveParams,
  sameGroup,
  type DeepPartial,
  type PipelineParams,
} from '../../../src/pipeline/params.ts';

function problem(changes: unknown): string {
  try {
    resolveParams(changes as DeepPartial<PipelineParams>);
  } catch (error) {
    expect(error).toBeInstanceOf(XrayError);
    expect((error as XrayError).code).toBe('invalid-params');
    return (error as XrayError).message;
  }
  return 'none';
}

describe('resolveParams', () => {
  it('gives the defaults of the original application', () => {
    expect(resolveParams()).toEqual({
      window: { source: 'auto', preset: 0, center: 32768, width: 65536, function: 'linear', invert: false },
      enhance: { method: 'equalize', clipLimit: 2, tileColumns: 8, tileRows: 8 },
      blur: { method: 'gaussian', kernelSize: 5, sigma: 1 },
      canny: {
        lowThreshold: 100,
        highThreshold: 200,
        thresholds: 'manual',
        edgeShare: 0.05,
        apertureSize: 3,
        l2Gradient: false,
      },
    });
  });

  it('takes and gives what is public as a type', () => {
    expectTypeOf<PipelineParams>().toEqualTypeOf<{
      readonly window: {
        readonly source: 'auto' | 'preset' | 'full' | 'extent' | 'manual';
        readonly preset: number;
        readonly center: number;
        readonly width: number;
        readonly function: 'linear' | 'linear-exact' | 'sigmoid';
        readonly invert: boolean;
      };
      readonly enhance: {
        readonly method: 'equalize' | 'clahe';
        readonly clipLimit: number;
        readonly tileColumns: number;
        readonly tileRows: number;
      };
      readonly blur: { readonly method: 'gaussian' | 'median'; readonly kernelSize: number; readonly sigma: number };
      readonly canny: {
        readonly lowThreshold: number;
        readonly highThreshold: number;
        readonly thresholds: 'manual' | 'auto';
        readonly edgeShare: number;
        readonly apertureSize: 3 | 5 | 7;
        readonly l2Gradient: boolean;
      };
    }>();
  });

  it('lays changes over the base and leaves both as they are', () => {
    const base = resolveParams({ blur: { kernelSize: 9 } });
    const next = resolveParams({ blur: { sigma: 2 }, canny: { apertureSize: 5 } }, base);
    expect(next.blur).toEqual({ ...DEFAULT_PARAMS.blur, kernelSize: 9, sigma: 2 });
    expect(next.canny).toEqual({ ...DEFAULT_PARAMS.canny, apertureSize: 5 });
    expect(base.blur).toEqual({ ...DEFAULT_PARAMS.blur, kernelSize: 9, sigma: 1 });
  });

  it('takes undefined as unchanged', () => {
    expect(resolveParams({ blur: { sigma: undefined }, canny: undefined })).toEqual(DEFAULT_PARAMS);
  });

  it('accepts both ends of each range', () => {
    for (const kernelSize of [1, 31]) expect(resolveParams({ blur: { kernelSize } }).blur.kernelSize).toBe(kernelSize);
    for (const lowThreshold of [-32768, 32767, 0.5]) {
      expect(resolveParams({ canny: { lowThreshold } }).canny.lowThreshold).toBe(lowThreshold);
    }
  });

  it.each([
    [{ blur: { kernelSize: 4 } }, 'blur.kernelSize is 4: it must be an odd number from 1 to 31.'],
    [{ blur: { kernelSize: 33 } }, 'blur.kernelSize is 33: it must be an odd number from 1 to 31.'],
    [{ blur: { kernelSize: 3.5 } }, 'blur.kernelSize is 3.5: it must be an odd number from 1 to 31.'],
    [{ blur: { kernelSize: '5' } }, 'blur.kernelSize is 5: it must be an odd number from 1 to 31.'],
    [{ blur: { sigma: -1 } }, 'blur.sigma is -1: it must be a number of at least 0.'],
    [{ blur: { sigma: NaN } }, 'blur.sigma is NaN: it must be a number of at least 0.'],
    [{ blur: { sigma: Infinity } }, 'blur.sigma is Infinity: it must be a number of at least 0.'],
    [{ canny: { lowThreshold: 32768 } }, 'canny.lowThreshold is 32768: it must be a number from -32768 to 32767.'],
    [{ canny: { highThreshold: null } }, 'canny.highThreshold is null: it must be a number from -32768 to 32767.'],
    [{ canny: { apertureSize: 4 } }, 'canny.apertureSize is 4: it must be one of 3, 5, 7.'],
    [{ canny: { l2Gradient: 1 } }, 'canny.l2Gradient is 1: it must be true or false.'],
    [{ enhance: { method: 'none' } }, 'enhance.method is none: it must be one of equalize, clahe.'],
    [{ enhance: { tileRows: 2.5 } }, 'enhance.tileRows is 2.5: it must be a whole number from 1 to 16.'],
    [{ blur: { method: 'median', kernelSize: 9 } }, 'blur.kernelSize is 9: it must be an odd number from 1 to 7.'],
    [{ blur: { size: 3 } }, 'blur.size is 3: there is no such parameter; known are method, kernelSize, sigma.'],
  ])('refuses %j', (changes, message) => expect(problem(changes)).toBe(message));
});

describe('PARAMETERS', () => {
  it('allow every default, and every place of their sliders', () => {
    for (const group of ['window', 'enhance', 'blur', 'canny'] as const) {
      const values: Record<string, unknown> = DEFAULT_PARAMS[group];
      for (const [name, spec] of Object.entries(PARAMETERS[group])) {
        expect(problemWith(values[name], spec), name).toBeNull();
        if (spec.kind !== 'number') continue;
        expect(problemWith(spec.slider.min, spec), `${name}, slider.min`).toBeNull();
        expect(problemWith(spec.slider.max, spec), `${name}, slider.max`).toBeNull();
        expect(problemWith(spec.slider.min + spec.slider.step, spec), `${name}, slider.step`).toBeNull();
      }
    }
  });
});

describe('sameGroup', () => {
  it('compares one group by value', () => {
    const other = resolveParams({ blur: { sigma: 2 } });
    expect(sameGroup(DEFAULT_PARAMS, other, 'canny')).toBe(true);
    expect(sameGroup(DEFAULT_PARAMS, other, 'blur')).toBe(false);
  });
});
