// @ts-check
import { MeasuredBrowser, rest } from './browser.mjs';
import { colourPng } from './files.mjs';

/** @typedef {import('./measure-element.mjs').Bench} Bench */

const EMPTY = 'THIRD-PARTY-LICENSES.txt';

/**
 * What nobody gets below: bytes that must move, memory that must be touched, what the browser itself takes for this file.
 * Each alone, in an empty page.
 * @param {Bench} bench
 */
export async function measureLimits({ begin, builds, runs, progress }) {
  const file = await colourPng(4096, 4096);
  const table = begin(
    'Limits: what the browser takes for the parts, without any of this project',
    'In an empty page of a new browser; 50.3 MB are the pixels of 4096 × 4096 in RGB, 34.5 MB its PNG file, 67.1 MB its pixels as ' +
      'canvases have them, and its five PNGs together. Processor time and memory of all processes of the browser.',
  );
  const [{ library }] = builds;
  for (let run = 1; run <= runs; run++) {
    progress(`limits, run ${run} of ${runs}`);
    const opened = await MeasuredBrowser.launch({ webgl: false });
    try {
      const page = await opened.blankPage();
      await page.goto(library + EMPTY);
      const chooser = await page.evaluateHandle(() => {
        const input = Object.assign(document.createElement('input'), { type: 'file' });
        document.body.append(input);
        return input;
      });
      await chooser.setInputFiles(file);
      await page.evaluate(startLimits);
      await rest(1000);
      const names = await page.evaluate(() => Object.keys(Reflect.get(window, 'limits')));
      for (const name of names) {
        const used = await opened.usage.during(() =>
          page.evaluate((key) => Reflect.get(window, 'limits')[key](), name),
        );
        table.add(name, {
          'wall, ms': used.value,
          'processor, ms': used.processorMs,
          'touched anew, MB': used.touchedMB,
        });
        await rest(300);
      }
    } finally {
      await opened.close();
    }
  }
}

/** Runs in the page: each gives the milliseconds that it took. */
function startLimits() {
  const PIXELS = 4096 * 4096;
  const input = /** @type {HTMLInputElement} */ (document.querySelector('input'));
  const file = /** @type {FileList} */ (input.files)[0];
  /** What the next one needs. @type {Record<string, unknown>} */
  const kept = {};
  /** @param {() => unknown} work */
  const timed = (work) => async () => {
    const start = performance.now();
    await work();
    return performance.now() - start;
  };
  const bytes = () => /** @type {Uint8Array<ArrayBuffer>} */ (kept.bytes);
  const other = () => /** @type {Uint8Array<ArrayBuffer>} */ (kept.other);
  /** One write a page of memory. @param {Uint8Array} memory */
  const touch = (memory) => {
    for (let at = 0; at < memory.length; at += 4096) memory[at] = 1;
  };
  /** The deflated bytes of a PNG file: what its IDAT chunks hold. @param {ArrayBuffer} png */
  const deflated = (png) => {
    const view = new DataView(png);
    const parts = [];
    for (let at = 8; at < png.byteLength; at += 12 + view.getUint32(at)) {
      if (view.getUint32(at + 4) === 0x49444154) parts.push(new Uint8Array(png, at + 8, view.getUint32(at)));
    }
    return new Blob(parts);
  };
  const limits = {
    'nothing (a round trip of this measurement)': timed(() => undefined),
    '50.3 MB of new memory, a byte a page written': timed(() => touch((kept.bytes = new Uint8Array(PIXELS * 3)))),
    'the same again, already touched': timed(() => touch(bytes())),
    '50.3 MB copied into new memory': timed(() => (kept.other = bytes().slice())),
    'the same into memory already touched': timed(() => other().set(bytes())),
    '50.3 MB of new WebAssembly memory, a byte a page': timed(() => {
      touch(new Uint8Array(new WebAssembly.Memory({ initial: (PIXELS * 3) / 65536 }).buffer));
    }),
    'the file read: arrayBuffer() of 34.5 MB': timed(async () => (kept.file = await file.arrayBuffer())),
    'the file read again': timed(async () => (kept.file = await file.arrayBuffer())),
    'the file’s pixels: createImageBitmap': timed(async () => (kept.bitmap = await createImageBitmap(file))),
    'createImageBitmap again': timed(async () => (kept.bitmap = await createImageBitmap(file))),
    'its pixels on a small canvas: draw': timed(() => {
      const canvas = Object.assign(document.createElement('canvas'), { width: 400, height: 400 });
      const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d', { willReadFrequently: true }));
      context.drawImage(/** @type {ImageBitmap} */ (kept.bitmap), 0, 0, 400, 400);
      context.getImageData(0, 0, 1, 1);
      /** @type {ImageBitmap} */ (kept.bitmap).close();
    }),
    'a Blob of 67.1 MB made and complete': timed(async () => {
      const blob = new Blob([new Uint8Array(PIXELS * 4).fill(7)]);
      await blob.slice(-1).arrayBuffer();
      kept.blob = blob;
    }),
    'its bytes alone, in new memory': timed(() => void (kept.other = new Uint8Array(PIXELS * 4).fill(7))),
    '50.3 MB sent to a worker and back, not copied': timed(
      () =>
        new Promise((resolve) => {
          const script = new Blob(['onmessage = ({ data }) => postMessage(data, [data.buffer])']);
          const worker = new Worker(URL.createObjectURL(script));
          worker.onmessage = ({ data }) => {
            kept.bytes = data;
            worker.terminate();
            resolve(null);
          };
          worker.postMessage(bytes(), [bytes().buffer]);
        }),
    ),
    'those 34.5 MB inflated by the browser (DecompressionStream), thrown away': timed(async () => {
      const stream = deflated(/** @type {ArrayBuffer} */ (kept.file)).stream();
      const reader = stream.pipeThrough(new DecompressionStream('deflate')).getReader();
      while (!(await reader.read()).done);
    }),
    'SHA-256 of 34.5 MB by the browser (crypto.subtle)': timed(() =>
      crypto.subtle.digest('SHA-256', /** @type {ArrayBuffer} */ (kept.file)),
    ),
  };
  Object.assign(window, { limits });
}
