// @ts-check
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { measureCli } from '../bench/cli/measure-cli.mjs';
import { firstProcess } from '../bench/element/browser.mjs';
import { measureElement } from '../bench/element/measure-element.mjs';
import { parseNative } from '../bench/element/native.mjs';
import { photo } from '../bench/element/files.mjs';
import { Usage } from '../bench/element/usage.mjs';
import { formatResponsiveness, measureResponsiveness } from '../bench/responsive.mjs';
import { buildWasm } from './build-wasm.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { browserArguments, findOrInstallBrowser } from './find-browser.mjs';
import { startStaticServer } from './static-server.mjs';

/**
 * `npm run bench`: the bench page in one browser, its table printed, the figures in .test-results/bench.json.
 * BENCH_RUNS sets how many runs count (default 9). `npm run bench -- abort` measures instead how soon work stops that is
 * aborted, `npm run bench -- responsive` for how long the page is held up at work, `npm run bench -- jpeg` who decodes JPEGs of 12
 * megapixels in what time, `npm run bench -- operators` CLAHE, the median and Canny's own thresholds by themselves, as the whole does too,
 * `npm run bench -- cli` the command line beside native OpenCV (`--built`: as it is built), and `npm run bench -- element` what
 * a person gets by `<xray-lab>` on the page as it is built (bench/element/).
 */
const root = fileURLToPath(new URL('..', import.meta.url));
const runs = Number(process.env.BENCH_RUNS ?? 9);

ensureDependencies(root);
await buildWasm(root);
if (process.argv[2] === 'element') await measureElement(root, process.argv.slice(3));
else if (process.argv[2] === 'cli') await measureCli(root, { runs, built: process.argv.includes('--built') });
else await inBenchPage();

/** Everything that is measured in the bench page, as it is built. */
async function inBenchPage() {
  const { chromium } = await import('playwright-core');
  const { buildBench } = await import('./build-steps.mjs');
  await buildBench(root);
  const built = join(root, '.test-results', 'bench');
  const reference = join('node_modules', '@techstark', 'opencv-js', 'dist', 'opencv.js');
  cpSync(join(root, reference), join(built, reference));
  const server = await startStaticServer({ root: built, headers: {} });
  const browser = await chromium.launch({ executablePath: findOrInstallBrowser(), args: browserArguments() });
  try {
    const page = await browser.newPage();
    page.on('console', (message) => message.type() === 'warning' && console.warn(message.text()));
    await page.exposeFunction('showState', (/** @type {string} */ text) => process.stderr.write(`\r\x1b[K${text}`));
    await page.goto(`${server.url}bench/index.html`);
    await page.waitForFunction('window.runBench');
    if (process.argv[2] === 'abort') {
      console.log(`\n${await page.evaluate(() => window.runAborts(Reflect.get(window, 'showState')))}`);
    } else if (process.argv[2] === 'responsive') {
      await responsive(page);
    } else if (process.argv[2] === 'jpeg') {
      await jpegs(page, new Usage(await firstProcess(browser)));
    } else if (process.argv[2] === 'operators') {
      await operators(page);
    } else {
      await compare(page);
      await operators(page);
    }
  } finally {
    await browser.close();
    await server.close();
  }
}

/**
 * In browsers of their own, with the page as it is built; this one's makes the image.
 * @param {import('playwright-core').Page} page
 */
async function responsive(page) {
  const { buildSite } = await import('./build-steps.mjs');
  await buildSite(root);
  const { chromium } = await import('playwright-core');
  const executablePath = findOrInstallBrowser();
  const site = await startStaticServer({ root: join(root, 'dist', 'site') });
  const folder = mkdtempSync(join(tmpdir(), 'xray-lab-responsive-'));
  const file = join(folder, 'chest.png');
  writeFileSync(file, await bytesOf(await page.evaluateHandle(() => window.radiographPng(2048, 2048))));
  try {
    const measured = [];
    for (const backend of /** @type {const} */ (['cpu', 'webgl2'])) {
      const own = await chromium.launch({ executablePath, args: browserArguments({ webgl: backend === 'webgl2' }) });
      measured.push(await measureResponsiveness(own, site.url, backend, file));
      await own.close();
    }
    console.log(`\n${formatResponsiveness(measured, '2048 × 2048, gray')}`);
  } finally {
    await site.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Each file in a page that has decoded none.
 * @param {import('playwright-core').Page} page
 * @param {Usage} usage of its browser
 */
async function jpegs(page, usage) {
  await page.exposeFunction('processorMs', () => usage.read().processorMs);
  console.log(await page.evaluate((count) => window.jpegColumns(count), runs));
  for (const colours of /** @type {const} */ (['gray', 'colour'])) {
    for (const way of /** @type {const} */ (['as it is', 'progressive'])) {
      const name = `${colours}, ${way === 'as it is' ? 'baseline' : way}`;
      const file = { name, base64: readFileSync(await photo(colours, 4000, 3000, way)).toString('base64') };
      await page.reload();
      await page.waitForFunction('window.runBench');
      const row = await page.evaluate(
        ([chosen, count]) => window.measureJpeg(chosen, count, Reflect.get(window, 'showState')),
        /** @type {const} */ ([file, runs]),
      );
      process.stderr.write('\r\x1b[K');
      console.log(row);
    }
  }
}

/** @param {import('playwright-core').Page} page */
async function operators(page) {
  const table = await page.evaluate((count) => window.measureOperators(count, Reflect.get(window, 'showState')), runs);
  console.log(`\n### Operators by themselves: update and read, in ms (ratio to OpenCV.js)\n\n${table}`);
}

/** @param {import('playwright-core').Page} page */
async function compare(page) {
  const report = await page.evaluate((count) => window.runBench(count, Reflect.get(window, 'showState')), runs);
  const full = { ...report, fileToZip: await fileToZip(page) };
  process.stderr.write('\n');
  console.log(await page.evaluate((value) => window.formatReport(value), full));
  mkdirSync(join(root, '.test-results'), { recursive: true });
  writeFileSync(join(root, '.test-results', 'bench.json'), JSON.stringify(full, null, 2));
}

/**
 * File → ZIP in the browser and by native OpenCV, in turns; the first turn does not count.
 * @param {import('playwright-core').Page} page
 */
async function fileToZip(page) {
  const source = await page.evaluateHandle(() => window.fileToZipSource());
  const native = nativeFileToZip(await bytesOf(source));
  /** @type {number[]} */
  const times = [];
  /** @type {number[]} */
  const nativeTimes = [];
  for (let run = 0; run <= runs; run++) {
    process.stderr.write(`\r\x1b[Kfile → ZIP, run ${run} of ${runs}`);
    const ms = await source.evaluate((blob) => window.fileToZipOnce(blob));
    const nativeMs = await native.once();
    if (run === 0) continue;
    times.push(ms);
    if (nativeMs !== null) nativeTimes.push(nativeMs);
  }
  native.end();
  const [ms, nativeMs] = await page.evaluate((lists) => lists.map((list) => window.median(list)), [times, nativeTimes]);
  return nativeTimes.length > 0 ? { ms, nativeMs } : { ms };
}

/**
 * What a Blob in the page holds. As text: an array of millions of numbers takes minutes on its way out of the browser.
 * @param {import('playwright-core').JSHandle<Blob>} source
 */
async function bytesOf(source) {
  const base64 = await source.evaluate(async (blob) => {
    const reader = new FileReader();
    const loaded = new Promise((resolve) => (reader.onload = resolve));
    reader.readAsDataURL(blob);
    await loaded;
    return String(reader.result).split(',')[1];
  });
  return Buffer.from(base64, 'base64');
}

/**
 * The same job by native OpenCV and Python's zipfile: milliseconds each time; null where they are missing.
 * @param {Uint8Array} png
 */
function nativeFileToZip(png) {
  const folder = mkdtempSync(join(tmpdir(), 'xray-lab-bench-'));
  writeFileSync(join(folder, 'source.png'), png);
  const python = spawn('/usr/bin/python3', [join(root, 'bench', 'native.py'), folder], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  // Without Python, or without OpenCV, it ends without an answer.
  python.on('error', () => undefined);
  python.stdin.on('error', () => undefined);
  const lines = createInterface(python.stdout)[Symbol.asyncIterator]();
  return {
    async once() {
      python.stdin.write('\n');
      const { value, done } = await lines.next();
      return done ? null : parseNative(value).ms;
    },
    end() {
      python.stdin.end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
