// @ts-check
import { browserArguments, findOrInstallBrowser } from '../../scripts/find-browser.mjs';
import { pageTools } from './page-tools.mjs';
import { Usage } from './usage.mjs';

/**
 * @typedef {import('playwright-core').Page} Page
 * @typedef {import('./page-tools.mjs').Tools} Tools
 */

/** What is waited for comes within this, on any machine; the browser tool's own half minute is a bet. */
const PATIENCE_MS = 480_000;

/** What a person lets a page be before anything is chosen, in milliseconds: it has come to rest. */
const SETTLING_MS = 1500;

/** A browser of its own, started for one measurement, and what it uses. */
export class MeasuredBrowser {
  /**
   * @param {import('playwright-core').Browser} browser
   * @param {number} pid
   */
  constructor(browser, pid) {
    this.browser = browser;
    this.pid = pid;
    this.usage = new Usage(pid);
  }

  /** @param {{ webgl: boolean }} options whether there is WebGL, in software */
  static async launch({ webgl }) {
    const { chromium } = await import('playwright-core');
    const browser = await chromium.launch({
      executablePath: findOrInstallBrowser(),
      args: browserArguments({ webgl }),
      timeout: PATIENCE_MS,
    });
    return new MeasuredBrowser(browser, await firstProcess(browser));
  }

  /** An empty profile's page. What it keeps for offline use is loaded where that is asked for. */
  async blankPage({ offline = false } = {}) {
    const context = await this.browser.newContext({
      viewport: { width: 1280, height: 900 },
      serviceWorkers: offline ? 'allow' : 'block',
    });
    context.setDefaultTimeout(PATIENCE_MS);
    const page = await context.newPage();
    await page.addInitScript(pageTools);
    return page;
  }

  /**
   * The page of a build, open for a moment, with nothing chosen yet.
   * @param {string} address
   * @param {'cpu' | 'webgl2'} backend
   */
  async labPage(address, backend) {
    const page = await this.blankPage();
    await page.goto(`${address}?backend=${backend}`);
    await page.getByRole('button', { name: 'Choose X-ray Image', exact: true }).waitFor();
    await page.evaluate(() => {
      // A file of 4096² in RGB is larger than what is taken by default.
      Object.assign(document.querySelector('xray-lab') ?? {}, { maxFileSize: 2 ** 30 });
    });
    await rest(SETTLING_MS);
    return page;
  }

  async close() {
    await this.browser.close();
    this.usage.close();
  }
}

/** The process that a browser's others come from. @param {import('playwright-core').Browser} browser */
export async function firstProcess(browser) {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const main = processInfo.find(({ type }) => type === 'browser');
  if (!main) throw new Error('The browser does not tell its processes.');
  return main.id;
}

/** @param {number} milliseconds */
export function rest(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** @param {Page} page */
export function fileInput(page) {
  return page.locator('xray-lab input[type="file"]');
}

/** Presses "Reset", and waits until nothing is left. @param {Page} page */
export async function reset(page) {
  await page.getByRole('button', { name: 'Reset', exact: true }).click();
  await page.waitForFunction(
    () =>
      /** @type {import('../../src/element.ts').XrayLab} */ (document.querySelector('xray-lab')).results.length === 0,
  );
}
