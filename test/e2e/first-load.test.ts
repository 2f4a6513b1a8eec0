import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { startStaticServer } from '../../scripts/static-server.mjs';
import { launchBrowser, sharedBrowser } from './support/browser.ts';
import { expectOpencvStages } from './support/expect-opencv-stages.ts';
import { jpegFile } from './support/jpeg-file.ts';
import { LabPage } from './support/lab-page.ts';
import { pngFile, radiograph } from './support/radiograph.ts';
import { openArchive } from './support/results-archive.ts';
import { built, type StaticServer } from './support/site.ts';

/** Bytes after gzip. It changes by an edit here, not by the way. */
const FIRST_PAINT_BUDGET = 57_200;

const image = radiograph(130, 110, 1);
const html = readFileSync(built('site/index.html'), 'utf8');
/** What the page itself asks for: scripts, what they import, style sheets. */
const first = [...html.matchAll(/<(?:script|link)\b[^>]*\b(?:src|href)="\.\/(assets\/[^"]+)"/g)].map(
  ([, path]) => path,
);

let browser: Browser;
let site: StaticServer;
let lab: LabPage;
let requested: string[];

/** The page's own address is "". */
const assets = (): string[] =>
  requested.map((url) => new URL(url, site.url).pathname.slice(1)).filter((path) => path.startsWith('assets/'));

beforeAll(async () => {
  browser = await launchBrowser({ webgl: false });
});
beforeEach(async () => {
  requested = [];
  site = await startStaticServer({ root: built('site'), onRequest: (url) => requested.push(url) });
});
afterEach(async () => {
  await lab.close();
  await site.close();
});
afterAll(() => browser.close());

/** Without a service worker, which has all files at once. */
async function visit(query = ''): Promise<void> {
  await lab.page.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, 'serviceWorker'));
  await lab.visit(site.url + query);
}

it(`paints what can be acted on with at most ${FIRST_PAINT_BUDGET / 1000} kB after gzip`, async () => {
  lab = await LabPage.blank(browser);
  const refused: string[] = [];
  await lab.page.route('**/assets/*', async (route) => {
    const path = new URL(route.request().url()).pathname.slice(1);
    if (first.includes(path)) return route.continue();
    refused.push(path);
    return route.abort();
  });
  await visit();
  await expect.poll(() => refused.length).toBeGreaterThan(0);
  expect(await lab.button('Try a sample').isVisible()).toBe(true);

  const sizes = ['index.html', ...first].map(
    (path) => gzipSync(readFileSync(built(`site/${path}`)), { level: 9 }).length,
  );
  expect(sizes.reduce((sum, size) => sum + size)).toBeLessThanOrEqual(FIRST_PAINT_BUDGET);
});

it('fetches the rest by itself, and asks for nothing more when images are opened, looked at and saved', async () => {
  lab = await LabPage.blank(browser);
  await visit();
  await lab.page.waitForLoadState('networkidle');
  const loaded = requested.length;
  expect(new Set(assets()).size).toBeGreaterThan(first.length);
  await site.close();

  await lab.choose(pngFile('ankle.png', image));
  await lab.waitForResults(1);
  await expectOpencvStages(await openArchive((await lab.downloadZip()).bytes), 'ankle', image);
  await lab.button('Open Original Image').click();
  await lab.button('All images').waitFor();
  expect(requested.slice(loaded)).toEqual([]);
  expect(lab.problems).toEqual([]);
});

it.each([
  ['the view of an image', /image-view/, 'cpu'],
  ['the decoding worker', /decode-client/, 'webgl2'],
  ['the engine', /cpu-engine/, 'cpu'],
])('tells, and can be used again, when %s is missing', async (_, missing, backend) => {
  const used = backend === 'webgl2' ? await sharedBrowser() : browser;
  lab = await LabPage.blank(used);
  let away = true;
  await lab.page.route(missing, (route) => (away ? route.abort() : route.continue()));
  await visit(`?backend=${backend}`);
  await lab.page.waitForLoadState('networkidle');
  const photo = await jpegFile(browser);
  await lab.choose(photo);
  await expect
    .poll(async () => (await lab.reportedErrors()).map(({ message }) => message))
    .toEqual([expect.stringContaining('xray-lab could not be loaded as a whole.')]);
  await lab.page.getByText('Check the connection, then reload the page.').first().waitFor();

  away = false;
  await lab.page.reload();
  await lab.button('Choose X-ray Image').waitFor();
  await lab.choose(photo);
  await lab.waitForResults(1);
});

it('processes without the list of files, tells that it is missing, and asks for it again with the next file', async () => {
  lab = await LabPage.blank(browser);
  let away = true;
  await lab.page.route(/files-view/, (route) => (away ? route.abort() : route.continue()));
  await visit('?backend=cpu');
  await lab.page.waitForLoadState('networkidle');
  await lab.choose(pngFile('a.png', image), pngFile('b.png', image));
  await lab.page.getByRole('alert').filter({ hasText: 'Check the connection, then reload the page.' }).waitFor();
  await lab.waitForResults(2);
  expect((await lab.reportedErrors()).map(({ message }) => message)).toEqual([
    'xray-lab could not be loaded as a whole.',
  ]);

  away = false;
  await lab.choose(pngFile('c.png', image));
  await lab.page.getByRole('button', { name: 'Remove c.png' }).waitFor();
});
