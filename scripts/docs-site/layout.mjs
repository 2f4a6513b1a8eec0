// @ts-check
import { SITE_HEADERS } from '../static-server.mjs';
import { escaped } from './highlight.mjs';
import { upFrom } from './markdown.mjs';
import { placeFor, versionMeta } from './versions.mjs';

/** @typedef {import('./pages.mjs').Page} Page */

/** The page's own policy; what only a header can say does not stand in a page. */
const POLICY = SITE_HEADERS['Content-Security-Policy'].replace(/; frame-ancestors[^;]*/, '');

/**
 * A whole page of the site.
 * @param {{ page: Page; pages: Page[]; content: string; version: string }} of
 * @returns {string} HTML
 */
export function layout({ page, pages, content, version }) {
  const up = upFrom(page.name);
  const title = page.name === 'index' ? 'xray-lab: documentation' : `${page.title} – xray-lab`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escaped(POLICY)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
${versionMeta(version)}
<title>${escaped(title)}</title>
<link rel="icon" type="image/svg+xml" href="${up}favicon.svg">
<link rel="stylesheet" href="${up}assets/site.css">
<script src="${up}assets/theme.js"></script>
<script type="module" src="${up}assets/site.js"></script>
${page.made && page.made !== 'decisions' ? `<script type="module" src="${up}assets/${page.made === 'playground' ? 'playground' : 'live'}.js"></script>` : ''}
</head>
<body data-up="${up}">
<a class="skip" href="#content">To the text</a>
<header>
<a class="home" href="${up}index.html">xray-lab <small>${escaped(version)}</small></a>
<form class="search" role="search"><label><span>Search</span><input type="search" autocomplete="off" aria-controls="found" placeholder="Search ( / )"></label><div id="found" hidden></div></form>
<label class="theme"><span>Colours</span><select><option value="">System</option><option value="light">Light</option><option value="dark">Dark</option></select></label>
</header>
<div class="columns${page.made === 'playground' ? ' wide' : ''}">
<details class="menu" open><summary>Contents <small>${escaped(version)}</small></summary>${placeFor('versions')}<nav aria-label="Contents">${navigation(page, pages)}</nav></details>
<main id="content" tabindex="-1">
${placeFor('newer')}${content}
</main>
${page.made === 'playground' ? '' : onThisPage(content)}
</div>
<footer><p>xray-lab ${escaped(version)}. For teaching, research and inspection; not a medical device. Nothing on these pages, nor what you open in them, leaves your device.</p></footer>
</body>
</html>
`;
}

/** @param {Page} page @param {Page[]} pages */
function navigation(page, pages) {
  const up = upFrom(page.name);
  const shown = pages.filter(({ group }) => group !== '');
  const groups = [...new Set(shown.map(({ group }) => group))];
  return groups
    .map((group) => {
      const items = shown
        .filter((each) => each.group === group)
        .map((each) => {
          const here = each.name === page.name;
          const under = (each.under ?? [])
            .map(({ title, anchor }) => `<li><a href="${up}${each.name}.html#${anchor}">${escaped(title)}</a></li>`)
            .join('');
          const link = `<a href="${up}${each.name}.html"${here ? ' aria-current="page"' : ''}>${escaped(each.title)}</a>`;
          return `<li>${link}${under ? `<ul>${under}</ul>` : ''}</li>`;
        });
      return `<p id="group-${groups.indexOf(group)}">${escaped(group)}</p><ul aria-labelledby="group-${groups.indexOf(group)}">${items.join('')}</ul>`;
    })
    .join('\n');
}

/** @param {string} content */
function onThisPage(content) {
  const headings = [...content.matchAll(/<h2[^>]* id="([^"]+)"[^>]*>(.*?)<\/h2>/gs)];
  if (headings.length < 3 || headings.length > 40) return '';
  const items = headings.map(([, id, text]) => `<li><a href="#${id}">${text.replace(/<[^>]+>/g, '')}</a></li>`);
  return `<aside aria-label="On this page"><p>On this page</p><ul>${items.join('')}</ul></aside>`;
}
