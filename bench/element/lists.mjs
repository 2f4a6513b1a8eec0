// @ts-check
import { ProcessorWaits } from '../processor-waits.mjs';
import { MeasuredBrowser } from './browser.mjs';

/** @typedef {import('./measure-element.mjs').Bench} Bench */

const WIDTH = 160;
const HEIGHT = 120;

/** How many files the first and the last part of a list are. */
const PART = 150;

/**
 * Lists of so many small files, dropped at once.
 * @param {Bench} bench
 */
export async function measureLists({ begin, builds, runs, backend, counts, progress }) {
  const table = begin(
    `Lists: PNGs of ${WIDTH} × ${HEIGHT} in gray, dropped at once`,
    `Cold: each list in a new page. First, last: a file of the first and of the last ${PART}. Tasks on the page’s thread by ` +
      'the clock, and of the longest what is left without waiting for a processor. ×: against the shortest list.',
  );
  for (let run = 1; run <= runs; run++) {
    for (const count of counts) {
      for (const { name, site } of builds) {
        progress(`${count} files, run ${run} of ${runs}`);
        const row = (/** @type {number} */ files) => `${name}, ${files} files`;
        table.add(row(count), await dropped(site, backend, count), count === counts[0] ? undefined : row(counts[0]));
      }
    }
  }
}

/**
 * @param {string} site
 * @param {'cpu' | 'webgl2'} backend
 * @param {number} count
 */
async function dropped(site, backend, count) {
  const opened = await MeasuredBrowser.launch({ webgl: backend === 'webgl2' });
  try {
    const page = await opened.labPage(site, backend);
    await page.evaluate(makeFiles, { count, width: WIDTH, height: HEIGHT });
    const waits = await ProcessorWaits.watch(opened.browser);
    const used = await opened.usage.during(() => page.evaluate(dropFiles));
    waits.stop();
    const { doneAt, long } = used.value;
    const own = long.map(({ start, end }) => end - start - waits.between(start, end));
    const part = Math.min(PART, count - 1);
    return {
      'ms a file': doneAt[doneAt.length - 1] / count,
      'first, ms': doneAt[part - 1] / part,
      'last, ms': (doneAt[count - 1] - doneAt[count - 1 - part]) / part,
      'processor, ms a file': used.processorMs / count,
      'touched anew, MB a file': used.touchedMB / count,
      'tasks over 50 ms': long.length,
      'longest, ms': Math.max(0, ...long.map(({ start, end }) => end - start)),
      'without waiting, ms': Math.max(0, ...own),
    };
  } finally {
    await opened.close();
  }
}

/**
 * Runs in the page.
 * @param {{ count: number; width: number; height: number }} options
 */
export async function makeFiles({ count, width, height }) {
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
  const blobs = [];
  for (let i = 0; i < 16; i++) {
    const light = context.createRadialGradient(80 + i, 60, 4, 80, 60 + i, 90);
    light.addColorStop(0, '#fff');
    light.addColorStop(1, '#111');
    context.fillStyle = light;
    context.fillRect(0, 0, width, height);
    const blob = await new Promise((/** @type {(blob: Blob | null) => void} */ resolve) => canvas.toBlob(resolve));
    if (blob) blobs.push(blob);
  }
  // As from a disk: nothing is shared between files but what they hold.
  const bytes = await Promise.all(blobs.map((blob) => blob.arrayBuffer()));
  const transfer = new DataTransfer();
  for (let i = 0; i < count; i++) {
    transfer.items.add(new File([bytes[i % bytes.length]], `film ${i + 1}.png`, { type: 'image/png' }));
  }
  Object.assign(window, { transfer });
}

/** Runs in the page: when each file was done, in milliseconds since the drop, and what held the page up. */
export async function dropFiles() {
  const tools = /** @type {import('./page-tools.mjs').Tools} */ (Reflect.get(window, 'tools'));
  const transfer = /** @type {DataTransfer} */ (Reflect.get(window, 'transfer'));
  const count = transfer.items.length;
  const lab = tools.lab();
  tools.long.length = 0;
  /** @type {number[]} */
  const doneAt = [];
  const start = performance.now();
  const finished = new Promise((resolve, reject) => {
    lab.addEventListener('xray-results', () => {
      doneAt.push(performance.now() - start);
      if (doneAt.length === count) resolve(null);
    });
    lab.addEventListener('xray-error', ({ detail }) => reject(new Error(detail.message)));
  });
  for (const type of ['dragenter', 'dragover', 'drop']) {
    lab.dispatchEvent(new DragEvent(type, { bubbles: true, composed: true, cancelable: true, dataTransfer: transfer }));
  }
  await finished;
  await new Promise((resolve) => setTimeout(resolve, 300));
  return { doneAt, long: tools.long.slice() };
}
