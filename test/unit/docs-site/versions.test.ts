import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  filesOfVersion,
  gather,
  linkVersions,
  newestFirst,
  placeFor,
  versionMeta,
  versionOf,
} from '../../../scripts/docs-site/versions.mjs';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'xray-lab-versions-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const at = (...path: string[]): string => join(folder, ...path);
const read = (...path: string[]): string => readFileSync(at(...path), 'utf8');

/** A site of one version, as far as versions go. */
function site(name: string, version: string, pages: readonly string[] = ['index.html']): string {
  for (const page of pages) {
    mkdirSync(dirname(at(name, page)), { recursive: true });
    writeFileSync(
      at(name, page),
      `${versionMeta(version)}${placeFor('versions')}<main>${placeFor('newer')}${page}</main>`,
    );
  }
  return at(name);
}

const hrefs = (html: string): string[] => [...html.matchAll(/ href="([^"]*)"/g)].map(([, href]) => href);

it('orders versions as Semantic Versioning does', () => {
  const ordered = [
    '1.10.0',
    '1.9.0',
    '1.0.0',
    '1.0.0-rc.1',
    '1.0.0-beta.11',
    '1.0.0-beta.2',
    '1.0.0-beta',
    '1.0.0-alpha.1',
    '1.0.0-1',
    '0.9.12',
  ];
  expect(newestFirst([...ordered].reverse())).toEqual(ordered);
  expect(newestFirst(['1.0.0-1', '0.9.12', '1.10.0'])).toEqual(['1.10.0', '1.0.0-1', '0.9.12']);
});

it('offers no choice where there is one version', () => {
  const versions = gather(site('built', '0.1.0'), undefined, at('out'));
  linkVersions(at('out'), versions);
  expect(versions).toEqual([{ version: '0.1.0', folder: '' }]);
  expect(read('out', 'index.html')).toBe(read('built', 'index.html'));
  expect(readdirSync(at('out'))).toEqual(['index.html']);
});

it('keeps what was there before, and what that kept, each in its folder, with ways from page to page', () => {
  site('before', '0.2.0', ['index.html', 'decisions/0001.html', 'gone.html']);
  site('before/v/0.1.0', '0.1.0');
  const built = site('built', '0.10.0', ['index.html', 'decisions/0001.html']);
  const versions = gather(built, at('before'), at('out'));
  linkVersions(at('out'), versions);
  expect(versions.map(({ folder }) => folder)).toEqual(['', 'v/0.2.0/', 'v/0.1.0/']);
  expect(filesOfVersion(at('out', 'v/0.2.0'))).toEqual(['decisions/0001.html', 'gone.html', 'index.html']);

  expect(hrefs(read('out', 'decisions/0001.html'))).toEqual([
    '../decisions/0001.html',
    '../v/0.2.0/decisions/0001.html',
    '../v/0.1.0/index.html',
  ]);
  // The newest page of that name comes last: it is what the word above the text leads to.
  expect(hrefs(read('out', 'v/0.2.0/gone.html'))).toEqual([
    '../../index.html',
    '../../v/0.2.0/gone.html',
    '../../v/0.1.0/index.html',
    '../../index.html',
  ]);
  expect(read('out', 'v/0.2.0/gone.html')).toContain('documentation of version 0.2.0');
  expect(read('out', 'index.html')).not.toContain('documentation of version');
  expect(read('out', 'v/0.1.0/index.html')).toContain('aria-current="true">0.1.0<');
});

it('is built again as it was: the lists of older versions are written anew, not added to', () => {
  site('before', '0.1.0');
  linkVersions(at('one'), gather(site('built', '0.2.0'), at('before'), at('one')));
  linkVersions(at('two'), gather(site('built', '0.2.0'), at('one'), at('two')));
  for (const page of ['index.html', 'v/0.1.0/index.html']) expect(read('two', page)).toBe(read('one', page));
  linkVersions(at('three'), gather(site('third', '0.3.0'), at('two'), at('three')));
  expect(hrefs(read('three', 'v/0.1.0/index.html'))).toHaveLength(4);
  expect(hrefs(read('three', 'v/0.2.0/index.html'))).toHaveLength(4);
});

it('lets the newest be the site, also where an older one is what was built: a mended 0.1 beside 0.2', () => {
  const versions = gather(site('built', '0.1.1'), site('before', '0.2.0'), at('out'));
  expect(versions.map(({ version }) => version)).toEqual(['0.2.0', '0.1.1']);
  expect([versionOf(at('out')), versionOf(at('out', 'v/0.1.1'))]).toEqual(['0.2.0', '0.1.1']);
});

it('refuses what is no documentation', () => {
  mkdirSync(at('before'));
  expect(() => gather(site('built', '0.2.0'), at('before'), at('out'))).toThrow(/no documentation that was built/);
});
