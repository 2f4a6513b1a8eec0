import { expect, it } from 'vitest';
import { limited } from '../../../src/pipeline/parameter-paths.ts';
import { DEFAULT_PARAMS, resolveParams } from '../../../src/pipeline/params.ts';

it('values that were set one by one count as far as they go together', () => {
  const wide = resolveParams({ blur: { kernelSize: 31 } });
  expect(limited(wide)).toBe(wide);
  const median = { ...wide, blur: { ...wide.blur, method: 'median' as const } };
  expect(limited(median)).toEqual(resolveParams({ blur: { method: 'median', kernelSize: 7 } }));
  expect(limited(DEFAULT_PARAMS)).toBe(DEFAULT_PARAMS);
});
