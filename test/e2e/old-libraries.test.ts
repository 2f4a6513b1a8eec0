import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startStaticServer } from '../../scripts/static-server.mjs';
import type { Backend } from '../../src/pipeline/engine.ts';
import { newWatchedPage, sharedBrowser } from './support/browser.ts';
import { expectFound, processIn } from './support/process-in-page.ts';
import { pngFile, radiograph } from './support/radiograph.ts';
import { built, type StaticServer } from './support/site.ts';

/** What libraries of 2005 to 2012 do to a page before the script comes, as they did it. */
const LIBRARIES: Readonly<Record<string, string>> = {
  'a text on all objects': `Object.prototype.siteVersion = '1.2';`,
  'methods on all objects': `Object.prototype.extend = function (source) { for (var key in source) this[key] = source[key]; return this; };
    Object.prototype.each = function (action) { for (var key in this) action(this[key], key); };`,
  'methods on all lists and functions': `Array.prototype.contains = function (item) { return this.indexOf(item) >= 0; };
    Array.prototype.first = function () { return this[0]; };
    Function.prototype.method = function (name, action) { this.prototype[name] = action; return this; };
    String.prototype.trim = function () { return this.replace(/^\\s+|\\s+$/g, ''); };`,
  'JSON of their own': `Array.prototype.toJSON = function () { return '[' + this.map(function (x) { return JSON.stringify(x); }).join(', ') + ']'; };
    String.prototype.toJSON = function () { return '"' + this + '"'; };`,
  'lists made their way': `Array.from = function (item) {
      if (item == null) return [];
      return typeof item.length === 'number' && typeof item !== 'string' ? Array.prototype.slice.call(item) : [item];
    };
    Array.prototype.entries = Array.prototype.toArray = function () { return this.map(function (x) { return x; }); };
    Array.prototype.map = Array.prototype.collect = function (iterator, context) {
      var results = [];
      for (var i = 0; i < this.length; i++) if (i in this) results.push(iterator.call(context, this[i], i));
      return results;
    };
    Array.prototype.find = Array.prototype.detect = function (iterator, context) {
      for (var i = 0; i < this.length; i++) if (iterator.call(context, this[i], i)) return this[i];
    };`,
  'promises of their own': `window.Promise = class OldPromise extends Promise {};
    window.requestAnimationFrame = function (action) { return setTimeout(function () { action(Date.now()); }, 16); };
    window.cancelAnimationFrame = clearTimeout;`,
};

const image = radiograph(83, 61, 3);
const source = [...pngFile('any.png', image).buffer];

let folder: string;
let browser: Browser;
let site: StaticServer;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'xray-lab-old-'));
  cpSync(built('cdn/xray-lab.js'), join(folder, 'xray-lab.js'));
  Object.values(LIBRARIES).forEach((library, i) =>
    writeFileSync(
      join(folder, `${i}.html`),
      `<!doctype html><title>Host</title><script>${library}</script>
       <script type="module">import * as core from './xray-lab.js'; window.core = core;</script>
       <xray-lab backend="cpu"></xray-lab><xray-lab backend="webgl2"></xray-lab>`,
    ),
  );
  site = await startStaticServer({ root: folder, headers: {} });
  browser = await sharedBrowser();
});
afterAll(async () => {
  await site.close();
  rmSync(folder, { recursive: true, force: true });
});

const cases = Object.keys(LIBRARIES).flatMap((name, i) =>
  (['cpu', 'webgl2'] as const).map((backend): [string, Backend, number] => [name, backend, i]),
);

it.each(cases)('on a site whose old library leaves %s, everything is computed on %s', async (_name, backend, i) => {
  const { page, context, problems } = await newWatchedPage(browser);
  await page.goto(`${site.url}${i}.html`);
  await expectFound(await processIn(page, backend, source), backend, image);
  expect(problems).toEqual([]);
  await context.close();
});

it.each(Object.keys(LIBRARIES).map((name, i): [string, number] => [name, i]))(
  'with %s, the element shows its image, its histogram, and exports a manifest that lists it',
  async (_name, i) => {
    const { page, context, problems } = await newWatchedPage(browser);
    await page.goto(`${site.url}${i}.html`);
    const seen = await page.evaluate(async (bytes) => {
      await customElements.whenDefined('xray-lab');
      const [lab] = document.querySelectorAll('xray-lab');
      await lab.process(new File([new Uint8Array(bytes)], 'a.png'));
      await lab.updateComplete;
      const { parseManifest } = (window as unknown as { core: typeof import('../../src/core.ts') }).core;
      const text = new TextDecoder('latin1').decode(await (await lab.exportZip()).arrayBuffer());
      const [, start] = /(\{\n {2}"schemaVersion"[^]*?\n\}\n)/.exec(text) ?? [];
      const bars = lab.shadowRoot?.querySelector('xray-histogram')?.shadowRoot?.querySelector('.bars');
      return { names: parseManifest(start).images.map(({ name }) => name), path: bars?.getAttribute('d') ?? '' };
    }, source);
    expect(seen.names).toEqual(['a.png']);
    expect(seen.path.length).toBeGreaterThan(500);
    expect(seen.path).not.toMatch(/NaN|undefined/);
    expect(problems).toEqual([]);
    await context.close();
  },
);
