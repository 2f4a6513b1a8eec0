// @ts-check
import { slug } from './markdown.mjs';

/** Longer texts than this are not found by their ends; the index is a file that readers load. */
const LONGEST_TEXT = 1500;

/**
 * What the site's search looks through: a row a section, as [address, page, heading, text].
 * @param {{ name: string; title: string; html: string }[]} pages
 * @returns {[address: string, page: string, heading: string, text: string][]}
 */
export function searchIndex(pages) {
  return pages.flatMap(({ name, title, html }) =>
    html.split(/(?=<h[1-4][ >])/).flatMap((section) => {
      const heading = /^<h[1-4]([^>]*)>(.*?)<\/h[1-4]>/s.exec(section);
      const text = plain(section.slice(heading?.[0].length ?? 0));
      if (!heading) return [];
      const id = / id="([^"]*)"/.exec(heading[1])?.[1] ?? slug(plain(heading[2]));
      /** @type {[string, string, string, string]} */
      const row = [`${name}.html#${id}`, title, plain(heading[2]), text.slice(0, LONGEST_TEXT)];
      return [row];
    }),
  );
}

/** @param {string} html */
function plain(html) {
  return html
    .replace(/<[^>]+>/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')
    .trim();
}
