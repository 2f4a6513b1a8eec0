// @ts-check
import { createReadStream, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { extname, join, normalize, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { bundleTests } from './scripts/browsers/bundled-tests.mjs';
import { chromiumLauncher, LAUNCHERS } from './scripts/browsers/launchers.mjs';
import { readerPlugin } from './scripts/browsers/reader-plugin.mjs';

const root = fileURLToPath(new URL('.', import.meta.url));

/** Set by `scripts/test-browsers.mjs`, which also chooses the files: a kind of browser, shown one page at a time. */
const { TEST_BROWSER } = process.env;

/** What tests ask for at `/environment.json`: how much is to be tried. */
const { XRAY_FUZZ, XRAY_LONG, XRAY_WALK, XRAY_JPEGS } = process.env;

/** Its 11 MB are a script as they are; the server's transformations would take them apart in vain. */
const OPENCV = 'node_modules/@techstark/opencv-js/dist/opencv.js';

/** JSZip is CommonJS; its bundled build is served as a module of that name instead. */
const JSZIP = '/node_modules/jszip/lib/index.js';

function jszipAsModule() {
  const bundle = readFileSync(join(root, 'node_modules/jszip/dist/jszip.min.js'), 'utf8');
  return `const module = { exports: {} }; const exports = module.exports;\n${bundle}\nexport default module.exports;`;
}

/**
 * In how many browsers the suite is shared out, each with one page at a time: a page behind another one gets no frames,
 * which what is on screen waits for, and its timers are held back.
 */
const BROWSERS = Math.min(4, availableParallelism() + 1);

/** Files that take many times as long as others (4), as seconds on two slow cores: so that all browsers end together. */
const SECONDS = /** @type {Record<string, number>} */ ({
  'test/browser/gpu/loss-sweep.test.ts': 90,
  'test/parity/webgl2.test.ts': 60,
  'test/browser/components/lab/lost-gpu.test.ts': 30,
  'test/browser/engines/auto-engine.test.ts': 25,
  'test/browser/components/lab/accessibility.test.ts': 20,
  'test/browser/components/lab/races.test.ts': 20,
  'test/browser/gpu/fold.test.ts': 15,
  'test/browser/gpu/targets.test.ts': 15,
  'test/browser/gpu/device.test.ts': 15,
  'test/browser/decode/fuzz-jpeg.test.ts': 15,
  'test/browser/components/lab/forced-colors.test.ts': 15,
  'test/browser/components/viewer/viewer-by-hand.test.ts': 15,
  'test/browser/worker/crashed-worker.test.ts': 15,
  'test/browser/components/parameters/thresholds-and-resets.test.ts': 15,
  'test/parity/cpu-simd.test.ts': 12,
  'test/browser/deadlines.test.ts': 12,
  'test/browser/components/lab/in-a-page.test.ts': 12,
  'test/browser/walk/lab-walk.test.ts': 12,
});
const USUAL_SECONDS = 4;

/** Node runs them, by vitest.config.ts; all other browsers do, by `npm run test:browsers`. */
const IN_NODE = ['test/parity/cpu-plain.test.ts'];

/** Folders beside the repository, by their paths here: real images, and JPEGs that a script made. Tests that want what is not there skip. */
const FOLDERS = /** @type {Record<string, string>} */ ({
  '/corpus/': join(root, '..', 'shared', 'corpus'),
  ...(XRAY_JPEGS && { '/jpegs/': resolve(XRAY_JPEGS) }),
});

/** Then pages load every module by itself, as it is at that moment. */
const WATCHING = process.argv.includes('--watch');

/** Files as they are in the repository. */
const LASTING = /^\/(?:src|test|test-pieces|node_modules|__wds-outside-root__)\//;

const bundles = WATCHING ? new Map() : await bundleTests(root, chosenTests());

/** @type {import('@web/test-runner').TestRunnerConfig['middleware']} */
const middleware = [
  async (context, next) => {
    await next();
    // Nothing changes during a run: every page after the first has what it loads without asking again.
    if (context.status === 200 && !WATCHING && LASTING.test(context.path))
      context.set('Cache-Control', 'max-age=3600, immutable');
  },
  async (context, next) => {
    const bundle = bundles.get(context.path);
    if (bundle) {
      context.type = extname(context.path) === '.map' ? 'json' : 'js';
      context.body = bundle;
      return;
    }
    if (context.path === JSZIP) {
      context.type = 'js';
      context.body = jszipAsModule();
      return;
    }
    if (context.path === '/environment.json') {
      context.type = 'json';
      context.body = JSON.stringify({ XRAY_FUZZ, XRAY_LONG, XRAY_WALK, TEST_BROWSER });
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
  const [from, folder] = Object.entries(FOLDERS).find(([start]) => path.startsWith(start)) ?? [];
  if (!from || !folder) return null;
  const file = normalize(join(folder, path.slice(from.length)));
  const isInside = file.startsWith(folder + sep);
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

/**
 * WebKitGTK tells as an error of the page that boxes changed while it told of their sizes: it does so again in the next frame, and nothing is
 * lost. To mocha every error is a failure.
 */
const NO_RESIZE_ERRORS = `<script>
  addEventListener('error', (event) => event.message.startsWith('ResizeObserver loop') && event.stopImmediatePropagation());
</script>`;

/** @param {string} testFramework its address */
const testPage = (testFramework) =>
  `<!doctype html><html><head></head><body>${TEST_BROWSER === 'webkit' ? NO_RESIZE_ERRORS : ''}<script type="module" src="${testFramework}"></script></body></html>`;

export default /** @satisfies {import('@web/test-runner').TestRunnerConfig} */ ({
  nodeResolve: true,
  concurrency: 1,
  concurrentBrowsers: BROWSERS,
  // Starting a browser and loading OpenCV take their time on small machines.
  browserStartTimeout: 600_000,
  testsStartTimeout: 600_000,
  // More damaged files than usual take longer.
  testsFinishTimeout: XRAY_FUZZ || XRAY_LONG ? 3_600_000 : 1_800_000,
  // Tells of what hangs, on machines however busy.
  testFramework: { config: { timeout: '600000' } },
  plugins: [esbuildPlugin({ ts: true, target: 'es2022', tsconfig: './tsconfig.json' }), readerPlugin()],
  middleware,
  testRunnerHtml: testPage,
  reporters: [defaultReporter(), resultsReporter()],
  ...(TEST_BROWSER ? { browsers: [LAUNCHERS[TEST_BROWSER]()] } : usual()),
});

/** The files on the command line, or all. */
function chosenTests() {
  const at = process.argv.indexOf('--files');
  if (at < 0) return allTests();
  const names = process.argv.slice(at + 1);
  const end = names.findIndex((name) => name.startsWith('--'));
  return end < 0 ? names : names.slice(0, end);
}

/** Of parity and of what only a browser can do. */
function allTests() {
  return ['test/parity', 'test/browser']
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`),
    )
    .map((name) => name.split(sep).join('/'))
    .filter((name) => name.endsWith('.test.ts') && !IN_NODE.includes(name));
}

/**
 * Everything, a share for each browser: the longest first, each to the one that has least to do.
 * @returns {string[][]}
 */
function shares() {
  const seconds = (/** @type {string} */ file) => SECONDS[file] ?? USUAL_SECONDS;
  const parts = Array.from({ length: BROWSERS }, () => ({ files: /** @type {string[]} */ ([]), total: 0 }));
  for (const file of allTests().sort((a, b) => seconds(b) - seconds(a) || (a < b ? -1 : 1))) {
    const least = parts.reduce((one, other) => (other.total < one.total ? other : one));
    least.files.push(file);
    least.total += seconds(file);
  }
  return parts.map(({ files }) => files);
}

/** Everything in Chromium, or what is named on the command line, which groups would come on top of. */
function usual() {
  const browsers = [chromiumLauncher({ concurrency: 1 })];
  if (process.argv.includes('--files')) return { browsers };
  const groups = shares().map((files, i) => ({
    name: `part-${i + 1}`,
    files,
    browsers: [chromiumLauncher({ concurrency: 1 })],
  }));
  return { browsers, groups };
}
