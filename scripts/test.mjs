// @ts-check
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildWasm } from './build-wasm.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { findOrInstallBrowser } from './find-browser.mjs';
import { findOrInstallNginx } from './find-nginx.mjs';
import { emptyReport, failureText, readReport } from './test-report.mjs';

/**
 * Runs everything, or the steps named on the command line (`node scripts/test.mjs unit`). A step that fails does not
 * stop the next, so that one run shows all. The end names every test that failed, with what it said; the last line adds
 * up what the suites report. With `--long` tests that are scaled down for everyday take their full size: 100 megapixels,
 * 500 images, 1000 files, more damaged files.
 *
 * @typedef {import('./test-report.mjs').Counts} Counts
 * @typedef {import('./test-report.mjs').Report} Report
 * @typedef {object} Step
 * @property {string} script inside the repository
 * @property {string[]} args
 * @property {string} [report] the file in .test-results a suite writes; checks without one only pass or fail
 * @property {boolean} [browser] whether it needs one
 */

const root = fileURLToPath(new URL('..', import.meta.url));
const reports = join(root, '.test-results');

const LONG = '--long';
/** Damaged files of each kind. */
const LONG_FUZZ = '20000';

/** @type {Record<string, Step>} */
const STEPS = {
  format: { script: 'node_modules/prettier/bin/prettier.cjs', args: ['--check', '.'] },
  lint: { script: 'node_modules/eslint/bin/eslint.js', args: ['.'] },
  types: { script: 'node_modules/typescript/bin/tsc', args: ['--noEmit', '-p', '.'] },
  audit: { script: 'scripts/audit.mjs', args: [], report: 'audit.json' },
  unit: vitest('unit'),
  browser: { script: 'node_modules/@web/test-runner/dist/bin.js', args: [], report: 'browser.json', browser: true },
  browsers: { script: 'scripts/test-browsers.mjs', args: ['--part'], report: 'browsers.json' },
  build: { script: 'scripts/build.mjs', args: [] },
  e2e: { ...vitest('e2e'), browser: true },
};

/** @param {string} project @returns {Step} */
function vitest(project) {
  const report = `${project}.json`;
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=.test-results/${report}`];
  return { script: 'node_modules/vitest/vitest.mjs', args: ['run', '--project', project, ...reporters], report };
}

/** @param {string} name @returns {Report} */
function runStep(name) {
  const { script, args, report } = STEPS[name];
  console.log(`\n── ${name} ──`);
  const { status } = spawnSync(process.execPath, [join(root, script), ...args], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const result = report ? readReport(join(reports, report), root) : emptyReport();
  if (report && result.passed + result.failed + result.skipped === 0)
    return { ...result, failed: 1, failures: [...result.failures, { test: name, message: 'No test was run.' }] };
  // What fails outside a test (a check, a file that does not load) counts too.
  if (status === 0 || result.failed > 0) return result;
  const message = `${script} ended with ${status}.`;
  return { ...result, failed: 1, failures: [...result.failures, { test: name, message }] };
}

async function main() {
  const words = process.argv.slice(2);
  const wanted = words.filter((word) => word !== LONG);
  if (words.includes(LONG)) {
    process.env.XRAY_LONG = '1';
    process.env.XRAY_FUZZ ??= LONG_FUZZ;
  }
  const unknown = wanted.filter((name) => !(name in STEPS));
  if (unknown.length > 0)
    throw new Error(`Unknown: ${unknown.join(', ')}. Known are ${Object.keys(STEPS).join(', ')}.`);
  const names = wanted.length > 0 ? wanted : Object.keys(STEPS);

  ensureDependencies(root);
  await buildWasm(root);
  if (names.some((name) => STEPS[name].browser)) {
    process.env.CHROME_PATH = findOrInstallBrowser();
    console.log(`Browser: ${process.env.CHROME_PATH}`);
  }
  if (names.includes('e2e')) console.log(`nginx: ${findOrInstallNginx() ?? 'none, its tests are skipped'}`);
  rmSync(reports, { recursive: true, force: true });
  mkdirSync(reports);

  const results = names.map((name) => {
    const start = performance.now();
    const report = runStep(name);
    return { name, report, seconds: Math.round((performance.now() - start) / 1000) };
  });
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
