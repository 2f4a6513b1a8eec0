import { expect, it } from 'vitest';
import { comparePaths } from '../../../../src/session/intake/natural-order.ts';

it('paths are ordered as people count, and always in the same way', () => {
  const sorted = ['a/b/1', 'a/1', 'a/01', 'a/b', 'a/10', 'a/2', 'B', 'a'];
  const expected = ['a', 'a/01', 'a/1', 'a/2', 'a/10', 'a/b', 'a/b/1', 'B'];
  expect([...sorted].sort(comparePaths)).toEqual(expected);
  expect([...sorted].reverse().sort(comparePaths)).toEqual(expected);
});
