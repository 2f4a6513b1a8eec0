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

/** What the tag has; null: it has it not. @type {Map<string, string | null>} */
const attributes = new Map();

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
  attributes.clear();
  for (const control of controls) {
    const { value, type, checked, dataset } = control;
    if (!dataset.attribute) continue;
    const given = type === 'checkbox' ? checked && '' : value !== '' && !refused.get(control) && value;
    attributes.set(dataset.attribute, given === false ? null : given);
  }
  const given = [...attributes].flatMap(([name, value]) =>
    value === null ? [] : [value === '' ? name : `${name}="${value}"`],
  );
  const language = field('language').value;
  const tag = `<xray-lab ${[`src="${FILM}"`, ...given].join(' ')}></xray-lab>`;
  const table = TABLES[language];
  text.value = table
    ? `${tag}\n<script type="module">\n  import { ${table} } from 'xray-lab/messages/${language}';\n\n  document.querySelector('xray-lab').messages = ${table};\n</script>`
    : tag;
  written = text.value;
  text.rows = text.value.split('\n').length + 1;
  for (const side of /** @type {const} */ (['width', 'height'])) {
    const control = field(side);
    room.style[side] = control.value && !refused.get(control) ? `${control.value}px` : '';
  }
  room.classList.toggle('sized', room.style.height !== '');
}

/** The element goes on as it is, where it was scrolled to: the image that a parameter is chosen for stays in sight. */
function change() {
  const lab = room.firstElementChild?.shadowRoot?.querySelector('xray-lab');
  // First what goes: what is left could forbid what comes.
  for (const [name, value] of attributes) if (value === null) lab?.removeAttribute(name);
  for (const [name, value] of attributes) if (value !== null) lab?.setAttribute(name, value);
}

/** Whether a control says what an element that is there can be told. @param {HTMLInputElement} control */
const isChange = ({ dataset, type }) => Boolean(dataset.group) || dataset.attribute === 'theme' || type === 'number';

/** Beside each control: who types "15" is not to hear of the 1. */
function tell() {
  for (const [control, problem] of refused) {
    const place = document.getElementById(`${control.id}-refused`);
    const told = problem && `Not in the tag: ${problem}.`;
    if (place && place.textContent !== told) {
      place.textContent = told;
      if (document.activeElement === control) place.scrollIntoView({ block: 'nearest' });
    }
    if (problem) control.setAttribute('aria-invalid', 'true');
    else control.removeAttribute('aria-invalid');
  }
}

/** @type {ReturnType<typeof setTimeout> | undefined} */
let waiting;
let written = '';
let anew = false;
form.addEventListener('submit', (event) => event.preventDefault());
void defined.then((/** @type {any} */ xray) => {
  form.addEventListener('input', ({ target }) => {
    // What a person wrote into the tag is not there any more: the element may be of it.
    anew ||= text.value !== written || !isChange(/** @type {HTMLInputElement} */ (target));
    write(xray);
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      tell();
      if (anew) void begin();
      else change();
      anew = false;
    }, REST_MS);
  });
  write(xray);
  tell();
  void begin();
});
