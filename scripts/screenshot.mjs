// @ts-check
/**
 * Makes the README's picture of the page, docs/images/page.png: the built page in the dark theme with the sample chest.
 *
 *     node scripts/screenshot.mjs
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { decode } from 'fast-png';
import { chromium } from 'playwright-core';
import { buildSite } from './build-steps.mjs';
import { browserArguments, findOrInstallBrowser } from './find-browser.mjs';
import { palettePng } from './palette-png.mjs';
import { startStaticServer } from './static-server.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

await buildSite(root);
const site = await startStaticServer({ root: join(root, 'dist', 'site') });
const browser = await chromium.launch({ executablePath: findOrInstallBrowser(), args: browserArguments() });
try {
  const page = await browser.newPage({
    viewport: { width: 1280, height: 800 },
    deviceScaleFactor: 1,
    colorScheme: 'dark',
    reducedMotion: 'reduce',
  });
  await page.goto(`${site.url}?backend=cpu`);
  await page.getByRole('button', { name: 'Try a sample' }).click();
  await page.locator('canvas.painted').nth(4).waitFor();
  await page.locator('xray-lab').evaluate(async (/** @type {import('lit').LitElement & { busy: boolean }} */ lab) => {
    while (lab.busy) await new Promise((resolve) => setTimeout(resolve, 50));
    await lab.updateComplete;
  });
  await page.mouse.move(0, 0);
  const picture = palettePng(decode(await page.screenshot()));
  const folder = join(root, 'docs', 'images');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'page.png'), picture);
  console.log(`docs/images/page.png: ${Math.round(picture.length / 1000)} kB`);
} finally {
  await browser.close();
  await site.close();
}
