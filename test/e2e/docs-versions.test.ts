import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, posix } from 'node:path';
import axe from 'axe-core';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { versionOf } from '../../scripts/docs-site/versions.mjs';
import { startStaticServer } from '../../scripts/static-server.mjs';
import { newWatchedPage, sharedBrowser } from './support/browser.ts';
import { built, ROOT, type StaticServer } from './support/site.ts';

/** The documentation as it is after a release: an older version beside the one that is built. */
const NEWEST = versionOf(built('docs'));
const OLDER = '0.0.9';

let browser: Browser;
let server: StaticServer | undefined;
let site: string;

beforeAll(async () => {
  browser = await sharedBrowser();
  const folder = mkdtempSync(join(tmpdir(), 'xray-lab-versions-'));
  const before = join(folder, 'docs-that-are-up');
  site = join(folder, 'docs');
  cpSync(built('docs'), before, { recursive: true });
  for (const page of htmlIn(before)) {
    const html = readFileSync(join(before, page), 'utf8');
    writeFileSync(join(before, page), html.split(NEWEST).join(OLDER));
  }
  execFileSync(process.execPath, [join(ROOT, 'scripts/docs-site.mjs'), '--before', before, '--out', site]);
});
afterEach(async () => {
  await server?.close();
  server = undefined;
});
afterAll(() => rmSync(join(site, '..'), { recursive: true, force: true }));

function htmlIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.html'));
}

const serve = async (): Promise<string> => (server = await startStaticServer({ root: site, base: '/any/path/' })).url;

it('has every page that its versions lead to, and every page tells its own version', () => {
  const files = readdirSync(site, { recursive: true, encoding: 'utf8' }).map((file) => file.replace(/\\/g, '/'));
  const pages = files.filter((file) => file.endsWith('.html'));
  const older = pages.filter((page) => page.startsWith(`v/${OLDER}/`));
  expect(older.length).toBe(pages.length / 2);
  for (const page of pages) {
    const html = readFileSync(join(site, page), 'utf8');
    const named = [...html.matchAll(/ (?:href|src)="([^"#]+)/g)].map(([, address]) => address);
    const local = named.filter((address) => !/^[a-z]+:/.test(address));
    const dead = local.filter((address) => !files.includes(posix.join(posix.dirname(page), address)));
    expect([page, dead]).toEqual([page, []]);
    const own = older.includes(page) ? OLDER : NEWEST;
    expect(html).toContain(`<footer><p>xray-lab ${own}.`);
    expect(html).toContain(`<summary>Version ${own}</summary>`);
    expect(html.includes('role="note"')).toBe(own === OLDER);
  }
});

it('says nothing of versions where there is one', () => {
  const html = readFileSync(built('docs/index.html'), 'utf8');
  expect(html).toContain(`<small>${NEWEST}</small>`);
  expect(html).not.toContain('class="versions"');
  expect(html).not.toContain('role="note"');
});

it('is chosen by keyboard, without a script, on a phone, from the page to the same page', async () => {
  const { page, context, problems } = await newWatchedPage(browser, {
    javaScriptEnabled: false,
    viewport: { width: 360, height: 740 },
  });
  await page.goto(`${await serve()}embedding.html`);
  await page.locator('.versions summary').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.waitForURL(`**/any/path/v/${OLDER}/embedding.html`);
  await page.getByRole('link', { name: `The newest is ${NEWEST}` }).click();
  await page.waitForURL('**/any/path/embedding.html');
  expect(problems).toEqual([]);
  await context.close();
});

it('is for everybody, and no wider than a phone', async () => {
  const { page, context, problems } = await newWatchedPage(browser, {
    serviceWorkers: 'block',
    viewport: { width: 360, height: 740 },
  });
  await page.goto(`${await serve()}v/${OLDER}/hosting.html`);
  await page.getByText('Contents').first().click();
  await page.locator('.versions summary').click();
  await page.getByRole('link', { name: NEWEST }).first().waitFor();
  const heights = await page
    .locator('.versions :is(summary, a)')
    .evaluateAll((all) => all.map((each) => Math.round(each.getBoundingClientRect().height)));
  expect(Math.min(...heights)).toBeGreaterThanOrEqual(44);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  await page.evaluate(axe.source);
  const violations = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: typeof import('axe-core') };
    const found = await axe.run({ include: ['.menu', '.newer'] }, { resultTypes: ['violations'] });
    return found.violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html.slice(0, 160))]);
  });
  expect(violations).toEqual([]);
  expect(problems).toEqual([]);
  await context.close();
});

it('keeps the versions that were visited, and no other, for use without a network', async () => {
  const { page, context, problems } = await newWatchedPage(browser);
  const url = await serve();
  const kept = async (address: string): Promise<void> => {
    await page.goto(address);
    const scope = new URL('.', address).href;
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await expect
      .poll(() =>
        page.evaluate(async (at) => (await navigator.serviceWorker.getRegistration(at))?.active?.state, scope),
      )
      .toBe('activated');
  };
  await kept(url);
  await page.goto(`${url}index.html`);
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller?.state)).toBe('activated');
  const names = await page.evaluate(async () => {
    const all = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()));
    return all.flat().map((request) => new URL(request.url).pathname);
  });
  expect(names.filter((name) => name.includes('/v/'))).toEqual([]);
  await kept(`${url}v/${OLDER}/index.html`);
  await server?.close();
  server = undefined;
  // The older one's worker did not take the newer one's files away, nor the other way round.
  for (const [address, version] of [
    [`${url}viewer.html`, NEWEST],
    [`${url}v/${OLDER}/viewer.html`, OLDER],
  ]) {
    await page.goto(address);
    expect(await page.locator('footer').textContent()).toContain(`xray-lab ${version}.`);
  }
  expect(problems).toEqual([]);
  await context.close();
});
