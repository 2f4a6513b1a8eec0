// @ts-check
import { gzipSync } from 'node:zlib';
import { fileInput, MeasuredBrowser, rest } from './browser.mjs';
import { photo } from './files.mjs';

/**
 * @typedef {import('./measure-element.mjs').Bench} Bench
 * @typedef {object} Loaded a file that the page asked for
 * @property {number} wire bytes received, headers too
 * @property {number} body bytes of it uncompressed
 * @property {number} gzip bytes of it if it were compressed by gzip
 */

/** A slow network, on which it shows what waits for what: bytes a second, and milliseconds there and back. */
const NETWORK = { downloadThroughput: 400_000, uploadThroughput: 400_000, latency: 40 };

/**
 * What goes over the wire until something is seen, until files can be chosen, and until the engine has computed.
 * @param {Bench} bench
 */
export async function measureLoad({ begin, builds, runs, backend, progress }) {
  const file = await photo('gray', 640, 480);
  const table = begin(
    'First load: bytes over the wire, by the server of `npm start`',
    `A new profile (cold), ${NETWORK.downloadThroughput / 1000} kB a second. Of the page’s files that were complete then: bytes ` +
      'received, uncompressed, and as gzip’s level 9 would have them. The last row is what the service worker fetches besides.',
  );
  for (let run = 1; run <= runs; run++) {
    for (const { name, site } of builds) {
      progress(`first load, run ${run} of ${runs}`);
      for (const [state, figures] of Object.entries(await loaded(site, backend, file))) {
        table.add(`${name}, ${state}`, figures);
      }
    }
  }
}

/**
 * @param {string} site
 * @param {'cpu' | 'webgl2'} backend
 * @param {string} file
 */
async function loaded(site, backend, file) {
  const opened = await MeasuredBrowser.launch({ webgl: backend === 'webgl2' });
  try {
    const page = await opened.blankPage({ offline: true });
    const session = await page.context().newCDPSession(page);
    await session.send('Network.enable');
    await session.send('Page.enable');
    await session.send('Page.setLifecycleEventsEnabled', { enabled: true });
    await session.send('Network.emulateNetworkConditions', { offline: false, ...NETWORK });
    /** The page's files that are complete. @type {Promise<Loaded>[]} */
    const own = [];
    /** What its service worker keeps. @type {Promise<Loaded>[]} */
    const offline = [];
    page.context().on('requestfinished', (request) => {
      if (request.url().startsWith('http')) (request.serviceWorker() ? offline : own).push(sizesOf(request));
    });
    const firstPaint = new Promise((resolve) => {
      session.on('Page.lifecycleEvent', ({ name }) => {
        if (name === 'firstContentfulPaint') resolve(Date.now());
      });
    });
    /** @type {Record<string, Record<string, number>>} */
    const states = {};
    const start = Date.now();
    /** @param {string} state @param {readonly Promise<Loaded>[]} files */
    const note = async (state, files) => {
      const at = Date.now() - start;
      const sizes = await Promise.all(files.slice());
      const sum = (/** @type {keyof Loaded} */ kind) => sizes.reduce((total, each) => total + each[kind], 0) / 1000;
      states[state] = {
        'after, ms': at,
        files: sizes.length,
        'wire, kB': sum('wire'),
        'uncompressed, kB': sum('body'),
        'gzip, kB': sum('gzip'),
      };
    };
    const painted = firstPaint.then(() => note('first paint', own));
    await page.goto(`${site}?backend=${backend}`, { waitUntil: 'commit' });
    await page.getByRole('button', { name: 'Choose X-ray Image', exact: true }).waitFor();
    await painted;
    await note('files can be chosen', own);
    await fileInput(page).setInputFiles(file);
    await page.evaluate(() =>
      /** @type {import('./page-tools.mjs').Tools} */ (Reflect.get(window, 'tools')).settled(1),
    );
    await note('first results', own);
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await rest(500);
    await note('kept for offline use', offline);
    return states;
  } finally {
    await opened.close();
  }
}

/** @param {import('playwright-core').Request} request @returns {Promise<Loaded>} */
async function sizesOf(request) {
  try {
    const { responseHeadersSize, responseBodySize } = await request.sizes();
    const body = (await (await request.response())?.body()) ?? Buffer.alloc(0);
    const gzip = gzipSync(body, { level: 9 }).length;
    return { wire: responseHeadersSize + responseBodySize, body: body.length, gzip };
  } catch {
    // Answered out of what is kept, or without a body.
    return { wire: 0, body: 0, gzip: 0 };
  }
}
