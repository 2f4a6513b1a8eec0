// @ts-check
// Examples that run beside their text: HTML and styles in a shadow root, so that none reaches another; scripts by
// statements.js. One element lives at a time: the next example takes the place of the one before.
import { KNOWN, run } from './statements.js';
// @ts-expect-error Written when the site is built, from what it then has.
import { PACKAGE } from './package.js';

/** For browsers that cannot adopt style sheets: the nonce of the page's policy. */
const NONCE = 'xray-lab';
Object.assign(globalThis, { litNonce: NONCE });
/** The package, which defines the element. */
export const defined = importFrom('xray-lab');

/** @type {(() => void) | null} */
let stop = null;

/** @param {Element} example an element of the class of that name */
export function makeLive(example) {
  const text = /** @type {HTMLTextAreaElement} */ (example.querySelector('textarea'));
  const buttons = document.createElement('div');
  buttons.className = 'buttons';
  const room = document.createElement('div');
  room.className = 'room';
  room.hidden = true;
  const said = document.createElement('pre');
  said.className = 'said';
  said.tabIndex = 0;
  said.setAttribute('role', 'log');
  said.setAttribute('aria-label', 'What the example says');
  said.hidden = true;
  const label = text.getAttribute('aria-label') ?? '';
  const start = button('Run', `Run. ${label}`, () => void begin());
  const copy = button('Copy', `Copy. ${label}`, () => void copied());
  buttons.append(start, copy);
  // Before the element, which fills the window: what is said is seen when it is.
  example.append(buttons, said, room);
  const written = text.value;

  async function begin() {
    stop?.();
    room.hidden = false;
    start.textContent = 'Run again';
    said.replaceChildren();
    said.hidden = true;
    const host = room.appendChild(document.createElement('div'));
    stop = () => {
      host.remove();
      room.hidden = true;
      start.textContent = 'Run';
      stop = null;
    };
    await defined;
    try {
      await fill(host.attachShadow({ mode: 'open' }), text.value, show);
    } catch (error) {
      show(String(error));
      // Any other error is of what was called.
      if (error instanceof SyntaxError || error instanceof ReferenceError) show(KNOWN);
      said.scrollTop = 0;
    }
    example.dispatchEvent(new Event('ran'));
  }

  /** @param {unknown[]} values */
  function show(...values) {
    said.hidden = false;
    said.append(`${values.map(inWords).join(', ')}\n`);
    said.scrollTop = said.scrollHeight;
  }

  async function copied() {
    try {
      await navigator.clipboard.writeText(text.value);
      copy.textContent = 'Copied';
    } catch {
      text.select();
      copy.textContent = 'Press Ctrl + C';
    }
    setTimeout(() => (copy.textContent = 'Copy'), 2000);
  }

  text.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    void begin();
  });
  text.addEventListener('input', () => {
    if (text.value !== written && !buttons.querySelector('.undo')) {
      const undo = button('As it was', `As it was. ${label}`, () => {
        text.value = written;
        undo.remove();
      });
      undo.className = 'undo';
      buttons.append(undo);
    }
  });
  return { begin, room, text };
}

/**
 * @param {ShadowRoot} root @param {string} text @param {(...values: unknown[]) => void} show
 */
async function fill(root, text, show) {
  // Before it is parsed: a style without the nonce is refused in a document of this page's, wherever it is put afterwards.
  /** @type {string[]} */
  const scripts = [];
  const markup = text
    .replace(/<style>([\s\S]*?)<\/style>/g, (_whole, rules) => {
      const style = document.createElement('style');
      style.nonce = NONCE;
      style.textContent = rules;
      root.append(style);
      return '';
    })
    .replace(/<script[^>]*>([\s\S]*?)<\/script>/g, (_whole, statements) => (scripts.push(statements), ''));
  const { body } = new DOMParser().parseFromString(markup, 'text/html');
  root.append(...[...body.childNodes].map((node) => document.importNode(node, true)));
  const names = {
    document: { querySelector: (/** @type {string} */ it) => root.querySelector(it) },
    show,
    console: { log: show },
    URL,
    location,
    importFrom,
  };
  for (const statements of scripts) await run(statements, names);
}

/** The package's modules that lie beside these pages; no other is loaded. @param {string} name */
function importFrom(name) {
  const load = PACKAGE.get(name);
  if (!load) throw new TypeError(`${name} is not there in these examples.`);
  return load();
}

/** @param {string} text @param {string} label @param {() => void} press */
function button(text, label, press) {
  const made = document.createElement('button');
  made.type = 'button';
  made.textContent = text;
  made.title = label;
  made.addEventListener('click', press);
  return made;
}

/** @param {unknown} value */
function inWords(value) {
  if (typeof value === 'string') return value;
  if (value instanceof Blob) return `${value.constructor.name}, ${value.size} bytes`;
  const named = (/** @type {string} */ _key, /** @type {unknown} */ it) => (it instanceof Blob ? inWords(it) : it);
  return JSON.stringify(value, named, 1)?.replace(/\n\s*/g, ' ') ?? String(value);
}

if (!document.querySelector('.playground')) for (const each of document.querySelectorAll('.example')) makeLive(each);
