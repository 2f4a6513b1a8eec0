// @ts-check

/**
 * @typedef {Parameters<NonNullable<import('@web/test-runner').TestRunnerPlugin['executeCommand']>>[0]['session']} TestSession
 * @typedef {ReturnType<import('@web/test-runner-chrome').ChromeLauncher['getPage']>} ChromePage
 * @typedef {Awaited<ReturnType<ChromePage['createCDPSession']>>} CDPSession
 * @typedef {ReturnType<typeof import('./webdriver-input.mjs').webDriverInput>} WebDriverPage
 */

/**
 * What a reader does and has set, beyond the test runner's own commands for keys and mouse:
 *
 * - `turn-wheel` `{ position, deltaY }`: turns the mouse's wheel at a place in the window;
 * - `double-click` `{ position, button }`: there are only single clicks otherwise;
 * - `set-reader-media` features by name, such as `{ 'forced-colors': 'active' }`, all others as they are: what media
 *   queries see. Answers whether the browser can be told so, which is Chromium alone;
 * - `collect-garbage`: what nobody refers to is collected. Answers as the one before.
 *
 * @returns {import('@web/test-runner').TestRunnerPlugin}
 */
export function readerPlugin() {
  /** What is set by a connection lasts as long as that. @type {WeakMap<ChromePage, CDPSession>} */
  const connections = new WeakMap();

  /** Null in other browsers than Chromium. @param {TestSession} session */
  const connectionTo = async (session) => {
    if (!isPuppeteer(session)) return null;
    const page = chromePage(session);
    if (!/chrom/i.test(await page.browser().version())) return null;
    const connection = connections.get(page) ?? (await page.createCDPSession());
    connections.set(page, connection);
    return connection;
  };

  /** @param {TestSession} session @param {Record<string, string>} features */
  const setMedia = async (session, features) => {
    const connection = await connectionTo(session);
    await connection?.send('Emulation.setEmulatedMedia', {
      features: Object.entries(features).map(([name, value]) => ({ name, value })),
    });
    return connection !== null;
  };

  /** @param {TestSession} session */
  const collectGarbage = async (session) => {
    const connection = await connectionTo(session);
    await connection?.send('HeapProfiler.collectGarbage');
    return connection !== null;
  };

  return {
    name: 'reader-commands',
    async executeCommand({ command, payload, session }) {
      if (command === 'turn-wheel') return turnWheel(session, /** @type {Turn} */ (payload));
      if (command === 'double-click') return doubleClick(session, /** @type {Clicks} */ (payload));
      if (command === 'collect-garbage') return collectGarbage(session);
      if (command === 'set-reader-media') return setMedia(session, /** @type {Record<string, string>} */ (payload));
    },
  };
}

/** @typedef {{ position: [x: number, y: number] }} Place CSS pixels from the window's upper left corner */
/** @typedef {Place & { deltaY: number }} Turn */
/** @typedef {Place & { button: 'left' | 'right' }} Clicks */

/** @param {TestSession} session @param {Turn} turn */
async function turnWheel(session, { position: [x, y], deltaY }) {
  if (isPuppeteer(session)) {
    const { mouse } = chromePage(session);
    await mouse.move(x, y);
    await mouse.wheel({ deltaY });
  } else await webDriverPage(session).mouse.wheel(x, y, deltaY);
  return true;
}

/** @param {TestSession} session @param {Clicks} place */
async function doubleClick(session, { position: [x, y], button }) {
  if (isPuppeteer(session)) await chromePage(session).mouse.click(x, y, { count: 2, button });
  else await webDriverPage(session).mouse.doubleClick(x, y, button);
  return true;
}

/** @param {TestSession} session */
function isPuppeteer({ browser }) {
  return browser.type === 'puppeteer';
}

/** @param {TestSession} session @returns {ChromePage} */
function chromePage({ browser, id }) {
  return /** @type {{ getPage(id: string): ChromePage }} */ (/** @type {unknown} */ (browser)).getPage(id);
}

/** @param {TestSession} session @returns {WebDriverPage} */
function webDriverPage({ browser, id }) {
  return /** @type {{ getPage(id: string): WebDriverPage }} */ (/** @type {unknown} */ (browser)).getPage(id);
}
