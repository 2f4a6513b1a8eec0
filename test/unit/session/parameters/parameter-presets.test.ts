import { expect, it } from 'vitest';
import { PRESET_IDS, presetParams } from '../../../../src/session/parameters/parameter-presets.ts';
import { radiographKernel } from '../../../../src/session/parameters/radiograph.ts';
import { PRESETS } from '../../../support/presets.ts';
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

it('“Radiograph” blurs by the image’s shorter side, and no other asks for it', () => {
  const kernels = [1, 140, 149, 150, 447, 512, 1024, 2000, 3000, 4050, 10_000].map((side) =>
    radiographKernel({ width: side, height: side + 7 }),
  );
  expect(kernels).toEqual([3, 3, 3, 5, 5, 7, 9, 17, 23, 31, 31]);
  expect(radiographKernel({ width: 3000, height: 512 })).toBe(7);
  const size = { width: 2000, height: 2100 };
  expect(presetParams('radiograph', size).blur).toEqual({ ...DEFAULT_PARAMS.blur, kernelSize: 17, sigma: 0 });
  for (const id of PRESET_IDS) {
    expect(presetParams(id, size), id).toEqual(
      id === 'radiograph' ? { ...PRESETS[id], blur: { ...PRESETS[id].blur, kernelSize: 17 } } : PRESETS[id],
    );
  }
});

it('what is no parameter does not compile, and is refused', () => {
  // @ts-expect-error: there is no such parameter
  const another = { blur: { size: 3 } } satisfies DeepPartial<PipelineParams>;
  expect(() => resolveParams(another as object)).toThrow('there is no such parameter');
});
