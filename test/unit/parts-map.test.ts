import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

/** Names and what is said of them, in the class that documents the element. */
const documented = (tag: string): string[][] =>
  [...read('src/components/lab/xray-lab.ts').matchAll(new RegExp(`@${tag} ([\\w-]+) - (.*)`, 'g'))].map(
    ([, name, text]) => [name, text],
  );

it('the map of parts tells all of them, by the numbers of its pictures, and all custom properties', () => {
  const map = read('docs/parts.md');
  const rows = [...map.matchAll(/^\| (?:(\d+) \| )?`([\w-]+)` \| (.*) \|$/gm)].map(([, number, ...row]) => [
    number,
    row,
  ]);
  const parts = documented('csspart').map((row, index) => [String(index + 1), row]);
  const properties = documented('cssproperty').map((row) => [undefined, row]);
  expect(rows).toEqual([...parts, ...properties]);
  expect(parts.length).toBeGreaterThan(10);
});
