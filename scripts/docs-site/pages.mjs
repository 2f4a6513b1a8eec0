// @ts-check
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A page of the documentation: of a Markdown file, or of a function that gives its HTML.
 * @typedef {object} Page
 * @property {string} name its address without `.html`, from the site's root
 * @property {string} title
 * @property {string} [source] the Markdown file, from the repository's root
 * @property {string} [made] a key of MADE in site.mjs
 * @property {string} group the navigation's heading
 * @property {{ title: string; anchor: string }[]} [under] parts of it that the navigation leads to
 */

/** @typedef {[source: string, title: string, under?: { title: string; anchor: string }[]]} Row */

const at = (/** @type {string} */ title, anchor = title.toLowerCase().replace(/ /g, '-')) => ({ title, anchor });

/** In the order of the navigation. A file that is not there is no page; one that is not named here comes last. @type {Record<string, Row[]>} */
const GROUPS = {
  Start: [
    ['README.md', 'Start'],
    ['docs/getting.md', 'Get the package'],
    ['docs/viewer.md', 'Looking closely'],
    ['docs/measuring.md', 'Measuring'],
    ['docs/operators.md', 'What each image is good for'],
    ['docs/dicom.md', 'DICOM'],
  ],
  Embed: [
    [
      'docs/embedding.md',
      'Embedding',
      [at('React'), at('Vue'), at('Svelte'), at('In a frame'), at('Server rendering')],
    ],
    ['made:playground', 'Playground'],
    ['made:attributes', 'Attributes'],
    ['made:properties', 'Properties and methods'],
    ['made:events', 'Events'],
    ['made:styling', 'Slots, parts, colours'],
    ['docs/parts.md', 'Map of parts and colours'],
  ],
  Run: [
    ['docs/hosting.md', 'Hosting the page'],
    ['docs/command-line.md', 'From a shell'],
    ['docs/many-machines.md', 'Many machines'],
    ['docs/manifest.md', 'manifest.json'],
  ],
  Reference: [
    ['docs/api.md', 'API'],
    ['docs/errors.md', 'Errors and cures'],
    ['docs/compared.md', 'Compared with'],
  ],
  'Behind it': [
    ['docs/architecture.md', 'Architecture'],
    ['docs/performance.md', 'Performance'],
    ['docs/usability.md', 'How it is to use'],
    ['docs/reliability.md', 'Reliability'],
    ['CONTRIBUTING.md', 'Contributing'],
    ['SECURITY.md', 'Security'],
    ['CHANGELOG.md', 'Changes'],
    ['made:decisions', 'Decisions'],
  ],
};

/** @param {string} root the repository's folder @returns {Page[]} in the order of the navigation; decisions are in none */
export function pagesOf(root) {
  const named = Object.entries(GROUPS).flatMap(([group, rows]) => rows.map((row) => pageOf(group, row)));
  const known = new Set(named.map(({ source }) => source));
  const others = markdownIn(root, 'docs')
    .filter((source) => !known.has(source))
    .map((source) => pageOf('More', [source, titleOf(root, source)]));
  const decisions = markdownIn(root, 'docs/decisions').map((source) => pageOf('', [source, titleOf(root, source)]));
  return [...named, ...others, ...decisions].filter(({ source }) => !source || existsSync(join(root, source)));
}

/** @param {string} group @param {Row} row @returns {Page} */
function pageOf(group, [source, title, under]) {
  if (source.startsWith('made:')) {
    const made = source.slice('made:'.length);
    return { name: made === 'decisions' ? 'decisions/index' : made, title, made, group };
  }
  const name = source === 'README.md' ? 'index' : source.replace(/^docs\//, '').replace(/\.md$/, '');
  return { name: name.startsWith('decisions/') ? name : name.toLowerCase(), title, source, group, under };
}

/** @param {string} root @param {string} folder */
function markdownIn(root, folder) {
  return readdirSync(join(root, folder))
    .filter((file) => file.endsWith('.md'))
    .map((file) => `${folder}/${file}`);
}

/** @param {string} root @param {string} source */
function titleOf(root, source) {
  return /^# (.*)$/m.exec(readFileSync(join(root, source), 'utf8'))?.[1] ?? source;
}
