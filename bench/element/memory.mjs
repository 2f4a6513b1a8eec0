// @ts-check
import { fileInput, MeasuredBrowser } from './browser.mjs';
import { colourPng } from './files.mjs';
import { peakMemoryDuring } from './usage.mjs';

/** @typedef {import('./measure-element.mjs').Bench} Bench */

const SIDE = 10_000;

/**
 * The most memory that all processes of the browser have at a time, for the largest image that is taken.
 * @param {Bench} bench
 */
export async function measureMemory({ begin, builds, runs, backend, progress }) {
  const file = await colourPng(SIDE, SIDE);
  const table = begin(
    'Memory: PNG of 10,000 × 10,000 in RGB, all processes of the browser',
    'The most at a time, looked at ten times a second, in megabytes: Pss counts what processes share once, RSS-anon leaves it ' +
      'out. Cold: a new page. Before: the page with nothing chosen.',
  );
  for (let run = 1; run <= runs; run++) {
    for (const { name, site } of builds) {
      progress(`memory, run ${run} of ${runs}`);
      const opened = await MeasuredBrowser.launch({ webgl: backend === 'webgl2' });
      try {
        const page = await opened.labPage(site, backend);
        const before = await peakMemoryDuring(opened.pid, async () => undefined);
        table.add(`${name}, before`, figures(before));
        const results = await peakMemoryDuring(opened.pid, async () => {
          await fileInput(page).setInputFiles(file);
          await page.evaluate(() =>
            /** @type {import('./page-tools.mjs').Tools} */ (Reflect.get(window, 'tools')).settled(1),
          );
        });
        table.add(`${name}, choice → results`, figures(results));
        const zip = await peakMemoryDuring(opened.pid, async () => {
          const saved = page.waitForEvent('download');
          await page.getByRole('button', { name: 'Download Results (ZIP)', exact: true }).click();
          const download = await saved;
          await download.path();
          await download.delete();
        });
        table.add(`${name}, results → ZIP`, figures(zip));
      } finally {
        await opened.close();
      }
    }
  }
}

/** @param {{ pss: number; anonymous: number }} peak */
function figures({ pss, anonymous }) {
  return { 'Pss, MB': pss, 'RSS-anon, MB': anonymous };
}
