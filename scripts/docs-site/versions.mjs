// @ts-check
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { escaped } from './highlight.mjs';
import { upFrom } from './markdown.mjs';

/**
 * Versions of the documentation beside each other: the newest is the site, each older one lies whole in a folder of it,
 * `v/0.1.0/`. Which there are is written into every page when the site is built: the choice needs no script and no request.
 */

/** The folder of older versions. */
export const OLDER = 'v';

/** A version of the documentation: `folder` is its place below the whole site, '' for the newest. @typedef {{ version: string; folder: string }} Version */

/** Where the list of versions goes, and the word that there is a newer one. */
const PLACES = /** @type {const} */ (['versions', 'newer']);

/** @param {(typeof PLACES)[number]} place @param {string} [content] */
export const placeFor = (place, content = '') => `<!--${place}-->${content}<!--/${place}-->`;

/** Tells a page's version, to the build of a later one. @param {string} version */
export const versionMeta = (version) => `<meta name="xray-lab-version" content="${escaped(version)}">`;

/** @param {string} site the folder of a built one @returns {string} */
export function versionOf(site) {
  const index = join(site, 'index.html');
  const [, version] = existsSync(index)
    ? (/name="xray-lab-version" content="([^"]*)"/.exec(readFileSync(index, 'utf8')) ?? [])
    : [];
  if (!version)
    throw new Error(`${site} is no documentation that was built: it has no index.html that tells its version.`);
  return version;
}

/** The newest first, as Semantic Versioning orders them. @param {Iterable<string>} versions @returns {string[]} */
export const newestFirst = (versions) => [...versions].sort((a, b) => compared(b, a));

/** @param {string} one @param {string} other */
function compared(one, other) {
  const [a, b] = [one, other].map(parts);
  for (let at = 0; at < Math.max(a.length, b.length); at++) {
    const order = comparedParts(a[at], b[at]);
    if (order !== 0) return order;
  }
  return 0;
}

/** `1.2.0` is after `1.2.0-rc.1`: what stands for the end is greater than any word. @param {string} version @returns {string[]} */
function parts(version) {
  const [numbers, ...words] = version.replace(/\+.*/, '').split('-');
  return [...numbers.split('.'), ...(words.length > 0 ? words.join('-').split('.') : ['\uffff'])];
}

/** @param {string | undefined} a @param {string | undefined} b @returns {number} */
function comparedParts(a, b) {
  if (a === undefined || b === undefined) return Number(b === undefined) - Number(a === undefined);
  const [isNumber, isOther] = [a, b].map((part) => /^\d+$/.test(part));
  if (isNumber && isOther) return Number(a) - Number(b);
  if (isNumber !== isOther) return isNumber ? -1 : 1;
  return a < b ? -1 : Number(a > b);
}

/**
 * Puts a site together of one that was just built and of what was there before, which may hold older ones too. Of two of one
 * version the one that was built counts.
 * @param {string} built @param {string | undefined} before @param {string} out an empty folder
 * @returns {Version[]} what is there now, the newest first
 */
export function gather(built, before, out) {
  const older =
    before && existsSync(join(before, OLDER))
      ? readdirSync(join(before, OLDER)).map((name) => join(before, OLDER, name))
      : [];
  const sites = [...older, ...(before ? [before] : []), built];
  const byVersion = new Map(sites.map((site) => [versionOf(site), site]));
  return newestFirst(byVersion.keys()).map((version, index) => {
    const folder = index === 0 ? '' : `${OLDER}/${version}/`;
    const site = byVersion.get(version) ?? '';
    mkdirSync(join(out, folder), { recursive: true });
    cpSync(site, join(out, folder), { recursive: true, filter: (path) => path !== join(site, OLDER) });
    return { version, folder };
  });
}

/**
 * Writes into every page of each version which others there are: where a version has no page of that name, the way leads to
 * its first one. Of one version alone there is nothing to choose, and nothing is written.
 * @param {string} out @param {Version[]} versions
 */
export function linkVersions(out, versions) {
  if (versions.length < 2) return;
  const pagesOf = new Map(versions.map(({ version, folder }) => [version, new Set(pagesIn(join(out, folder)))]));
  for (const { version, folder } of versions) {
    for (const page of pagesOf.get(version) ?? []) {
      const up = upFrom(folder + page);
      const has = (/** @type {string} */ other) => pagesOf.get(other)?.has(page) ?? false;
      const links = versions.map((each) => ({
        version: each.version,
        href: `${up}${each.folder}${has(each.version) ? page : 'index.html'}`,
      }));
      const file = join(out, folder, page);
      writeFileSync(file, linked(readFileSync(file, 'utf8'), version, links));
    }
  }
}

/** @typedef {{ version: string; href: string }} Link */

/** A page with its ways to all versions, of which it is `own`. @param {string} html @param {string} own @param {Link[]} links the newest first */
export function linked(html, own, links) {
  const content = { versions: choice(own, links), newer: own === links[0].version ? '' : newer(own, links[0]) };
  return PLACES.reduce((text, place) => {
    const [begin, end] = placeFor(place, '\n').split('\n');
    const [from, to] = [text.indexOf(begin), text.indexOf(end)];
    return from < 0 ? text : text.slice(0, from) + placeFor(place, content[place]) + text.slice(to + end.length);
  }, html);
}

/** @param {string} own @param {Link[]} links */
function choice(own, links) {
  const items = links.map(({ version, href }, index) => {
    const here = version === own ? ' aria-current="true"' : '';
    return `<li><a href="${escaped(href)}"${here}>${escaped(version)}${index === 0 ? ' (newest)' : ''}</a></li>`;
  });
  return `<details class="versions"><summary>Version ${escaped(own)}</summary><ul>${items.join('')}</ul></details>`;
}

/** @param {string} own @param {Link} newest */
function newer(own, { version, href }) {
  return `<p class="newer" role="note">This is the documentation of version ${escaped(own)}. <a href="${escaped(href)}">The newest is ${escaped(version)}</a>.</p>`;
}

/** The pages of one version, without those of others below it. @param {string} folder @returns {string[]} */
function pagesIn(folder) {
  return filesOfVersion(folder).filter((file) => file.endsWith('.html'));
}

/** The files of one version, without those of others below it. @param {string} folder @returns {string[]} by their addresses in it */
export function filesOfVersion(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(folder, sep).length).split(sep).join('/'))
    .filter((file) => !file.startsWith(`${OLDER}/`))
    .sort();
}
