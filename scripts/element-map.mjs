// @ts-check
/**
 * Makes docs/images/map-*.webp: where each part of `<xray-lab>` is, by its number in docs/parts.md, and its colours, light and
 * dark, as they are computed. What the element's class documents is what there is: a part that is in none of the states is an error.
 *
 *     node scripts/element-map.mjs
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { buildCdn } from './build-steps.mjs';
import { browserArguments, findOrInstallBrowser } from './find-browser.mjs';
import { startStaticServer } from './static-server.mjs';
import { toWebp } from './webp.mjs';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {{ name: string; number: number }} Part */

const root = fileURLToPath(new URL('..', import.meta.url));
const source = readFileSync(join(root, 'src/components/lab/xray-lab.ts'), 'utf8');
const documented = (/** @type {string} */ tag) =>
  [...source.matchAll(new RegExp(`@${tag} ([\\w-]+) - `, 'g'))].map(([, name]) => name);
const parts = documented('csspart').map((name, index) => ({ name, number: index + 1 }));
const colours = documented('cssproperty').filter((name) => !/font|radius|padding|height|width/.test(name));

/** Which parts are shown in which state, and how it is reached; each part once. @type {Record<string, { reach: (page: Page) => Promise<void>; parts: string[] }>} */
const STATES = {
  empty: { reach: async () => undefined, parts: ['drop-area'] },
  images: {
    reach: openFilms,
    parts: [
      'toolbar',
      'files',
      'file',
      'error',
      'parameters',
      'stage',
      'stage-title',
      'stage-frame',
      'stage-image',
      'details',
      'histogram',
    ],
  },
  viewer: {
    reach: async (page) => {
      await openFilms(page);
      await page.getByRole('button', { name: /^Open Enhanced/ }).click();
      await page.getByRole('group', { name: 'Viewer controls' }).waitFor();
      await measure(page);
    },
    parts: ['viewer', 'viewer-area', 'viewer-image', 'probe', 'measurements'],
  },
};

const missing = parts.filter(({ name }) => !Object.values(STATES).some((state) => state.parts.includes(name)));
if (missing.length > 0) throw new Error(`No state shows ${missing.map(({ name }) => name).join(', ')}.`);

await buildCdn(root);
const site = await startStaticServer({ root: join(root, 'dist', 'cdn') });
const browser = await chromium.launch({ executablePath: findOrInstallBrowser(), args: browserArguments() });
try {
  const encoder = await browser.newPage();
  for (const [state, { reach, parts: shown }] of Object.entries(STATES)) {
    const page = await openElement(state === 'empty' ? 480 : 1280);
    await reach(page);
    await page.evaluate(
      mark,
      parts.filter(({ name }) => shown.includes(name)),
    );
    await save(`map-${state}.webp`, await page.screenshot(), encoder);
    await page.close();
  }
  const page = await openElement(400);
  await page.evaluate(swatches, colours);
  await save('map-colours.webp', await page.locator('#swatches').screenshot(), encoder);
} finally {
  await browser.close();
  await site.close();
}

/** A page of nothing but the element. @param {number} width */
async function openElement(width) {
  const page = await browser.newPage({
    viewport: { width, height: width === 1280 ? 1000 : 480 },
    colorScheme: 'light',
  });
  await page.route('**/map.html', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<!doctype html><html lang="en"><body style="margin: 0; font-family: sans-serif"><script type="module" src="./xray-lab.js"></script>
        <xray-lab backend="cpu"></xray-lab></body></html>`,
    }),
  );
  await page.goto(`${site.url}map.html`);
  await page.getByRole('button', { name: 'Choose X-ray Image' }).waitFor();
  return page;
}

/** Two films and a file that is none. @param {Page} page */
async function openFilms(page) {
  const film = (/** @type {string} */ name) => join(root, 'public', 'samples', name);
  await page
    .locator('input[type="file"]')
    .first()
    .setInputFiles([film('chest.png'), film('hand.png')]);
  await page.locator('canvas.painted').nth(4).waitFor();
  await page
    .locator('input[type="file"]')
    .first()
    .setInputFiles([{ name: 'notes.png', mimeType: 'image/png', buffer: Buffer.from('Not an image.') }]);
  await page.getByRole('alert').first().waitFor();
  await page.waitForTimeout(500);
}

/** @param {Page} page */
async function measure(page) {
  await page.getByLabel('Measure', { exact: true }).selectOption('length');
  const box = await page.locator('.area').boundingBox();
  if (!box) throw new Error('The viewer has no area.');
  const at = (/** @type {number} */ x) => /** @type {const} */ ([box.x + box.width * x, box.y + box.height * 0.4]);
  await page.mouse.move(...at(0.42));
  await page.mouse.down();
  await page.mouse.move(...at(0.5));
  await page.mouse.move(...at(0.58));
  await page.mouse.up();
  await page.waitForTimeout(300);
}

/** Frames each part, the first that is seen of several, with its number. Runs in the page. @param {Part[]} shown */
function mark(shown) {
  /** @type {(root: ParentNode) => Element[]} */
  const all = (from) =>
    [...from.querySelectorAll('*')].flatMap((one) => [one, ...(one.shadowRoot ? all(one.shadowRoot) : [])]);
  const elements = all(document);
  const layer = document.createElement('div');
  layer.style.cssText = 'position: absolute; inset: 0; pointer-events: none; font: bold 13px sans-serif';
  for (const { name, number } of shown) {
    const element = elements.find((one) => one.part?.contains(name) && one.getBoundingClientRect().width > 0);
    if (!element) throw new Error(`The part ${name} is not seen.`);
    const { left, top, width, height } = element.getBoundingClientRect();
    const hue = (number * 67) % 360;
    const frame = document.createElement('div');
    frame.style.cssText = `position: absolute; left: ${left + scrollX}px; top: ${top + scrollY}px; width: ${width}px; height: ${height}px;
      box-sizing: border-box; border: 2px dashed hsl(${hue} 90% 42%)`;
    const label = document.createElement('span');
    label.textContent = String(number);
    label.style.cssText = `position: absolute; top: 0; min-width: 20px; padding: 2px 4px; text-align: center; color: #fff;
      background: hsl(${hue} 90% 32%); right: ${(number % 3) * 30}px`;
    frame.append(label);
    layer.append(frame);
  }
  document.body.append(layer);
}

/** What colours are, light and dark. Runs in the page. @param {string[]} names */
function swatches(names) {
  const lab = /** @type {HTMLElement & { theme: string; updateComplete: Promise<unknown> }} */ (
    document.querySelector('xray-lab')
  );
  const probe = document.createElement('i');
  lab.shadowRoot?.append(probe);
  const table = document.createElement('table');
  table.id = 'swatches';
  table.style.cssText = 'border-spacing: 12px 4px; font: 14px sans-serif; background: #fff; color: #222';
  table.innerHTML = '<tr><th></th><th>light</th><th>dark</th></tr>';
  const colourOf = (/** @type {string} */ name, /** @type {string} */ theme) => {
    lab.setAttribute('theme', theme);
    // The element's own name of it, which has the host's value or its own.
    probe.style.color = `var(${name.replace('--xray-', '--_')})`;
    return getComputedStyle(probe).color;
  };
  for (const name of names) {
    const row = table.insertRow();
    const cell = row.insertCell();
    cell.textContent = name;
    cell.style.fontFamily = 'monospace';
    for (const theme of ['light', 'dark']) {
      const box = row.insertCell();
      const colour = colourOf(name, theme);
      box.style.cssText = `width: 90px; height: 26px; border: 1px solid #888; background: ${colour}`;
    }
  }
  lab.remove();
  document.body.append(table);
}

/** @param {string} name @param {Buffer} png @param {Page} encoder */
async function save(name, png, encoder) {
  const bytes = await toWebp(encoder, png);
  writeFileSync(join(root, 'docs', 'images', name), bytes);
  console.log(`docs/images/${name}: ${Math.round(bytes.length / 1000)} kB`);
}
