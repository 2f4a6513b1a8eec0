// @ts-check
import { stat } from 'node:fs/promises';
import { fileInput, MeasuredBrowser, reset, rest } from './browser.mjs';
import { colourPng, photo } from './files.mjs';
import { nativeFileToZip } from './native.mjs';

/** @typedef {import('./measure-element.mjs').Bench} Bench */

/** An open page that nothing is done with for so long, in milliseconds. */
const REST_MS = 10_000;

/** Between two files that a person does one after the other, in milliseconds. */
const NEXT_MS = 500;

/**
 * A file chosen → results → its ZIP saved, by the element; and the same by native OpenCV.
 * @param {Bench} bench
 */
export async function measureZip({ begin, builds, runs, backend, progress }) {
  const kinds = [
    { title: 'PNG of 4096 × 4096 in RGB', file: await colourPng(4096, 4096), gray: false },
    { title: 'JPEG of 4000 × 3000 in gray, quality 90', file: await photo('gray', 4000, 3000), gray: true },
  ];
  for (const { title, file, gray } of kinds) {
    const table = begin(
      `File → ZIP: ${title}`,
      'From the choice to the file that is saved. Cold: the first file of a new page, or of a new process. Warm: half a ' +
        'second after the ZIP of the one before, which was reset. ×: against native in the same state (rested: against warm).',
    );
    for (let run = 1; run <= runs; run++) {
      progress(`${title}, run ${run} of ${runs}`);
      for (const build of builds) await byElement(table, build, file, backend);
      for (const keepsGray of gray ? [false, true] : [false]) {
        const name = keepsGray ? 'native, gray kept gray' : 'native';
        const [cold, warm] = await nativeFileToZip(file, { gray: keepsGray, times: 2 });
        if (cold) table.add(`${name}, cold`, figures(cold));
        if (warm) table.add(`${name}, warm`, figures(warm));
      }
    }
  }
}

/**
 * @param {import('./tables.mjs').Table} table
 * @param {import('./builds.mjs').Build} build
 * @param {string} file
 * @param {'cpu' | 'webgl2'} backend
 */
async function byElement(table, { name, site }, file, backend) {
  const opened = await MeasuredBrowser.launch({ webgl: backend === 'webgl2' });
  try {
    const page = await opened.labPage(site, backend);
    for (const [state, pause, against] of /** @type {const} */ ([
      ['cold', 0, 'cold'],
      ['warm', NEXT_MS, 'warm'],
      [`after ${REST_MS / 1000} s at rest`, REST_MS, 'warm'],
    ])) {
      if (state !== 'cold') await reset(page);
      await rest(pause);
      const used = await opened.usage.during(() => once(page, file));
      table.add(
        `${name}, ${state}`,
        { ...figures(used), 'results, ms': used.value.results, 'ZIP, ms': used.ms - used.value.results },
        `native, ${against}`,
      );
    }
  } finally {
    await opened.close();
  }
}

/** @param {import('playwright-core').Page} page @param {string} file */
async function once(page, file) {
  const start = performance.now();
  const saved = page.waitForEvent('download');
  await fileInput(page).setInputFiles(file);
  await page.evaluate(async () => {
    const tools = /** @type {import('./page-tools.mjs').Tools} */ (Reflect.get(window, 'tools'));
    await tools.settled(1);
  });
  const results = performance.now() - start;
  await page.evaluate(() => {
    const tools = /** @type {import('./page-tools.mjs').Tools} */ (Reflect.get(window, 'tools'));
    tools.press('Download Results (ZIP)');
  });
  const download = await saved;
  const { size } = await stat(await download.path());
  if (size < 1e6) throw new Error(`The ZIP has only ${size} bytes.`);
  await download.delete();
  return { results };
}

/** @param {{ ms: number; processorMs: number; touchedMB: number }} used */
function figures({ ms, processorMs, touchedMB }) {
  return { 'wall, ms': ms, 'processor, ms': processorMs, 'touched anew, MB': touchedMB };
}
