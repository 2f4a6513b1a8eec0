import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FILE, importsPicture } from '../../scripts/imports-picture.mjs';

const ROOT = join(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

/**
 * Who runs the snippets of a document, or why nobody does. Those under `<!-- from examples/… -->` are the examples', which
 * test/e2e/examples.test.ts builds and drives; test/e2e/docs.test.ts compares the two.
 */
const RUN_BY: Readonly<Record<string, readonly (readonly [beginning: string, by: string])[]>> = {
  'README.md': [
    ['npm start ', 'test/e2e/start.test.ts'],
    ['npm ci && npm run build', 'test/e2e/command-line.test.ts, test/e2e/installed.test.ts'],
    ['npm install ../xray-lab', 'test/e2e/installed.test.ts'],
    ["import 'xray-lab'", 'test/e2e/docs-snippets.test.ts'],
    ['<script type="module"', 'test/e2e/docs-snippets.test.ts'],
    ['import { processFile', 'test/e2e/docs-snippets.test.ts'],
  ],
  'CONTRIBUTING.md': [
    ['/** `255', 'test/unit/contributing.test.ts'],
    ['uniform usampler2D', 'test/unit/contributing.test.ts'],
    ['export const invert: Gpu', 'test/unit/contributing.test.ts'],
    ['export const invert: Cpu', 'test/unit/contributing.test.ts'],
    ['export function invert', 'test/unit/contributing.test.ts'],
    ['slices.overPixels', 'test/unit/contributing.test.ts'],
    ['invert: (cv', 'test/unit/contributing.test.ts'],
    ['/** Leave the image', 'test/unit/contributing.test.ts'],
    ['/** Leave the image', 'test/unit/contributing.test.ts'],
    ['pgm: {', 'test/unit/contributing-language-format.test.ts'],
    ['/** White space', 'test/unit/contributing-language-format.test.ts'],
    ['pgm: (file', 'test/unit/contributing-language-format.test.ts'],
    ['const pgm =', 'test/unit/contributing-language-format.test.ts'],
    ["'decode/pgm'", 'test/unit/contributing-language-format.test.ts'],
  ],
  'SECURITY.md': [],
  'docs/command-line.md': [['npx xray-lab films/', 'test/e2e/command-line.test.ts']],
  'docs/embedding.md': [
    ['{', 'test/unit/one-copy-of-lit.test.ts'],
    ["lab.addEventListener('xray-before-export'", 'test/e2e/docs-snippets.test.ts'],
    ['await lab.process([file', 'test/e2e/docs-snippets.test.ts'],
    ['const pip =', 'test/e2e/other-windows.test.ts'],
    ['import { createEngine', 'test/e2e/docs-snippets.test.ts'],
    ["default-src 'none'", 'test/e2e/csp.test.ts'],
    ['require-trusted-types-for', 'test/e2e/csp.test.ts'],
  ],
  'docs/getting.md': [
    ['npm ci', 'test/e2e/installed.test.ts'],
    ['npm install ../xray-lab', 'test/e2e/installed.test.ts'],
    ['<script type="module"', 'test/e2e/docs-snippets.test.ts'],
  ],
  'docs/hosting.md': [
    // A container's host is not there; the file of nginx's that it holds is run.
    ['docker build', 'test/e2e/nginx.test.ts'],
    ['npm run docs:site', 'test/e2e/docs-versions.test.ts'],
    ['Content-Security-Policy:', 'test/e2e/nginx.test.ts'],
    ['/*', 'test/e2e/nginx.test.ts'],
    ['{', 'test/e2e/nginx.test.ts'],
    ['AddType', 'test/e2e/nginx.test.ts'],
    ['header {', 'test/e2e/nginx.test.ts'],
    ["addEventListener('install'", 'test/e2e/offline.test.ts'],
  ],
  'docs/manifest.md': [['{', 'test/unit/export/manifest/manifest-schema.test.ts']],
  // Schedulers of clusters are not there; the runs that they start are.
  'docs/many-machines.md': [
    ['xray-lab --shard 1/3', 'test/e2e/many-machines.test.ts'],
    ['seq 4', 'test/e2e/many-machines.test.ts'],
    ['seq 12', 'test/e2e/many-machines.test.ts'],
    ['#!/bin/bash', 'test/e2e/many-machines.test.ts'],
    ['apiVersion', 'test/e2e/many-machines.test.ts'],
    ['{', 'test/e2e/many-machines.test.ts'],
    ['aws batch', 'test/e2e/many-machines.test.ts'],
    ['import subprocess', 'test/e2e/many-machines.test.ts'],
    ['docker run', 'test/e2e/container.test.ts'],
  ],
  // Fragments of what the element's and the core's tests do.
  'docs/measuring.md': [
    ['<xray-lab no-measuring>', 'test/browser/components/measuring/measuring.test.ts'],
    ['import { calibrationOf', 'test/e2e/docs-snippets.test.ts'],
  ],
  'docs/viewer.md': [
    ['const lab =', 'test/browser/components/keys/chosen-keys.test.ts'],
    ['import { GERMAN }', 'test/e2e/docs-snippets.test.ts'],
  ],
};

/** Texts between fences that no example stands behind. */
function snippetsOf(document: string): string[] {
  const fences = read(document).matchAll(/(<!-- from [^>]*-->\n)?^ *```\w*\n(.*?)^ *```$/gms);
  return [...fences].filter(([, from]) => !from).map(([, , text]) => text.trim());
}

describe('every snippet is run by a test, or somebody says why not', () => {
  // Made by a script, of declarations that the compiler has read.
  const documents = [
    'README.md',
    'CONTRIBUTING.md',
    'SECURITY.md',
    ...readdirSync(join(ROOT, 'docs'))
      .filter((name) => name.endsWith('.md') && name !== 'api.md')
      .map((name) => `docs/${name}`),
  ];

  it.each(documents)('%s', (document) => {
    const known = RUN_BY[document] ?? [];
    expect(
      snippetsOf(document).map((text) => known.find(([beginning]) => text.startsWith(beginning))?.[0] ?? text),
    ).toEqual(known.map(([beginning]) => beginning));
    for (const by of known.flatMap(([, names]) => names.match(/test\/[\w./-]+/g) ?? []))
      expect(read(by)).toContain('it');
  });
});

it('docs/errors.md has every code and every reason of the code, and no other', () => {
  const source = read('src/base/xray-error.ts');
  const words = (type: string): string[] => {
    const [, text] = new RegExp(`export type ${type} =(.*?);`, 's').exec(source) ?? [];
    return [...(text ?? '').matchAll(/'([a-z-]+)'/g)].map(([, word]) => word);
  };
  const [, table] = read('docs/errors.md').split('## By code');
  const rows = table
    .split('\n## ')[0]
    .split('\n')
    .filter((line) => line.startsWith('| `') || line.startsWith('| |'));
  const cell = (index: number): string[] =>
    rows.map((row) => /^`([a-z-]+)`$/.exec(row.split('|')[index].trim())?.[1] ?? '').filter(Boolean);
  expect([...new Set(cell(1))].sort()).toEqual(words('XrayErrorCode').sort());
  expect([...new Set(cell(2))].sort()).toEqual(words('XrayErrorReason').sort());
});

it('README.md is at most two screens', () => {
  const lines = read('README.md').split('\n');
  expect(lines.length).toBeLessThanOrEqual(110);
});

it('the picture of the architecture is what the imports say (`node scripts/imports-picture.mjs` makes it anew)', () => {
  expect(read(FILE)).toBe(importsPicture(ROOT));
});
