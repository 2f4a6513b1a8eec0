// @ts-check
// What every page of the documentation does: colours, search, the folded contents, keeping itself for use offline.
import { find, sectionsOf } from './find.js';

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

/** @type {Promise<import('./find.js').Section[]> | null} */
let sections = null;

async function search() {
  if (!input || !found) return;
  const { value } = input;
  sections ??= fetch(`${up}assets/search.json`)
    .then((response) => response.json())
    .then(sectionsOf);
  const best = value.trim() === '' ? [] : find(await sections, value);
  // The answer to what stands there no longer.
  if (input.value !== value) return;
  found.replaceChildren(...best.map(resultOf));
  if (best.length === 0 && value.trim() !== '') found.textContent = 'Nothing was found.';
  found.toggleAttribute('hidden', value.trim() === '');
}

/** @param {import('./find.js').Found} found */
function resultOf({ row: [address, page, heading], excerpt }) {
  const link = document.createElement('a');
  link.href = up + address;
  const title = document.createElement('strong');
  title.textContent = heading === page ? page : `${page}: ${heading}`;
  const pieces = excerpt.map((piece) => {
    if (!piece.found) return piece.text;
    const mark = document.createElement('mark');
    mark.textContent = piece.text;
    return mark;
  });
  link.append(title, ...pieces);
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
