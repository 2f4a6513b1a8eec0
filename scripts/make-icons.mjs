// @ts-check
/**
 * Makes the icons of the installed page, public/icon-*.png, from public/favicon.svg.
 *
 *     node scripts/make-icons.mjs
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { decode } from 'fast-png';
import { chromium } from 'playwright-core';
import { browserArguments, findOrInstallBrowser } from './find-browser.mjs';
import { palettePng } from './palette-png.mjs';

const folder = fileURLToPath(new URL('../public/', import.meta.url));
const svg = readFileSync(`${folder}favicon.svg`).toString('base64');
const browser = await chromium.launch({ executablePath: findOrInstallBrowser(), args: browserArguments() });
try {
  for (const size of [192, 512]) {
    const page = await browser.newPage({ viewport: { width: size, height: size } });
    await page.setContent(
      `<style>body{margin:0;background:#0f0f0f}img{display:block;width:80%;padding:10%}</style><img src="data:image/svg+xml;base64,${svg}">`,
    );
    await page.locator('img').evaluate((/** @type {HTMLImageElement} */ image) => image.decode());
    writeFileSync(`${folder}icon-${size}.png`, palettePng(decode(await page.screenshot())));
    await page.close();
  }
} finally {
  await browser.close();
}
