import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse, type CallExpression, type Literal, type MemberExpression, type Node } from 'acorn';
import { full } from 'acorn-walk';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startStaticServer } from '../../scripts/static-server.mjs';
import { sharedBrowser } from './support/browser.ts';
import { expectOpencvStages } from './support/expect-opencv-stages.ts';
import { LabPage } from './support/lab-page.ts';
import { MISSING, takenAway } from './support/missing-features.ts';
import { pngFile, radiograph } from './support/radiograph.ts';
import { openArchive } from './support/results-archive.ts';
import { built, type StaticServer } from './support/site.ts';

/** What no browser runs is Node's. */
const shipped = readdirSync(built(), { recursive: true, encoding: 'utf8' }).filter(
  (name) => name.endsWith('.js') && !/^cli[\\/]/.test(name),
);
/** Plain scripts; all else are modules. */
const isScript = (name: string): boolean => /^workers[\\/]|sw\.js$/.test(name);

describe('the syntax of what is shipped is known to Chrome 90, Edge 90, Firefox 88 and Safari 14', () => {
  it.each(shipped)('%s', (name) => {
    expect(tooNew(readFileSync(built(name), 'utf8'), isScript(name) ? 'script' : 'module')).toEqual([]);
  });

  it.each([
    ['class { x = 1 }', 'class fields'],
    ['class { #x() {} }', 'private methods'],
    ['class { static {} }', 'static blocks'],
    ['/(?<=a)b/', 'lookbehind'],
    ['/a/d', 'flags'],
    ['a?.b(...c)', 'spread after ?.'],
    ['a?.(...c).d', 'spread after ?.'],
  ])('%s would be noticed', (code) => {
    expect(tooNew(`const value = ${code};`, 'module')).not.toEqual([]);
  });

  it.each(['await 1;', "export * as all from './x.js';"])('%s would be noticed', (code) => {
    expect(tooNew(code, 'module')).not.toEqual([]);
  });
});

/**
 * What of `code` is beyond the four browsers: all of ES2022 and later (class fields came to Firefox with 69, but private
 * ones with 90, and to Safari with 14.1), and of what came before namespace exports (Safari 14.1), lookbehind (16.4) and a
 * spread in a call after `?.` (Chrome 91).
 */
function tooNew(code: string, sourceType: 'script' | 'module'): string[] {
  let tree: Node;
  try {
    tree = parse(code, { ecmaVersion: 2021, sourceType });
  } catch (error) {
    return [String(error)];
  }
  const found: string[] = [];
  full(tree, (node) => {
    const { regex } = node as Literal;
    if (regex && (/\(\?<[=!]/.test(regex.pattern) || /[dv]/.test(regex.flags))) found.push(`/${regex.pattern}/`);
    if (node.type === 'ChainExpression' && spreadsInCall(node)) found.push('a spread after ?.');
    if (node.type === 'ExportAllDeclaration' && (node as { exported?: unknown }).exported) found.push('export * as');
  });
  return found;
}

/** Whether a call in the chain `node`, not one in its arguments, has a spread. */
function spreadsInCall(node: Node): boolean {
  const {
    expression,
    callee,
    object,
    arguments: values = [],
  } = node as Partial<CallExpression & MemberExpression> & {
    expression?: Node;
  };
  if (values.some(({ type }) => type === 'SpreadElement')) return true;
  const inner = expression ?? callee ?? object;
  return inner !== undefined && spreadsInCall(inner);
}

describe('without', () => {
  const image = radiograph(120, 90, 3);
  const png = pngFile('own.png', image);
  let browser: Browser;
  let folder: string;
  let host: StaticServer;
  let jpeg: Buffer;

  beforeAll(async () => {
    browser = await sharedBrowser();
    folder = mkdtempSync(join(tmpdir(), 'xray-lab-old-'));
    cpSync(built('cdn/xray-lab.js'), join(folder, 'xray-lab.js'));
    writeFileSync(
      join(folder, 'index.html'),
      '<!doctype html><title>Host</title><script type="module" src="app.js"></script><xray-lab></xray-lab>',
    );
    writeFileSync(join(folder, 'app.js'), `import * as core from './xray-lab.js';\nwindow.core = core;`);
    host = await startStaticServer({ root: folder, headers: {} });
    jpeg = await someJpeg(browser);
  });
  afterAll(async () => {
    await host.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it.each([...Object.entries(MISSING), ['all of them', Object.values(MISSING).join('\n')]])(
    '%s the ZIP is the same',
    async (name, script) => {
      const lab = await LabPage.blank(browser);
      await lab.page.addInitScript(takenAway(script));
      await lab.visit(host.url);
      await lab.choose(png, { name: 'photo.jpg', mimeType: 'image/jpeg', buffer: jpeg });
      await lab.waitForResults(2);
      const archive = await openArchive((await lab.downloadZip()).bytes);
      await expectOpencvStages(archive, 'own', image);
      await expectOpencvStages(archive, 'photo');
      expect(archive.image('photo_original.png').width).toBe(64);
      const display = await lab.page.locator('xray-lab').evaluate((element) => {
        const content = element.shadowRoot?.querySelector('.lab');
        return content && getComputedStyle(content).display;
      });
      expect(display).toBe('flex');

      // What was taken away is away, in workers too.
      const engines = await lab.page.evaluate(async () => {
        const { createEngine } = (window as unknown as { core: typeof import('../../src/core.ts') }).core;
        const describe = (backend: 'cpu' | 'webgl2'): Promise<string> =>
          createEngine({ backend }).then(
            (engine) => engine.description,
            (error: { code: string }) => error.code,
          );
        return { cpu: await describe('cpu'), webgl2: await describe('webgl2') };
      });
      const all = name === 'all of them';
      expect(engines.cpu).toBe(all || name.startsWith('WebAssembly') ? 'CPU' : 'CPU (SIMD)');
      expect(engines.webgl2 === 'engine-unavailable').toBe(all || name === 'WebGL2');
      expect(lab.problems).toEqual([]);
      await lab.close();
    },
  );
});

/** A JPEG of 64 × 48 pixels by the browser itself. */
async function someJpeg(browser: Browser): Promise<Buffer> {
  const page = await browser.newPage();
  const url = await page.evaluate(() => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 64, height: 48 });
    const context = canvas.getContext('2d');
    for (let x = 0; x < 64; x++) {
      if (context) context.fillStyle = `rgb(${x * 4}, ${255 - x * 3}, ${(x % 8) * 30})`;
      context?.fillRect(x, 0, 1, 48 - (x % 16));
    }
    return canvas.toDataURL('image/jpeg', 0.9);
  });
  await page.close();
  return Buffer.from(url.slice(url.indexOf(',') + 1), 'base64');
}
