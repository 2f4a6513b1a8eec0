// @ts-check
import { slug } from './markdown.mjs';

/** Longer texts than this are not found by their ends; the index is a file that readers load. */
const LONGEST_TEXT = 6000;

/**
 * What the site's search looks through: a row a section, see assets/find.js.
 * @param {{ name: string; title: string; html: string; aside: boolean }[]} pages
 * @returns {import('./assets/find.js').Row[]}
 */
export function searchIndex(pages) {
  return pages.flatMap(({ name, title, html, aside }) =>
    html.split(/(?=<h[1-4][ >])/).flatMap((section) => {
      const heading = /^<h[1-4]([^>]*)>(.*?)<\/h[1-4]>/s.exec(section);
      const text = plain(section.slice(heading?.[0].length ?? 0));
      if (!heading) return [];
      const id = / id="([^"]*)"/.exec(heading[1])?.[1] ?? slug(plain(heading[2]));
      /** @type {import('./assets/find.js').Row} */
      const row = [`${name}.html#${id}`, title, plain(heading[2]), beginningOf(text)];
      if (aside) row.push(1);
      return [row];
    }),
  );
}

/** As long as may be, to the end of a word. @param {string} text */
function beginningOf(text) {
  return text.length <= LONGEST_TEXT ? text : text.slice(0, text.lastIndexOf(' ', LONGEST_TEXT));
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
