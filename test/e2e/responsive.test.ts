import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from './support/browser.ts';
import { LabPage } from './support/lab-page.ts';
import { ProcessorWaits } from './support/processor-waits.ts';
import { pngFile, radiograph } from './support/radiograph.ts';
import { openArchive } from './support/results-archive.ts';
import { serveSite, type StaticServer } from './support/site.ts';

let site: StaticServer;
let folder: string;

beforeAll(async () => {
  site = await serveSite();
  folder = await mkdtemp(join(tmpdir(), 'responsive-'));
  // From a disk, as a person's file: bytes handed over by the test would be unpacked on the page's own thread.
  await writeFile(join(folder, 'chest.png'), pngFile('chest.png', radiograph(2048, 2048, 1)).buffer);
});
afterAll(async () => {
  await site.close();
  await rm(folder, { recursive: true });
});

/** What the person is doing. */
type Phase = 'processing' | 'change' | 'drag' | 'export' | 'on purpose';

/** A task that held up the page's thread for more than 50 ms by the clock on the wall. */
interface LongTask {
  readonly during: Phase;
  readonly milliseconds: number;
  /** Of these, how many the thread had no processor, because other programs had them. */
  readonly waited: number;
}

/** What a person's work with one image of 2048 × 2048 did to the page's thread. */
interface Measured {
  /** The tasks that the browser calls long. */
  readonly long: LongTask[];
  /** The most processor time that one task took, in milliseconds. */
  readonly mostProcessorTime: number;
}

const LIMIT_MS = 50;

it('holds the page up for at most 50 ms at a time (cpu)', async () => {
  const { long, mostProcessorTime } = await measure('cpu');
  console.log(`At most ${mostProcessorTime.toFixed(1)} ms of processor time; ${inWords(long)}`);
  expect(mostProcessorTime).toBeLessThan(LIMIT_MS);
  expect(long.filter(({ milliseconds, waited }) => milliseconds - waited > LIMIT_MS)).toEqual([]);
});

/*
 * Measured, not limited: browsers without a GPU, as those of tests, compute shaders on the processor, and every question
 * to WebGL (is the program linked, is the framebuffer complete) waits until that is done. A GPU answers at once.
 */
it.runIf(process.env.XRAY_LONG)('goes on as it can while webgl2 is computed in software', async () => {
  const { long } = await measure('webgl2');
  console.log(`WebGL2 in software: ${inWords(long)}`);
});

async function measure(backend: 'cpu' | 'webgl2'): Promise<Measured> {
  const browser = await launchBrowser({ webgl: backend === 'webgl2' });
  try {
    return await measureIn(browser, backend);
  } finally {
    await browser.close();
  }
}

async function measureIn(browser: Browser, backend: 'cpu' | 'webgl2'): Promise<Measured> {
  const lab = await LabPage.open(browser, `${site.url}?backend=${backend}`);
  const { page } = lab;
  const waits = await ProcessorWaits.watch(browser);
  await browser.startTracing(page, { categories: ['disabled-by-default-devtools.timeline'] });
  await page.evaluate(() => {
    const record = { tasks: [] as { during: string; start: number; end: number }[], phase: '', results: 0, changes: 0 };
    addEventListener('xray-results', () => void record.results++);
    addEventListener('xray-change', () => void record.changes++);
    Object.assign(window, { record });
    new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries()) {
        const start = performance.timeOrigin + startTime;
        record.tasks.push({ during: record.phase, start, end: start + duration });
      }
    }).observe({ type: 'longtask' });
  });
  const recorded = (): Promise<Recorded['record']> => page.evaluate(() => (window as unknown as Recorded).record);
  const begin = (phase: Phase): Promise<void> =>
    page.evaluate((name) => void Object.assign((window as unknown as Recorded).record, { phase: name }), phase);
  /** Until what the person has done was noticed, and has led to results. */
  const settled = async ({ results, changes }: Recorded['record']): Promise<void> => {
    await expect.poll(async () => (await recorded()).changes).toBeGreaterThan(changes);
    await expect.poll(async () => (await recorded()).results).toBeGreaterThan(results);
    await lab.waitForResults(1);
  };

  await begin('processing');
  await page.locator('input[type="file"]').setInputFiles(join(folder, 'chest.png'));
  await lab.waitForResults(1);

  await begin('change');
  const before = await recorded();
  await page.getByLabel('Kernel size', { exact: true }).press('ArrowRight');
  await settled(before);

  await begin('drag');
  const sigma = page.getByLabel('Sigma', { exact: true });
  const { x, y, width, height } = (await sigma.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  const changed = await recorded();
  await page.mouse.move(x + 8 + (width - 16) * 0.1, y + height / 2);
  await page.mouse.down();
  for (let step = 0; step <= 60; step++)
    await page.mouse.move(x + 8 + (width - 16) * (0.1 + step / 120), y + height / 2);
  await page.mouse.up();
  await settled(changed);

  await begin('export');
  const { bytes } = await lab.downloadZip();
  expect((await openArchive(bytes)).manifest).toMatchObject({
    images: [{ engine: backend, width: 2048, height: 2048, parameters: { blur: { kernelSize: 7 } } }],
  });

  const mostProcessorTime = longestOf(await browser.stopTracing());

  // The observer works: a task that is long on purpose is seen.
  await begin('on purpose');
  await page.evaluate(() => {
    setTimeout(() => {
      for (const start = performance.now(); performance.now() - start < 80;);
    });
  });
  await expect.poll(async () => (await recorded()).tasks.map(({ during }) => during)).toContain('on purpose');
  waits.stop();
  const long = (await recorded()).tasks
    .filter(({ during }) => during !== 'on purpose')
    .map(({ during, start, end }) => ({ during, milliseconds: end - start, waited: waits.between(start, end) }));
  expect(lab.problems).toEqual([]);
  await lab.close();
  return { long, mostProcessorTime };
}

function inWords(tasks: readonly LongTask[]): string {
  const each = tasks.map(
    ({ during, milliseconds, waited }) =>
      `${during} ${milliseconds.toFixed(0)} ms, ${waited.toFixed(0)} of them without a processor`,
  );
  return `long tasks: ${each.join('; ') || 'none'}`;
}

interface Recorded {
  readonly record: {
    readonly tasks: { readonly during: Phase; readonly start: number; readonly end: number }[];
    readonly results: number;
    readonly changes: number;
  };
}

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** Processor time in microseconds, of events that have a duration. */
  readonly tdur?: number;
  readonly args: { readonly name?: string };
}

/** The most processor time of one task on a page's thread, in milliseconds. */
function longestOf(trace: Buffer): number {
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: TraceEvent[] };
  const threads = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid}.${tid}`),
  );
  const times = traceEvents
    .filter(({ name, pid, tid }) => name === 'RunTask' && threads.has(`${pid}.${tid}`))
    .flatMap(({ tdur }) => (tdur === undefined ? [] : [tdur / 1000]));
  expect(times.length, 'tasks in the trace').toBeGreaterThan(50);
  return Math.max(...times);
}
