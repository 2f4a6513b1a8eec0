import { expect, it } from 'vitest';
import { imageSourcesIn } from '../../../../src/session/intake/image-loader.ts';

const file = new File(['a'], 'a.png');

it('takes one image or several, in whatever is gone through', () => {
  const url = new URL('https://example.org/a.png');
  expect(imageSourcesIn(file)).toEqual([file]);
  expect(imageSourcesIn('a.png')).toEqual(['a.png']);
  expect(imageSourcesIn(url)).toEqual([url]);
  expect(imageSourcesIn([])).toEqual([]);
  expect(imageSourcesIn(new Set([file, 'b.png', url]))).toEqual([file, 'b.png', url]);
});

it.each([
  [null, 'null'],
  [undefined, 'undefined'],
  [42, '42'],
  [{ name: 'a.png' }, 'Object'],
  [Promise.resolve(file), 'Promise'],
  [new ArrayBuffer(8), 'ArrayBuffer'],
])('refuses %s, and says what would do', (given, said) => {
  expect(() => imageSourcesIn(given)).toThrow(
    expect.objectContaining({
      name: 'XrayError',
      code: 'unsupported-type',
      reason: 'wrong-argument',
      message: `process() takes a File, a Blob, an address, or several of them, not ${said}.`,
    }),
  );
});

it('refuses several of which one is no image', () => {
  for (const given of [[file, null], new Set([file, 3]), [[file]], new Uint8Array(2)]) {
    expect(() => imageSourcesIn(given)).toThrow(/several of them; among them was/);
  }
});
