// @ts-check
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findOrInstallBrowser } from '../../scripts/find-browser.mjs';
import { parseArguments } from './arguments.mjs';
import { openBuilds } from './builds.mjs';
import { describeMachine } from './machine.mjs';
import { Table } from './tables.mjs';

/**
 * @typedef {object} Bench what each measure goes by
 * @property {import('./builds.mjs').Build[]} builds measured in turns, this checkout first
 * @property {number} runs
 * @property {'cpu' | 'webgl2'} backend
 * @property {number[]} counts
 * @property {(title: string, note: string) => Table} begin a table, which is printed when the measure is done
 * @property {(text: string) => void} progress
 */

/** Loaded when it is wanted. @type {Record<import('./arguments.mjs').Measure, () => Promise<(bench: Bench) => Promise<void>>>} */
const MEASURES = {
  limits: async () => (await import('./limits.mjs')).measureLimits,
  zip: async () => (await import('./zip.mjs')).measureZip,
  engine: async () => (await import('./engine.mjs')).measureEngine,
  first: async () => (await import('./first.mjs')).measureFirst,
  film: async () => (await import('./film.mjs')).measureFilm,
  drag: async () => (await import('./drag.mjs')).measureDrag,
  lists: async () => (await import('./lists.mjs')).measureLists,
  memory: async () => (await import('./memory.mjs')).measureMemory,
  load: async () => (await import('./load.mjs')).measureLoad,
};

/**
 * `npm run bench -- element`: what a person gets, by `<xray-lab>` on the page as it is built. Every figure says whether it is
 * of a page that was just opened or of one at work. Prints tables, and writes .test-results/bench-element.json.
 * @param {string} root
 * @param {readonly string[]} args
 */
export async function measureElement(root, args) {
  const { measures, runs, roots, built, backend, counts } = parseArguments(args);
  const machine = describeMachine();
  const { builds, close } = await openBuilds(root, roots, {
    built,
    library: measures.some((name) => name === 'engine' || name === 'limits'),
  });
  const progress = (/** @type {string} */ text) => void process.stderr.write(`\r\x1b[K${text}`);
  /** @type {Table[]} */
  const tables = [];
  let printed = 0;
  const print = () => {
    progress('');
    for (; printed < tables.length; printed++) console.log(`\n${tables[printed]}`);
  };
  const begin = (/** @type {string} */ title, /** @type {string} */ note) => {
    tables.push(new Table(title, note));
    return tables[tables.length - 1];
  };
  // What was measured until then is not for nothing.
  const interrupted = () => {
    print();
    process.exit(1);
  };
  process.once('SIGTERM', interrupted).once('SIGINT', interrupted);
  try {
    console.log(
      `Through the element: ${backend} engine; ${machine}; ${findOrInstallBrowser()}; medians of ${runs} runs in turns (least–most); MB are 10⁶ bytes.`,
    );
    for (const name of measures) {
      const measure = await MEASURES[name]();
      await measure({ begin, builds, runs, backend, counts, progress });
      print();
    }
  } finally {
    await close();
  }
  mkdirSync(join(root, '.test-results'), { recursive: true });
  const report = { machine, backend, runs, tables: tables.map(({ title, note, rows }) => ({ title, note, rows })) };
  writeFileSync(join(root, '.test-results', 'bench-element.json'), JSON.stringify(report, null, 2));
}
