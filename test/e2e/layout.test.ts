import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { openFilmPage } from './support/film-page.ts';
import { serveSite, type StaticServer } from './support/site.ts';

let site: StaticServer;
let page: Page;

beforeAll(async () => {
  site = await serveSite();
});
afterEach(() => page.context().close());
afterAll(() => site.close());

interface Window {
  readonly width: number;
  readonly height: number;
  readonly locale?: string;
}

/** The page with so many films, all done. */
async function openWith(films: number, { width, height, locale = 'en-US' }: Window): Promise<void> {
  page = await openFilmPage(site, films, { viewport: { width, height }, locale });
}

async function openViewer(): Promise<{ width: number; height: number; x: number; y: number }> {
  await page.locator('xray-stage-figure .open').nth(2).click();
  const box = await page.locator('.area').boundingBox();
  if (!box) throw new Error('The viewer is not shown.');
  return box;
}

it.each([
  { width: 1440, height: 900 },
  { width: 2560, height: 1440 },
])('shows five images at once, and gives the viewer three quarters of $width × $height', async (window) => {
  await openWith(1, window);
  const ends = await page
    .locator('xray-stage-figure')
    .evaluateAll((figures) => figures.map((figure) => figure.getBoundingClientRect().bottom));
  expect(ends).toHaveLength(5);
  expect(Math.max(...ends)).toBeLessThanOrEqual(window.height);

  const { width, height, y } = await openViewer();
  expect((width * height) / (window.width * window.height)).toBeGreaterThanOrEqual(0.75);
  expect(y + height).toBeLessThanOrEqual(window.height);
});

it.each([
  [768, 'en-US'],
  [1280, 'en-US'],
  [1280, 'de-DE'],
  [1280, 'fr-FR'],
  [1440, 'en-US'],
  [2560, 'en-US'],
])('has its name and the toolbar in one row, at %i px, in %s', async (width, locale) => {
  await openWith(1, { width, height: 900, locale });
  const [name, toolbar] = await Promise.all(
    ['h1', '.toolbar'].map((selector) => page.locator(selector).first().boundingBox()),
  );
  expect((toolbar?.y ?? 0) + (toolbar?.height ?? 0)).toBeLessThan(80);
  expect(Math.abs((name?.y ?? 0) - (toolbar?.y ?? 99))).toBeLessThanOrEqual(1);
});

it.each(['en-US', 'de-DE', 'fr-FR'])('has the controls of the viewer in one row, in %s', async (locale) => {
  await openWith(2, { width: 1440, height: 900, locale });
  await openViewer();
  const bar = page.locator('.bar').first();
  for (const mode of ['side', 'divider', 'across', 'blink', 'difference']) {
    await page.locator('.bar select').nth(1).selectOption(mode);
    await expect
      .poll(() => bar.evaluate((one) => one.getBoundingClientRect().height), { message: mode })
      .toBeLessThan(50);
    expect(await bar.evaluate((one) => one.scrollWidth <= one.clientWidth), mode).toBe(true);
  }
});

it.each([
  { width: 1440, height: 900 },
  { width: 768, height: 1024 },
])('comes to the edges by fewer than twenty presses of Tab, with nine films, at $width px', async (window) => {
  await openWith(9, window);
  let presses = 0;
  for (let name = ''; name !== 'Open Canny Edge Detection' && presses < 60; presses++) {
    await page.keyboard.press('Tab');
    name = await page.evaluate(() => {
      let element = document.activeElement;
      while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
      return element?.getAttribute('aria-label') ?? '';
    });
  }
  expect(presses).toBeLessThan(20);
});

it('folds files and parameters away, and keeps them so for all images and for the viewer', async () => {
  await openWith(2, { width: 1440, height: 900 });
  const panels = page.getByRole('button', { name: 'Files, parameters and details', exact: true });
  const rail = page.locator('#rail');
  expect(await rail.isVisible()).toBe(true);
  await openViewer();
  expect(await rail.isVisible()).toBe(false);
  await panels.click();
  expect(await rail.isVisible()).toBe(true);
  await page.getByRole('button', { name: 'All images' }).click();
  await panels.click();
  expect(await rail.isVisible()).toBe(false);
  await openViewer();
  expect(await rail.isVisible()).toBe(true);
});
