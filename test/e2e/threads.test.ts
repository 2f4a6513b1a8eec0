import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { XrayLab } from '../../src/components/lab/xray-lab.ts';
import { launchBrowser } from './support/browser.ts';
import { LabPage } from './support/lab-page.ts';
import { pngFile, radiograph } from './support/radiograph.ts';
import { openArchive } from './support/results-archive.ts';
import { serveSite, type StaticServer } from './support/site.ts';

/*
 * Who works on which thread, in the page as it is built, told without a clock. For how long the page is held up is measured
 * by `npm run bench -- responsive`; that what runs on its thread where there are no workers pauses is tested in test/unit.
 */

let site: StaticServer;
let browser: Browser;

beforeAll(async () => {
  [site, browser] = await Promise.all([serveSite(), launchBrowser({ webgl: false })]);
});
afterAll(async () => {
  await browser.close();
  await site.close();
});

/** What a worker was asked for: a task's name, and what of its input tells how much is done at once. */
interface Asked {
  readonly worker: number;
  readonly task: string;
  readonly stages?: readonly string[];
}

/** Whose each task is. */
const KINDS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    ['start', 'open', 'touch', 'decode', 'compute', 'read', 'rows', 'histogram', 'render', 'close'].map((task) => [
      task,
      'engine',
    ]),
  ),
  ...Object.fromEntries(['encodePng', 'digestPng'].map((task) => [task, 'export'])),
};

/** Notes what every worker is asked for. To run before the page's own scripts. */
function noteTasks(): void {
  const asked: Asked[] = [];
  let workers = 0;
  const { Worker } = window;
  window.Worker = class extends Worker {
    private readonly number = workers++;

    override postMessage(
      message: { kind: string; name: string; input: { stages?: { id: string }[] } },
      transfer?: unknown,
    ): void {
      const { kind, name, input } = message;
      if (kind === 'run')
        asked.push({
          worker: this.number,
          task: name,
          ...(input.stages && { stages: input.stages.map(({ id }) => id) }),
        });
      super.postMessage(message, transfer as Transferable[]);
    }
  };
  Object.assign(window, { asked });
}

it('leaves decoding, the CPU engine and PNGs to workers, and nothing of them to the page’s thread', async () => {
  const lab = await LabPage.blank(browser);
  await lab.page.addInitScript(noteTasks);
  await lab.visit(`${site.url}?backend=cpu`);
  /** What was asked for since the last time. */
  const asked = (): Promise<Asked[]> =>
    lab.page.evaluate(() => (window as unknown as { asked: Asked[] }).asked.splice(0));
  const named = (list: readonly Asked[], task: string): Asked[] => list.filter((each) => each.task === task);

  const image = radiograph(640, 480, 1);
  // Dropped, as a dialog that is open has the engine rehearse, which would be counted here.
  await lab.transfer('drop', pngFile('chest.png', image));
  await lab.waitForResults(1);
  const first = await asked();
  // Pixels and digest are had from the same bytes, in one go, where they are computed with.
  expect(named(first, 'decode')).toHaveLength(1);
  expect(named(first, 'compute').map(({ stages }) => stages)).toEqual([['grayscale', 'enhanced', 'blurred', 'edges']]);

  // Curves and pictures come from the worker too: there is a picture of each computed stage at least.
  expect(named(first, 'render').length).toBeGreaterThanOrEqual(4);

  // A parameter computes only what is stale, there.
  await lab.page.getByLabel('Kernel size', { exact: true }).press('ArrowRight');
  const shown = (): Promise<unknown> =>
    lab.page
      .locator('xray-lab')
      .evaluate(({ results, busy }: XrayLab) => ({ size: results[0].params.blur.kernelSize, busy }));
  await expect.poll(shown).toEqual({ size: 7, busy: false });
  const { bytes } = await lab.downloadZip();
  const later = await asked();
  expect(named(later, 'compute').map(({ stages }) => stages)).toEqual([['blurred', 'edges']]);
  expect(named(later, 'decode')).toEqual([]);

  // Each of the five PNGs of the archive was made by a worker of the export's, of rows that the engine's brought.
  expect((await openArchive(bytes)).names).toHaveLength(6);
  expect(named(later, 'encodePng')).toHaveLength(5);
  expect(named(later, 'rows').length).toBeGreaterThanOrEqual(5);
  expect(named(later, 'read')).toEqual([]);

  // No worker does what is another kind's, so that none waits for the other.
  const kinds = new Map<number, Set<string>>();
  for (const { worker, task } of [...first, ...later]) {
    kinds.set(worker, (kinds.get(worker) ?? new Set()).add(KINDS[task] ?? task));
  }
  for (const [worker, kind] of kinds) expect([...kind], `worker ${worker}`).toHaveLength(1);
  expect(new Set([...kinds.values()].flatMap((kind) => [...kind]))).toEqual(new Set(['engine', 'export']));
  expect(lab.problems).toEqual([]);
  await lab.close();
});
