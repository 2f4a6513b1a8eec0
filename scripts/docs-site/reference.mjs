// @ts-check
import { existsSync } from 'node:fs';
import MarkdownIt from 'markdown-it';
import * as examples from './examples.mjs';
import { escaped } from './highlight.mjs';

/** @typedef {{ name: string; description?: string; type?: { text: string }; fieldName?: string; kind?: string; readonly?: boolean; privacy?: string; static?: boolean; attribute?: string; parameters?: any[] }} Item */

const md = new MarkdownIt();

/** How to use what follows; once a page. */
const HOW = `<p>Press <b>Run</b> under an example, or Ctrl + Enter in it: the element comes to life there, with a computed film. Change the text, and run it
again. The page's policy lets no text be run as a script; what stands in <code>&lt;script&gt;</code> is read by a small interpreter of these pages, which knows a part of
JavaScript (names, calls, listeners, arrow functions, <code>await</code>; neither <code>if</code> nor loops nor arithmetic). <code>show(…)</code> is theirs: it writes values between the example and the element.</p>`;

/** @param {{ attributes: Item[] }} element */
export function attributes({ attributes: items }) {
  return pageOf('Attributes', [
    HOW,
    ...items.map((it) => entry('attribute', it, typed(it), examples.attributeExample(/** @type {any} */ (it)))),
  ]);
}

/** Members that are open to a page around the element. @param {{ members: Item[] }} element @returns {Item[]} */
export function openMembers({ members }) {
  return members.filter(
    ({ name, privacy, static: isStatic, kind, attribute, description }) =>
      privacy !== 'private' &&
      privacy !== 'protected' &&
      !isStatic &&
      !/^_|^form[A-Z]|^words$/.test(name) &&
      (kind === 'field' ? !attribute : Boolean(description)),
  );
}

/** @param {{ members: Item[] }} element */
export function properties(element) {
  const open = openMembers(element);
  const of = (/** @type {string} */ kind) => open.filter((it) => it.kind === kind);
  return pageOf('Properties and methods', [
    '<p>Every <a href="attributes.html">attribute</a> is a property too. These are properties only.</p>',
    HOW,
    '<h2 id="properties">Properties</h2>',
    ...of('field').map((it) =>
      entry('property', it, `${typed(it)}${it.readonly ? ' · read-only' : ''}`, examples.PROPERTIES[it.name] ?? null),
    ),
    '<h2 id="methods">Methods</h2>',
    ...of('method').map((it) =>
      entry(
        'method',
        it,
        `<code>${escaped(`(${(it.parameters ?? []).map(({ name, type }) => `${name}: ${type?.text}`).join(', ')})`)}</code>`,
        examples.METHODS[it.name] ?? null,
      ),
    ),
  ]);
}

/** @param {{ events: Item[] }} element */
export function events({ events: items }) {
  return pageOf('Events', [
    '<p>All bubble and cross shadow boundaries; the types of their <code>detail</code> are in <a href="api.html#types">the API</a>.</p>',
    HOW,
    ...items.map((it) => entry('event', it, '', examples.EVENTS[it.name] ?? null)),
  ]);
}

/** @param {{ slots: Item[]; cssParts: Item[]; cssProperties: Item[] }} element */
export function styling({ slots, cssParts, cssProperties }) {
  return pageOf('Slots, parts, colours', [
    '<p>Nothing of a page’s styles gets into the element but what is inherited. These are the ways in.</p>',
    HOW,
    '<h2 id="slots">Slots</h2>',
    ...slots.map((it) => entry('slot', it, '', examples.SLOTS[it.name] ?? null)),
    '<h2 id="parts">Parts</h2>',
    map('parts', 'Where each part is: the numbers of the list on the element'),
    ...cssParts.map((it) => entry('part', it, '', examples.partExample(it.name))),
    '<h2 id="custom-properties">Custom properties</h2>',
    map('colours', 'Where each colour is: the numbers of the list on the element'),
    ...cssProperties.map((it) => entry('custom', it, '', examples.customPropertyExample(it.name))),
  ]);
}

/** @param {string} name @param {string} alt */
function map(name, alt) {
  const file = new URL(`../../docs/images/map-${name}.svg`, import.meta.url);
  return existsSync(file) ? `<p><img src="images/map-${name}.svg" alt="${alt}"></p>` : '';
}

/** @param {string} title @param {string[]} content */
function pageOf(title, content) {
  return [`<h1 id="top">${escaped(title)}</h1>`, ...content].join('\n');
}

/** @param {Item} item */
function typed({ type, fieldName, name }) {
  const property = fieldName && fieldName !== name ? `property <code>${fieldName}</code> · ` : '';
  return type ? `${property}<code>${escaped(type.text)}</code>` : property;
}

/** What the package says of something, as HTML within a line. @param {string} description */
export function inline(description) {
  return md.renderInline(description.replace(/\{@link (\w+)\}/g, '`$1`').replace(/\s+/g, ' '));
}

/** @param {string} kind @param {Item} item @param {string} more @param {string | null} code */
function entry(kind, { name, description = '' }, more, code) {
  const level = kind === 'attribute' || kind === 'event' ? 'h2' : 'h3';
  return `<section>
<${level} id="${kind}-${name.replace(/^--/, '')}"><code>${escaped(name)}</code></${level}>
<p>${inline(description)}${more ? ` <small>${more}</small>` : ''}</p>
${code === null ? '' : example(`${kind} ${name}`, code)}
</section>`;
}

/** An example that can be run; see assets/live.js. @param {string} label @param {string} code */
export function example(label, code) {
  return `<div class="example"><textarea spellcheck="false" autocapitalize="off" rows="${code.split('\n').length + 1}" aria-label="Example: ${escaped(label)}">${escaped(code)}</textarea></div>`;
}
