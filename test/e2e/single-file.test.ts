import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startStaticServer } from '../../scripts/static-server.mjs';
import { newWatchedPage, sharedBrowser } from './support/browser.ts';
import { expectFound, processIn } from './support/process-in-page.ts';
import { pngFile, radiograph } from './support/radiograph.ts';
import { built, type StaticServer } from './support/site.ts';

const image = radiograph(181, 127, 3);
const source = [...pngFile('any.png', image).buffer];

let folder: string;
let browser: Browser;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'xray-lab-'));
  browser = await sharedBrowser();
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
});

describe('the single file, alone on another origin', () => {
  let files: StaticServer;
  let host: StaticServer;

  beforeAll(async () => {
    const alone = join(folder, 'cdn');
    const page = join(folder, 'host');
    mkdirSync(alone);
    mkdirSync(page);
    cpSync(built('cdn/xray-lab.js'), join(alone, 'xray-lab.js'));
    files = await startStaticServer({ root: alone, headers: { 'Access-Control-Allow-Origin': '*' } });
    const address = `${files.url}xray-lab.js`;
    writeFileSync(
      join(page, 'index.html'),
      `<!doctype html><title>Host</title><script type="module">import * as core from '${address}'; window.core = core;</script>
       <xray-lab id="one" backend="cpu"></xray-lab><xray-lab id="two" backend="webgl2"></xray-lab>`,
    );
    // As from two releases: another address, another module.
    writeFileSync(
      join(page, 'twice.html'),
      `<!doctype html><title>Host</title><script type="module" src="${address}"></script>
       <script type="module">import * as copy from '${address}?2'; window.copy = copy;</script>
       <xray-lab backend="cpu"></xray-lab>`,
    );
    host = await startStaticServer({ root: page, headers: {} });
  });
  afterAll(async () => {
    await files.close();
    await host.close();
  });

  it.each(['cpu', 'webgl2'] as const)('processes a file on %s, in workers of its own', async (backend) => {
    const { page, context, problems } = await newWatchedPage(browser);
    const workers: string[] = [];
    page.on('worker', (worker) => workers.push(worker.url()));
    await page.goto(host.url);
    await expectFound(await processIn(page, backend, source), backend, image);
    expect(workers.length).toBeGreaterThan(0);
    for (const worker of workers) expect(worker.startsWith('blob:')).toBe(true);
    expect(problems).toEqual([]);
    await context.close();
  });

  it('runs two elements on one page, each with its own engine and results', async () => {
    const { page, context, problems } = await newWatchedPage(browser);
    await page.goto(host.url);
    const found = await page.evaluate(async (bytes) => {
      await customElements.whenDefined('xray-lab');
      const labs = [...document.querySelectorAll('xray-lab')];
      const file = (name: string): File => new File([new Uint8Array(bytes)], name, { type: 'image/png' });
      await Promise.all(labs.map((lab, index) => lab.process([file(`a${index}.png`), file(`b${index}.png`)])));
      const before = labs.map((lab) => ({ backend: lab.backendInUse, results: lab.results.length }));
      labs[0].reset();
      const after = labs.map((lab) => lab.results.length);
      const zip = await labs[1].exportZip();
      return { before, after, zip: zip.size };
    }, source);
    expect(found.before).toEqual([
      { backend: 'cpu', results: 2 },
      { backend: 'webgl2', results: 2 },
    ]);
    expect(found.after).toEqual([0, 2]);
    expect(found.zip).toBeGreaterThan(1000);
    expect(problems).toEqual([]);
    await context.close();
  });

  it('does no harm when it is loaded twice, from two addresses', async () => {
    const { page, context, problems } = await newWatchedPage(browser);
    await page.goto(`${host.url}twice.html`);
    await page.waitForFunction(() => 'copy' in window);
    const found = await page.evaluate(async (bytes) => {
      const { copy } = window as unknown as { copy: typeof import('../../src/index.ts') };
      const file = (name: string): File => new File([new Uint8Array(bytes)], name, { type: 'image/png' });
      // An element that was there before, one that comes after, and the headless part of the second copy.
      const later = document.createElement('xray-lab');
      later.setAttribute('backend', 'cpu');
      document.body.append(later);
      const [before] = document.querySelectorAll('xray-lab');
      await Promise.all([before.process(file('a.png')), later.process(file('b.png'))]);
      const { backend } = await copy.processFile(file('c.png'), { backend: 'webgl2' });
      return {
        isAnother: copy.XrayLab !== customElements.get('xray-lab'),
        results: [before, later].map((lab) => lab.results.map(({ name }) => name)),
        zips: await Promise.all([before, later].map(async (lab) => (await lab.exportZip()).size > 1000)),
        backend,
      };
    }, source);
    expect(found).toEqual({
      isAnother: true,
      results: [['a.png'], ['b.png']],
      zips: [true, true],
      backend: 'webgl2',
    });
    expect(problems).toEqual([]);
    await context.close();
  });
});
