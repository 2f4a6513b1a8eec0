import { expect, it } from 'vitest';
import { PRESETS } from '../../../../src/session/parameters/parameter-presets.ts';
import {
  DEFAULT_PARAMS,
  resolveParams,
  type DeepPartial,
  type PipelineParams,
} from '../../../../src/pipeline/params.ts';

it('presets are allowed values, whole and in the order of the definitions', () => {
  for (const preset of Object.values(PRESETS)) {
    expect(resolveParams(preset)).toEqual(preset);
    expect(Object.keys(preset)).toEqual(Object.keys(DEFAULT_PARAMS));
  }
});

it('one of them is the original application, the others are laid over it', () => {
  expect(PRESETS.original).toEqual(DEFAULT_PARAMS);
  expect(PRESETS.softer).toEqual({
    ...DEFAULT_PARAMS,
    blur: { ...DEFAULT_PARAMS.blur, kernelSize: 11, sigma: 2.5 },
    canny: { ...DEFAULT_PARAMS.canny, lowThreshold: 50, highThreshold: 120 },
  });
});

it('what is no parameter does not compile, and is refused', () => {
  // @ts-expect-error: there is no such parameter
  const another = { blur: { size: 3 } } satisfies DeepPartial<PipelineParams>;
  expect(() => resolveParams(another as object)).toThrow('there is no such parameter');
});
