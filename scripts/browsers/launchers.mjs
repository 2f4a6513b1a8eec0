// @ts-check
import { chromeLauncher } from '@web/test-runner-chrome';
import { browserArguments, findBrowser, THRIFTY } from '../find-browser.mjs';
import { findFirefox } from './find-firefox.mjs';
import { findWebKit } from './find-webkit.mjs';
import { webDriverLauncher } from './webdriver-launcher.mjs';

/** Puppeteer's own limits, of 30 s, are a bet on how busy the machine is. */
const START_MS = 600_000;

/**
 * What starts each browser, one page at a time, by the keys of BROWSER_KINDS.
 * @type {Record<string, () => import('@web/test-runner').BrowserLauncher>}
 */
export const LAUNCHERS = {
  chromium: () => chromiumLauncher({ concurrency: 1 }),
  'chromium-without-webgl2': () => chromiumLauncher({ concurrency: 1, webgl: false }),
  firefox: () => firefoxLauncher({ webgl2: true }),
  'firefox-without-webgl2': () => firefoxLauncher({ webgl2: false }),
  webkit: webKitLauncher,
};

/**
 * @param {{ concurrency?: number; webgl?: boolean }} [options] how many pages at a time; with WebGL, in software where
 *   there is no GPU, or as on a machine without one
 * @returns {import('@web/test-runner').BrowserLauncher}
 */
export function chromiumLauncher({ concurrency, webgl = true } = {}) {
  const launcher = chromeLauncher({
    concurrency,
    launchOptions: {
      executablePath: findBrowser() ?? undefined,
      timeout: START_MS,
      args: [
        ...browserArguments({ webgl }),
        ...THRIFTY,
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
      ],
    },
    createPage: patientPage,
  });
  if (!webgl) launcher.name = 'Chromium without WebGL2';
  return launcher;
}

/**
 * Firefox by WebDriver BiDi, which the launcher for Chrome speaks too.
 * @param {{ webgl2: boolean }} options with WebGL2, in software on Linux, which takes a window; or without, which does not
 * @returns {import('@web/test-runner').BrowserLauncher}
 */
function firefoxLauncher({ webgl2 }) {
  const launcher = chromeLauncher({
    concurrency: 1,
    launchOptions: {
      browser: 'firefox',
      executablePath: findFirefox() ?? undefined,
      timeout: START_MS,
      headless: !webgl2,
      // The list of downloads would open with the first one, and have all keys from then on.
      extraPrefsFirefox: {
        'browser.download.alwaysOpenPanel': false,
        'browser.download.panel.shown': true,
        ...(webgl2 ? { 'webgl.force-enabled': true } : { 'webgl.disabled': true }),
      },
    },
    createPage: patientPage,
  });
  launcher.name = webgl2 ? 'Firefox' : 'Firefox without WebGL2';
  return launcher;
}

/** @type {NonNullable<NonNullable<Parameters<typeof chromeLauncher>[0]>['createPage']>} */
async function patientPage({ context }) {
  const page = await context.newPage();
  page.setDefaultNavigationTimeout(START_MS);
  return page;
}

/** @returns {import('@web/test-runner').BrowserLauncher} */
function webKitLauncher() {
  const found = findWebKit();
  if (!found) throw new Error('WebKitGTK was not found.');
  return webDriverLauncher({
    name: 'WebKit',
    driver: found.driver,
    capabilities: { 'webkitgtk:browserOptions': { binary: found.browser, args: ['--automation'] } },
  });
}
