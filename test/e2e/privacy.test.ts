import type { Request } from 'playwright-core';
import { expect, it } from 'vitest';
import { newWatchedPage } from './support/browser.ts';
import { LabPage } from './support/lab-page.ts';
import { pngFile, radiograph } from './support/radiograph.ts';
import { servePage } from './support/served-page.ts';

const served = servePage();

/** What leaves the browser: addresses of data that is already in the page do not. */
const leaves = (request: Request): boolean => !/^(blob|data):/.test(request.url());

it.each(['cpu', 'webgl2'])('requests nothing after it has loaded, and needs no network (%s)', async (backend) => {
  const lab = await LabPage.open(served.browser, `${served.url}?backend=${backend}`);
  // What the first paint does not need comes right after it.
  await lab.page.waitForLoadState('networkidle');
  const requests: Request[] = [];
  lab.page.on('request', (request) => {
    if (leaves(request)) requests.push(request);
  });
  await lab.choose(pngFile('patient.png', radiograph(240, 160, 1)));
  await lab.waitForResults(1);
  await lab.downloadZip();

  await lab.page.context().setOffline(true);
  await lab.choose(pngFile('another.png', radiograph(160, 240, 3)));
  await lab.waitForResults(2);
  await lab.downloadZip();
  expect(requests.map((request) => request.url())).toEqual([]);
  expect(lab.problems).toEqual([]);
  await lab.close();
});

it.each(['cpu', 'webgl2'])('works without a network from the first image on (%s)', async (backend) => {
  const lab = await LabPage.open(served.browser, `${served.url}?backend=${backend}`);
  // What the first paint does not need comes right after it.
  await lab.page.waitForLoadState('networkidle');
  await lab.page.context().setOffline(true);
  await lab.choose(pngFile('patient.png', radiograph(160, 240, 3)));
  await lab.waitForResults(1);
  await lab.downloadZip();
  expect(lab.problems).toEqual([]);
  await lab.close();
});

it('keeps nothing in the browser’s storage but its own files', async () => {
  const lab = await LabPage.open(served.browser, served.url);
  await lab.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await lab.choose(pngFile('patient.png', radiograph(120, 90, 1)));
  await lab.waitForResults(1);
  const kept = await lab.page.evaluate(async () => ({
    cookies: document.cookie,
    session: sessionStorage.length,
    cached: await Promise.all(
      (await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url)),
    ),
    databases: await indexedDB.databases(),
    local: JSON.stringify({ ...localStorage }),
  }));
  expect(kept).toMatchObject({ cookies: '', session: 0, databases: [] });
  // What was loaded, and what a second visit would load: see offline.test.ts.
  for (const url of kept.cached.flat()) expect(url.startsWith(served.url), url).toBe(true);
  expect(JSON.stringify(kept.cached)).not.toContain('patient');
  expect(kept.local).not.toContain('patient');
  await lab.close();
});

it('is styled under its policy where style sheets cannot be adopted', async () => {
  const { context, page, problems } = await newWatchedPage(served.browser);
  await page.addInitScript(() => {
    delete (Document.prototype as Partial<Document>).adoptedStyleSheets;
  });
  await page.goto(served.url);
  await page.getByRole('button', { name: 'Choose X-ray Image', exact: true }).waitFor();
  const display = await page.locator('xray-lab').evaluate((lab) => {
    const content = lab.shadowRoot?.querySelector('.lab');
    return content && getComputedStyle(content).display;
  });
  expect(display).toBe('flex');
  expect(problems).toEqual([]);
  await context.close();
});

it('is kept from reaching anything else by the browser', async () => {
  const lab = await LabPage.open(served.browser, served.url);
  const inPage = await lab.page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content');
  const inHeader = (await lab.page.request.get(served.url)).headers()['content-security-policy'];
  expect(inHeader).toBe(`${inPage}; frame-ancestors 'none'`);

  await lab.page.evaluate(async () => {
    const blocked: string[] = [];
    Object.assign(window, { blocked });
    addEventListener('securitypolicyviolation', (event) => blocked.push(event.effectiveDirective));
    const elsewhere = 'https://example.invalid/';
    await fetch(elsewhere).catch(() => undefined);
    navigator.sendBeacon(elsewhere, 'x');
    new Image().src = elsewhere;
  });
  await expect
    .poll(() => lab.page.evaluate(() => [...new Set((window as unknown as { blocked: string[] }).blocked)].sort()))
    .toEqual(['connect-src', 'img-src']);
  await lab.close();
});
