import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { parseManifest, readManifest } from '../../../src/export/manifest/manifest-reader.ts';
import { XrayError } from '../../../src/base/xray-error.ts';
import { DEFAULT_PARAMS, resolveParams } from '../../../src/pipeline/params.ts';
import { mutantCount, mutate, mutations } from '../../support/mutants.ts';

const MUTANTS = mutantCount(5000, process.env.XRAY_FUZZ);
vi.setConfig({ testTimeout: 120_000 + MUTANTS * 40 });

const manifest = {
  schemaVersion: 1,
  package: { name: 'xray-lab', version: '0.1.0' },
  images: ['<img src=x onerror=alert(1)>.png', 'b.png'].map((name) => ({
    name,
    width: 4,
    height: 3,
    parameters: DEFAULT_PARAMS,
  })),
};
const text = JSON.stringify(manifest);
const token = fc.constantFrom('null', '-1', '1e999', '"5"', '[]', '{}', 'true', '0.5', '"\\u202e"', '5,5');

/** Reads it, or refuses it with a known code; what is read can be laid over the defaults or is refused by name. */
function outcome(source: string): string {
  try {
    const read = parseManifest(source, 'm.json');
    for (const set of read.parameterSets) {
      const { blur, canny } = resolveParams(set);
      expect(Number.isFinite(blur.sigma) && Number.isFinite(canny.lowThreshold)).toBe(true);
      expect(Object.keys(set).sort()).toEqual(['blur', 'canny', 'enhance', 'window']);
    }
    return 'read';
  } catch (error) {
    if (!(error instanceof XrayError)) throw error;
    expect(['decode-failed', 'invalid-params']).toContain(error.code);
    return error.code;
  }
}

it('reads the seed', () => expect(outcome(text)).toBe('read'));

it(`reads or refuses ${MUTANTS} damaged manifests`, () => {
  const counts: Record<string, number> = {};
  const bytes = new TextEncoder().encode(text);
  fc.assert(
    fc.property(mutations, (changes) => {
      const result = outcome(new TextDecoder().decode(mutate(bytes, changes)));
      counts[result] = (counts[result] ?? 0) + 1;
    }),
    { numRuns: MUTANTS, seed: 5 },
  );
  // Values of the wrong kind in their right places, which damaged bytes seldom make.
  const numbers = [...text.matchAll(/(?<=:)[^,{}[\]]+/g)];
  fc.assert(
    fc.property(fc.nat(numbers.length - 1), token, (which, value) => {
      const { index, 0: old } = numbers[which];
      const result = outcome(text.slice(0, index) + value + text.slice(index + old.length));
      counts[result] = (counts[result] ?? 0) + 1;
    }),
    { numRuns: MUTANTS / 5, seed: 6 },
  );
  expect(counts['invalid-params']).toBeGreaterThan(MUTANTS / 50);
  console.log(`Manifest mutants: ${JSON.stringify(counts)}`);
  expect(counts.read).toBeGreaterThan(MUTANTS / 50);
});

it('reads or refuses any JSON in the place of any part, and pollutes no prototype', () => {
  const json = fc.jsonValue();
  const keys = fc.constantFrom('schemaVersion', 'images', 'parameters', 'blur', 'canny', 'sigma', '__proto__', 'name');
  fc.assert(
    fc.property(keys, json, (key, value) => {
      const replaced = text.replace(new RegExp(`"${key}":[^,}]*`), () => `"${key}":${JSON.stringify(value)}`);
      outcome(replaced);
      outcome(`{"__proto__":${JSON.stringify(value)},${text.slice(1)}`);
      expect(Object.keys(Object.prototype)).toEqual([]);
    }),
    { numRuns: MUTANTS / 5, seed: 3 },
  );
});

it('reads or refuses a file, in slices, as its text', async () => {
  const bytes = new TextEncoder().encode(text);
  const said = (work: Promise<unknown>): Promise<unknown> =>
    work.catch(({ code, message }: XrayError) => ({ code, message }));
  await fc.assert(
    fc.asyncProperty(mutations, async (changes) => {
      const file = new File([mutate(bytes, changes)], 'm.json');
      const whole = async (): Promise<unknown> => parseManifest(await file.text(), 'm.json');
      expect(await said(readManifest(file))).toEqual(await said(whole()));
    }),
    { numRuns: Math.min(MUTANTS, 1000), seed: 6 },
  );
});
