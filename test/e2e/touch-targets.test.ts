import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { newWatchedPage, sharedBrowser } from './support/browser.ts';
import { openFilmPage } from './support/film-page.ts';
import { serveSite, type StaticServer } from './support/site.ts';

let site: StaticServer;
let page: Page;

beforeAll(async () => {
  site = await serveSite();
});
afterEach(() => page.context().close());
afterAll(() => site.close());

/** What a finger can be meant for, and is smaller than 44 CSS pixels either way: in all shadow roots, words in a text aside. */
function tooSmall(): Promise<string[]> {
  return page.evaluate(() => {
    const all = (root: Document | ShadowRoot): Element[] =>
      [...root.querySelectorAll('*')].flatMap((element) => [
        element,
        ...(element.shadowRoot ? all(element.shadowRoot) : []),
      ]);
    const least = 43.5;
    return all(document).flatMap((element) => {
      if (!element.matches('button, input, select, summary, a[href], [role=tab]')) return [];
      if (getComputedStyle(element).visibility === 'hidden' || element.matches('p a, li a')) return [];
      // A checkbox is pressed by its label, too.
      const label = element.matches('[type=checkbox]') ? (element as HTMLInputElement).labels?.[0] : null;
      const { width, height } = (label ?? element).getBoundingClientRect();
      if (width <= 1 || height <= 1 || (width >= least && height >= least)) return [];
      const name = element.getAttribute('aria-label') ?? element.textContent?.trim() ?? '';
      return [`${element.localName} ${name}: ${Math.round(width)} × ${Math.round(height)}`];
    });
  });
}

const SIZES = [
  { width: 360, height: 740 },
  { width: 768, height: 1024 },
  { width: 1180, height: 820 },
] as const;

describe.each(SIZES)('targets of 44 pixels under fingers, at $width × $height', (viewport) => {
  const touch = { viewport, hasTouch: true, isMobile: true };

  it('of an empty page', async () => {
    ({ page } = await newWatchedPage(await sharedBrowser(), { ...touch, locale: 'en-US' }));
    await page.goto(`${site.url}?backend=cpu`);
    await page.locator('footer select').waitFor();
    expect(await tooSmall()).toEqual([]);
  });

  it('of images, the list of files, a file that cannot be read and an undo', async () => {
    page = await openFilmPage(site, 3, touch);
    expect(await tooSmall()).toEqual([]);
    const notes = { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('No image.') };
    await page.locator('input[type="file"]').first().setInputFiles([notes]);
    await page.locator('.card').waitFor();
    expect(await tooSmall()).toEqual([]);
    await page.getByRole('button', { name: 'Remove all' }).click();
    await page.getByRole('button', { name: 'Undo' }).waitFor();
    expect(await tooSmall()).toEqual([]);
  });

  it('of the viewer, comparing, measuring and what is used less often', async () => {
    page = await openFilmPage(site, 2, touch);
    await page.locator('xray-stage-figure .open').nth(2).click();
    await page.locator('.area').waitFor();
    expect(await tooSmall()).toEqual([]);
    await page.getByLabel('Compare', { exact: true }).selectOption({ label: 'With a divider' });
    expect(await tooSmall()).toEqual([]);
    await page.getByRole('button', { name: 'More' }).click();
    expect(await tooSmall()).toEqual([]);
  });
});
