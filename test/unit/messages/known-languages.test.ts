import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import packageJson from '../../../package.json' with { type: 'json' };
import { LANGUAGES } from '../../../scripts/languages.mjs';
import { LANGUAGE_NAMES } from '../../../src/page/language-tags.ts';

const ROOT = join(import.meta.dirname, '../../..');
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

const files = (folder: string, shared: string): string[] =>
  readdirSync(join(ROOT, folder)).flatMap((name) => (name === shared ? [] : [name.replace('.ts', '')]));
const found = (path: string, tag: RegExp): [path: string, tags: string[]] => [
  path,
  [...read(path).matchAll(tag)].map(([, each]) => each),
];

const ENTRIES = Object.keys(packageJson.exports).flatMap((entry) => /^\.\/messages\/(.*)/.exec(entry)?.[1] ?? []);
const NAMES = new Intl.DisplayNames('en', { type: 'language' });

it.each<[place: string, tags: readonly string[]]>([
  ['src/messages', files('src/messages', 'values.ts')],
  ['src/page/texts', files('src/page/texts', 'page-texts.ts')],
  ['src/page/language-tags.ts', Object.keys(LANGUAGE_NAMES).filter((tag) => tag !== 'en')],
  ['package.json', ENTRIES],
  found('tsconfig.build.json', /"src\/messages\/([\w-]+)\.ts"/g),
  found('scripts/docs-site/assets/playground.js', /\b(\w+): '[A-Z_]+'/g),
  found('docs/viewer.md', /`[A-Z_]+` \(`(?:xray-lab\/messages|…)\/([\w-]+)`\)/g),
])('%s has the languages of scripts/languages.mjs, and no other', (_, tags) => {
  expect([...tags].sort()).toEqual([...LANGUAGES].sort());
});

it.each(['docs/embedding.md', 'docs/reliability.md'])('%s names them', (path) => {
  for (const tag of LANGUAGES) expect(read(path)).toContain(NAMES.of(tag));
});
