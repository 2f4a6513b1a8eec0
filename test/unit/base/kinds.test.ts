import { expect, it } from 'vitest';
import { errorName, isBlob, isUrl, kindOf, wrongArgument } from '../../../src/base/kinds.ts';
import { isAbortError } from '../../../src/base/xray-error.ts';

/** As from another window: of the same kind, and of no class of this one. */
function foreign<Value extends object>(value: Value, name: string): Value {
  const prototype = Object.defineProperty({}, Symbol.toStringTag, { value: name });
  return Object.setPrototypeOf(value, prototype) as Value;
}

it('knows files and blobs of whichever window, and nothing else', () => {
  const others = [new Blob(['a']), new File(['a'], 'a.png')].map((blob) => foreign(blob, 'Blob'));
  for (const other of others) expect(other).not.toBeInstanceOf(Blob);
  expect([new Blob([]), new File([], 'a.png'), ...others].map(isBlob)).toEqual([true, true, true, true]);
  const none = [null, undefined, 3, 'a.png', {}, [], { size: 3, type: '' }, Object.create(Blob.prototype), Blob];
  expect(none.map(isBlob)).toEqual(none.map(() => false));
});

it('knows addresses of whichever window', () => {
  expect(isUrl(new URL('https://example.org/'))).toBe(true);
  expect(isUrl(foreign(new URL('https://example.org/'), 'URL'))).toBe(true);
  expect([null, 'https://example.org/', { href: 'https://example.org/' }].map(isUrl)).toEqual([false, false, false]);
});

it('knows aborts and other errors by their names', () => {
  expect(isAbortError(new DOMException('', 'AbortError'))).toBe(true);
  expect(isAbortError(foreign({ name: 'AbortError' }, 'DOMException'))).toBe(true);
  expect([null, undefined, 'AbortError', new Error('AbortError')].map(isAbortError)).toEqual([
    false,
    false,
    false,
    false,
  ]);
  expect([new DOMException('', 'NotFoundError'), new TypeError(), null, 'text'].map(errorName)).toEqual([
    'NotFoundError',
    'TypeError',
    '',
    '',
  ]);
});

it('says what a call takes, and what it was given', () => {
  const told = (given: unknown): string => wrongArgument('process()', 'a File', given).message;
  expect([null, undefined, 42, {}, [], new Uint8Array(3), Promise.resolve()].map(told)).toEqual([
    'process() takes a File, not null.',
    'process() takes a File, not undefined.',
    'process() takes a File, not 42.',
    'process() takes a File, not Object.',
    'process() takes a File, not Array.',
    'process() takes a File, not Uint8Array.',
    'process() takes a File, not Promise.',
  ]);
  expect(kindOf(Object.create({ own: 1 }))).toBe('Object');
});
