// @ts-check
import { fileInput, MeasuredBrowser, reset, rest } from './browser.mjs';
import { photo } from './files.mjs';

/**
 * @typedef {import('./measure-element.mjs').Bench} Bench
 * @typedef {import('playwright-core').Page} Page
 * @typedef {{ first: number; all: number }} Seen milliseconds from the choice
 */

const NEXT_MS = 500;

/** For how long a person looks for a file, at the very least. */
const CHOOSING_MS = 1000;

/**
 * A photograph chosen → its first picture, all five pictures; and a plain page that has the browser decode and draw it.
 * @param {Bench} bench
 */
export async function measureFirst({ begin, builds, runs, backend, progress }) {
  const files = [await photo('colour', 3000, 2400), await photo('colour', 3000, 2400, 'mirrored')];
  const table = begin(
    'First picture: JPEG of 3000 × 2400 in colour, quality 90',
    'From the choice until the frame that holds it was handed on. All five: until the last of them no longer changes. Plain: ' +
      '`createImageBitmap` and a draw, in the same page. Cold: first in a new page of a new browser, there at once, or chosen in ' +
      'the dialog that "Choose X-ray Image" opens, after a second. Warm: another picture then.',
  );
  for (let run = 1; run <= runs; run++) {
    progress(`first picture, run ${run} of ${runs}`);
    for (const { name, site } of builds) {
      await inNewPage(site, backend, async (page) => {
        for (const [i, state] of /** @type {const} */ (['cold', 'warm']).entries()) {
          const { first } = await plain(page, files[i]);
          table.add(`plain, ${state}`, { 'first picture, ms': first, 'all five, ms': first });
          await rest(NEXT_MS);
        }
      });
      await inNewPage(site, backend, async (page) => {
        for (const [i, state] of /** @type {const} */ (['cold', 'warm']).entries()) {
          if (i > 0) await reset(page);
          const { first, all } = await byElement(page, files[i]);
          table.add(`${name}, ${state}`, { 'first picture, ms': first, 'all five, ms': all }, `plain, ${state}`);
          await rest(NEXT_MS);
        }
      });
      await inNewPage(site, backend, async (page) => {
        const { first, all } = await byElement(page, files[0], chooseInDialog);
        table.add(`${name}, cold, by the dialog`, { 'first picture, ms': first, 'all five, ms': all }, 'plain, cold');
      });
    }
  }
}

/**
 * @param {string} site
 * @param {'cpu' | 'webgl2'} backend
 * @param {(page: Page) => Promise<void>} work
 */
async function inNewPage(site, backend, work) {
  const opened = await MeasuredBrowser.launch({ webgl: backend === 'webgl2' });
  try {
    await work(await opened.labPage(site, backend));
  } finally {
    await opened.close();
  }
}

/** @param {Page} page @param {string} file @returns {Promise<Seen>} */
async function plain(page, file) {
  const input = await page.evaluateHandle(() => {
    const tools = /** @type {import('./page-tools.mjs').Tools} */ (Reflect.get(window, 'tools'));
    const chooser = Object.assign(document.createElement('input'), { type: 'file' });
    const canvas = Object.assign(document.createElement('canvas'), { width: 400, height: 320 });
    document.body.prepend(canvas, chooser);
    const seen = new Promise((resolve) => {
      chooser.oninput = async () => {
        const start = performance.now();
        const bitmap = await createImageBitmap(/** @type {FileList} */ (chooser.files)[0]);
        canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
        await tools.painted();
        const first = performance.now() - start;
        bitmap.close();
        resolve({ first, all: first });
      };
    });
    return { chooser, seen };
  });
  const chooser = await input.getProperty('chooser');
  await /** @type {import('playwright-core').ElementHandle<HTMLInputElement>} */ (chooser.asElement()).setInputFiles(
    file,
  );
  return /** @type {Promise<Seen>} */ (input.evaluate(({ seen }) => seen));
}

/** @param {Page} page @param {string} file */
async function chooseInDialog(page, file) {
  const opened = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose X-ray Image', exact: true }).click();
  const dialog = await opened;
  await rest(CHOOSING_MS);
  await dialog.setFiles(file);
}

/**
 * @param {Page} page
 * @param {string} file
 * @param {typeof chooseInDialog} choose
 * @returns {Promise<Seen>}
 */
export async function byElement(page, file, choose = (page, file) => fileInput(page).setInputFiles(file)) {
  const watch = await page.evaluateHandle(() => {
    const tools = /** @type {import('./page-tools.mjs').Tools} */ (Reflect.get(window, 'tools'));
    const SIDE = 64;
    const pictures = () =>
      /** @type {HTMLCanvasElement[]} */ (tools.all('figure canvas')).map((canvas) => tools.fingerprint(canvas, SIDE));
    const [chooser] = /** @type {HTMLInputElement[]} */ (tools.all('input[type="file"]'));
    const before = pictures();
    const seen = new Promise((resolve) => {
      chooser.addEventListener(
        'input',
        async () => {
          const start = performance.now();
          let first = NaN;
          let all = NaN;
          let last = before;
          let done = false;
          // A picture may be drawn after the results are told of.
          void tools.settled(1).then(() => setTimeout(() => (done = true), 400));
          while (!done) {
            await tools.painted();
            const now = pictures();
            const at = performance.now() - start;
            // Of canvases that were there before, their old pictures do not count.
            const isNew = (/** @type {number} */ i) => now[i] !== 0 && now[i] !== before[i];
            if (Number.isNaN(first) && isNew(0)) first = at;
            if (now.some((picture, i) => picture !== last[i]) && now.length === 5 && now.every((_, i) => isNew(i)))
              all = at;
            last = now;
          }
          resolve({ first, all });
        },
        { once: true },
      );
    });
    return { seen };
  });
  await choose(page, file);
  return /** @type {Promise<Seen>} */ (watch.evaluate(({ seen }) => seen));
}
