// @ts-check
import { build } from 'esbuild';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { buildWasm } from './build-wasm.mjs';
import { browserArguments, findOrInstallBrowser } from './find-browser.mjs';

/**
 * Writes the pictures of docs/operators.md, docs/images/operators-*.webp, of the page's own samples: what each method makes of them,
 * computed by the CPU engine.
 *
 *     node scripts/operator-pictures.mjs
 *
 * @typedef {{ width: number, height: number, data: Uint8Array }} Gray
 * @typedef {{ text: string, image: Gray }} Cell
 */
const root = fileURLToPath(new URL('..', import.meta.url));
const ENTRY = `
  export { createCpuEngine } from './src/cpu/cpu-engine.ts';
  export { decodeImage } from './src/decode/decode-image.ts';
  export { presetParams } from './src/session/parameters/parameter-presets.ts';
`;

await buildWasm(root);
const bundle = join(root, '.test-results', 'operator-pictures.mjs');
mkdirSync(join(root, '.test-results'), { recursive: true });
await build({
  stdin: { contents: ENTRY, resolveDir: root, loader: 'ts' },
  bundle: true,
  format: 'esm',
  platform: 'node',
  outfile: bundle,
  logLevel: 'error',
});
const { createCpuEngine, decodeImage, presetParams } = await import(pathToFileURL(bundle).href);
const engine = await createCpuEngine({ kernels: 'simd' });

/** @param {string} name @returns {Promise<Gray>} */
async function sample(name) {
  return decodeImage(new Blob([readFileSync(join(root, 'public', 'samples', `${name}.png`))]));
}

/** Some of an image's stages. @param {Gray} image @param {object} params @param {string[]} stages @returns {Promise<Gray[]>} */
async function stagesOf(image, params, stages) {
  const pipeline = await engine.open(image);
  await pipeline.update(params);
  const read = [];
  for (const stage of stages) read.push(await pipeline.read(stage));
  pipeline.dispose();
  return read;
}

/** @param {Gray} image @param {number} left @param {number} top @param {number} side @param {number} scale @returns {Gray} */
function part({ width, data }, left, top, side, scale) {
  const size = side * scale;
  const enlarged = new Uint8Array(size * size);
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      enlarged[y * size + x] = data[(top + Math.floor(y / scale)) * width + left + Math.floor(x / scale)];
    }
  }
  return { width: size, height: size, data: enlarged };
}

/** `height` rows high: of shades their mean, of edges whether there is one. @param {Gray} image @param {number} height @param {boolean} [edges] @returns {Gray} */
function reduced(image, height, edges = false) {
  const factor = image.height / height;
  const width = Math.round(image.width / factor);
  const data = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const values = [];
      for (let v = Math.floor(y * factor); v < (y + 1) * factor && v < image.height; v++) {
        for (let u = Math.floor(x * factor); u < (x + 1) * factor && u < image.width; u++) {
          values.push(image.data[v * image.width + u]);
        }
      }
      data[y * width + x] = edges ? Math.max(...values) : values.reduce((sum, value) => sum + value, 0) / values.length;
    }
  }
  return { width, height, data };
}

/** Specks of dust and dead pixels, white and black. @param {Gray} image @returns {Gray} */
function withSpecks(image) {
  const data = image.data.slice();
  for (let i = 0, at = 7; i < data.length / 60; i++) {
    at = (at * 48271) % 2147483647;
    data[at % data.length] = i % 2 === 0 ? 255 : 0;
  }
  return { ...image, data };
}

const chest = await sample('chest');
const hand = await sample('hand');
const HEIGHT = 330;

/** @type {Cell[][]} */
const enhanced = [];
for (const image of [chest, hand]) {
  const radiograph = presetParams('radiograph', image);
  const [grayscale, whole, edges] = await stagesOf(image, {}, ['grayscale', 'enhanced', 'edges']);
  const [regions, auto] = await stagesOf(image, radiograph, ['enhanced', 'edges']);
  enhanced.push([
    { text: 'Grayscale', image: reduced(grayscale, HEIGHT) },
    { text: 'Equalized as a whole', image: reduced(whole, HEIGHT) },
    { text: 'its edges, 100 and 200', image: reduced(edges, HEIGHT, true) },
    { text: 'CLAHE, 8 × 8 tiles, limit 2', image: reduced(regions, HEIGHT) },
    { text: 'its edges, “Radiograph”', image: reduced(auto, HEIGHT, true) },
  ]);
}

const [grayChest] = await stagesOf(chest, {}, ['grayscale']);
const specked = withSpecks(grayChest);
/** @type {Cell[]} */
const blurred = [{ text: 'Specks', image: part(specked, 430, 400, 110, 3) }];
for (const [text, blur] of /** @type {const} */ ([
  ['Gaussian, 5 px', { method: 'gaussian', kernelSize: 5, sigma: 1 }],
  ['Gaussian, 11 px', { method: 'gaussian', kernelSize: 11, sigma: 0 }],
  ['Median, 3 px', { method: 'median', kernelSize: 3 }],
  ['Median, 5 px', { method: 'median', kernelSize: 5 }],
])) {
  const [made] = await stagesOf(specked, { blur, enhance: { method: 'clahe', clipLimit: 1 } }, ['blurred']);
  blurred.push({ text, image: part(made, 430, 400, 110, 3) });
}

/** @type {Cell[]} */
const shares = [];
for (const edgeShare of [0.02, 0.05, 0.1, 0.2]) {
  const radiograph = presetParams('radiograph', chest);
  const [made] = await stagesOf(chest, { ...radiograph, canny: { ...radiograph.canny, edgeShare } }, ['edges']);
  shares.push({ text: `share ${edgeShare}`, image: reduced(made, HEIGHT, true) });
}
/** @type {Cell[]} */
const kernels = [];
for (const kernelSize of [3, 5, 9, 17]) {
  const radiograph = presetParams('radiograph', chest);
  const [made] = await stagesOf(chest, { ...radiograph, blur: { ...radiograph.blur, kernelSize } }, ['edges']);
  kernels.push({ text: `share 0.05, blur ${kernelSize} px`, image: reduced(made, HEIGHT, true) });
}
engine.dispose();

const { chromium } = await import('playwright-core');
const browser = await chromium.launch({ executablePath: findOrInstallBrowser(), args: browserArguments() });
const page = await browser.newPage();
for (const [name, rows] of /** @type {[string, Cell[][]][]} */ ([
  ['enhanced', enhanced],
  ['blurred', [blurred]],
  ['edges', [shares, kernels]],
])) {
  const sheet = rows.map((cells) =>
    cells.map(({ text, image: { width, height, data } }) => ({
      text,
      width,
      height,
      base64: Buffer.from(data).toString('base64'),
    })),
  );
  const webp = await page.evaluate(async (all) => {
    const gap = 8;
    const line = 24;
    const widths = all.map((cells) => cells.reduce((sum, { width }) => sum + width + gap, -gap));
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(...widths);
    canvas.height = all.reduce((sum, cells) => sum + cells[0].height + line + gap, -gap);
    const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
    context.fillStyle = '#1b1b1b';
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.font = '14px sans-serif';
    let top = 0;
    for (const cells of all) {
      let left = 0;
      for (const { text, width, height, base64 } of cells) {
        const pixels = new ImageData(width, height);
        const gray = atob(base64);
        for (let i = 0; i < gray.length; i++) pixels.data.set([...Array(3).fill(gray.charCodeAt(i)), 255], 4 * i);
        context.putImageData(pixels, left, top + line);
        context.fillStyle = '#e8e8e8';
        context.fillText(text, left + 4, top + 17);
        left += width + gap;
      }
      top += cells[0].height + line + gap;
    }
    return canvas.toDataURL('image/webp', 0.8).split(',')[1];
  }, sheet);
  const file = join(root, 'docs', 'images', `operators-${name}.webp`);
  writeFileSync(file, Buffer.from(webp, 'base64'));
  console.log(`${file}: ${Math.round((webp.length * 3) / 4000)} kB`);
}
await browser.close();
