import { expect, it } from 'vitest';
import { loadPart } from '../../../src/base/load-part.ts';
import { XrayError } from '../../../src/base/xray-error.ts';

it('gives what was loaded', async () => {
  expect(await loadPart('export-failed', () => Promise.resolve('part'))).toBe('part');
});

it('tells a person what to do where it cannot be loaded, and tries again when asked again', async () => {
  const cause = new TypeError('Failed to fetch dynamically imported module');
  let away = true;
  const load = (): Promise<string> => (away ? Promise.reject(cause) : Promise.resolve('part'));
  const error: unknown = await loadPart('decode-failed', load).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(XrayError);
  expect(error).toMatchObject({ code: 'decode-failed', reason: 'part-missing', cause });
  expect((error as XrayError).hint).toBe('Check the connection, then reload the page.');
  away = false;
  expect(await loadPart('decode-failed', load)).toBe('part');
});
