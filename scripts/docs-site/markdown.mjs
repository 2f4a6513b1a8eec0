// @ts-check
import { existsSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import MarkdownIt from 'markdown-it';
import { highlighted } from './highlight.mjs';

/** @typedef {import('./pages.mjs').Page} Page */

/**
 * The repository's Markdown as HTML of the site: headings have the anchors that code hosts give them, links between files
 * lead from page to page, and what is no page of the site is named without a link. A link to nothing ends the build.
 * @param {string} root @param {Page[]} pages @param {(file: string) => void} wanted hears of each picture, from the repository's root
 */
export function siteMarkdown(root, pages, wanted) {
  const names = new Map(pages.flatMap(({ source, name }) => (source ? [[source, name]] : [])));
  names.set('docs/decisions', 'decisions/index');
  const md = new MarkdownIt({ html: true });
  const { rules } = md.renderer;

  md.core.ruler.push('anchors', ({ tokens }) => {
    /** @type {Map<string, number>} */
    const seen = new Map();
    tokens.forEach((token, index) => {
      if (token.type !== 'heading_open') return;
      const inline = tokens[index + 1];
      const given = /<a id="([^"]*)"><\/a>/.exec(inline.content)?.[1];
      // Of an anchor that is given by hand the heading is the place.
      if (given) inline.children = (inline.children ?? []).filter(({ type }) => type !== 'html_inline');
      const id = given ?? slug(inline.content);
      const before = seen.get(id) ?? 0;
      seen.set(id, before + 1);
      token.attrSet('id', before ? `${id}-${before}` : id);
    });
  });

  /** @type {boolean[]} whether each open link is one */
  const links = [];
  rules.link_open = (tokens, index, _options, env) => {
    const token = tokens[index];
    const found = addressOf(token.attrGet('href') ?? '', env.of);
    links.push(found !== null);
    if (found === null) return '<span class="in-repository" title="A file of the repository">';
    token.attrSet('href', found);
    return md.renderer.renderToken(tokens, index, {});
  };
  rules.link_close = () => (links.pop() ? '</a>' : '</span>');
  rules.image = (tokens, index, _options, env) => {
    const token = tokens[index];
    const file = fileOf(String(token.attrGet('src')), env.of);
    wanted(file);
    const alt = md.utils.escapeHtml(token.content);
    return `<img src="${upFrom(env.of.name)}${file.replace(/^docs\//, '')}" alt="${alt}" loading="lazy">`;
  };
  rules.fence = (tokens, index) => {
    const { content, info } = tokens[index];
    return `<pre tabindex="0"><code>${highlighted(content, info.trim())}</code></pre>\n`;
  };
  rules.code_block = (tokens, index) =>
    `<pre tabindex="0"><code>${md.utils.escapeHtml(tokens[index].content)}</code></pre>\n`;
  rules.table_open = () => '<div class="table" tabindex="0" role="group" aria-label="Table"><table>\n';
  rules.table_close = () => '</table></div>\n';
  // The policy allows no style in attributes. A column without a heading is one for those who see it only.
  md.core.ruler.push('cells', ({ tokens }) => {
    tokens.forEach((token, index) => {
      if (token.type !== 'th_open' && token.type !== 'td_open') return;
      if (token.attrGet('style')?.includes('right')) token.attrSet('class', 'number');
      token.attrs = token.attrs?.filter(([name]) => name !== 'style') ?? null;
      if (token.type === 'th_open' && tokens[index + 1].content === '') token.tag = tokens[index + 2].tag = 'td';
    });
  });

  /** The address on the site of what `href` names in `page`; null of what is not on it. @param {string} href @param {Page} page */
  function addressOf(href, page) {
    if (/^[a-z]+:/.test(href) || href.startsWith('#')) return href;
    const [path, anchor] = href.split('#');
    const file = fileOf(path, page).replace(/\/$/, '');
    const name = names.get(file);
    if (name !== undefined) return `${upFrom(page.name)}${name}.html${anchor ? `#${anchor}` : ''}`;
    if (!existsSync(join(root, file))) throw new Error(`${page.source} links to ${href}, which is not there.`);
    return null;
  }

  return md;
}

/** @param {string} path as `page` has it @param {Page} page @returns {string} from the repository's root */
function fileOf(path, page) {
  return posix.normalize(posix.join(dirname(page.source ?? ''), decodeURIComponent(path)));
}

/** What leads from a page to the site's root. @param {string} name the page's */
export function upFrom(name) {
  return '../'.repeat(name.split('/').length - 1);
}

/** The anchor that a heading gets on code hosts. @param {string} heading in Markdown @returns {string} */
export function slug(heading) {
  return heading
    .replace(/\s*<a id=.*?<\/a>/g, '')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-');
}
