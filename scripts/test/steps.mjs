// @ts-check
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { emptyReport, readReport } from '../test-report.mjs';

/**
 * @typedef {import('../test-report.mjs').Report} Report
 * @typedef {object} Step
 * @property {string} script inside the repository
 * @property {string[]} args
 * @property {string} [report] the file in .test-results a suite writes; checks without one only pass or fail
 * @property {boolean} [browser] whether it needs one
 * @property {readonly string[]} [after] steps that have to be over before it begins, where they run too
 * @property {boolean} [quiet] has processors left for others: runs beside them, its output is shown when it is over
 *
 * @typedef {object} Result
 * @property {string} name
 * @property {Report} report
 * @property {number} seconds
 */

const WTR = 'node_modules/@web/test-runner/dist/bin.js';

/** Everything that `npm test` does, by name. */
export const STEPS = /** @satisfies {Record<string, Step>} */ ({
  format: { script: 'node_modules/prettier/bin/prettier.cjs', args: ['--check', '.'], quiet: true },
  lint: { script: 'node_modules/eslint/bin/eslint.js', args: ['.'], quiet: true },
  types: { script: 'node_modules/typescript/bin/tsc', args: ['--noEmit', '-p', '.'], quiet: true },
  audit: { script: 'scripts/audit.mjs', args: [], report: 'audit.json', quiet: true },
  build: { script: 'scripts/build.mjs', args: [], quiet: true },
  unit: vitest('unit', ['unit', 'unit-apart', 'parity']),
  browser: { script: WTR, args: [], report: 'browser.json', browser: true },
  browsers: { script: 'scripts/test-browsers.mjs', args: ['--part'], report: 'browsers.json', quiet: true },
  // It sees what was built.
  e2e: { ...vitest('e2e', ['e2e', 'e2e-apart']), browser: true, after: ['build'] },
});

/** @typedef {keyof typeof STEPS} StepName */

/** @param {string} name of the report @param {readonly string[]} projects @returns {Step} */
function vitest(name, projects) {
  const report = `${name}.json`;
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=.test-results/${report}`];
  const chosen = projects.flatMap((project) => ['--project', project]);
  return { script: 'node_modules/vitest/vitest.mjs', args: ['run', ...chosen, ...reporters], report };
}

/**
 * Single files of tests, as the steps that they belong to would run them.
 * @param {import('./paths.mjs').Chosen} chosen
 * @returns {[name: string, step: Step][]}
 */
export function stepsForFiles({ node, pages, e2e }) {
  /** @type {[string, Step][]} */
  const steps = [];
  const add = (/** @type {string} */ name, /** @type {Step} */ step) => steps.push([name, step]);
  if (e2e.length > 0) add('build', STEPS.build);
  if (node.length > 0) add('unit', { ...STEPS.unit, args: [...STEPS.unit.args, ...node] });
  if (pages.length > 0) add('browser', { ...STEPS.browser, args: ['--files', ...pages] });
  if (e2e.length > 0) add('e2e', { ...STEPS.e2e, args: [...STEPS.e2e.args, ...e2e] });
  // One after the other: there are few, and what they say is wanted at once.
  return steps.map(([name, step]) => [name, { ...step, quiet: undefined }]);
}

/**
 * Runs steps: those that are quiet one after the other, beside the others, which go one after the other too. One alone says
 * at once what it has to say.
 * @param {readonly [name: string, step: Step][]} steps
 * @param {string} root the repository's folder
 * @returns {Promise<Result[]>} in the order given
 */
export async function runSteps(steps, root) {
  /** @type {Map<string, Promise<Result>>} */
  const running = new Map();
  /** @type {Record<'quiet' | 'loud', Promise<unknown>>} */
  const lanes = { quiet: Promise.resolve(), loud: Promise.resolve() };
  return Promise.all(
    steps.map(([name, each]) => {
      const step = { ...each, quiet: each.quiet && steps.length > 1 };
      const lane = step.quiet ? 'quiet' : 'loud';
      const before = [lanes[lane], ...(step.after ?? []).map((other) => running.get(other))];
      const result = Promise.all(before).then(() => runStep(name, step, root));
      running.set(name, result);
      lanes[lane] = result;
      return result;
    }),
  );
}

/** @param {string} name @param {Step} step @param {string} root @returns {Promise<Result>} */
async function runStep(name, { script, args, report, quiet }, root) {
  const start = performance.now();
  const title = `\n── ${name} ──`;
  if (!quiet) console.log(title);
  const status = await new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, script), ...args], {
      cwd: root,
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
    });
    /** @type {Buffer[]} */
    const said = [];
    child.stdout?.on('data', (chunk) => said.push(chunk));
    child.stderr?.on('data', (chunk) => said.push(chunk));
    child.on('error', reject);
    child.on('close', (code) => {
      if (quiet) console.log(`${title}\n${Buffer.concat(said)}`);
      resolve(code);
    });
  });
  const seconds = Math.round((performance.now() - start) / 1000);
  return { name, report: reportOf(name, { script, report, status }, root), seconds };
}

/**
 * @param {string} name
 * @param {{ script: string; report?: string; status: number | null }} run
 * @param {string} root
 * @returns {Report}
 */
function reportOf(name, { script, report, status }, root) {
  const result = report ? readReport(join(root, '.test-results', report), root) : emptyReport();
  if (report && result.passed + result.failed + result.skipped === 0)
    return { ...result, failed: 1, failures: [...result.failures, { test: name, message: 'No test was run.' }] };
  // What fails outside a test (a check, a file that does not load) counts too.
  if (status === 0 || result.failed > 0) return result;
  const message = `${script} ended with ${status}.`;
  return { ...result, failed: 1, failures: [...result.failures, { test: name, message }] };
}
