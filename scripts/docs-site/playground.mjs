// @ts-check
import { LANGUAGES } from '../languages.mjs';
import { parameterDefinitions } from '../parameter-definitions.mjs';
import { fileURLToPath } from 'node:url';
import { FILM } from './examples.mjs';
import { escaped } from './highlight.mjs';
import { example, inline } from './reference.mjs';

/** Names of the languages in themselves. @param {string} tag */
const nameOf = (tag) => new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag;

/** Flags of the element that a page decides by, beside the parameters. */
const FLAGS = ['no-controls', 'no-download', 'no-measuring', 'auto-save', 'guard-unsaved', 'manual'];

/** Headings of the groups of parameters. @type {Record<string, string>} */
const GROUPS = { window: 'Window', enhance: 'Contrast', blur: 'Blur', canny: 'Edges' };

/** @typedef {import('../parameter-definitions.mjs').Parameter} Parameter */

/**
 * A form that writes the tag; assets/playground.js listens to it. What is made of it comes first: it stands beside the form,
 * or stays over it, while something is chosen.
 * @param {{ attributes: { name: string; description?: string }[] }} element
 */
export function playground({ attributes }) {
  const { groups } = parameterDefinitions(fileURLToPath(new URL('../..', import.meta.url)));
  const parameters = [...new Set(groups.map(({ group }) => group))].map((group) => {
    const all = groups.filter((each) => each.group === group).flatMap((each) => each.parameters);
    return `<h3 id="parameters-${group}">${GROUPS[group] ?? group}</h3>\n<div class="fields">\n${all.map(fieldOf).join('\n')}\n</div>`;
  });
  const flags = FLAGS.map((name) => {
    const { description } = attributes.find((each) => each.name === name) ?? {};
    if (!description) throw new Error(`The element has no ${name}, or nothing is said of it.`);
    return field(name, `<input type="checkbox" data-attribute="${name}">`, description);
  });
  const languages = ['en', ...LANGUAGES].map(
    (tag) => `<option value="${tag}" lang="${tag}">${escaped(nameOf(tag))}</option>`,
  );
  const size = (/** @type {string} */ name, /** @type {string} */ otherwise) =>
    `<input name="${name}" type="number" min="200" max="3000" placeholder="${otherwise}">`;
  return `<h1 id="playground">Playground</h1>
<p>Choose, and copy the tag. The element is made of it, and follows.</p>
<div class="bench">
<div class="made">
<h2 id="the-tag">The tag, and what it makes</h2>
${example('the tag', `<xray-lab src="${FILM}"></xray-lab>`)}
</div>
<form class="playground">
<h2 id="place">Place</h2>
<div class="fields">
${field('theme', '<select data-attribute="theme"><option value="">the system’s</option><option>light</option><option>dark</option></select>', 'Light or dark, whatever the system has.')}
${field('language', `<select name="language">${languages.join('')}</select>`, 'Of the interface: an entry of the package has its words.')}
${field('width of the box in px', size('width', 'all there is'), 'Of what is around the element, which fills it. From 200 to 3000.')}
${field('height of the box in px', size('height', 'of the window'), 'From 200 to 3000.')}
${flags.join('\n')}
</div>
<h2 id="parameters">Parameters</h2>
${parameters.join('\n')}
</form>
</div>`;
}

/** @param {Parameter} parameter */
function fieldOf({ group, name, attribute, kind, values = [], description }) {
  const named = `data-attribute="${attribute}" data-group="${group}" data-parameter="${name}"`;
  if (kind === 'flag') return field(attribute, `<input type="checkbox" ${named}>`, description);
  if (values.length > 0) {
    const options = ['', ...values].map((value) => `<option value="${value}">${value || 'default'}</option>`);
    return field(attribute, `<select ${named}>${options.join('')}</select>`, description);
  }
  return field(attribute, `<input ${named} type="number" step="any" placeholder="default">`, description);
}

/** @param {string} label @param {string} control @param {string} hint in Markdown, as the package says it */
function field(label, control, hint) {
  const id = `field-${label.split(' ')[0]}`;
  const named = control.replace(/^<\w+/, `$& id="${id}" aria-describedby="${id}-refused ${id}-hint"`);
  return `<div class="field"><label for="${id}">${escaped(label)}</label>${named}<p class="refused" id="${id}-refused" aria-live="polite"></p><p class="hint" id="${id}-hint">${inline(hint)}</p></div>`;
}
