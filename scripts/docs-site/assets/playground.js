// @ts-check
// Writes the tag that the form describes, and shows the element that it makes.
import { defined, makeLive } from './live.js';

const form = /** @type {HTMLFormElement} */ (document.querySelector('.playground'));
const { begin, room, text } = makeLive(/** @type {Element} */ (document.querySelector('.example')));
const FILM = 'samples/hand.png';
/** As long as somebody types, nothing is made anew. */
const REST_MS = 300;

/** What the package calls its tables. @type {Record<string, string>} */
const TABLES = { de: 'GERMAN', es: 'SPANISH', fr: 'FRENCH', ja: 'JAPANESE' };

/** @param {string} name */
const field = (name) => /** @type {HTMLInputElement} */ (form.elements.namedItem(name));

/**
 * Why a control's value is not written into the tag; empty where it is.
 * @type {Map<HTMLInputElement, string>}
 */
const refused = new Map();

/** What is set so far, as one value limits another. @type {object} */
let params = {};

/** By the package itself, which knows what goes together. @param {any} resolveParams @param {HTMLInputElement} control */
function problemOf(resolveParams, { value, type, validity, min, max, dataset: { group, parameter } }) {
  if (validity.badInput) return 'it must be a number';
  if (validity.rangeUnderflow || validity.rangeOverflow) return `it must be a number from ${min} to ${max}`;
  if (!group || !parameter || type === 'checkbox' || value === '') return '';
  const given = type === 'number' || /^\d+$/.test(value) ? Number(value) : value;
  try {
    params = resolveParams({ [group]: { [parameter]: given } }, params);
    return '';
  } catch (error) {
    const { message } = /** @type {Error} */ (error);
    return message.slice(message.indexOf(': ') + 2).replace(/\.$/, '');
  }
}

/** @param {any} xray the package */
function write({ resolveParams, DEFAULT_PARAMS }) {
  params = DEFAULT_PARAMS;
  const controls = /** @type {HTMLInputElement[]} */ ([...form.querySelectorAll('input, select')]);
  for (const control of controls) refused.set(control, problemOf(resolveParams, control));
  const given = controls.flatMap((control) => {
    const { value, type, checked, dataset } = control;
    if (!dataset.attribute || refused.get(control)) return [];
    if (type === 'checkbox') return checked ? [dataset.attribute] : [];
    return value === '' ? [] : [`${dataset.attribute}="${value}"`];
  });
  const language = field('language').value;
  const tag = `<xray-lab ${[`src="${FILM}"`, ...given].join(' ')}></xray-lab>`;
  const table = TABLES[language];
  text.value = table
    ? `${tag}\n<script type="module">\n  import { ${table} } from 'xray-lab/messages/${language}';\n\n  document.querySelector('xray-lab').messages = ${table};\n</script>`
    : tag;
  text.rows = text.value.split('\n').length + 1;
  for (const side of /** @type {const} */ (['width', 'height'])) {
    const control = field(side);
    room.style[side] = control.value && !refused.get(control) ? `${control.value}px` : '';
  }
  room.classList.toggle('sized', room.style.height !== '');
}

/** Beside each control: who types "15" is not to hear of the 1. */
function tell() {
  for (const [control, problem] of refused) {
    const place = document.getElementById(`${control.id}-refused`);
    const told = problem && `Not in the tag: ${problem}.`;
    if (place && place.textContent !== told) place.textContent = told;
    if (problem) control.setAttribute('aria-invalid', 'true');
    else control.removeAttribute('aria-invalid');
  }
}

/** @type {ReturnType<typeof setTimeout> | undefined} */
let waiting;
form.addEventListener('submit', (event) => event.preventDefault());
void defined.then((/** @type {any} */ xray) => {
  form.addEventListener('input', () => {
    write(xray);
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      tell();
      void begin();
    }, REST_MS);
  });
  write(xray);
  tell();
  void begin();
});
