// @ts-check
import { longestTask } from '../responsive.mjs';
import { ProcessorWaits } from '../processor-waits.mjs';
import { fileInput, MeasuredBrowser, rest } from './browser.mjs';
import { film, photo } from './files.mjs';

/**
 * @typedef {import('./measure-element.mjs').Bench} Bench
 * @typedef {import('playwright-core').Page} Page
 */

const INPUTS = 70;
const INPUT_MS = 1000 / 60;

/** Up and down again between two values: each input sets another one, whose picture differs. @param {number} from @param {number} to @param {number} step */
function zigzag(from, to, step) {
  const count = Math.round(Math.abs(to - from) / step);
  return Array.from({ length: INPUTS }, (_, i) => {
    const at = Math.abs(((((i + 1 + count) % (2 * count)) + 2 * count) % (2 * count)) - count);
    return from + Math.sign(to - from) * step * at;
  });
}

/**
 * @typedef {object} Moved a slider, over which values it is moved, and which picture it sets
 * @property {string} label
 * @property {string} stage
 * @property {number[]} values
 */

/** @type {Moved[]} */
const OF_PHOTO = [
  { label: 'Low threshold', stage: 'Canny Edge Detection', values: zigzag(100, 20, 1) },
  { label: 'Sigma', stage: 'Blurred (Gaussian)', values: zigzag(0.4, 2.2, 0.1) },
];

/** @type {Moved[]} */
const OF_FILM = [
  { label: 'Centre', stage: 'Original Image', values: zigzag(2048, 1368, 20) },
  { label: 'Width', stage: 'Original Image', values: zigzag(4096, 1376, 80) },
];

/**
 * Sliders held and moved over 70 values at 60 a second, under a photograph of 3000 × 2400 and under a film of 12 bits of 4000 × 3000.
 * @param {Bench} bench
 */
export async function measureDrag({ begin, builds, runs, backend, progress }) {
  const moved = [
    { file: await photo('colour', 3000, 2400), sliders: OF_PHOTO },
    { file: await film('native', 4000, 3000), sliders: OF_FILM },
  ];
  const table = begin(
    'A slider moved over 70 values at 60 a second: 3000 × 2400 in colour; the window of a DICOM file of 4000 × 3000, 12 bits',
    '`input` events; of those that a busy page is late for, only the last, as browsers do. Repaints: frames in which the picture being set had changed, by the second. Last value: from the last `input` event to ' +
      'the frame with its picture. Tasks on the page’s thread by the clock, and of these what is left without waiting for a ' +
      'processor; most processor time: of one task, by a trace of a second drag. First: the first drag in the page; again: a second.',
  );
  for (let run = 1; run <= runs; run++) {
    progress(`drag, run ${run} of ${runs}`);
    for (const { name, site } of builds) {
      for (const { file, slider } of moved.flatMap(({ file, sliders }) =>
        sliders.map((slider) => ({ file, slider })),
      )) {
        const opened = await MeasuredBrowser.launch({ webgl: backend === 'webgl2' });
        try {
          const page = await opened.labPage(site, backend);
          const waits = await ProcessorWaits.watch(opened.browser);
          await fileInput(page).setInputFiles(file);
          await page.evaluate(() =>
            /** @type {import('./page-tools.mjs').Tools} */ (Reflect.get(window, 'tools')).settled(1),
          );
          await rest(1000);
          table.add(`${name}, ${slider.label}, first`, await drag(page, slider, waits));
          await rest(1000);
          await opened.browser.startTracing(page, { categories: ['disabled-by-default-devtools.timeline'] });
          const traced = await drag(page, slider, waits);
          const most = longestTask(await opened.browser.stopTracing());
          table.add(`${name}, ${slider.label}, again, traced`, { ...traced, 'most processor time, ms': most });
          waits.stop();
        } finally {
          await opened.close();
        }
      }
    }
  }
}

/**
 * @param {Page} page
 * @param {Moved} slider
 * @param {ProcessorWaits} waits
 * @returns {Promise<Record<string, number>>}
 */
async function drag(page, { label, stage, values }, waits) {
  await page.getByLabel(label, { exact: true }).scrollIntoViewIfNeeded();
  const seen = await page.evaluate(dragAndWatch, { label, stage, values, every: INPUT_MS });
  const lengths = seen.long.map(({ start, end }) => ({
    wall: end - start,
    own: end - start - waits.between(start, end),
  }));
  return {
    'inputs seen': seen.inputs,
    'frames a second': seen.frames / seen.seconds,
    'repaints a second': seen.repaints / seen.seconds,
    'last value after, ms': seen.last,
    'tasks over 50 ms': lengths.length,
    'longest, ms': Math.max(0, ...lengths.map(({ wall }) => wall)),
    'without waiting, ms': Math.max(0, ...lengths.map(({ own }) => own)),
  };
}

/**
 * Runs in the page: holds the slider, moves it, and looks at the stage's picture in every frame.
 * @param {{ label: string; stage: string; values: number[]; every: number }} options
 */
async function dragAndWatch({ label, stage, values, every }) {
  const tools = /** @type {import('./page-tools.mjs').Tools} */ (Reflect.get(window, 'tools'));
  const figure = tools.all('figure').find((each) => each.getAttribute('aria-label') === stage);
  const canvas = /** @type {HTMLCanvasElement} */ (figure?.querySelector('canvas'));
  const range = /** @type {HTMLInputElement[]} */ (tools.all('input[type="range"]')).find((input) =>
    [...(input.labels ?? [])].some(({ textContent }) => textContent?.trim() === label),
  );
  if (!range) throw new Error(`There is no slider "${label}".`);
  const sleep = (/** @type {number} */ ms) => new Promise((resolve) => setTimeout(resolve, ms));
  tools.long.length = 0;
  let picture = tools.fingerprint(canvas);
  let ended = false;
  /** @type {{ at: number; changed: boolean }[]} */
  const frames = [];
  const watching = (async () => {
    while (!ended) {
      await tools.painted();
      const now = tools.fingerprint(canvas);
      frames.push({ at: performance.now(), changed: now !== picture });
      picture = now;
    }
  })();
  const options = { bubbles: true, composed: true };
  range.dispatchEvent(new PointerEvent('pointerdown', options));
  let inputs = 0;
  const begin = performance.now();
  let lastInput = begin;
  for (const [i, value] of values.entries()) {
    const due = begin + i * every;
    await sleep(Math.max(0, due - performance.now()));
    if (i < values.length - 1 && performance.now() > due + every) continue;
    range.value = String(value);
    lastInput = performance.now();
    range.dispatchEvent(new InputEvent('input', options));
    inputs++;
  }
  range.dispatchEvent(new PointerEvent('pointerup', options));
  range.dispatchEvent(new Event('change', { bubbles: true }));
  // Nothing more changes once nothing is at work, and what was done is drawn.
  await tools.settled(1);
  await sleep(400);
  ended = true;
  await watching;
  const during = frames.filter(({ at }) => at >= begin && at <= lastInput);
  const changes = frames.filter(({ changed }) => changed);
  return {
    inputs,
    seconds: (lastInput - begin) / 1000,
    frames: during.length,
    repaints: during.filter(({ changed }) => changed).length,
    last: changes.length > 0 ? Math.max(0, changes[changes.length - 1].at - lastInput) : NaN,
    long: tools.long.slice(),
  };
}
