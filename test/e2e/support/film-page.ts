import { readFileSync } from 'node:fs';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { newWatchedPage, sharedBrowser } from './browser.ts';
import { PATIENCE_MS } from './patience.ts';
import { ROOT, type StaticServer } from './site.ts';

/** The first of the page's samples. */
export const CHEST = readFileSync(`${ROOT}public/samples/chest.png`);

/** Chooses PNG files, by their names, and waits until all of them are done and the images of one are painted. */
export async function chooseFilms(page: Page, films: Readonly<Record<string, Buffer>>): Promise<void> {
  const files = Object.entries(films).map(([name, buffer]) => ({ name, mimeType: 'image/png', buffer }));
  await page.locator('input[type="file"]').first().setInputFiles(files);
  await page.waitForFunction(
    (count) => {
      const lab = document.querySelector('xray-lab');
      return lab?.results.length === count && !lab.busy;
    },
    files.length,
    { timeout: PATIENCE_MS },
  );
  // On a phone the others are beside the window.
  await page.locator('xray-stage-figure canvas.painted').nth(4).waitFor({ state: 'attached' });
}

/** `count` times the sample: "0.png", "1.png" and so on. */
export function sameFilms(count: number): Readonly<Record<string, Buffer>> {
  return Object.fromEntries(Array.from({ length: count }, (_, i) => [`${i}.png`, CHEST]));
}

/** The page as it is built, with so many films, all done. */
export async function openFilmPage(site: StaticServer, films: number, options: BrowserContextOptions): Promise<Page> {
  const { page } = await newWatchedPage(await sharedBrowser(), { locale: 'en-US', ...options });
  await page.goto(`${site.url}?backend=cpu`);
  await chooseFilms(page, sameFilms(films));
  return page;
}
