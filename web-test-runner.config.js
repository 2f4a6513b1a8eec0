// @ts-check
import { createReadStream, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { extname, join, normalize, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { chromiumLauncher, LAUNCHERS } from './scripts/browsers/launchers.mjs';
import { readerPlugin } from './scripts/browsers/reader-plugin.mjs';

const root = fileURLToPath(new URL('.', import.meta.url));

/** Set by `scripts/test-browsers.mjs`, which also chooses the files: a kind of browser, shown one page at a time. */
const { TEST_BROWSER } = process.env;

/** Its 11 MB are a script as they are; the server's transformations would take them apart in vain. */
const OPENCV = 'node_modules/@techstark/opencv-js/dist/opencv.js';

/** JSZip is CommonJS; its bundled build is served as a module of that name instead. */
const JSZIP = '/node_modules/jszip/lib/index.js';

function jszipAsModule() {
  const bundle = readFileSync(join(root, 'node_modules/jszip/dist/jszip.min.js'), 'utf8');
  return `const module = { exports: {} }; const exports = module.exports;\n${bundle}\nexport default module.exports;`;
}

/** Real images beside the repository, where there are any. Tests that want them skip themselves otherwise. */
const CORPUS = join(root, '..', 'shared', 'corpus');

/** @type {import('@web/test-runner').TestRunnerConfig['middleware']} */
const middleware = [
  async (context, next) => {
    if (context.path === JSZIP) {
      context.type = 'js';
      context.body = jszipAsModule();
      return;
    }
    if (context.path === '/environment.json') {
      context.type = 'json';
      context.body = JSON.stringify({ XRAY_FUZZ: process.env.XRAY_FUZZ, TEST_BROWSER });
      return;
    }
    const file = fileFor(decodeURIComponent(context.path));
    if (!file) return next();
    context.type = extname(file) || 'application/octet-stream';
    context.body = createReadStream(file);
  },
];

/**
 * The file that is sent untouched for a path; null when the path is the server's own to answer.
 * @param {string} path
 */
function fileFor(path) {
  if (path === `/${OPENCV}`) return join(root, OPENCV);
  if (!path.startsWith('/corpus/')) return null;
  const file = normalize(join(CORPUS, path.slice('/corpus/'.length)));
  const isInside = file.startsWith(CORPUS + sep);
  return isInside && existsSync(file) && statSync(file).isFile() ? file : null;
}

/** Writes the counts that the scripts add up, and what failed. @returns {import('@web/test-runner').Reporter} */
function resultsReporter() {
  return {
    onTestRunFinished({ sessions }) {
      /** @type {import('./scripts/test-report.mjs').Report} */
      const report = { passed: 0, failed: 0, skipped: 0, failures: [] };
      for (const { testFile, testResults, errors } of sessions) {
        const file = relative(root, testFile);
        if (testResults) addSuite(report, testResults, file);
        // A file that does not load has no tests to fail.
        if (errors.length > 0) report.failed++;
        for (const { message, stack } of errors) report.failures.push({ test: file, message: stack ?? message });
      }
      mkdirSync(join(root, '.test-results'), { recursive: true });
      const name = TEST_BROWSER ? `browser-${TEST_BROWSER}.json` : 'browser.json';
      writeFileSync(join(root, '.test-results', name), JSON.stringify(report));
    },
  };
}

/**
 * @param {import('./scripts/test-report.mjs').Report} report
 * @param {import('@web/test-runner').TestSuiteResult} suite
 * @param {string} path the file, and the suites around this one
 */
function addSuite(report, suite, path) {
  const name = suite.name ? `${path} > ${suite.name}` : path;
  for (const test of suite.tests) {
    report[test.skipped ? 'skipped' : test.passed ? 'passed' : 'failed']++;
    if (test.skipped || test.passed) continue;
    const { message = 'no reason was given', stack } = test.error ?? {};
    report.failures.push({ test: `${name} > ${test.name}`, message: `${message}\n${stack ?? ''}` });
  }
  for (const inner of suite.suites) addSuite(report, inner, name);
}

export default /** @satisfies {import('@web/test-runner').TestRunnerConfig} */ ({
  files: ['test/parity/*.test.ts', 'test/browser/**/*.test.ts', '!test/browser/components/**'],
  nodeResolve: true,
  concurrency: 2,
  // Starting a browser and loading OpenCV take their time on small machines.
  browserStartTimeout: 120_000,
  testsStartTimeout: 120_000,
  // More damaged files than usual take longer.
  testsFinishTimeout: process.env.XRAY_FUZZ ? 3_600_000 : 1_800_000,
  testFramework: { config: { timeout: '120000' } },
  plugins: [esbuildPlugin({ ts: true, target: 'es2022', tsconfig: './tsconfig.json' }), readerPlugin()],
  middleware,
  reporters: [defaultReporter(), resultsReporter()],
  ...(TEST_BROWSER ? { browsers: [LAUNCHERS[TEST_BROWSER]()] } : usual()),
});

/** Everything in Chromium. */
function usual() {
  return {
    browsers: [chromiumLauncher()],
    groups: [
      {
        name: 'components',
        files: ['test/browser/components/**/*.test.ts'],
        // A page behind another one gets no frames, which what is on screen waits for: one at a time, in its own browser.
        browsers: [chromiumLauncher({ concurrency: 1 })],
      },
    ],
  };
}
