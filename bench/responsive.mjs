// @ts-check
import { ProcessorWaits } from './processor-waits.mjs';

/**
 * For how long the page is held up while a person works with one image: `npm run bench -- responsive`. Measured and shown,
 * not tested: it tells as much of the machine as of the page. What is told without a clock (which work is the workers', that
 * loops pause) is tested: test/e2e/threads.test.ts, test/unit.
 *
 * @typedef {'processing' | 'change' | 'drag' | 'export' | 'on purpose'} Phase what the person is doing
 * @typedef {import('../src/pipeline/engine.ts').Backend} Backend
 *
 * @typedef {object} LongTask a task that held up the page's thread for more than 50 ms by the clock on the wall
 * @property {Phase} during
 * @property {number} milliseconds
 * @property {number} waited of these, how many the thread had no processor, because other programs had them
 *
 * @typedef {object} Measured
 * @property {Backend} backend
 * @property {LongTask[]} long the tasks that the browser calls long
 * @property {number} mostProcessorTime the most processor time that one task took, in milliseconds
 *
 * @typedef {object} Recorded
 * @property {{ during: Phase; start: number; end: number }[]} tasks
 * @property {Phase} phase
 * @property {number} results
 * @property {number} changes
 *
 * @typedef {object} TraceEvent
 * @property {string} name
 * @property {number} pid
 * @property {number} tid
 * @property {number} [tdur] processor time in microseconds, of events that have a duration
 * @property {{ name?: string }} args
 */

/** What is waited for comes within this, on any machine; the browser tool's own half minute is a bet. */
const PATIENCE_MS = 240_000;

/**
 * @param {import('playwright-core').Browser} browser with one page, this one
 * @param {string} address where the built page is served
 * @param {Backend} backend
 * @param {string} file on a disk, as a person's: bytes handed over would be unpacked on the page's own thread
 * @returns {Promise<Measured>}
 */
export async function measureResponsiveness(browser, address, backend, file) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  page.setDefaultTimeout(PATIENCE_MS);
  await page.goto(`${address}?backend=${backend}`);
  await page.getByRole('button', { name: 'Choose X-ray Image', exact: true }).waitFor();
  const waits = await ProcessorWaits.watch(browser);
  await browser.startTracing(page, { categories: ['disabled-by-default-devtools.timeline'] });
  await page.evaluate(watchTasks);

  /** @returns {Promise<Recorded>} */
  const recorded = () => page.evaluate(() => Reflect.get(window, 'record'));
  /** @param {Phase} phase */
  const begin = (phase) => page.evaluate((name) => void (Reflect.get(window, 'record').phase = name), phase);
  const idle = () =>
    page.waitForFunction(() => {
      const lab = /** @type {import('../src/element.ts').XrayLab} */ (document.querySelector('xray-lab'));
      return lab.results.length === 1 && !lab.busy;
    });
  /** Until what the person has done was noticed, and has led to results. @param {Recorded} before */
  const settled = async ({ results, changes }) => {
    await page.waitForFunction(
      (than) => Reflect.get(window, 'record').changes > than[0] && Reflect.get(window, 'record').results > than[1],
      [changes, results],
    );
    await idle();
  };

  await begin('processing');
  await page.locator('input[type="file"]').setInputFiles(file);
  await idle();

  await begin('change');
  const before = await recorded();
  await page.getByLabel('Kernel size', { exact: true }).press('ArrowRight');
  await settled(before);

  await begin('drag');
  const sigma = await page.getByLabel('Sigma', { exact: true }).boundingBox();
  if (!sigma) throw new Error('The page shows no sigma.');
  const changed = await recorded();
  const at = (/** @type {number} */ part) => sigma.x + 8 + (sigma.width - 16) * part;
  await page.mouse.move(at(0.1), sigma.y + sigma.height / 2);
  await page.mouse.down();
  for (let step = 0; step <= 60; step++) await page.mouse.move(at(0.1 + step / 120), sigma.y + sigma.height / 2);
  await page.mouse.up();
  await settled(changed);

  await begin('export');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download Results (ZIP)', exact: true }).click();
  await (await download).path();

  const mostProcessorTime = longestTask(await browser.stopTracing());

  // The observer works: a task that is long on purpose is seen.
  await begin('on purpose');
  await page.evaluate(() => {
    setTimeout(() => {
      for (const start = performance.now(); performance.now() - start < 80;);
    });
  });
  await page.waitForFunction(() =>
    Reflect.get(window, 'record').tasks.some((/** @type {{ during: string }} */ { during }) => during === 'on purpose'),
  );
  waits.stop();
  const long = (await recorded()).tasks
    .filter(({ during }) => during !== 'on purpose')
    .map(({ during, start, end }) => ({ during, milliseconds: end - start, waited: waits.between(start, end) }));
  await page.close();
  return { backend, long, mostProcessorTime };
}

/** @param {readonly Measured[]} all @param {string} image */
export function formatResponsiveness(all, image) {
  const rows = all.map(({ backend, long, mostProcessorTime }) => {
    const worst = long.map(({ milliseconds, waited }) => milliseconds - waited).reduce((a, b) => Math.max(a, b), 0);
    const each = long.map(
      ({ during, milliseconds, waited }) =>
        `${during} ${milliseconds.toFixed(0)} ms, ${waited.toFixed(0)} of them without a processor`,
    );
    return `| ${backend} | ${mostProcessorTime.toFixed(1)} | ${worst.toFixed(1)} | ${each.join('; ') || 'none'} |`;
  });
  return [
    `How long one task holds the page up, at ${image}, milliseconds; the promise is 50:`,
    '',
    '| engine | most processor time | most time by the clock, if over 50 | tasks over 50 by the clock |',
    '|---|---:|---:|---|',
    ...rows,
  ].join('\n');
}

/** Runs in the page: notes its long tasks. */
function watchTasks() {
  const record = { tasks: /** @type {unknown[]} */ ([]), phase: '', results: 0, changes: 0 };
  addEventListener('xray-results', () => void record.results++);
  addEventListener('xray-change', () => void record.changes++);
  Object.assign(window, { record });
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) {
      const start = performance.timeOrigin + startTime;
      record.tasks.push({ during: record.phase, start, end: start + duration });
    }
  }).observe({ type: 'longtask' });
}

/** The most processor time of one task on a page's thread, in milliseconds. @param {Buffer} trace */
export function longestTask(trace) {
  /** @type {{ traceEvents: TraceEvent[] }} */
  const { traceEvents } = JSON.parse(trace.toString());
  const threads = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid}.${tid}`),
  );
  const times = traceEvents
    .filter(({ name, pid, tid }) => name === 'RunTask' && threads.has(`${pid}.${tid}`))
    .flatMap(({ tdur }) => (tdur === undefined ? [] : [tdur / 1000]));
  if (times.length < 50) throw new Error('The trace holds no tasks of the page.');
  return Math.max(...times);
}
