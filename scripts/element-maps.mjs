// @ts-check
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { escaped } from './docs-site/highlight.mjs';
import { browserArguments, findBrowser } from './find-browser.mjs';
import { elementIn } from './host-types.mjs';
import { startStaticServer } from './static-server.mjs';

/**
 * Writes docs/images/map-parts.svg and map-colours.svg: where the parts of the built element lie, and where it uses its
 * colours, measured in a browser in three states: empty, with images and an error, with the viewer open.
 */
const root = fileURLToPath(new URL('..', import.meta.url));
const WIDTH = 1000;
const LEGEND = 250;
const LINE = 24;

/** @typedef {{ name: string; x: number; y: number; width: number; height: number }} Place */
/** @typedef {{ title: string; height: number; parts: Place[]; colours: Place[]; all: Place[] }} State */

const element = elementIn(JSON.parse(readFileSync(join(root, 'dist', 'custom-elements.json'), 'utf8')));
const parts = element.cssParts.map((/** @type {any} */ it) => it.name);
const colours = element.cssProperties
  .map((/** @type {any} */ it) => it.name)
  .filter((/** @type {string} */ name) => !/font|radius|padding|height|width/.test(name));

const server = await startStaticServer({ root, headers: {} });
const browser = await chromium.launch({ executablePath: findBrowser() ?? '', args: browserArguments({ webgl: true }) });
const page = await browser.newPage({ viewport: { width: WIDTH, height: 900 } });
await page.goto(`${server.url}examples/plain/index.html`);
await page.setContent('<meta charset="utf-8"><body style="margin:0">');
await page.addScriptTag({ type: 'module', url: `${server.url}dist/cdn/xray-lab.js` });
await page.evaluate(() => customElements.whenDefined('xray-lab').then(() => undefined));

/** @type {State[]} */
const states = [];
await page.setContent('<body style="margin:0"><xray-lab theme="light"></xray-lab>');
await page.waitForTimeout(500);
states.push(await measured('Empty'));
await page.evaluate(async () => {
  const lab = /** @type {any} */ (document.querySelector('xray-lab'));
  const film = new URL('/public/samples/hand.png', location.origin);
  await lab.process([film, new File(['no image'], 'notes.png')]);
});
await page.waitForTimeout(1500);
states.push(await measured('With images'));
await page.locator('xray-lab').getByRole('button', { name: /^Open/ }).nth(2).click();
await page.waitForTimeout(1500);
await page.locator('xray-lab').locator('[part~="viewer-area"]').first().hover();
await page.waitForTimeout(500);
states.push(await measured('In the viewer'));
await browser.close();
await server.close();

for (const [file, kind, names] of /** @type {const} */ ([
  ['map-parts.svg', 'parts', parts],
  ['map-colours.svg', 'colours', colours],
])) {
  writeFileSync(join(root, 'docs', 'images', file), picture(kind, names));
  const missing = names.filter(
    (/** @type {string} */ name) => !states.some((state) => state[kind].some((it) => it.name === name)),
  );
  console.log(`docs/images/${file}${missing.length > 0 ? `, without ${missing.join(', ')}` : ''}`);
}

/** @param {string} title @returns {Promise<State>} */
async function measured(title) {
  const found = await page.evaluate(([wantedParts, wantedColours]) => {
    const lab = /** @type {HTMLElement} */ (document.querySelector('xray-lab'));
    /** @type {Element[]} */
    const elements = [];
    const collect = (/** @type {ParentNode} */ of) => {
      for (const each of of.querySelectorAll('*')) {
        elements.push(each);
        if (each.shadowRoot) collect(each.shadowRoot);
      }
    };
    if (lab.shadowRoot) collect(lab.shadowRoot);
    const placeOf = (/** @type {string} */ name, /** @type {Element} */ of) => {
      const { x, y, width, height } = of.getBoundingClientRect();
      return { name, x, y: y + scrollY, width, height };
    };
    const seen = (/** @type {Element} */ of) => {
      const { width, height } = of.getBoundingClientRect();
      return width > 4 && height > 4 && of.checkVisibility({ visibilityProperty: true });
    };
    const shown = elements.filter(seen);
    const partPlaces = wantedParts.flatMap((name) => {
      const first = shown.find((it) => it.getAttribute('part')?.split(' ').includes(name));
      return first ? [placeOf(name, first)] : [];
    });
    // Each colour is one that nothing else has.
    const rgb = (/** @type {number} */ index) => `rgb(${index + 1}, 77, 99)`;
    wantedColours.forEach((name, index) => lab.style.setProperty(name, rgb(index)));
    const fields = /** @type {const} */ ([
      'backgroundColor',
      'color',
      'borderTopColor',
      'borderBottomColor',
      'fill',
      'stroke',
      'outlineColor',
    ]);
    const colourPlaces = wantedColours.flatMap((name, index) => {
      for (const field of fields) {
        const own = shown.filter((it) => {
          const style = getComputedStyle(it);
          if (style[field] !== rgb(index)) return false;
          if (field === 'color')
            return [...it.childNodes].some((node) => node.nodeType === 3 && node.nodeValue?.trim());
          return field === 'backgroundColor' || style.borderTopWidth !== '0px' || style.borderBottomWidth !== '0px';
        });
        if (own.length > 0) return [placeOf(name, own[0])];
      }
      return [];
    });
    const ground = wantedColours.indexOf('--xray-ground');
    if (
      ground >= 0 &&
      !colourPlaces.some(({ name }) => name === '--xray-ground') &&
      getComputedStyle(lab).backgroundColor === rgb(ground)
    )
      colourPlaces.push(placeOf('--xray-ground', lab));
    wantedColours.forEach((name) => lab.style.removeProperty(name));
    const all = shown
      .filter((it) => it.matches('button, img, canvas, input, select, summary, h2, h3, [part]'))
      .map((it) => placeOf('', it));
    return { height: lab.getBoundingClientRect().height, parts: partPlaces, colours: colourPlaces, all };
  }, /** @type {[string[], string[]]} */ ([parts, colours]));
  return { title, ...found };
}

/** @param {'parts' | 'colours'} kind @param {string[]} names */
function picture(kind, names) {
  let top = 0;
  /** @type {Set<string>} */
  const told = new Set();
  const drawn = states.map((state) => {
    const mine = state[kind].filter(({ name }) => !told.has(name));
    for (const { name } of mine) told.add(name);
    const height = Math.max(state.height, mine.length * LINE) + 60;
    const from = top + 40;
    top += height;
    const box = (/** @type {Place} */ { x, y, width, height: high }, /** @type {string} */ more) =>
      `<rect x="${Math.round(x)}" y="${Math.round(y + from)}" width="${Math.round(width)}" height="${Math.round(high)}" ${more}/>`;
    /** @type {[number, number][]} */
    const taken = [];
    const marks = mine.map((place) => {
      let x = Math.round(place.x + 12);
      const y = Math.round(place.y + from + 12);
      while (taken.some(([a, b]) => Math.abs(a - x) < 24 && Math.abs(b - y) < 24)) x += 26;
      taken.push([x, y]);
      const number = names.indexOf(place.name) + 1;
      return `${box(place, 'fill="none" stroke="#c2187a" stroke-width="2"')}<circle cx="${x}" cy="${y}" r="12" fill="#c2187a"/><text x="${x}" y="${y + 5}" fill="#ffffff" text-anchor="middle">${number}</text>`;
    });
    const legend = mine.map(
      ({ name }, index) =>
        `<text x="${WIDTH + 20}" y="${from + 16 + index * LINE}" fill="#171717">${names.indexOf(name) + 1}  ${escaped(name)}</text>`,
    );
    return [
      `<text x="0" y="${from - 14}" fill="#171717" font-weight="600">${state.title}</text>`,
      ...state.all.map((place) => box(place, 'fill="#eef1f4" fill-opacity="0.5" stroke="#b7bfc7"')),
      ...marks,
      ...legend,
    ].join('\n');
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-12 0 ${WIDTH + LEGEND + 24} ${Math.ceil(top)}" width="${WIDTH + LEGEND + 24}" height="${Math.ceil(top)}" font-family="sans-serif" font-size="14">
<rect x="-12" width="${WIDTH + LEGEND + 24}" height="${Math.ceil(top)}" fill="#ffffff"/>
${drawn.join('\n')}
</svg>
`;
}
