import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');

const DOCUMENTS = ['.', 'docs', 'docs/decisions'].flatMap((folder) =>
  readdirSync(join(ROOT, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name)),
);

/** Files of the worked examples in CONTRIBUTING.md, which are not there, as the reader of it is to make them. */
const EXAMPLES: readonly string[] = ['test/unit/decode/pgm/pgm.test.ts'];

/** What a text says of tests: paths, whole as they stand between backquotes, and names without a folder. */
function testsNamed(text: string): string[] {
  const paths = text.match(/\btest\/[\w./-]*[\w/-]/g) ?? [];
  const names = [...text.matchAll(/(?<![\w./-])[\w-]+\.test\.ts\b/g)].map(([name]) => name);
  return [...new Set([...paths, ...names])];
}

it('finds paths and bare names of tests in a text', () => {
  const text =
    'See `test/unit/fuzz`, test/a/b-c.test.ts. `test/e2e/` and `lost-gpu.test.ts`; npm test -- test/x.test.ts';
  expect(testsNamed(text)).toEqual([
    'test/unit/fuzz',
    'test/a/b-c.test.ts',
    'test/e2e/',
    'test/x.test.ts',
    'lost-gpu.test.ts',
  ]);
});

it.each(DOCUMENTS)('%s names tests by paths that exist', (document) => {
  const named = testsNamed(readFileSync(join(ROOT, document), 'utf8'));
  expect(named.filter((path) => !EXAMPLES.includes(path) && !existsSync(join(ROOT, path)))).toEqual([]);
});

it('docs/reliability.md names a test for every promise', () => {
  const [, table] = readFileSync(join(ROOT, 'docs/reliability.md'), 'utf8').split(/^\|---\|---\|---\|$/m);
  const rows = table.split('\n\n')[0].trim().split('\n');
  expect(rows.length).toBeGreaterThanOrEqual(20);
  const without = rows.filter((row) => testsNamed(row.split('|')[2]).length === 0);
  // What the registry knows is asked by a step of `npm test`.
  expect(without.map((row) => row.split('|')[1].trim())).toEqual(['No known weakness in what is shipped']);
});
