import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { LANGUAGES } from '../../scripts/languages.mjs';
import { startStaticServer } from '../../scripts/static-server.mjs';
import { GERMAN } from '../../src/messages/de.ts';
import { SPANISH } from '../../src/messages/es.ts';
import { FRENCH } from '../../src/messages/fr.ts';
import { JAPANESE } from '../../src/messages/ja.ts';
import { newWatchedPage, sharedBrowser } from './support/browser.ts';
import { built, type StaticServer } from './support/site.ts';

let browser: Browser;
let server: StaticServer;
let context: BrowserContext;
let page: Page;
let problems: string[];

beforeAll(async () => {
  browser = await sharedBrowser();
});
beforeEach(async () => {
  server = await startStaticServer({ root: built('site'), docs: built('docs') });
  ({ page, context, problems } = await newWatchedPage(browser, { serviceWorkers: 'block' }));
});
afterEach(async () => {
  await context.close();
  await server.close();
});

const open = (): Promise<unknown> => page.goto(`${server.url}docs/playground.html`);

it('writes the tag in the playground, in another language and size', async () => {
  await open();
  await page.getByLabel('blur-size').fill('9');
  await page.getByLabel('theme').selectOption('dark');
  await page.getByLabel('language').selectOption('de');
  await page.getByLabel('width of the box').fill('400');
  const text = page.locator('.example textarea');
  await expect
    .poll(() => text.inputValue())
    .toContain('<xray-lab src="samples/hand.png" theme="dark" blur-size="9"></xray-lab>');
  expect(await text.inputValue()).toContain("import { GERMAN } from 'xray-lab/messages/de'");
  await page
    .locator('.room xray-lab')
    .getByText('Weichzeichnung')
    .or(page.locator('.room xray-lab').getByText('Graustufen'))
    .filter({ visible: true })
    .first()
    .waitFor();
  await expect
    .poll(() => page.locator('.room').evaluate((room) => Math.round(room.getBoundingClientRect().width)))
    .toBe(400);
  expect(problems).toEqual([]);
});

it('changes parameters of the element that is there, which stays scrolled to the image they are for', async () => {
  await open();
  const room = page.locator('.room');
  const lab = room.locator('xray-lab');
  await lab.getByText('Canny').filter({ visible: true }).first().waitFor();
  const state = (): Promise<unknown> =>
    lab.evaluate((it) => [
      (it as HTMLElement & { blurSize: number }).blurSize,
      it.getAttribute('theme'),
      (it as HTMLElement).dataset.seen,
    ]);
  await lab.evaluate((it) => ((it as HTMLElement).dataset.seen = 'before'));
  const top = await room.evaluate((it) => (it.scrollTop = 200));
  await page.getByLabel('blur-size').fill('9');
  await page.getByLabel('theme').selectOption('dark');
  await expect.poll(state).toEqual([9, 'dark', 'before']);
  expect(await room.evaluate((it) => it.scrollTop)).toBe(top);
  await page.getByLabel('blur-size').fill('');
  await page.getByLabel('theme').selectOption('');
  await expect.poll(state).toEqual([5, null, 'before']);
  // What waits, and what is another from the beginning, is seen of an element that begins.
  await page.getByLabel('manual').check();
  await expect.poll(() => lab.getAttribute('data-seen')).toBe(null);
  await lab.evaluate((it) => ((it as HTMLElement).dataset.seen = 'before'));
  await page.locator('.example textarea').fill('<xray-lab></xray-lab>');
  await page.getByLabel('blur-size').fill('7');
  await expect.poll(state).toEqual([7, null, undefined]);
  expect(problems).toEqual([]);
});

it('says beside a control what it is, and why its value is not in the tag', async () => {
  await page.setViewportSize({ width: 360, height: 740 });
  await open();
  const text = page.locator('.example textarea');
  const size = page.getByLabel('blur-size');
  const said = page.locator('#field-blur-size-refused');
  await size.fill('14');
  await said.getByText('it must be an odd number from 1 to 31').waitFor();
  const { y, height } = (await said.boundingBox()) ?? { y: NaN, height: NaN };
  expect(y + height).toBeLessThanOrEqual(740);
  expect(await text.inputValue()).toBe('<xray-lab src="samples/hand.png"></xray-lab>');
  expect(await size.getAttribute('aria-invalid')).toBe('true');
  await size.fill('9');
  await expect.poll(() => said.textContent()).toBe('');
  expect(await text.inputValue()).toContain('blur-size="9"');
  // What one says limits another.
  await page.getByLabel('blur-method').selectOption('median');
  await said.getByText('from 1 to 7').waitFor();
  await page.getByLabel('width of the box').fill('50');
  await page.getByText('it must be a number from 200 to 3000').waitFor();
  expect(await text.inputValue()).toBe('<xray-lab src="samples/hand.png" blur-method="median"></xray-lab>');
  for (const flag of ['guard-unsaved', 'manual', 'auto-save', 'no-measuring']) {
    const hint = page.locator(`#${(await page.getByLabel(flag).getAttribute('aria-describedby'))?.split(' ')[1]}`);
    expect((await hint.textContent())?.length).toBeGreaterThan(25);
  }
  expect(problems).toEqual([]);
});

it.each([
  [1280, 720],
  [1000, 720],
  [360, 740],
])('keeps the element in sight while something is chosen, in a window of %i × %i', async (width, height) => {
  await page.setViewportSize({ width, height });
  await open();
  const room = page.locator('.room');
  await room.locator('xray-lab').getByText('Original').filter({ visible: true }).first().waitFor();
  for (const name of ['theme', 'manual', 'blur-size', 'canny-l2', 'clahe-rows', 'theme']) {
    const control = page.getByLabel(name, { exact: true });
    await control.focus();
    const [its, of] = await Promise.all([room.boundingBox(), control.boundingBox()]);
    if (!its || !of) throw new Error(`${name} or the element is not there.`);
    const seen = Math.min(its.y + its.height, height) - Math.max(its.y, 0);
    expect(seen).toBeGreaterThan(height / 3);
    const apart = of.x >= its.x + its.width || of.y >= its.y + its.height;
    expect([name, apart]).toEqual([name, true]);
  }
  expect(problems).toEqual([]);
});

it('speaks every language that the playground offers', async () => {
  await open();
  const language = page.getByLabel('language');
  const offered = await language
    .locator('option')
    .evaluateAll((all) => all.map((it) => (it as HTMLOptionElement).value));
  expect(offered).toEqual(['en', ...LANGUAGES]);
  for (const words of [GERMAN, SPANISH, FRENCH, JAPANESE]) {
    await language.selectOption(words.language);
    await page.locator('.room xray-lab').getByText(words.chooseImage, { exact: true }).first().waitFor();
  }
  expect(problems).toEqual([]);
});
