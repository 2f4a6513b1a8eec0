import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { jsonSteps } from '../../../../src/export/manifest/json-steps.ts';
import { readManifest } from '../../../../src/export/manifest/manifest-reader.ts';
import { DEFAULT_PARAMS } from '../../../../src/pipeline/params.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

function parseInSteps(text: string): unknown {
  const steps = jsonSteps(text);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

const outcome = (parse: (text: string) => unknown, text: string): unknown => {
  try {
    return { value: parse(text) };
  } catch (error) {
    return (error as Error).name;
  }
};
const asJson = (text: string): unknown => outcome((given) => JSON.parse(given) as unknown, text);

describe('jsonSteps', () => {
  it.each([
    '{"a":[1,2,3],"b":{"c":[4,5]},"d":[]}',
    '[[1,[2]],3,{"a":[4]},[],[[]]]',
    ' { "a" : [ 1 , "x,]\\"" , { "y" : [ 2 , 3 ] } ] } ',
    '{"\\u0061":[1],"a":[2,3]}',
    '{"a":["\\\\",",","\\\\\\"]"]}',
    '{"__proto__":[1,2]}',
    '{"a":[1,]}',
    '{"a":[,1]}',
    '{"a":[ ]}',
    '{"a":[1}',
    '{"a":[1]]}',
    '{"a":[{]}]}',
    '{"a":[1"]}',
    '{"a":["x]}',
    '{"a":[1 2]}',
    '{"a":[1],}',
    '[1,2',
    '"[1,2"',
    '17',
    '',
    ']',
    '}{',
    '[\u00a0]',
  ])('does with %s what JSON.parse does', (text) => {
    expect(outcome(parseInSteps, text)).toEqual(asJson(text));
    const proto = parseInSteps('{"__proto__":[1,2]}') as object;
    expect(Object.getPrototypeOf(proto)).toBe(Object.prototype);
  });

  it('does with any other text, too', () => {
    fc.assert(
      fc.property(
        fc.jsonValue(),
        fc.nat(200),
        fc.constantFrom('', ...'[]{},":\\ 1'),
        fc.boolean(),
        (value, at, put, pretty) => {
          const text = JSON.stringify(value, null, pretty ? 1 : 0);
          for (const given of [text, text.slice(0, at) + put + text.slice(at + 1), `{"a":${text},"b":[${text},0]}`]) {
            expect(outcome(parseInSteps, given)).toEqual(asJson(given));
          }
        },
      ),
      { numRuns: 3000, seed: 3 },
    );
  });

  it('refuses what could not be parsed in slices', () => {
    const long = JSON.stringify('x'.repeat(2 ** 20));
    for (const text of [long, `{"a":[1,${long}]}`, `{"a":${long}}`])
      expect(outcome(parseInSteps, text)).toBe('RangeError');
  });
});

describe('a manifest of ten megabytes', () => {
  const IMAGES = 7000;
  const padding = 'x'.repeat(1300);
  const images = Array.from({ length: IMAGES }, (_, i) => ({ name: `${i}.png`, parameters: DEFAULT_PARAMS, padding }));
  const file = new File([JSON.stringify({ schemaVersion: 1, images })], 'manifest.json');

  it('is read in slices: nothing long is parsed at once, and the page is let in between', async () => {
    expect(file.size).toBeGreaterThan(10e6);
    const { parse } = JSON;
    const lengths: number[] = [];
    vi.spyOn(JSON, 'parse').mockImplementation((text, ...more) => {
      lengths.push(text.length);
      return parse(text, ...more) as unknown;
    });
    // Every look at the clock is a millisecond later, so that each eighth step ends a slice.
    let now = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => now++);
    const channels = vi.spyOn(globalThis, 'MessageChannel');
    const read = await readManifest(file);
    expect(read.images).toHaveLength(IMAGES);
    expect(read.images[IMAGES - 1].name).toBe(`${IMAGES - 1}.png`);
    expect(read.parameterSets).toEqual([DEFAULT_PARAMS]);
    expect(Math.max(...lengths)).toBeLessThan(100_000);
    // One for each eight images or so that are parsed, and again for each that are looked at.
    expect(channels.mock.calls.length).toBeGreaterThan((2 * IMAGES) / 10);
  });
});

describe('a manifest that is too large', () => {
  it.each([
    ['all in all', new File([' '.repeat(16 * 2 ** 20 + 1)], 'a.json')],
    ['in one image', new File([`{"schemaVersion":1,"images":[{"name":"${'x'.repeat(2 ** 21)}"}]}`], 'a.json')],
  ])('%s, says so', async (_, file) => {
    await expect(readManifest(file)).rejects.toMatchObject({
      code: 'decode-failed',
      message: 'a.json: the file is too large for a manifest.',
      reason: 'manifest-size',
      values: { file: 'a.json', limit: 16 * 2 ** 20 },
    });
  });
});
