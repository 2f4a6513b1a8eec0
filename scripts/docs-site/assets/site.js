// @ts-check
// What every page of the documentation does: colours, search, the folded contents, keeping itself for use offline.

const up = document.body.dataset.up ?? '';
/** @type {HTMLSelectElement | null} */
const theme = document.querySelector('.theme select');
/** @type {HTMLInputElement | null} */
const input = document.querySelector('.search input');
const found = document.querySelector('#found');
/** @type {HTMLDetailsElement | null} */
const menu = document.querySelector('.menu');

if (theme) {
  theme.value = document.documentElement.dataset.theme ?? '';
  theme.addEventListener('change', () => {
    document.documentElement.dataset.theme = theme.value;
    try {
      localStorage.setItem('xray-lab-docs-theme', theme.value);
    } catch {
      // It holds for this page then.
    }
  });
}

// Where there is no room for it beside the text it is folded, and opens over it.
const narrow = matchMedia('(max-width: 899px)');
const fold = () => {
  if (menu) menu.open = !narrow.matches;
};
fold();
narrow.addEventListener?.('change', fold);

/** @type {Promise<[address: string, page: string, heading: string, text: string][]> | null} */
let index = null;
const LONGEST_LIST = 12;

/** @param {string} text @param {string} word */
const begins = (text, word) =>
  text.startsWith(word) || [' ', '-', '(', '.', '<'].some((sign) => text.includes(sign + word));

/** How well a section answers: every word counts, in a heading most. 0: not at all. @param {string[]} words @param {string[]} row */
function weight(words, [, page, heading, text]) {
  let sum = 0;
  for (const word of words) {
    const [inHeading, inPage, inText] = [heading, page, text].map((each) => begins(each.toLowerCase(), word));
    if (!inHeading && !inPage && !inText) return 0;
    sum += (inHeading ? 10 : 0) + (heading.toLowerCase() === word ? 10 : 0) + (inPage ? 4 : 0) + (inText ? 1 : 0);
  }
  return sum;
}

async function search() {
  if (!input || !found) return;
  const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
  index ??= fetch(`${up}assets/search.json`).then((response) => response.json());
  const rows = words.length === 0 ? [] : await index;
  const best = rows
    .map((row) => ({ row, weight: weight(words, row) }))
    .filter((each) => each.weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .slice(0, LONGEST_LIST);
  found.replaceChildren(...best.map(({ row }) => resultOf(row, words[0])));
  if (best.length === 0 && words.length > 0) found.textContent = 'Nothing was found.';
  found.toggleAttribute('hidden', words.length === 0);
}

/** @param {string[]} row @param {string} word */
function resultOf([address, page, heading, text], word) {
  const link = document.createElement('a');
  link.href = up + address;
  const title = document.createElement('strong');
  title.textContent = heading === page ? page : `${page}: ${heading}`;
  const at = Math.max(0, text.toLowerCase().indexOf(word) - 40);
  link.append(title, ` ${text.slice(at, at + 120)}`);
  return link;
}

input?.addEventListener('input', () => void search());
input?.closest('form')?.addEventListener('submit', (event) => {
  event.preventDefault();
  found?.querySelector('a')?.click();
});
// Down and up go through what was found, Escape back to the text.
document.querySelector('.search')?.addEventListener('keydown', (/** @type {any} */ event) => {
  const links = [...(found?.querySelectorAll('a') ?? [])];
  const at = links.indexOf(/** @type {any} */ (document.activeElement));
  if (event.key === 'ArrowDown') links[Math.min(at + 1, links.length - 1)]?.focus();
  else if (event.key === 'ArrowUp') (links[at - 1] ?? input)?.focus();
  else if (event.key === 'Escape') {
    if (input) input.value = '';
    found?.toggleAttribute('hidden', true);
    document.querySelector('main')?.focus();
  } else return;
  event.preventDefault();
});
addEventListener('keydown', (event) => {
  const target = /** @type {Element | null} */ (event.composedPath()[0]);
  if (event.key !== '/' || event.ctrlKey || event.metaKey || target?.matches('input, textarea, select')) return;
  event.preventDefault();
  input?.focus();
});

if ('serviceWorker' in navigator && location.protocol.startsWith('http')) {
  navigator.serviceWorker.register(`${up}sw.js`).catch(() => undefined);
}
