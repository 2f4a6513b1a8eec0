// @ts-check
import { MeasuredBrowser, rest } from './browser.mjs';
import { imagesScript } from './files.mjs';

/**
 * @typedef {import('./measure-element.mjs').Bench} Bench
 * @typedef {import('../../src/core.ts').Engine} Engine
 * @typedef {import('../../test/support/opencv.ts').OpenCv} OpenCv
 * @typedef {import('../../src/image/raster-image.ts').Raster8} Raster8
 * @typedef {{ open: number; chain: number }} Times milliseconds
 *
 * @typedef {object} Measured what pages of this have, as `window.measured`
 * @property {() => Promise<Times>} once
 */

const SIDE = 4096;
const REST_MS = 10_000;

/** An empty page of that server's, in which scripts can be loaded: any file that is a text. */
const EMPTY = 'THIRD-PARTY-LICENSES.txt';

/**
 * The CPU engine, as the single file has it, and OpenCV.js, each in a new page of a new browser.
 * @param {Bench} bench
 */
export async function measureEngine({ begin, builds, runs, progress }) {
  const images = await imagesScript();
  const table = begin(
    `CPU engine: open and chain, ${SIDE} × ${SIDE} in RGB`,
    'Against the four calls of OpenCV.js on new Mats. × of "open + chain": against OpenCV.js’s chain alone, its copy of ' +
      'the image into a Mat not counted; starts of both not counted. Cold: the first image in a new page. Warm: right after another.',
  );
  const opencv = builds[0];
  for (let run = 1; run <= runs; run++) {
    progress(`engine, run ${run} of ${runs}`);
    await inNewPage(opencv.library, images, table, 'OpenCV.js', async (page) => {
      await page.addScriptTag({ url: `${opencv.node_modules}@techstark/opencv-js/dist/opencv.js` });
      await page.evaluate(startOpenCv, SIDE);
    });
    for (const { name, library } of builds) {
      await inNewPage(library, images, table, name, (page) =>
        page.evaluate(startEngine, { side: SIDE, address: `${library}xray-lab.js` }),
      );
    }
  }
}

/**
 * @param {string} address
 * @param {string} images
 * @param {import('./tables.mjs').Table} table
 * @param {string} name
 * @param {(page: import('playwright-core').Page) => Promise<void>} start
 */
async function inNewPage(address, images, table, name, start) {
  const opened = await MeasuredBrowser.launch({ webgl: false });
  try {
    const page = await opened.blankPage();
    await page.goto(address + EMPTY);
    await page.addScriptTag({ content: images });
    await start(page);
    await rest(1000);
    for (const [state, pause] of /** @type {const} */ ([
      ['cold', 0],
      ['warm', 0],
      [`after ${REST_MS / 1000} s at rest`, REST_MS],
    ])) {
      await rest(pause);
      const { processorMs, touchedMB, value } = await opened.usage.during(() =>
        page.evaluate(() => /** @type {Measured} */ (Reflect.get(window, 'measured')).once()),
      );
      const { open, chain } = value;
      // OpenCV.js's open is no part of what it is held against.
      const all = name === 'OpenCV.js' ? chain : open + chain;
      table.add(
        `${name}, ${state}`,
        {
          'open, ms': open,
          'chain, ms': chain,
          'open + chain, ms': all,
          'processor, ms': processorMs,
          'touched anew, MB': touchedMB,
        },
        name === 'OpenCV.js' ? undefined : `OpenCV.js, ${state}`,
      );
    }
  } finally {
    await opened.close();
  }
}

/** Runs in the page. @param {{ side: number; address: string }} options */
async function startEngine({ side, address }) {
  const { createEngine } = /** @type {typeof import('../../src/core.ts')} */ (await import(address));
  const image = Reflect.get(window, 'images').colourRadiograph(side, side);
  const engine = await createEngine({ backend: 'cpu' });
  /** @type {Measured} */
  const measured = {
    async once() {
      const start = performance.now();
      const pipeline = await engine.open(image);
      const opened = performance.now();
      await pipeline.update();
      const done = performance.now();
      pipeline.dispose();
      return { open: opened - start, chain: done - opened };
    },
  };
  Object.assign(window, { measured });
}

/** Runs in the page. @param {number} side */
async function startOpenCv(side) {
  const loaded = Reflect.get(window, 'cv');
  delete loaded.then;
  if (!loaded.Mat) await new Promise((resolve) => (loaded.onRuntimeInitialized = () => resolve(null)));
  const cv = /** @type {OpenCv} */ (loaded);
  const image = /** @type {Raster8} */ (Reflect.get(window, 'images').colourRadiograph(side, side));
  /** @type {Measured} */
  const measured = {
    async once() {
      const start = performance.now();
      const source = new cv.Mat(side, side, cv.CV_8UC3);
      source.data.set(image.data);
      const opened = performance.now();
      const [gray, enhanced, blurred, edges] = [new cv.Mat(), new cv.Mat(), new cv.Mat(), new cv.Mat()];
      cv.cvtColor(source, gray, cv.COLOR_RGB2GRAY);
      cv.equalizeHist(gray, enhanced);
      cv.GaussianBlur(enhanced, blurred, new cv.Size(5, 5), 1, 1, cv.BORDER_DEFAULT);
      cv.Canny(blurred, edges, 100, 200, 3, false);
      const done = performance.now();
      for (const mat of [source, gray, enhanced, blurred, edges]) mat.delete();
      return { open: opened - start, chain: done - opened };
    },
  };
  Object.assign(window, { measured });
}
