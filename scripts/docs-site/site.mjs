// @ts-check
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Eleventy from '@11ty/eleventy';
import { buildSync, transformSync } from 'esbuild';
import { elementIn } from '../host-types.mjs';
import { LANGUAGES } from '../languages.mjs';
import { OLDEST_BROWSERS } from '../oldest-browsers.mjs';
import { escaped } from './highlight.mjs';
import { layout } from './layout.mjs';
import { siteMarkdown } from './markdown.mjs';
import { pagesOf } from './pages.mjs';
import { playground } from './playground.mjs';
import { attributes, events, properties, styling } from './reference.mjs';
import { searchIndex } from './search-index.mjs';
import { filesOfVersion, gather, linkVersions } from './versions.mjs';

/** @typedef {import('./pages.mjs').Page} Page */

/** Pages that are made of custom-elements.json. @type {Record<string, (element: any, pages: Page[]) => string>} */
const MADE = { attributes, properties, events, styling, playground, decisions };

/** Groups of pages that are found after the others. */
const ASIDE = new Set(['Reference', 'Behind it']);

/** @param {any} _element @param {Page[]} pages */
function decisions(_element, pages) {
  const items = pages
    .filter(({ source }) => source?.startsWith('docs/decisions/'))
    .map(({ name, title }) => `<li><a href="${name.replace('decisions/', '')}.html">${escaped(title)}</a></li>`);
  return `<h1 id="decisions">Decisions</h1>\n<p>What was decided, when something else could have been, and why.</p>\n<ul>${items.join('\n')}</ul>`;
}

/**
 * dist/docs: the documentation as a site of static files, which works below any path, without a network after one visit, and
 * under the page's own policy. Of the Markdown, custom-elements.json and the single file; the latter two are built.
 * @param {string} root the repository's folder
 * @param {{ before?: string; out?: string }} [options] `before`: the site as it was, whose versions are kept
 */
export async function buildDocsSite(root, { before, out = join(root, 'dist', 'docs') } = {}) {
  console.log('\nBuilding: documentation');
  const work = mkdtempSync(join(tmpdir(), 'xray-lab-docs-'));
  try {
    const [built, whole] = [join(work, 'built'), join(work, 'whole')];
    await buildVersion(root, built);
    const versions = gather(built, before, whole);
    linkVersions(whole, versions);
    // What is in the pages of older ones is another now; who has them offline is to hear of it.
    for (const { folder } of versions) writeServiceWorker(join(whole, folder));
    rmSync(out, { recursive: true, force: true });
    cpSync(whole, out, { recursive: true });
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** The site of the version that is here. @param {string} root @param {string} out */
async function buildVersion(root, out) {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const element = elementIn(JSON.parse(readFileSync(join(root, 'dist', 'custom-elements.json'), 'utf8')));
  const pages = pagesOf(root);
  /** @type {Set<string>} */
  const pictures = new Set();
  const md = siteMarkdown(root, pages, (file) => pictures.add(file));
  /** @type {Map<string, string>} */
  const texts = new Map();

  // Every template is one of memory: what the Markdown is to code hosts it stays, without front matter of a generator's.
  const nothing = mkdtempSync(join(tmpdir(), 'xray-lab-docs-'));
  try {
    const eleventy = new Eleventy(nothing, out, {
      quietMode: true,
      config: (config) => {
        config.setUseGitIgnore(false);
        config.setLibrary('md', md);
        for (const page of pages) {
          const { name, made } = page;
          const text = made ? MADE[made](element, pages) : markdownOf(root, page);
          const data = { permalink: `${name}.html`, templateEngineOverride: made ? false : 'md' };
          config.addTemplate(made ? `${name}.html` : `${name}.md`, text, { ...data, of: page });
        }
        config.addTransform('layout', function (content) {
          const name = this.page.url
            .replace(/^\//, '')
            .replace(/\.html$/, '')
            .replace(/(^|\/)$/, '$1index');
          const page = pages.find((each) => each.name === name);
          if (!page) throw new Error(`${this.page.url} is no page of the site.`);
          texts.set(name, content);
          return layout({ page, pages, content, version });
        });
      },
    });
    await eleventy.write();
  } finally {
    rmSync(nothing, { recursive: true, force: true });
  }

  copyAssets(root, out, pictures);
  // Names of what the package declares are found on its page; what was decided long ago is not what a reader looks for.
  const found = pages.filter(({ group }) => group !== '');
  const index = searchIndex(
    found.map(({ name, title, group }) => ({ name, title, html: texts.get(name) ?? '', aside: ASIDE.has(group) })),
  );
  writeFileSync(join(out, 'assets', 'search.json'), JSON.stringify(index));
}

/** @param {string} root @param {string} out @param {Iterable<string>} pictures */
function copyAssets(root, out, pictures) {
  const copy = (/** @type {string} */ from, /** @type {string} */ to) =>
    cpSync(join(root, from), join(out, to), { recursive: true });
  copyScripts(join(out, 'assets'));
  copy('public/favicon.svg', 'favicon.svg');
  copy('public/samples', 'samples');
  for (const file of readdirSync(join(root, 'dist', 'cdn')))
    if (!file.endsWith('.d.ts')) copy(`dist/cdn/${file}`, `xray-lab/${file}`);
  // Whole: what the package's modules have in common lies in files whose names are another with each build.
  buildSync({
    entryPoints: LANGUAGES.map((tag) => join(root, 'dist', 'messages', `${tag}.js`)),
    outdir: join(out, 'messages'),
    bundle: true,
    format: 'esm',
    charset: 'utf8',
  });
  for (const file of pictures) copy(file, file.replace(/^docs\//, ''));
}

/** Safari 14 takes destructuring, but for one mistake in parameters' defaults, for which it is held not to. */
const SYNTAX = { target: OLDEST_BROWSERS, supported: { destructuring: true } };

/** What every page loads, in the syntax of the oldest browsers that the package itself runs in. @param {string} to */
function copyScripts(to) {
  const from = join(import.meta.dirname, 'assets');
  mkdirSync(to, { recursive: true });
  for (const file of readdirSync(from).filter((file) => file !== 'sw.js')) {
    const text = readFileSync(join(from, file), 'utf8');
    writeFileSync(join(to, file), file.endsWith('.js') ? transformSync(text, SYNTAX).code : text);
  }
  // As it stands, not by names put together: a page may forbid what it cannot foresee, and it is seen what may be loaded.
  const modules = LANGUAGES.map((tag) => `['xray-lab/messages/${tag}', () => import('../messages/${tag}.js')],`);
  const all = ["['xray-lab', () => import('../xray-lab/xray-lab.js')],", ...modules].map((line) => `  ${line}\n`);
  writeFileSync(join(to, 'package.js'), `export const PACKAGE = new Map([\n${all.join('')}]);\n`);
}

/** A worker that keeps all files of a version, by the digest of them all. @param {string} out */
function writeServiceWorker(out) {
  const files = filesOfVersion(out).filter((file) => file !== 'sw.js');
  const digest = createHash('sha256');
  for (const file of files) digest.update(file).update(readFileSync(join(out, file)));
  const worker = readFileSync(join(import.meta.dirname, 'assets', 'sw.js'), 'utf8');
  const filled = worker
    .replace("'VERSION'", `'${digest.digest('hex').slice(0, 12)}'`)
    .replace('[/* FILES */]', JSON.stringify(files));
  writeFileSync(join(out, 'sw.js'), filled);
}

/** @param {string} root @param {Page} page */
function markdownOf(root, { source = '' }) {
  return readFileSync(join(root, source), 'utf8').replace(/\{@link (\w+)\}/g, '`$1`');
}
