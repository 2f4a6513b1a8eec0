import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Frame } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { XrayLab } from '../../src/components/lab/xray-lab.ts';
import { startStaticServer } from '../../scripts/static-server.mjs';
import { newWatchedPage, sharedBrowser, type WatchedPage } from './support/browser.ts';
import { pngFile, radiograph } from './support/radiograph.ts';
import { built, type StaticServer } from './support/site.ts';

let browser: Browser;
let folder: string;
let site: StaticServer;

beforeAll(async () => {
  browser = await sharedBrowser();
  folder = mkdtempSync(join(tmpdir(), 'xray-lab-frames-'));
  cpSync(built('cdn/xray-lab.js'), join(folder, 'xray-lab.js'));
  writeFileSync(
    join(folder, 'inner.html'),
    `<!doctype html><title>Inner</title>
    <script type="module" src="./xray-lab.js"></script>
    <xray-lab backend="cpu" guard-unsaved></xray-lab>`,
  );
  writeFileSync(
    join(folder, 'between.html'),
    '<!doctype html><title>Between</title><iframe src="inner.html"></iframe>',
  );
  // As hosts have to where a frame has an origin of its own.
  site = await startStaticServer({ root: folder, headers: { 'Access-Control-Allow-Origin': '*' } });
});
afterAll(async () => {
  await site.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A page with the element in a frame in it, and one image processed. */
async function openIn(frame: string): Promise<{ watched: WatchedPage; inner: Frame }> {
  writeFileSync(join(folder, 'index.html'), `<!doctype html><title>Outer</title>${frame}`);
  const watched = await newWatchedPage(browser);
  const { page } = watched;
  await page.goto(site.url);
  await expect.poll(() => page.frames().some((one) => one.url().endsWith('inner.html'))).toBe(true);
  const inner = page.frames().find((one) => one.url().endsWith('inner.html'));
  if (!inner) throw new Error('There is no frame with the element.');
  const dialog = page.waitForEvent('filechooser');
  await inner.getByRole('button', { name: 'Choose X-ray Image' }).first().click();
  await (await dialog).setFiles([pngFile('hand.png', radiograph(60, 40, 1))]);
  await inner.getByRole('button', { name: 'Download Results (ZIP)' }).and(inner.locator(':enabled')).waitFor();
  await inner.locator('xray-lab').evaluate((lab: XrayLab) => {
    const exported: string[] = [];
    lab.addEventListener('xray-export', ({ detail }) => exported.push(detail.kind));
    Object.assign(window, { exported });
  });
  return { watched, inner };
}

const exportedIn = (inner: Frame): Promise<string[]> =>
  inner.evaluate(() => (window as unknown as { exported: string[] }).exported);

describe('in a frame that is known to refuse downloads', () => {
  it.each([
    ['its own', '<iframe sandbox="allow-scripts allow-same-origin" src="inner.html"></iframe>'],
    ['one around it', '<iframe sandbox="allow-scripts allow-same-origin" src="between.html"></iframe>'],
  ])('%s: nothing is told as exported, and the reader hears why', async (_, frame) => {
    const { watched, inner } = await openIn(frame);
    for (const name of ['Download Results (ZIP)', 'Save Grayscale as PNG']) {
      await inner.getByRole('button', { name }).click();
      await inner.getByRole('alert').getByText('The frame that this page is in allows no downloads.').waitFor();
      await expect.poll(() => inner.locator('xray-lab').evaluate((lab: XrayLab) => lab.busy)).toBe(false);
      await inner.getByRole('button', { name: 'Dismiss' }).click();
    }
    expect(await exportedIn(inner)).toEqual([]);
    // What a page asks for it gets: nothing is downloaded.
    const size = await inner.locator('xray-lab').evaluate(async (lab: XrayLab) => (await lab.exportZip()).size);
    expect([size > 0, await exportedIn(inner)]).toEqual([true, ['zip']]);
    expect(watched.problems).toEqual([]);
    await watched.context.close();
  });
});

describe('in a frame that allows downloads, or cannot be asked', () => {
  it.each([
    ['without a sandbox', '<iframe src="inner.html"></iframe>'],
    ['that is allowed', '<iframe sandbox="allow-scripts allow-same-origin allow-downloads" src="inner.html"></iframe>'],
    ['with an origin of its own', '<iframe sandbox="allow-scripts allow-downloads" src="inner.html"></iframe>'],
  ])('%s: they come', async (_, frame) => {
    const { watched, inner } = await openIn(frame);
    const started = watched.page.waitForEvent('download');
    await inner.getByRole('button', { name: 'Download Results (ZIP)' }).click();
    expect((await started).suggestedFilename()).toMatch(/\.zip$/);
    await expect.poll(() => exportedIn(inner)).toEqual(['zip']);
    expect(watched.problems).toEqual([]);
    await watched.context.close();
  });
});
