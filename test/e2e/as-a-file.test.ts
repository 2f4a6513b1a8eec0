import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { newWatchedPage, sharedBrowser } from './support/browser.ts';
import { LabPage } from './support/lab-page.ts';
import { built, serveSite } from './support/site.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await sharedBrowser();
});

const SENTENCE = 'This page was opened as a file and has to be served to work';

it('opened by a double click, the page says that it has to be served, and how', async () => {
  const { context, page } = await newWatchedPage(browser);
  await page.goto(pathToFileURL(built('site/index.html')).href);
  const works = await page.evaluate(() => customElements.get('xray-lab') !== undefined);
  const sentence = page.getByText(SENTENCE);
  expect([works, await sentence.isVisible()]).toEqual([false, true]);
  expect(await sentence.textContent()).toContain('python3 -m http.server');
  await context.close();
});

it('served, it does not say so, neither before its script is there nor after', async () => {
  const site = await serveSite();
  const lab = await LabPage.blank(browser);
  let send = (): void => undefined;
  const wanted = new Promise<void>((resolve) => (send = resolve));
  await lab.page.route('**/*.js', async (route) => {
    await wanted;
    await route.continue();
  });
  const visited = lab.visit(site.url);
  const sentence = lab.page.getByText(SENTENCE);
  await sentence.waitFor({ state: 'attached' });
  await lab.page.locator('h1').waitFor();
  // Until its style sheet has come, a page is not painted.
  await lab.page.waitForFunction(() => document.styleSheets.length > 0);
  expect(await sentence.isVisible()).toBe(false);
  send();
  await visited;
  expect(await sentence.isVisible()).toBe(false);
  expect(lab.problems).toEqual([]);
  await lab.close();
  await site.close();
});
