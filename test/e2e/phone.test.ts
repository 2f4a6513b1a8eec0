import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { newWatchedPage, sharedBrowser } from './support/browser.ts';
import { PATIENCE_MS } from './support/patience.ts';
import { ROOT, serveSite, type StaticServer } from './support/site.ts';

let site: StaticServer;
let page: Page;
const chest = readFileSync(`${ROOT}public/samples/chest.png`);

beforeAll(async () => {
  site = await serveSite();
});
afterEach(() => page.context().close());
afterAll(() => site.close());

interface Phone {
  readonly width?: number;
  readonly height?: number;
  readonly locale?: string;
}

/** The page on a phone, with so many films, all done. */
async function openWith(films: number, { width = 360, height = 740, locale = 'en-US' }: Phone = {}): Promise<void> {
  const viewport = { width, height };
  ({ page } = await newWatchedPage(await sharedBrowser(), { viewport, locale, hasTouch: true, isMobile: true }));
  await page.goto(`${site.url}?backend=cpu`);
  const files = Array.from({ length: films }, (_, i) => ({ name: `${i}.png`, mimeType: 'image/png', buffer: chest }));
  await page.locator('input[type="file"]').first().setInputFiles(files);
  await page.waitForFunction(
    (count) => {
      const lab = document.querySelector('xray-lab');
      return lab?.results.length === count && !lab.busy;
    },
    films,
    { timeout: PATIENCE_MS },
  );
  await page.locator('xray-stage-figure canvas.painted').nth(4).waitFor({ state: 'attached' });
}

/** Where the frames of the images lie across the window: how far the middle of each is from its middle, in CSS pixels. */
function offMiddle(): Promise<number[]> {
  return page.locator('xray-stage-figure .frame').evaluateAll((frames) =>
    frames.map((frame) => {
      const { left, right } = frame.getBoundingClientRect();
      return Math.abs((left + right) / 2 - innerWidth / 2);
    }),
  );
}

/** The image that is in the middle, when the row stands still. */
async function snapped(): Promise<number> {
  const row = page.locator('xray-stage-sheet .row');
  let before = -1;
  await expect
    .poll(async () => {
      const now = await row.evaluate((element) => element.scrollLeft);
      const still = now === before;
      before = now;
      return still;
    })
    .toBe(true);
  const off = await offMiddle();
  const least = Math.min(...off);
  // The first and the last stand at the edges.
  expect(least).toBeLessThanOrEqual(16);
  return off.indexOf(least);
}

const current = (): Promise<string> => page.locator('.names [aria-current="true"]').innerText();

it.each([
  { films: 1, locale: 'en-US' },
  { films: 3, locale: 'en-US' },
  { films: 9, locale: 'en-US' },
  { films: 1, locale: 'de-DE' },
  { films: 3, locale: 'de-DE' },
  { films: 9, locale: 'de-DE' },
])('has the first image in the upper part of the window, with $films films, $locale', async ({ films, locale }) => {
  await openWith(films, { locale });
  const box = await page.locator('xray-stage-figure .frame').first().boundingBox();
  expect(box?.y).toBeLessThan(300);
  // The beginning of the next one shows that there is one.
  const next = await page.locator('xray-stage-figure .frame').nth(1).boundingBox();
  expect(next?.x).toBeLessThan(350);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
});

it.each([320, 360, 390])('is no wider than its window of %i px', async (width) => {
  await openWith(3, { width, height: 700, locale: 'de-DE' });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  await page.locator('.which').click();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
});

it('goes from image to image by swiping, by their names and by keys', async () => {
  await openWith(1);
  expect(await snapped()).toBe(0);
  expect(await current()).toBe('Original');

  const session = await page.context().newCDPSession(page);
  await session.send('Input.synthesizeScrollGesture', { x: 180, y: 300, xDistance: -250, yDistance: 0, speed: 2000 });
  expect(await snapped()).toBe(1);
  await expect.poll(current).toBe('Grayscale');

  await page.getByRole('button', { name: 'Edges', exact: true }).click();
  expect(await snapped()).toBe(4);
  await expect.poll(current).toBe('Edges');

  await page.getByRole('button', { name: 'Open Blurred (Gaussian)' }).focus();
  expect(await snapped()).toBe(3);
  await page.keyboard.press('ArrowLeft');
  expect(await snapped()).toBe(2);
  await page.locator('.names [aria-current="true"]').focus();
  await page.keyboard.press('ArrowRight');
  expect(await snapped()).toBe(3);
  await expect.poll(current).toBe('Blurred');
});

it('scrolls the page where an image is swiped up', async () => {
  await openWith(1);
  const session = await page.context().newCDPSession(page);
  await session.send('Input.synthesizeScrollGesture', { x: 180, y: 350, xDistance: 0, yDistance: -200, speed: 2000 });
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(100);
  expect(await snapped()).toBe(0);
});

it('goes the other way where it is written from right to left', async () => {
  await openWith(1);
  // The page sets the messages when it has its choice of languages.
  await page.locator('footer select').waitFor();
  await page.evaluate(() => {
    const lab = document.querySelector('xray-lab');
    if (lab) lab.messages = { ...lab.messages, language: 'ar' };
  });
  await page.locator('.lab[dir="rtl"]').waitFor();
  const session = await page.context().newCDPSession(page);
  await session.send('Input.synthesizeScrollGesture', { x: 180, y: 300, xDistance: 250, yDistance: 0, speed: 2000 });
  expect(await snapped()).toBe(1);
  await page.locator('xray-stage-figure .open').nth(1).focus();
  await page.keyboard.press('ArrowLeft');
  expect(await snapped()).toBe(2);
  await expect.poll(current).toBe('Enhanced');
});

it('has the list of files behind one line, which goes to the next one, opens, and closes when one is chosen', async () => {
  await openWith(3);
  const line = page.locator('.which');
  const list = page.getByRole('list', { name: 'Files' });
  await expect.poll(() => line.innerText()).toContain('0.png');
  expect(await list.isVisible()).toBe(false);
  await page.getByRole('button', { name: 'Next film' }).click();
  await expect.poll(() => line.innerText()).toContain('1.png');

  await line.click();
  expect(await page.getByRole('button', { name: 'Remove all' }).isVisible()).toBe(true);
  await list
    .getByRole('button', { name: /2\.png/ })
    .first()
    .click();
  await expect.poll(() => line.innerText()).toContain('2.png');
  expect(await list.isVisible()).toBe(false);
  expect(await line.evaluate((element) => (element.getRootNode() as ShadowRoot).activeElement === element)).toBe(true);
});

it('shows the list when a file cannot be read', async () => {
  await openWith(1);
  const notes = { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('No image.') };
  await page.locator('input[type="file"]').first().setInputFiles([notes]);
  await page.locator('.card').waitFor();
  await page.locator('.which').click();
  expect(await page.locator('.card').isVisible()).toBe(false);
});
