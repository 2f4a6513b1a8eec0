import { expect, it } from 'vitest';
import { sortedByPath } from '../../../../src/session/intake/natural-order.ts';

const sorted = (paths: readonly string[]): Promise<string[]> => sortedByPath(paths, (path) => path);

it('paths are ordered as people count, and always in the same way', async () => {
  const given = ['a/b/1', 'a/1', 'a/01', 'a/b', 'a/10', 'a/2', 'B', 'a'];
  const expected = ['a', 'a/01', 'a/1', 'a/2', 'a/10', 'a/b', 'a/b/1', 'B'];
  expect(await sorted(given)).toEqual(expected);
  expect(await sorted([...given].reverse())).toEqual(expected);
  expect(await sorted([])).toEqual([]);
});

it('thousands of paths are ordered in several tasks, those that are equal as they came', async () => {
  const paths = Array.from({ length: 3500 }, (_, i) => ({ path: `left/${((i * 1009) % 3500) >> 1}.png`, i }));
  let tasks = 0;
  const counting = setInterval(() => tasks++);
  const order = await sortedByPath(paths, ({ path }) => path);
  clearInterval(counting);
  const numberOf = ({ path }: { path: string }): number => parseInt(path.slice(5));
  expect(order).toEqual([...paths].sort((a, b) => numberOf(a) - numberOf(b) || a.i - b.i));
  expect(tasks).toBeGreaterThan(3);
});
