import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { makePng } from '../support/png-maker.ts';
import { newWatchedPage, sharedBrowser } from './support/browser.ts';
import { CHEST, chooseFilms } from './support/film-page.ts';
import { serveSite, type StaticServer } from './support/site.ts';

let site: StaticServer;
let page: Page;

beforeAll(async () => {
  site = await serveSite();
});
afterEach(() => page.context().close());
afterAll(() => site.close());

/** What moved, as far as a browser tells of what is in a shadow tree. */
interface Shift {
  readonly value: number;
  readonly moved: readonly string[];
}

/** A page that notes whatever moves in it, also what moves soon after a key or a click. */
async function watchedPage(width: number, height: number): Promise<void> {
  ({ page } = await newWatchedPage(await sharedBrowser(), { viewport: { width, height } }));
  await page.addInitScript(() => {
    const shifts: Shift[] = [];
    Object.assign(window, { shifts });
    const told = ({ x, y, width: w, height: h }: DOMRectReadOnly): string => [x, y, w, h].map(Math.round).join();
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const { value, sources } = entry as PerformanceEntry & {
          value: number;
          sources: readonly { previousRect: DOMRectReadOnly; currentRect: DOMRectReadOnly }[];
        };
        shifts.push({ value, moved: sources.map((one) => `${told(one.previousRect)} to ${told(one.currentRect)}`) });
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await page.goto(`${site.url}?backend=cpu`);
  await page.getByRole('button', { name: 'Choose X-ray Image' }).waitFor();
  await page.waitForLoadState('networkidle');
}

const shiftsSeen = (): Promise<Shift[]> => page.evaluate(() => (window as unknown as { shifts: Shift[] }).shifts);

/** Chooses films, and waits until what was told of them is seen. */
async function choose(films: readonly Buffer[]): Promise<void> {
  await chooseFilms(page, Object.fromEntries(films.map((film, i) => [`film-of-the-chest-${i}.png`, film])));
  // Observers are told after the frame in which something moved.
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
}

/** Higher than wide, of 12 bits, with a window of its own among the parameters. */
const upright = Buffer.from(
  makePng({ width: 300, height: 420, colorType: 0, bitDepth: 16, pixel: (x, y) => [((x * 7 + y * 5) % 4096) + 1] }),
);
const films = (count: number, film: Buffer): readonly Buffer[] => Array.from({ length: count }, () => film);

it('moves nothing while it loads', async () => {
  await watchedPage(1440, 900);
  expect(await shiftsSeen()).toEqual([]);
});

it.each([
  ['1440 × 900', 1440, 900],
  ['768 × 1024', 768, 1024],
])('moves nothing from the choice of files to their results, at %s', async (_, width, height) => {
  for (const chosen of [films(1, CHEST), films(3, CHEST), films(9, CHEST), films(1, upright)]) {
    await watchedPage(width, height);
    await choose(chosen);
    expect(await shiftsSeen(), `${chosen.length} films`).toEqual([]);
    await page.context().close();
  }
});

it('moves nothing when it goes from film to film', async () => {
  await watchedPage(1440, 900);
  await choose(films(3, upright));
  // On a busy machine another one may have come first.
  await page.locator('.file[title="film-of-the-chest-0.png"]').click();
  await page.locator('xray-image-details .name', { hasText: 'film-of-the-chest-0.png' }).waitFor();
  await page.locator('xray-stage-figure .open').first().focus();
  for (const name of ['film-of-the-chest-1.png', 'film-of-the-chest-2.png']) {
    await page.keyboard.press(']');
    await page.locator('xray-image-details .name', { hasText: name }).waitFor();
    await page.locator('xray-image-details', { hasText: 'Computed on' }).waitFor();
  }
  expect(await shiftsSeen()).toEqual([]);
});
