import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import axe from 'axe-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { find, sectionsOf, type Row } from '../../scripts/docs-site/assets/find.js';
import { startStaticServer } from '../../scripts/static-server.mjs';
import { newWatchedPage, sharedBrowser } from './support/browser.ts';
import { built, type StaticServer } from './support/site.ts';

/** Another page below the same path, as hosts have it: see docs/hosting.md. */
const BASE = '/some/where/';

const files = readdirSync(built('docs'), { recursive: true, encoding: 'utf8' }).map((file) => file.replace(/\\/g, '/'));
const pages = files.filter((file) => file.endsWith('.html'));
const htmlOf = new Map(pages.map((page) => [page, readFileSync(built(`docs/${page}`), 'utf8')]));
const idsOf = new Map(
  [...htmlOf].map(([page, html]) => [page, [...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id)]),
);

/** Decisions are many and alike: one of them is looked at. */
const LOOKED_AT = pages.filter((page) => !page.startsWith('decisions/0') || page.startsWith('decisions/0011'));

/** What axe looks at of a page; it takes its time over thousands, and what follows is more of the same. */
const MOST_LOOKED_AT = { 'main > *': 60, 'tbody > tr': 8, 'pre span': 40 };

let browser: Browser;
let server: StaticServer;
let context: BrowserContext;
let page: Page;
let problems: string[];

beforeAll(async () => {
  browser = await sharedBrowser();
});
beforeEach(async () => {
  server = await startStaticServer({ root: built('site'), docs: built('docs'), base: BASE });
  // Whoever keeps the whole site for use offline fetches all of it: that has a test of its own.
  ({ page, context, problems } = await newWatchedPage(browser, { serviceWorkers: 'block' }));
});
afterEach(async () => {
  await context.close();
  await server.close();
});

const open = (name: string): Promise<unknown> => page.goto(`${server.url}docs/${name}`);

describe('what is built', () => {
  it('has every link, every anchor and every picture that it names', () => {
    const dead = pages.flatMap((page) => {
      const named = [...(htmlOf.get(page) ?? '').matchAll(/ (?:href|src)="([^"]*)"/g)].map(([, address]) => address);
      return named
        .filter((address) => !/^[a-z]+:/.test(address))
        .filter((address) => {
          const [path, anchor] = address.split('#');
          const file = path === '' ? page : posix.join(posix.dirname(page), path);
          return !files.includes(file) || (anchor !== undefined && !idsOf.get(file)?.includes(anchor));
        })
        .map((address) => `${page}: ${address}`);
    });
    expect(dead).toEqual([]);
    expect(pages.length).toBeGreaterThan(50);
  });

  it('has every module that its scripts import', () => {
    const dead = files
      .filter((file) => file.endsWith('.js'))
      .flatMap((file) => {
        const text = readFileSync(built(`docs/${file}`), 'utf8');
        const named = [...text.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*["'](\.{1,2}\/[^"']*\.js)["']/g)];
        return named
          .map(([, address]) => posix.join(posix.dirname(file), address))
          .filter((address) => !files.includes(address))
          .map((address) => `${file}: ${address}`);
      });
    expect(dead).toEqual([]);
  });

  it('has no id twice in a page', () => {
    const twice = [...idsOf].filter(([, ids]) => new Set(ids).size < ids.length);
    expect(twice.map(([page]) => page)).toEqual([]);
  });

  it('has an example of everything that the element has', () => {
    for (const name of ['attributes', 'properties', 'events', 'styling']) {
      const entries = (htmlOf.get(`${name}.html`) ?? '').split('<section>').slice(1);
      const without = entries.filter((entry) => !entry.includes('<textarea'));
      expect(without.map((entry) => / id="([^"]*)"/.exec(entry)?.[1])).toEqual([]);
      expect(entries.length).toBeGreaterThanOrEqual(7);
    }
  });
});

it.each([
  ['calibrate length', 'measuring.html#where-and-how-large'],
  ['calibrate', 'measuring.html#where-and-how-large'],
  ['dark mode', 'attributes.html#attribute-theme'],
  ['disable measuring', 'attributes.html#attribute-no-measuring'],
  ['change language', 'viewer.html#another-language'],
  ['next.js', 'embedding.html#server-rendering'],
  ['angular', 'embedding.html#embedding-xray-lab'],
  ['exportZip', 'properties.html#method-exportZip'],
])('finds, of “%s”, %s among the first three', (query, address) => {
  const rows = JSON.parse(readFileSync(built('docs/assets/search.json'), 'utf8')) as Row[];
  const first = find(sectionsOf(rows), query).slice(0, 3);
  expect(first.map(({ row: [found] }) => found)).toContain(address);
});

it('is for everybody, on a phone too: axe finds nothing, and no page is wider than its window', async () => {
  // What the element does inside of it is looked at by its own tests.
  await page.setViewportSize({ width: 360, height: 740 });
  const found: unknown[] = [];
  // Pages of text alone are put into one document, which has axe in it; those that scripts add to are opened.
  const isOpened = (name: string): boolean => /(live|playground)\.js"/.test(htmlOf.get(name) ?? '');
  const opened = LOOKED_AT.filter(isOpened);
  const texts = LOOKED_AT.filter((name) => !isOpened(name));
  expect([opened.length, texts.length]).toEqual([5, expect.any(Number)]);
  for (const [index, name] of [...opened, ...texts].entries()) {
    await page.emulateMedia({ colorScheme: name === 'embedding.html' ? 'dark' : 'light' });
    if (index <= opened.length) {
      await open(name);
      await page.evaluate(axe.source);
    } else {
      await page.evaluate(
        ([html, folder]) => {
          const { title, body } = new DOMParser().parseFromString(html, 'text/html');
          for (const picture of body.querySelectorAll('img'))
            picture.src = new URL(picture.getAttribute('src') ?? '', new URL(folder, document.baseURI)).href;
          document.title = title;
          document.body.replaceWith(document.adoptNode(body));
          // As site.js leaves it in a narrow window.
          document.querySelector('.menu')?.removeAttribute('open');
        },
        [htmlOf.get(name) ?? '', name] as const,
      );
    }
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (wider > 0) found.push([name, `${wider} px wider`]);
    const violations = await page.evaluate(async (most) => {
      for (const [kind, number] of Object.entries(most)) {
        const parents = new Set([...document.querySelectorAll(kind)].map((node) => node.parentElement));
        for (const parent of parents) [...(parent?.children ?? [])].slice(number).forEach((node) => node.remove());
      }
      const { axe } = globalThis as unknown as { axe: typeof import('axe-core') };
      const results = await axe.run({ exclude: ['xray-lab'] }, { resultTypes: ['violations'] });
      return results.violations.map(({ id, nodes }) => [id, nodes.slice(0, 3).map(({ html }) => html.slice(0, 160))]);
    }, MOST_LOOKED_AT);
    if (violations.length > 0) found.push([name, violations]);
  }
  expect(found).toEqual([]);
  expect(problems).toEqual([]);
});

it('is used by keyboard: skip, search, go to what was found, run an example, back to it as it was', async () => {
  await open('index.html');
  await page.keyboard.press('Tab');
  await expect.poll(() => page.evaluate(() => document.activeElement?.className)).toBe('skip');
  await page.keyboard.press('Enter');
  await page.keyboard.press('/');
  await page.keyboard.type('blur-size');
  await page.locator('#found a').first().waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForURL(/attributes\.html#attribute-blur-size$/);
  const example = page.locator('#attribute-blur-size ~ .example');
  await example.locator('textarea').focus();
  await page.keyboard.press('Control+Home');
  await page.keyboard.type('<b>mine</b>');
  await page.keyboard.press('Control+Enter');
  await example.locator('.room b').waitFor();
  await example.locator('xray-lab').getByText('Canny').first().waitFor();
  expect(
    await example.locator('xray-lab').evaluate((lab) => (lab as HTMLElement & { blurSize: number }).blurSize),
  ).toBe(15);
  await example.getByRole('button', { name: 'As it was' }).press('Enter');
  expect(await example.locator('textarea').inputValue()).not.toContain('mine');
  expect(problems).toEqual([]);
});

it.each([360, 1280])('shows what was found, and where, in a window %i px wide', async (width) => {
  await page.setViewportSize({ width, height: 740 });
  await open('index.html');
  await page.getByLabel('Search').fill('calibrate length');
  const link = page.locator('#found a', { hasText: 'Where, and how large' });
  await link.waitFor();
  const parts = await link.evaluate((it) =>
    [...it.childNodes].map((node) => {
      const range = document.createRange();
      range.selectNodeContents(node);
      const { left, right, width } = range.getBoundingClientRect();
      return { text: node.textContent, inside: left >= 0 && right <= innerWidth && width > 3 };
    }),
  );
  expect(parts.map(({ text }) => text).join('')).toContain('a length you know, to calibrate by');
  expect(parts.filter(({ inside }) => !inside)).toEqual([]);
  expect(problems).toEqual([]);
});

it.each(['attributes', 'properties', 'events', 'styling'])('every example of %s runs', async (name) => {
  await open(`${name}.html`);
  const wrong = await page.evaluate(
    async (waits) => {
      const said: string[] = [];
      for (const example of document.querySelectorAll('.example')) {
        const text = example.querySelector('textarea')?.value ?? '';
        const ran = new Promise((resolve) => example.addEventListener('ran', resolve, { once: true }));
        example.querySelector('button')?.click();
        await ran;
        const log = example.querySelector('.said');
        const root = example.querySelector('.room > div')?.shadowRoot;
        if (!root?.querySelector('xray-lab')?.shadowRoot) said.push(`no element: ${text}`);
        // What waits for a person says nothing by itself.
        if (waits && text.includes('show(') && !text.includes('//')) {
          while (log?.textContent === '') await new Promise((resolve) => setTimeout(resolve, 20));
        }
        if (/Error: /.test(log?.textContent ?? '')) said.push(`${log?.textContent}: ${text}`);
      }
      return said;
    },
    name === 'properties' || name === 'events',
  );
  expect(wrong).toEqual([]);
  expect(problems.filter((problem) => !problem.includes('status of 404'))).toEqual([]);
});

it('says what an example shows, or that it is not understood here and why, where it is seen at once', async () => {
  await open('events.html');
  const example = page.locator('#event-xray-results ~ .example');
  const said = example.locator('.said');
  await example.getByRole('button', { name: 'Run' }).click();
  await said.getByText('hand.png').waitFor();
  const text = example.locator('textarea');
  await text.fill('<xray-lab></xray-lab>\n<script>\n  for (let i = 0; i<3;i++) show(i);\n</script>');
  await example.getByRole('button', { name: 'Run again' }).click();
  await said.getByText('SyntaxError: Not understood here: <3;i++)').waitFor();
  await said.getByText(/policy of these pages.* small interpreter.*Known: const.*Not known: for/s).waitFor();
  const [code, words, element] = await Promise.all(
    [text, said, example.locator('.room')].map(async (part) => (await part.boundingBox()) ?? { y: NaN, height: NaN }),
  );
  expect(words.y).toBeGreaterThanOrEqual(code.y + code.height);
  expect(words.y + words.height).toBeLessThanOrEqual(element.y);
  expect(problems).toEqual([]);
});

it('is there without a network after one visit, with its examples, and leaves the page beside it alone', async () => {
  await context.close();
  ({ page, context, problems } = await newWatchedPage(browser));
  await open('');
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller?.state)).toBe('activated');
  await server.close();
  await open('');
  await page.getByRole('heading', { name: 'xray-lab', exact: true }).waitFor();
  await open('events.html');
  const example = page.locator('#event-xray-results ~ .example');
  await example.getByRole('button', { name: 'Run' }).click();
  await example.locator('.said').getByText('hand.png').first().waitFor();
  expect(problems).toEqual([]);
  await expect(page.goto(server.url)).rejects.toThrow();
  server = await startStaticServer({ root: built('docs') });
});
