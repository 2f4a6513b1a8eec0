import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { startStaticServer } from '../../scripts/static-server.mjs';
import { newWatchedPage, sharedBrowser } from './support/browser.ts';
import { cellsOf, describing, dicomFile, nativeBytes, type DicomElement } from '../support/dicom-maker.ts';
import { copyExample, installedPackage, type Consumer } from './support/consumer.ts';
import { pngFile, radiograph } from './support/radiograph.ts';
import { built, ROOT, type StaticServer } from './support/site.ts';

/** The snippets that stand in the documents and in no example, as a reader copies them. */
let browser: Browser;
let consumer: Consumer;
let server: StaticServer | undefined;
let folder: string;

beforeAll(async () => {
  browser = await sharedBrowser();
  consumer = installedPackage(['react', 'react-dom', 'vite']);
  folder = mkdtempSync(join(tmpdir(), 'xray-lab-snippets-'));
});
afterEach(async () => {
  await server?.close();
  server = undefined;
});
afterAll(() => {
  consumer.remove();
  rmSync(folder, { recursive: true, force: true });
});

/** The one snippet of `document` that holds `part`. */
function snippet(document: string, part: string): string {
  const fences = [...readFileSync(`${ROOT}${document}`, 'utf8').matchAll(/```\w+\n(.*?)```/gs)].map(([, text]) => text);
  const found = fences.filter((text) => text.includes(part));
  if (found.length !== 1) throw new Error(`${document} has ${found.length} snippets with ${part}.`);
  return found[0];
}

const film = [...pngFile('hand.png', radiograph(60, 50, 1)).buffer];
const FILE = `const file = new File([new Uint8Array(${JSON.stringify(film)})], 'hand.png');`;

it.each([
  ['README.md', 'processFile, createZip', 'console.log(backend, stages.edges.width, zip.size > 100);', 'cpu 60 true'],
  ['docs/embedding.md', 'defineGraph', 'console.log(fine.width, fine.channels);', '60 1'],
])('%s: %s, in Node', (document, part, tell, expected) => {
  const text = snippet(document, part);
  const imported = text.includes('decodeImage') ? '' : "import { decodeImage } from 'xray-lab/core';";
  const given = `${imported}\n${FILE}\nconst image = await decodeImage(file);`;
  expect(consumer.node(`${given}\n${text}\n${tell}`).trim()).toBe(expected);
});

it('docs/measuring.md: what is measured without the element, in Node', () => {
  const [rows, columns] = [150, 200];
  const picture = { rows, columns, bits: 12, values: Array.from({ length: rows * columns }, (_, i) => i % 4096) };
  const spacing: DicomElement = [0x00181164, 'DS', '0.2\\0.1'];
  const path = join(folder, 'film.dcm');
  writeFileSync(path, dicomFile({ elements: describing(picture, [spacing]), pixels: nativeBytes(cellsOf(picture)) }));
  const given = `import { readFileSync } from 'node:fs';\nconst file = new File([readFileSync(${JSON.stringify(path)})], 'film.dcm');`;
  const text = snippet('docs/measuring.md', 'calibrationOf');
  // What its comments promise of the two calls.
  const told = text
    .replace(/^(sizesOf\(.*\)\.area);/m, 'const area = $1;')
    .replace(/^(regionStatistics\(.*\));/m, 'const statistics = $1;');
  const tell =
    'console.log(area.unit, area.value.toFixed(2), Object.keys(area).length, Object.keys(statistics).join());';
  expect(consumer.node(`${given}\n${told}\n${tell}`).trim()).toBe('mm² 37.70 3 count,mean,deviation,min,max,histogram');
});

it.each([
  ['README.md', '.'],
  ['docs/getting.md', 'lib'],
])('%s: the single file beside a page', async (document, beside) => {
  const place = join(folder, beside);
  mkdirSync(place, { recursive: true });
  cpSync(built('cdn/xray-lab.js'), join(place, 'xray-lab.js'));
  writeFileSync(join(folder, 'index.html'), `<!doctype html><title>A page</title>${snippet(document, 'xray-lab.js"')}`);
  server = await startStaticServer({ root: folder, headers: {} });
  const { page, context, problems } = await newWatchedPage(browser);
  await page.goto(server.url);
  await page.getByRole('button', { name: 'Choose X-ray Image' }).waitFor();
  expect(problems).toEqual([]);
  await context.close();
});

it('README.md: in a React site, built by Vite', async () => {
  const place = copyExample(consumer, 'react');
  // `src/App.tsx` of what `npm create vite` makes; the example's is imported by its name.
  writeFileSync(join(place, 'src', 'app.tsx'), `${snippet('README.md', "import 'xray-lab';")}\nexport { App };\n`);
  await build({ root: place, logLevel: 'error', build: { minify: false, reportCompressedSize: false } });
  server = await startStaticServer({ root: join(place, 'dist'), headers: {} });
  const { page, context, problems } = await newWatchedPage(browser);
  const told = page.waitForEvent('console', (message) => message.text() === 'hand.png');
  await page.goto(server.url);
  await page.evaluate((bytes) => {
    const lab = document.querySelector('xray-lab') as unknown as {
      blurSize: number;
      process(file: File): Promise<void>;
    };
    void lab.process(new File([new Uint8Array(bytes)], 'hand.png'));
    return lab.blurSize;
  }, film);
  await told;
  expect(await page.locator('xray-lab').evaluate((lab) => (lab as unknown as { blurSize: number }).blurSize)).toBe(7);
  expect(problems).toEqual([]);
  await context.close();
});

it('docs/embedding.md, docs/viewer.md: your own saving, pixels, another language', async () => {
  cpSync(built('cdn/xray-lab.js'), join(folder, 'xray-lab.js'));
  cpSync(built('messages/de.js'), join(folder, 'de.js'));
  mkdirSync(join(folder, 'films'), { recursive: true });
  writeFileSync(join(folder, 'films', '17.png'), new Uint8Array(film));
  const german = snippet('docs/viewer.md', 'GERMAN').replace('xray-lab/messages/de', './de.js');
  const saving = snippet('docs/embedding.md', 'archive.store');
  const pixels = snippet('docs/embedding.md', "read('edges')");
  writeFileSync(
    join(folder, 'app.js'),
    `import './xray-lab.js';\n${german}\nconst stored = [];\nconst archive = { store: async (file) => stored.push(file.name) };
const lab = document.querySelector('xray-lab');\n${FILE}\n${saving}\n${pixels}\n
globalThis.told = { width: edges.width, png: png.type, results: lab.results.length };
globalThis.stored = stored;`,
  );
  writeFileSync(
    join(folder, 'index.html'),
    '<!doctype html><title>A page</title><xray-lab></xray-lab><script type="module" src="app.js"></script>',
  );
  server = await startStaticServer({ root: folder, headers: {} });
  const { page, context, problems } = await newWatchedPage(browser);
  await page.goto(server.url);
  await expect
    .poll(() => page.evaluate(() => (globalThis as { told?: unknown }).told))
    .toEqual({ width: 60, png: 'image/png', results: 2 });
  await page.getByRole('button', { name: /ZIP/ }).click();
  await expect
    .poll(() => page.evaluate(() => (globalThis as { stored?: string[] }).stored?.length ?? 0))
    .toBeGreaterThan(0);
  expect(problems).toEqual([]);
  await context.close();
});
