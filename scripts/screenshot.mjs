// @ts-check
/**
 * Makes the pictures in docs/images of the built page with the sample chest: page.png for the README, and every state at
 * three widths, what is looked at most at a fourth, in light and dark, as <state>-<width>-<scheme>.webp.
 *
 *     node scripts/screenshot.mjs [state…]
 *     node scripts/screenshot.mjs --before DIST/SITE   of a page that was built earlier, dark, as before-<state>-…
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { decode } from 'fast-png';
import { chromium } from 'playwright-core';
import { buildSite } from './build-steps.mjs';
import { browserArguments, findOrInstallBrowser } from './find-browser.mjs';
import { palettePng } from './palette-png.mjs';
import { startStaticServer } from './static-server.mjs';
import { toWebp } from './webp.mjs';

/** @typedef {import('playwright-core').Page} Page */

const SIZES = [
  { width: 360, height: 780 },
  { width: 768, height: 900 },
  { width: 1440, height: 900 },
  { width: 2560, height: 1440 },
];
/** What is shown at the largest size too, and of an earlier page. */
const LOOKED_AT_MOST = ['results', 'viewer'];
const SCHEMES = /** @type {const} */ (['light', 'dark']);

/** How each state is reached from the page as it opens. @type {Record<string, (page: Page) => Promise<void>>} */
const STATES = {
  empty: settled,
  working: async (page) => {
    await holdWorkers(page);
    await page.getByRole('button', { name: 'Try a sample' }).click();
    await page.locator('canvas.painted').first().waitFor();
    await page.waitForTimeout(300);
  },
  results: openSample,
  viewer: async (page) => {
    await openSample(page);
    await setParameters(page);
    await page.getByRole('button', { name: /^Open Enhanced/ }).click();
    await page.getByLabel('Edges on top').check();
    await page.getByRole('button', { name: 'Zoom in' }).click();
    await pointAt(page, 0.6, 0.4);
  },
  compare: async (page) => {
    await openSample(page);
    await setParameters(page);
    await page.getByRole('button', { name: /^Open Enhanced/ }).click();
    await page.getByLabel('Compare', { exact: true }).selectOption('divider');
    await pointAt(page, 0.3, 0.5);
  },
  error: async (page) => {
    await openSample(page);
    const file = { name: 'notes.png', mimeType: 'image/png', buffer: Buffer.from('Not an image.') };
    await page.locator('input[type="file"]').first().setInputFiles([file]);
    await page.getByRole('alert').first().waitFor();
    await settled(page);
  },
};

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = join(root, 'docs', 'images');
mkdirSync(folder, { recursive: true });

const { values, positionals } = parseArgs({ allowPositionals: true, options: { before: { type: 'string' } } });
const isBefore = values.before !== undefined;
if (!isBefore) await buildSite(root);
const site = await startStaticServer({ root: values.before ?? join(root, 'dist', 'site') });
const browser = await chromium.launch({ executablePath: findOrInstallBrowser(), args: browserArguments() });
try {
  const encoder = await browser.newPage();
  const wanted = isBefore ? LOOKED_AT_MOST : positionals;
  for (const [state, reach] of Object.entries(STATES)) {
    if (wanted.length > 0 && !wanted.includes(state)) continue;
    for (const size of SIZES) {
      if (size.width === 2560 && !LOOKED_AT_MOST.includes(state)) continue;
      for (const colorScheme of isBefore ? /** @type {const} */ (['dark']) : SCHEMES) {
        const png = await picture(reach, size, colorScheme);
        save(`${isBefore ? 'before-' : ''}${state}-${size.width}-${colorScheme}.webp`, await toWebp(encoder, png));
      }
    }
  }
  if (wanted.length === 0 || wanted.includes('page')) {
    const png = await picture(openSample, { width: 1280, height: 800 }, 'dark');
    save('page.png', palettePng(decode(png)));
  }
} finally {
  await browser.close();
  await site.close();
}

/**
 * @param {(page: Page) => Promise<void>} reach
 * @param {{ width: number; height: number }} viewport
 * @param {'light' | 'dark'} colorScheme
 */
async function picture(reach, viewport, colorScheme) {
  const context = await browser.newContext({
    viewport,
    deviceScaleFactor: 1,
    colorScheme,
    reducedMotion: 'reduce',
    hasTouch: viewport.width === 360,
    isMobile: viewport.width === 360,
  });
  const page = await context.newPage();
  await page.goto(`${site.url}?backend=cpu`);
  await page.mouse.move(0, 0);
  await reach(page);
  const png = await page.screenshot();
  await context.close();
  return png;
}

/** @param {Page} page */
async function openSample(page) {
  await page.getByRole('button', { name: 'Try a sample' }).click();
  await page.locator('canvas.painted').nth(4).waitFor();
  await settled(page);
  await page.mouse.move(0, 0);
}

/**
 * The page stays at work: the original is shown, and what would compute the others is never told to.
 * @param {Page} page
 */
async function holdWorkers(page) {
  await page.evaluate(() => {
    const { postMessage } = Worker.prototype;
    Worker.prototype.postMessage = function (/** @type {unknown[]} */ ...message) {
      const { name } = /** @type {{ name?: string }} */ (message[0]);
      if (name !== 'compute') Reflect.apply(postMessage, this, message);
    };
  });
}

/** Lower thresholds, so that there is something to see. @param {Page} page */
async function setParameters(page) {
  await page.evaluate(() => (location.hash = '#canny-low=30&canny-high=70'));
  await settled(page);
}

/** @param {Page} page @param {number} x @param {number} y parts of the viewer's area */
async function pointAt(page, x, y) {
  await page.locator('canvas.painted').last().waitFor();
  const area = page.locator('.area');
  if ((page.viewportSize()?.width ?? 0) <= 768)
    await area.evaluate((element) => element.scrollIntoView({ block: 'center' }));
  const box = await area.boundingBox();
  if (box) await page.mouse.move(box.x + box.width * x, box.y + box.height * y);
  await page.locator('.probe dd', { hasText: '–' }).first().waitFor({ state: 'detached' });
  await settled(page);
}

/** @param {Page} page */
async function settled(page) {
  await page.locator('xray-lab').evaluate(async (/** @type {import('lit').LitElement & { busy: boolean }} */ lab) => {
    do await new Promise((resolve) => setTimeout(resolve, 150));
    while (lab.busy);
    await lab.updateComplete;
  });
}

/** @param {string} name @param {Uint8Array} bytes */
function save(name, bytes) {
  writeFileSync(join(folder, name), bytes);
  console.log(`docs/images/${name}: ${Math.round(bytes.length / 1000)} kB`);
}
