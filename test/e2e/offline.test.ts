import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { build, type Plugin } from 'vite';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startStaticServer } from '../../scripts/static-server.mjs';
import { sharedBrowser } from './support/browser.ts';
import { expectOpencvStages } from './support/expect-opencv-stages.ts';
import { LabPage } from './support/lab-page.ts';
import { pngFile, radiograph } from './support/radiograph.ts';
import { openArchive } from './support/results-archive.ts';
import { built, ROOT, type StaticServer } from './support/site.ts';

const BASE = '/deep/down/here/';
const image = radiograph(130, 110, 1);

let browser: Browser;
let site: StaticServer;
let lab: LabPage;
let requested: string[];

beforeAll(async () => {
  browser = await sharedBrowser();
});
beforeEach(async () => {
  requested = [];
  site = await startStaticServer({ root: built('site'), base: BASE, onRequest: (url) => requested.push(url) });
});
afterEach(async () => {
  await lab.close();
  await site.close();
});

const pageTitle = /<title>(.*)<\/title>/.exec(readFileSync(built('site/index.html'), 'utf8'))?.[1] ?? '';

/** A page and a script that differ from those that are built. */
function newerBuild(): Plugin {
  return {
    name: 'newer-build',
    transformIndexHtml: (html) => html.replace('<title>', '<title>Newer '),
    transform: (code, id) =>
      id.endsWith('/src/page/main.ts') ? `document.documentElement.dataset.newer = 'yes';\n${code}` : null,
  };
}

/** Opens the page and waits until the browser keeps it, and the page has been given its worker: that changes no more. */
async function firstVisit(address: string): Promise<LabPage> {
  const page = await LabPage.open(browser, address);
  await page.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await expect.poll(() => page.page.evaluate(() => navigator.serviceWorker.controller?.state)).toBe('activated');
  return page;
}

it.each(['', 'index.html', '?backend=cpu'])(
  'after one visit “%s” opens, computes and saves without a network',
  async (path) => {
    lab = await firstVisit(`${site.url}${path}`);
    await site.close();
    await lab.page.context().setOffline(true);
    await lab.page.reload();
    await lab.button('Choose X-ray Image').waitFor();
    await lab.choose(pngFile('ankle.png', image));
    await lab.waitForResults(1);
    await expectOpencvStages(await openArchive((await lab.downloadZip()).bytes), 'ankle', image);
    await lab.button('Reset').click();
    await lab.button('Try a sample').click();
    await lab.waitForResults(1);
    expect(lab.problems).toEqual([]);
  },
);

it('keeps the page’s own files and nothing else, and asks for them only once', async () => {
  lab = await firstVisit(site.url);
  const installed = requested.length;
  await lab.choose(pngFile('ankle.png', image));
  await lab.waitForResults(1);
  await lab.downloadZip();
  expect(requested.slice(installed)).toEqual([]);

  const files = readdirSync(built('site'), { recursive: true, encoding: 'utf8' }).map((name) =>
    name.replace(/\\/g, '/'),
  );
  const own = new Set(['', ...files]);
  const paths = requested.map((url) => decodeURIComponent(new URL(url, site.url).pathname));
  expect(paths.filter((path) => !path.startsWith(BASE) || !own.has(path.slice(BASE.length)))).toEqual([]);
  const kept = await lab.page.evaluate(async () => {
    const urls: string[] = [];
    for (const name of await caches.keys()) {
      for (const { url } of await (await caches.open(name)).keys()) urls.push(new URL(url).pathname);
    }
    return urls;
  });
  expect(kept.length).toBeGreaterThan(3);
  expect(kept.filter((path) => !path.startsWith(BASE) || !own.has(path.slice(BASE.length)))).toEqual([]);
  expect(lab.problems).toEqual([]);
});

describe('with other pages below the same path', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'xray-lab-origin-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it.each(['/', BASE])('answers at %s for its own addresses only', async (base) => {
    cpSync(built('site'), folder, { recursive: true });
    mkdirSync(join(folder, 'reports'));
    writeFileSync(join(folder, 'reports/index.html'), '<!doctype html><title>Reports</title>');
    await site.close();
    site = await startStaticServer({ root: folder, base });
    lab = await firstVisit(site.url);
    const titles: string[] = [];
    for (const path of ['reports/', 'reports/index.html?year=26', '', 'index.html', '?blur-size=9', 'index.html?a=b']) {
      await lab.page.goto(`${site.url}${path}`);
      titles.push(await lab.page.title());
    }
    expect(new Set(titles.splice(0, 2))).toEqual(new Set(['Reports']));
    expect(new Set(titles)).toEqual(new Set([pageTitle]));
    // The server's own answer, which has no page to show.
    await expect(lab.page.goto(`${site.url}nothing/here`)).rejects.toThrow('ERR_HTTP_RESPONSE_CODE_FAILURE');
  });

  it('opens the page of a new build once it was fetched, and works offline with it', async () => {
    cpSync(built('site'), folder, { recursive: true });
    await site.close();
    site = await startStaticServer({ root: folder, base: BASE });
    lab = await firstVisit(site.url);
    await build({
      root: ROOT,
      mode: 'site',
      configFile: `${ROOT}vite.config.ts`,
      logLevel: 'error',
      build: { outDir: folder, emptyOutDir: true },
      plugins: [newerBuild()],
    });
    // The old page, from the browser: it fetches the new one behind it.
    const replaced = await lab.page.evaluate(() => {
      const change = new Promise<void>((resolve) => {
        navigator.serviceWorker.addEventListener('controllerchange', () => resolve(), { once: true });
      });
      Object.assign(window, { change });
      return navigator.serviceWorker.getRegistration().then((registration) => registration?.update().then(() => true));
    });
    expect(replaced).toBe(true);
    expect(await lab.page.title()).toBe(pageTitle);
    await lab.page.evaluate(() => (window as unknown as { change: Promise<void> }).change);
    await site.close();
    await lab.page.context().setOffline(true);
    await lab.page.reload();
    expect(await lab.page.title()).toBe(`Newer ${pageTitle}`);
    expect(await lab.page.evaluate(() => document.documentElement.dataset.newer)).toBe('yes');
    await lab.choose(pngFile('ankle.png', image));
    await lab.waitForResults(1);
    expect(lab.problems).toEqual([]);
  });
});

it('is taken back by deploy/withdrawn from browsers that keep it, which keep what is others’', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'xray-lab-withdrawn-'));
  try {
    cpSync(built('site'), folder, { recursive: true });
    await site.close();
    site = await startStaticServer({ root: folder, base: BASE });
    lab = await firstVisit(site.url);
    await lab.page.evaluate(async () => {
      await (await caches.open('of-another-page')).put('/other', new Response('x'));
    });
    rmSync(folder, { recursive: true });
    cpSync(`${ROOT}deploy/withdrawn`, folder, { recursive: true });
    // The browser's own copy, for the last time: it asks for the worker, and finds the one that takes it back.
    await lab.page.reload();
    expect(await lab.page.title()).toBe(pageTitle);
    const registrations = (): Promise<number> =>
      lab.page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length);
    await expect.poll(registrations).toBe(0);
    await expect.poll(() => lab.page.evaluate(() => caches.keys())).toEqual(['of-another-page']);
    // Who has it open goes on.
    await lab.choose(pngFile('ankle.png', image));
    await lab.waitForResults(1);
    expect(lab.problems).toEqual([]);
    lab.page.on('dialog', (dialog) => void dialog.accept());
    await lab.page.goto(site.url);
    expect(await lab.page.title()).toBe('xray-lab is no longer here');
    await lab.page.reload();
    expect([await lab.page.title(), await registrations()]).toEqual(['xray-lab is no longer here', 0]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

it('can be installed: its manifest names icons that are there', async () => {
  lab = await LabPage.open(browser, site.url);
  const href = await lab.page.locator('link[rel=manifest]').evaluate((link: HTMLLinkElement) => link.href);
  const response = await lab.page.request.get(href);
  expect(response.headers()['content-type']).toContain('application/manifest+json');
  const manifest = (await response.json()) as { start_url: string; icons: { src: string; sizes: string }[] };
  expect(new URL(manifest.start_url, href).href).toBe(site.url);
  for (const { src, sizes } of manifest.icons) {
    const icon = await lab.page.request.get(new URL(src, href).href);
    expect(icon.status(), src).toBe(200);
    if (src.endsWith('.png')) {
      const body = await icon.body();
      expect(`${body.readUInt32BE(16)}x${body.readUInt32BE(20)}`).toBe(sizes);
    }
  }
});
