import { link, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { XrayLab } from '../../src/components/lab/xray-lab.ts';
import { countResources, measureAtRest, restSooner } from './support/alive.ts';
import { IDLE_MS } from '../../src/worker/worker-pool.ts';
import { newWatchedPage } from './support/browser.ts';
import { pngFile, radiograph } from './support/radiograph.ts';
import { servePage } from './support/served-page.ts';

/** `XRAY_LONG=1` makes it a thousand, which takes minutes. Shaders are computed in software where tests run. */
const FILES = { cpu: process.env.XRAY_LONG ? 1000 : 60, webgl2: 15 } as const;
const SIDE = 1024;
const MEGAPIXEL = SIDE * SIDE;
const WARM_UP = 5;

const served = servePage();
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'memory-'));
  await writeFile(join(folder, 'source'), pngFile('any.png', radiograph(SIDE, SIDE, 1)).buffer);
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

/** Chooses files and waits until `results` files in all have results and nothing is at work. */
async function processFiles(page: Page, paths: readonly string[], results: number): Promise<void> {
  await page.locator('input[type="file"]').setInputFiles([...paths]);
  await page.locator('xray-lab').evaluate(async (lab: XrayLab, all) => {
    while (lab.results.length < all || lab.busy) await new Promise((resolve) => setTimeout(resolve, 20));
  }, results);
}

it.each(['cpu', 'webgl2'] as const)(
  'passes files of a megapixel without holding their pixels (%s)',
  async (backend) => {
    const files = FILES[backend];
    const { context, page, problems } = await newWatchedPage(served.browser);
    await page.addInitScript(countResources);
    await page.addInitScript(restSooner, IDLE_MS);
    await page.goto(`${served.url}?backend=${backend}`);
    const cdp = await context.newCDPSession(page);
    const paths = Array.from({ length: WARM_UP + files }, (_, i) => join(folder, `${i}.png`));
    // From a disk, as a person's files, and one on it.
    for (const path of paths) await link(join(folder, 'source'), path).catch(() => undefined);

    await processFiles(page, paths.slice(0, WARM_UP), WARM_UP);
    const before = await measureAtRest(page, cdp, backend);
    await processFiles(page, paths.slice(WARM_UP), WARM_UP + files);
    const after = await measureAtRest(page, cdp, backend);

    const perFile = (after.heap + after.buffers - before.heap - before.buffers) / files;
    const pngs = await page.locator('xray-lab').evaluate(async (element: XrayLab) => {
      // One that is kept, made while the browser still had room.
      const kept = element.results[1];
      const sizes = await Promise.all(
        (['original', 'grayscale', 'enhanced', 'blurred', 'edges'] as const).map(
          async (stage) => (await kept.png(stage)).size,
        ),
      );
      return sizes.reduce((sum, size) => sum + size, 0);
    });
    console.log(
      `${backend}, ${files} files of ${SIDE} × ${SIDE}: ${Math.round(perFile)} bytes a file on the page's thread ` +
        `(its five PNGs, outside: ${pngs}); buffers ${before.buffers} → ${after.buffers} bytes, ` +
        `workers ${before.workers} → ${after.workers}, textures ${before.gpu.Texture} → ${after.gpu.Texture}, ` +
        `object URLs ${before.urls} → ${after.urls}`,
    );
    // The pixels of one stage would be a million.
    expect(perFile).toBeLessThan(MEGAPIXEL / 16);
    expect(after.buffers - before.buffers).toBeLessThan(2 * MEGAPIXEL);
    expect(after.workers).toBe(before.workers);
    // As many as were in use at once are kept for reuse, whatever the number of files: not one a file. How many that are
    // differs by a few, by which file is ready when.
    expect(after.gpu.Texture - before.gpu.Texture).toBeLessThan(files);
    expect(after.urls).toBeLessThanOrEqual(before.urls);
    expect(problems).toEqual([]);
    await context.close();
  },
  600_000 + FILES.cpu * 5_000,
);
