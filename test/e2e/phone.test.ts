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

interface Phone {
  readonly width?: number;
  readonly height?: number;
  readonly locale?: string;
}

/** The page on a phone, with so many films, all done. */
async function openWith(films: number, { width = 360, height = 740, locale = 'en-US' }: Phone = {}): Promise<void> {
  page = await openFilmPage(site, films, { viewport: { width, height }, locale, hasTouch: true, isMobile: true });
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

it.each(['en-US', 'ja-JP'])('has its whole name, in %s', async (locale) => {
  await openWith(1, { locale });
  await page.locator('footer select').waitFor();
  const [name, words] = await page.locator('h1').evaluateAll(([heading]) => {
    const range = document.createRange();
    range.selectNodeContents(heading);
    const header = heading.parentElement as HTMLElement;
    return [range.getBoundingClientRect(), header.getBoundingClientRect()].map(({ top, bottom, right }) => ({
      top,
      bottom,
      right,
    }));
  });
  expect(name.bottom).toBeLessThanOrEqual(words.bottom + 1);
  expect(name.right).toBeLessThanOrEqual(words.right + 1);
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

/** How much of a stage's image is seen over the sheet, in CSS pixels, and how far from the middle it is. */
async function seenOf(stage: number): Promise<{ height: number; off: number }> {
  const frame = await page.locator('xray-stage-figure .frame').nth(stage).boundingBox();
  const drawer = await page.locator('.drawer').boundingBox();
  if (!frame || !drawer) throw new Error('There is no image, or no sheet.');
  const { width = 0 } = page.viewportSize() ?? {};
  const height = Math.min(frame.y + frame.height, drawer.y) - Math.max(0, frame.y);
  return { height, off: Math.abs(frame.x + frame.width / 2 - width / 2) };
}

const TABS = [
  ['Enhanced', 2],
  ['Blurred', 3],
  ['Edges', 4],
  ['Window', 0],
] as const;

it.each([
  { width: 360, height: 740 },
  { width: 320, height: 568 },
  { width: 390, height: 844 },
])('has the image in sight of which a parameter is set, at $width × $height', async (phone) => {
  await openWith(3, phone);
  // From wherever the page is.
  await page.evaluate(() => scrollTo(0, 600));
  await page.locator('.drawer > summary').click();
  for (const [name, stage] of TABS) {
    await page.getByRole('tab', { name, exact: true }).click();
    expect(await snapped()).toBe(stage);
    await expect.poll(async () => (await seenOf(stage)).height).toBeGreaterThanOrEqual(240);
    expect((await seenOf(stage)).off).toBeLessThanOrEqual(16);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(phone.width);
    // The tab that was pressed is still under the finger.
    expect(await page.getByRole('tab', { name, exact: true, selected: true }).isVisible()).toBe(true);
  }
});

it('begins with the parameters of the image in sight, has a slider and its value in reach, and closes by Escape', async () => {
  await openWith(1);
  await page.getByRole('button', { name: 'Blurred', exact: true }).click();
  expect(await snapped()).toBe(3);
  const summary = page.locator('.drawer > summary');
  await summary.click();
  await page.getByRole('tab', { name: 'Blurred', selected: true }).waitFor();
  const sheet = await page.locator('.drawer').boundingBox();
  expect(sheet?.height).toBeLessThanOrEqual(290);

  const field = page.getByRole('spinbutton', { name: 'Kernel size, value' });
  for (const control of [field, page.getByRole('slider', { name: 'Kernel size', exact: true })]) {
    const box = await control.boundingBox();
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(740);
    expect(box?.height).toBeGreaterThanOrEqual(44);
  }
  await field.fill('9');
  await field.press('Enter');
  await page.getByRole('button', { name: 'Reset Kernel size' }).click();
  await expect.poll(() => field.inputValue()).toBe('5');

  await page.keyboard.press('Escape');
  expect(await page.locator('.drawer').evaluate((drawer: HTMLDetailsElement) => drawer.open)).toBe(false);
  expect(await summary.evaluate((element) => (element.getRootNode() as ShadowRoot).activeElement === element)).toBe(
    true,
  );
});

it('has both thresholds, settings to start from and targets of 44 pixels in the sheet', async () => {
  await openWith(1);
  await page.locator('.drawer > summary').click();
  for (const tab of ['Preset', 'Enhanced', 'Blurred', 'Edges', 'Window']) {
    await page.getByRole('tab', { name: tab, exact: true }).click();
    const small = await page
      .locator('xray-parameter-controls')
      .locator('button:visible, select:visible, input:not([type="checkbox"]):visible')
      .evaluateAll((all) =>
        all
          .map((element) => ({ name: element.outerHTML.slice(0, 120), box: element.getBoundingClientRect() }))
          .filter(({ box }) => box.height < 44 || box.width < 44)
          .map(({ name }) => name),
      );
    expect(small, tab).toEqual([]);
  }
  await page.getByRole('tab', { name: 'Edges', exact: true }).click();
  const thumbs = page.getByRole('slider', { name: /threshold/ });
  expect(await thumbs.count()).toBe(2);
  const box = await thumbs.first().boundingBox();
  expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(740);

  await page.keyboard.press('Home');
  await page.getByRole('tab', { name: 'Preset', selected: true }).waitFor();
  await page.getByRole('combobox', { name: 'Preset' }).selectOption({ index: 2 });
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
});

it('has the viewer in sight while a parameter is set', async () => {
  await openWith(1);
  await page.getByRole('button', { name: 'Open Enhanced (Histogram Equalization)' }).click();
  await page.locator('.area').waitFor();
  await page.locator('.drawer > summary').click();
  await page.getByRole('tab', { name: 'Enhanced', selected: true }).waitFor();
  const seen = async (): Promise<number> => {
    const [area, drawer] = await Promise.all(['.area', '.drawer'].map((part) => page.locator(part).boundingBox()));
    return Math.min((area?.y ?? 0) + (area?.height ?? 0), drawer?.y ?? 0) - Math.max(0, area?.y ?? 0);
  };
  await expect.poll(seen).toBeGreaterThanOrEqual(240);
});

it('is the same in a narrow place of a wide page', async () => {
  await openWith(3, { width: 1200 });
  await page.evaluate(() => {
    const lab = document.querySelector('xray-lab');
    if (lab) lab.style.width = '360px';
  });
  await page.locator('.which').waitFor();
  const frame = await page.locator('xray-stage-figure .frame').first().boundingBox();
  expect(frame?.y).toBeLessThan(300);
  expect(frame?.width).toBeLessThan(328);
  await page.locator('.drawer > summary').click();
  await page.getByRole('tab', { name: 'Edges', exact: true }).click();
  await expect.poll(current).toBe('Edges');
  await expect.poll(async () => (await seenOf(4)).height).toBeGreaterThanOrEqual(240);
  expect(await page.locator('xray-lab').evaluate((lab) => lab.scrollWidth)).toBe(360);
});
