// @ts-check
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildWasm } from './build-wasm.mjs';
import { BROWSER_KINDS, USUAL_PART } from './browsers/kinds.mjs';
import { installOnDebian } from './browsers/debian.mjs';
import { openScreen } from './browsers/virtual-screen.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { emptyReport, readReport } from './test-report.mjs';

/**
 * Runs the browser suite in every browser that is there or, on Debian and Ubuntu, can be installed; others are named,
 * with what they need. Arguments: kinds of browsers (default: all), files of tests (default: all that apply), and
 * `--part` for what `npm test` has time for: a part of the suite, in browsers that are there already, but not in Chromium as it is.
 *
 * @typedef {import('./browsers/kinds.mjs').BrowserKind} BrowserKind
 * @typedef {import('./test-report.mjs').Counts} Counts
 * @typedef {import('./test-report.mjs').Report} Report
 * @typedef {object} Outcome
 * @property {string} name one of BROWSER_KINDS
 * @property {Report} report
 * @property {string} line what is said of it in the end
 */

const root = fileURLToPath(new URL('..', import.meta.url));
const reports = join(root, '.test-results');

const FOLDERS = ['test/parity', 'test/browser'];

async function main() {
  const args = process.argv.slice(2);
  const isPart = args.includes('--part');
  const files = args.filter((arg) => arg.endsWith('.ts'));
  const named = args.filter((arg) => arg !== '--part' && !arg.endsWith('.ts'));
  const unknown = named.filter((name) => !(name in BROWSER_KINDS));
  const known = Object.keys(BROWSER_KINDS);
  if (unknown.length > 0) throw new Error(`Unknown: ${unknown.join(', ')}. Known are ${known.join(', ')}.`);

  ensureDependencies(root);
  await buildWasm(root);
  mkdirSync(reports, { recursive: true });

  const wanted = named.length > 0 ? named : known.filter((name) => !isPart || name !== 'chromium');
  const suiteOf = (/** @type {string} */ name) => {
    if (files.length > 0) return files;
    return isPart ? (BROWSER_KINDS[name].part ?? USUAL_PART) : allFiles();
  };
  /** @type {Outcome[]} */
  const outcomes = [];
  for (const name of wanted) outcomes.push(await runKind(name, suiteOf(name), isPart));

  /** @param {keyof Counts} key */
  const total = (key) => outcomes.reduce((sum, { report }) => sum + report[key], 0);
  const counts = { passed: total('passed'), failed: total('failed'), skipped: total('skipped') };
  const notes = outcomes.map(({ line }) => line);
  const failures = outcomes.flatMap(({ name, report }) =>
    report.failures.map(({ test, message }) => ({ test: `${BROWSER_KINDS[name].title}: ${test}`, message })),
  );
  writeFileSync(join(reports, 'browsers.json'), JSON.stringify({ ...counts, failures, notes }));
  console.log(`\n${notes.join('\n')}`);
  console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
  // In the part it is as it should be that a browser is not there.
  process.exitCode = counts.failed > 0 || (!isPart && counts.passed === 0) ? 1 : 0;
}

function allFiles() {
  return FOLDERS.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.test.ts'))
      .sort()
      .map((name) => `${folder}/${name.split(sep).join('/')}`),
  );
}

/**
 * @param {string} name
 * @param {readonly string[]} suite
 * @param {boolean} isPart
 * @returns {Promise<Outcome>}
 */
async function runKind(name, suite, isPart) {
  const kind = BROWSER_KINDS[name];
  const title = kind.title.padEnd(24);
  console.log(`\n── ${kind.title} ──`);
  if (!isPart && kind.missing().length > 0) installOnDebian(kind.title, kind.debian);
  const missing = kind.missing();
  if (missing.length > 0) {
    const how = isPart ? 'npm run test:browsers installs it on Debian, and says more elsewhere' : kind.advice;
    const line = `${title} not run: ${missing.join(' and ')} not found. ${how}.`;
    console.log(line);
    return { name, report: { ...emptyReport(), skipped: 1 }, line };
  }
  const reasonOf = (/** @type {string} */ file) =>
    Object.entries(kind.leavesOut).find(([prefix]) => file.startsWith(prefix))?.[1];
  const files = suite.filter((file) => !reasonOf(file));
  const leftOut = suite.filter((file) => reasonOf(file));
  for (const file of leftOut) console.log(`Left out: ${file}: ${reasonOf(file)}.`);
  const report = files.length > 0 ? await runSuite(name, files) : emptyReport();
  const besides = leftOut.length > 0 ? `; ${leftOut.length} files left out` : '';
  const line = `${title} ${report.passed} passed, ${report.failed} failed, ${report.skipped} skipped${besides}`;
  return { name, report, line };
}

/** @param {string} name @param {readonly string[]} files @returns {Promise<Report>} */
async function runSuite(name, files) {
  const file = join(reports, `browser-${name}.json`);
  rmSync(file, { force: true });
  const screen = BROWSER_KINDS[name].needsScreen ? await openScreen() : null;
  const runner = join(root, 'node_modules/@web/test-runner/dist/bin.js');
  const { status } = spawnSync(process.execPath, [runner, '--files', ...files], {
    cwd: root,
    // Without a language names are ordered by code points.
    env: { ...process.env, LC_ALL: 'en_US.UTF-8', ...screen?.environment, TEST_BROWSER: name },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  screen?.close();
  const report = readReport(file, root);
  // What fails outside a test, and a run without tests, count too.
  if (status === 0 || report.failed > 0) return report;
  return { ...report, failed: 1, failures: [{ test: 'the suite', message: `The test runner ended with ${status}.` }] };
}

try {
  await main();
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : error}`);
  process.exit(1);
}
