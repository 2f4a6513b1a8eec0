// @ts-check
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildWasm } from './build-wasm.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { browserArguments, findOrInstallBrowser } from './find-browser.mjs';

/**
 * `npm run bench`: the bench page in one browser, its table printed, the figures in .test-results/bench.json.
 * BENCH_RUNS sets how many runs count (default 9). `npm run bench -- abort` measures instead how soon work stops that is
 * aborted.
 */
const root = fileURLToPath(new URL('..', import.meta.url));
const runs = Number(process.env.BENCH_RUNS ?? 9);

ensureDependencies(root);
await buildWasm(root);
const executablePath = findOrInstallBrowser();
const { createServer } = await import('vite');
const { chromium } = await import('playwright-core');

const server = await createServer({
  root,
  configFile: join(root, 'vite.config.ts'),
  server: { port: 0, hmr: false, watch: null },
  logLevel: 'warn',
});
await server.listen();
const browser = await chromium.launch({ executablePath, args: browserArguments() });
try {
  const page = await browser.newPage();
  page.on('console', (message) => message.type() === 'warning' && console.warn(message.text()));
  await page.exposeFunction('showState', (/** @type {string} */ text) => process.stderr.write(`\r\x1b[K${text}`));
  await page.goto(`${server.resolvedUrls?.local[0]}bench/index.html`);
  await page.waitForFunction('window.runBench');
  if (process.argv[2] === 'abort') {
    console.log(`\n${await page.evaluate(() => window.runAborts(Reflect.get(window, 'showState')))}`);
  } else {
    await compare(page);
  }
} finally {
  await browser.close();
  await server.close();
}

/** @param {import('playwright-core').Page} page */
async function compare(page) {
  const { report, png } = await page.evaluate(async (count) => {
    const result = await window.runBench(count, Reflect.get(window, 'showState'));
    // As text: an array of millions of numbers takes minutes on its way out of the browser.
    const reader = new FileReader();
    const loaded = new Promise((resolve) => (reader.onload = resolve));
    reader.readAsDataURL(result.png);
    await loaded;
    return { report: result.report, png: String(reader.result).split(',')[1] };
  }, runs);
  const nativeMs = nativeFileToZip(Buffer.from(png, 'base64'));
  const full = { ...report, fileToZip: { ...report.fileToZip, ...(nativeMs === null ? {} : { nativeMs }) } };
  process.stderr.write('\n');
  console.log(await page.evaluate((value) => window.formatReport(value), full));
  mkdirSync(join(root, '.test-results'), { recursive: true });
  writeFileSync(join(root, '.test-results', 'bench.json'), JSON.stringify(full, null, 2));
}

/**
 * The same job by native OpenCV and Python's zipfile, median of five; null where they are missing.
 * @param {Uint8Array} png
 */
function nativeFileToZip(png) {
  const folder = mkdtempSync(join(tmpdir(), 'xray-lab-bench-'));
  writeFileSync(join(folder, 'source.png'), png);
  const { status, stdout } = spawnSync('/usr/bin/python3', [join(root, 'bench', 'native.py'), folder], {
    encoding: 'utf8',
  });
  return status === 0 ? Number(stdout) : null;
}
