import { afterEach, expect, it } from 'vitest';
import { jsonText } from '../../../src/base/json-text.ts';
import { manifestBytes } from '../../../src/export/manifest/manifest.ts';
import { parseManifest } from '../../../src/export/manifest/manifest-reader.ts';
import { DEFAULT_PARAMS } from '../../../src/pipeline/params.ts';

const meddled: object[] = [];

/** As Prototype.js 1.6 and others do. */
function meddle(prototype: object): void {
  Object.defineProperty(prototype, 'toJSON', { configurable: true, value: () => 'its own way' });
  meddled.push(prototype);
}

afterEach(() => {
  for (const prototype of meddled.splice(0)) delete (prototype as { toJSON?: unknown }).toJSON;
});

it('is what JSON.stringify gives', () => {
  for (const value of [
    null,
    'a "text"\n',
    1.5,
    true,
    [],
    {},
    [1, [2, []], { a: null }],
    { a: undefined, b: { c: [], d: {} }, 'a "key"': [undefined] },
    DEFAULT_PARAMS,
  ]) {
    expect(jsonText(value)).toBe(JSON.stringify(value, null, 2));
  }
});

it('writes and reads a manifest on a site whose library gives arrays and objects a toJSON', async () => {
  const image = { name: 'a.png', width: 2, height: 1, parameters: DEFAULT_PARAMS, files: {} };
  const other = { ...image, parameters: { ...DEFAULT_PARAMS, blur: { kernelSize: 7, sigma: 2 } } };
  const written = async (): Promise<string> =>
    new TextDecoder().decode(await manifestBytes(new Map(), { images: [image, other] }));
  const before = await written();
  expect(before).toBe(`${JSON.stringify(JSON.parse(before), null, 2)}\n`);
  meddle(Array.prototype);
  meddle(Object.prototype);
  const text = await written();
  const sets = parseManifest(text).parameterSets.length;
  for (const prototype of meddled.splice(0)) delete (prototype as { toJSON?: unknown }).toJSON;
  expect(text).toBe(before);
  expect(sets).toBe(2);
});
