// @ts-check
// Writes the tag that the form describes, and shows the element that it makes.
import { makeLive } from './live.js';

const form = /** @type {HTMLFormElement} */ (document.querySelector('.playground'));
const { begin, room, text } = makeLive(/** @type {Element} */ (document.querySelector('.example')));
const FILM = 'samples/hand.png';
/** As long as somebody types, nothing is made anew. */
const REST_MS = 300;

/** What the package calls its tables. @type {Record<string, string>} */
const TABLES = { de: 'GERMAN', es: 'SPANISH', fr: 'FRENCH', ja: 'JAPANESE' };

/** @param {string} name */
const valueOf = (name) => /** @type {HTMLInputElement} */ (form.elements.namedItem(name)).value;

function write() {
  const given = [...form.querySelectorAll('[data-attribute]')].flatMap((control) => {
    const { value, type, checked, dataset } = /** @type {HTMLInputElement} */ (control);
    if (type === 'checkbox') return checked ? [String(dataset.attribute)] : [];
    return value === '' ? [] : [`${dataset.attribute}="${value}"`];
  });
  const language = valueOf('language');
  const tag = `<xray-lab ${[`src="${FILM}"`, ...given].join(' ')}></xray-lab>`;
  const table = TABLES[language];
  text.value = table
    ? `${tag}\n<script type="module">\n  import { ${table} } from 'xray-lab/messages/${language}';\n\n  document.querySelector('xray-lab').messages = ${table};\n</script>`
    : tag;
  text.rows = text.value.split('\n').length + 1;
  for (const side of /** @type {const} */ (['width', 'height']))
    room.style[side] = valueOf(side) && `${valueOf(side)}px`;
}

/** @type {ReturnType<typeof setTimeout> | undefined} */
let waiting;
form.addEventListener('submit', (event) => event.preventDefault());
form.addEventListener('input', () => {
  write();
  clearTimeout(waiting);
  waiting = setTimeout(() => void begin(), REST_MS);
});
write();
void begin();
