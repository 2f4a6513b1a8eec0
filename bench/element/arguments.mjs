// @ts-check

/** What can be measured, in the order in which all of it is. */
export const MEASURES = /** @type {const} */ ([
  'limits',
  'zip',
  'engine',
  'first',
  'film',
  'drag',
  'lists',
  'memory',
  'load',
]);

/**
 * @typedef {(typeof MEASURES)[number]} Measure
 *
 * @typedef {object} Options
 * @property {Measure[]} measures
 * @property {number} runs that count
 * @property {string[]} roots other checkouts, as they are built
 * @property {boolean} built take this checkout as it is built, too
 * @property {'cpu' | 'webgl2'} backend
 * @property {number[]} counts of files in a list
 */

export const USAGE = `npm run bench -- element [${MEASURES.join(' | ')} …] [--runs N] [--root DIR …] [--built]
  [--backend cpu|webgl2] [--files 200,5000]
  --root DIR   measures the checkout in DIR too, as it is built there, in turns with this one; may be repeated
  --built      takes this checkout as it is built, without building it`;

/**
 * @param {readonly string[]} args after \`element\`
 * @returns {Options}
 * @throws Error that says how to call it
 */
export function parseArguments(args) {
  /** @type {Options} */
  const options = { measures: [], runs: 3, roots: [], built: false, backend: 'cpu', counts: [200, 5000] };
  const rest = [...args];
  /** @param {string} name */
  const valueOf = (name) => {
    const value = rest.shift();
    if (value === undefined || value.startsWith('--')) throw new Error(`${name} needs a value.\n${USAGE}`);
    return value;
  };
  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    const measure = MEASURES.find((name) => name === arg);
    if (measure) options.measures.push(measure);
    else if (arg === '--built') options.built = true;
    else if (arg === '--root') options.roots.push(valueOf(arg));
    else if (arg === '--runs') options.runs = wholeNumber(arg, valueOf(arg));
    else if (arg === '--files')
      options.counts = valueOf(arg)
        .split(',')
        .map((count) => wholeNumber('--files', count));
    else if (arg === '--backend') {
      const backend = valueOf(arg);
      if (backend !== 'cpu' && backend !== 'webgl2') throw new Error(`There is no backend "${backend}".\n${USAGE}`);
      options.backend = backend;
    } else throw new Error(`"${arg}" is not known.\n${USAGE}`);
  }
  if (options.measures.length === 0) options.measures = [...MEASURES];
  return options;
}

/** @param {string} name @param {string} text */
function wholeNumber(name, text) {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new Error(`${name} takes whole numbers from 1 on, not "${text}".`);
  return value;
}
