import type { Page } from 'playwright-core';
import { afterEach, expect, it } from 'vitest';
import { LANGUAGES } from '../../scripts/languages.mjs';
import { FRENCH } from '../../src/messages/fr.ts';
import type { CompleteMessages } from '../../src/messages/values.ts';
import { LANGUAGE_NAMES } from '../../src/page/language-tags.ts';
import { PAGE_IN_FRENCH } from '../../src/page/texts/fr.ts';
import { newWatchedPage, type WatchedPage } from './support/browser.ts';
import { servePage } from './support/served-page.ts';

const served = servePage();
let watched: WatchedPage;

afterEach(() => watched.context.close());

/** The page, where the browser's languages are these; else they are English, as those of the test's browser. */
async function open(query: string, languages?: readonly string[]): Promise<Page> {
  watched = await newWatchedPage(served.browser);
  // It would have all files, and answer in the network's place.
  await watched.page.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, 'serviceWorker'));
  if (languages) {
    await watched.page.addInitScript((given) => {
      Object.defineProperty(Navigator.prototype, 'languages', { get: () => given });
    }, languages);
  }
  await watched.page.goto(served.url + query);
  await choice(watched.page).waitFor();
  return watched.page;
}

const choice = (page: Page) => page.locator('footer select');
const language = (page: Page): Promise<string> => page.evaluate(() => document.documentElement.lang);
/** Every text that a reader of the page meets around the element. */
const around = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('h2, header p, summary, li, dt, dd, section > p, footer > p:first-child')].map(
      ({ textContent }) => textContent?.replace(/\s+/g, ' ').trim() ?? '',
    ),
  );

it('is English by itself, and has a choice with a name', async () => {
  const page = await open('');
  expect(await language(page)).toBe('en');
  await page.getByRole('button', { name: 'Choose X-ray Image', exact: true }).waitFor();
  const select = page.getByRole('combobox', { name: 'Language' });
  expect(await select.inputValue()).toBe('en');
  expect(await select.locator('option').allTextContents()).toEqual(Object.values(LANGUAGE_NAMES));
  expect(watched.problems).toEqual([]);
});

it.each(LANGUAGES)('is in %s where the browser is, with nothing left in English', async (tag) => {
  const tables = (await import(`../../src/messages/${tag}.ts`)) as Readonly<Record<string, CompleteMessages>>;
  const [messages] = Object.values(tables);
  const page = await open('', ['tlh', `${tag}-XX`, 'en']);
  await page.getByRole('button', { name: messages.chooseImage, exact: true }).first().waitFor();
  expect(await language(page)).toBe(tag);
  expect(await choice(page).inputValue()).toBe(tag);
  // It follows the browser, and leaves the address alone.
  expect(new URL(page.url()).search).toBe('');
  const said = await around(page);
  await choice(page).selectOption('en');
  await expect.poll(() => language(page)).toBe('en');
  const english = await around(page);
  expect(said).toHaveLength(english.length);
  expect(said.filter((text, i) => text === english[i] || text === '')).toEqual([]);
  // As it was served.
  const html = await (await page.request.get(served.url)).text();
  for (const text of english) expect(html.replace(/<\/?(kbd|span)>/g, '').replace(/\s+/g, ' ')).toContain(text);
  expect(watched.problems).toEqual([]);
});

it('is as chosen, keeps that in its address, and keys as they are written', async () => {
  const page = await open('?backend=cpu#blur-size=9');
  await choice(page).selectOption('fr');
  await expect.poll(() => language(page)).toBe('fr');
  expect(page.url()).toBe(`${served.url}?backend=cpu&lang=fr#blur-size=9`);
  expect(await page.title()).toBe(PAGE_IN_FRENCH.title);
  expect(await page.locator('main li kbd').allTextContents()).toEqual(['Ctrl+V', 'Tab', '?']);
  await page.getByRole('combobox', { name: 'Langue' }).waitFor();
  await page.reload();
  await page.getByRole('button', { name: FRENCH.chooseImage, exact: true }).first().waitFor();
  expect(await language(page)).toBe('fr');
  expect(watched.problems).toEqual([]);
});

it('stays as it is, and says so, where a language does not come', async () => {
  const page = await open('');
  await page.route(/assets\/ja-/, (route) => route.abort());
  await choice(page).selectOption('ja');
  await page.getByRole('status').getByText('This language could not be loaded.').waitFor();
  expect(await choice(page).inputValue()).toBe('en');
  expect(await language(page)).toBe('en');
  expect(new URL(page.url()).search).toBe('');
});
