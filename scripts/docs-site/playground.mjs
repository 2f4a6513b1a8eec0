// @ts-check
import { LANGUAGES } from '../languages.mjs';
import { parameterDefinitions } from '../parameter-definitions.mjs';
import { fileURLToPath } from 'node:url';
import { FILM } from './examples.mjs';
import { escaped } from './highlight.mjs';
import { example } from './reference.mjs';

/** Names of the languages in themselves. @param {string} tag */
const nameOf = (tag) => new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag;

/** Flags of the element that a page decides by, beside the parameters. */
const FLAGS = ['no-controls', 'no-download', 'auto-save', 'guard-unsaved', 'manual'];

/** A form that writes the tag; assets/playground.js listens to it. */
export function playground() {
  const { groups } = parameterDefinitions(fileURLToPath(new URL('../..', import.meta.url)));
  const fields = groups
    .flatMap(({ parameters }) => parameters)
    .map(({ attribute, kind, values = [] }) => {
      if (kind === 'flag') return field(attribute, `<input type="checkbox" data-attribute="${attribute}">`);
      if (typeof values[0] === 'string') {
        const options = ['', ...values].map((value) => `<option value="${value}">${value || 'default'}</option>`);
        return field(attribute, `<select data-attribute="${attribute}">${options.join('')}</select>`);
      }
      return field(attribute, `<input data-attribute="${attribute}" type="number" step="any" placeholder="default">`);
    });
  const flags = FLAGS.map((name) => field(name, `<input type="checkbox" data-attribute="${name}">`));
  const languages = ['en', ...LANGUAGES].map(
    (tag) => `<option value="${tag}" lang="${tag}">${escaped(nameOf(tag))}</option>`,
  );
  return `<h1 id="playground">Playground</h1>
<p>Choose, and copy the tag. The element below is made of it.</p>
<form class="playground">
<h2 id="place">Place</h2>
<div class="fields">
${field('theme', '<select data-attribute="theme"><option value="">the system’s</option><option>light</option><option>dark</option></select>')}
${field('language', `<select name="language">${languages.join('')}</select>`)}
${field('width of the box in px', '<input name="width" type="number" min="200" max="3000" placeholder="all there is">')}
${field('height of the box in px', '<input name="height" type="number" min="200" max="3000" placeholder="640">')}
${flags.join('\n')}
</div>
<h2 id="parameters">Parameters</h2>
<div class="fields">
${fields.join('\n')}
</div>
</form>
<h2 id="the-tag">The tag</h2>
${example('the tag', `<xray-lab src="${FILM}"></xray-lab>`)}`;
}

/** @param {string} label @param {string} control */
function field(label, control) {
  return `<label><span>${escaped(label)}</span>${control}</label>`;
}
