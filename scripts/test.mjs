// @ts-check
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildWasm } from './build-wasm.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { findOrInstallBrowser } from './find-browser.mjs';
import { findOrInstallNginx } from './find-nginx.mjs';
import { failureText } from './test-report.mjs';
import { looksLikePath, testsAt } from './test/paths.mjs';
import { runSteps, STEPS, stepsForFiles } from './test/steps.mjs';

/**
 * Runs everything; or the steps named on the command line (`npm test -- unit lint`); or tests by their paths, files or
 * folders of any kind, each with the runner it needs (`npm test -- test/unit/version.test.ts test/e2e/drop.test.ts`). A step
 * that fails does not stop the next, so that one run shows all. The end names every test that failed, with what it said; the
 * last line adds up what the suites report. With `--long` tests that are scaled down for everyday take their full size: 100
 * megapixels, 500 images, 1000 files, more damaged files, more random walks.
 *
 * @typedef {import('./test-report.mjs').Counts} Counts
 * @typedef {import('./test/steps.mjs').Step} Step
 */

const root = fileURLToPath(new URL('..', import.meta.url));
const reports = join(root, '.test-results');

const LONG = '--long';
/** Damaged files of each kind. */
const LONG_FUZZ = '20000';

/** What the words of the command line ask for. @param {readonly string[]} words @returns {[name: string, step: Step][]} */
function stepsFor(words) {
  const paths = words.filter((word) => !(word in STEPS) && looksLikePath(word));
  const names = words.filter((word) => !paths.includes(word));
  const unknown = names.filter((name) => !(name in STEPS));
  if (unknown.length > 0) {
    const known = Object.keys(STEPS).join(', ');
    throw new Error(`Unknown: ${unknown.join(', ')}. Known are the steps ${known}, and paths of tests.`);
  }
  const byName = Object.entries(STEPS).filter(([name]) => names.includes(name));
  if (paths.length > 0) return [...byName, ...stepsForFiles(testsAt(paths, root))];
  return names.length > 0 ? byName : Object.entries(STEPS);
}

async function main() {
  const words = process.argv.slice(2);
  if (words.includes(LONG)) {
    process.env.XRAY_LONG = '1';
    process.env.XRAY_FUZZ ??= LONG_FUZZ;
  }
  const steps = stepsFor(words.filter((word) => word !== LONG));

  ensureDependencies(root);
  await buildWasm(root);
  if (steps.some(([, { browser }]) => browser)) {
    process.env.CHROME_PATH = findOrInstallBrowser();
    console.log(`Browser: ${process.env.CHROME_PATH}`);
  }
  if (steps.some(([name]) => name === 'e2e'))
    console.log(`nginx: ${findOrInstallNginx() ?? 'none, its tests are skipped'}`);
  rmSync(reports, { recursive: true, force: true });
  mkdirSync(reports);

  const results = await runSteps(steps, root);
  const failing = results.filter(({ report }) => report.failed > 0).map(({ name }) => name);
  /** @param {keyof Counts} key */
  const total = (key) => results.reduce((sum, { report }) => sum + report[key], 0);

  console.log(['', ...results.flatMap(({ report }) => report.notes ?? [])].join('\n'));
  console.log(results.map(({ name, seconds }) => `${name} ${seconds} s`).join(', '));
  for (const { report } of results) for (const failure of report.failures) console.log(`\n${failureText(failure)}`);
  console.log(failing.length > 0 ? `\nNot passed: ${failing.join(', ')}` : '');
  console.log(`${total('passed')} passed, ${total('failed')} failed, ${total('skipped')} skipped`);
  process.exitCode = failing.length > 0 ? 1 : 0;
}

try {
  await main();
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : error}`);
  process.exit(1);
}
