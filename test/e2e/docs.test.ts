import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { apiDocs } from '../../scripts/api-docs.mjs';
import { manifestSchema } from '../../scripts/manifest-schema.mjs';
import { built, ROOT } from './support/site.ts';

const read = (path: string): string => readFileSync(`${ROOT}${path}`, 'utf8');
const flat = (text: string): string => text.replace(/\s+/g, ' ').trim();

it('docs/api.md is what the code says (`npm run docs` writes it anew)', () => {
  built('custom-elements.json');
  expect(read('docs/api.md')).toBe(apiDocs(ROOT));
});

it('docs/schema/manifest.schema.json is what the definitions of the parameters say (as well)', async () => {
  expect(read('docs/schema/manifest.schema.json')).toBe(await manifestSchema(ROOT));
});

const recipes = [...read('docs/embedding.md').matchAll(/<!-- from (examples\/[\w./-]+) -->\n```\w+\n(.*?)\n```/gs)];

it('docs/embedding.md has a recipe from every kind of host', () => {
  const folders = new Set(recipes.map(([, path]) => path.split('/')[1]));
  expect([...folders].sort()).toEqual(['form', 'node', 'own-worker', 'plain', 'react', 'svelte', 'themed', 'vue']);
});

it.each(recipes.map(([, path, text]) => [path, text]))('the recipe from %s is what the example does', (path, text) => {
  expect(flat(read(path))).toContain(flat(text));
});

it('the package comes with the licence of what is compiled into it; what it imports comes with its own', () => {
  const text = readFileSync(built('THIRD-PARTY-LICENSES.txt'), 'utf8');
  const packages = ['@cornerstonejs/codec-charls', '@cornerstonejs/codec-openjpeg', 'assemblyscript'];
  expect(text.match(/^\S+ \d+\.\d+\.\d+ \(.*\)$/gm)).toEqual(
    packages.map((name) => expect.stringMatching(new RegExp(`^${name} `)) as string),
  );
  for (const holder of ['Jan de Vaan', 'Universite catholique de Louvain', 'Emscripten authors', 'Chris Hafey']) {
    expect(text).toContain(holder);
  }
  expect(text).toContain('Apache License');
  expect(text).toContain('The following authors have all licensed their contributions to AssemblyScript');
});

it.each(['cdn', 'site'])('dist/%s comes with the licences of the code in it', (folder) => {
  const text = readFileSync(built(`${folder}/THIRD-PARTY-LICENSES.txt`), 'utf8');
  for (const name of [
    'lit',
    'lit-html',
    '@lit/reactive-element',
    'twgl.js',
    'jszip',
    'assemblyscript',
    '@cornerstonejs/codec-openjpeg',
  ]) {
    expect(text).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\(`, 'm'));
  }
  expect(text.includes('workbox-core')).toBe(folder === 'site');
  expect(text).not.toMatch(/^(vite|vitest|typescript) /m);
});
